from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.model.progress import Standing
from gui.models.overview_table import (
    FIRST_UNIT,
    NO_MARK,
    Matrix,
    MatrixColumn,
    MatrixFilter,
    MatrixRow,
    OverviewTable,
    mark_number,
    mark_of,
)

ON, BEHIND = mark_number(Standing.ON, 0), mark_number(Standing.BEHIND, 2)
MATRIX = Matrix(
    (
        MatrixColumn("市", "", "欠1", "市"),
        MatrixColumn("东区", "territories", "—", "东区"),
        MatrixColumn("发改委", "departments", "—", "发改委"),
    ),
    (
        MatrixRow("1.1", "新增项目", "500个", 0, "1/2"),
        MatrixRow("1.2", "技改项目", "", 0, "0/1"),
        MatrixRow("2.1", "上市企业", "20家", 1, "0/1"),
    ),
    (array("b", [BEHIND, ON, NO_MARK]), array("b", [ON, NO_MARK, NO_MARK]), array("b", [NO_MARK, NO_MARK, BEHIND])),
    (("9个", "5个", ""), ("", "", ""), ("", "", "3家*")),
    ("1 项目", "2 企业"),
)


@pytest.fixture
def table(qapp: QApplication) -> OverviewTable:
    table = OverviewTable()
    table.show_matrix(MATRIX, MatrixFilter())
    return table


def codes(table: OverviewTable) -> list[str]:
    return [table.text_at(line, 0) for line in range(table.rowCount())]


@pytest.mark.parametrize("shade", [0, 1, 2])
@pytest.mark.parametrize("standing", list(Standing))
def test_a_mark_tells_its_standing_and_depth(standing: Standing, shade: int) -> None:
    assert mark_of(mark_number(standing, shade)) == (standing, shade)


def test_every_section_has_a_band_over_its_rows(table: OverviewTable) -> None:
    assert codes(table) == ["1 项目", "1.1", "1.2", "2 企业", "2.1"]


def test_a_section_is_shown_alone(table: OverviewTable) -> None:
    table.show_filtered(MatrixFilter(section=1))

    assert codes(table) == ["2 企业", "2.1"]


def test_rows_are_found_by_words(table: OverviewTable) -> None:
    table.show_filtered(MatrixFilter(text="技改"))

    assert codes(table) == ["1 项目", "1.2"]


def test_rows_with_a_standing_are_found(table: OverviewTable) -> None:
    table.show_filtered(MatrixFilter(standing=Standing.BEHIND))

    assert codes(table) == ["1 项目", "1.1", "2 企业", "2.1"]


def test_a_standing_counts_only_in_columns_that_are_wanted(table: OverviewTable) -> None:
    table.show_filtered(MatrixFilter(standing=Standing.BEHIND, group="territories"))

    assert codes(table) == ["1 项目", "1.1"]


def test_the_citys_column_is_always_wanted(table: OverviewTable) -> None:
    table.show_filtered(MatrixFilter(group="departments"))

    assert [table.is_wanted_column(FIRST_UNIT + number) for number in range(3)] == [True, False, True]


def test_a_screen_reader_hears_unit_row_and_standing(table: OverviewTable) -> None:
    index = table.index(1, FIRST_UNIT)

    assert table.data(index, Qt.ItemDataRole.AccessibleTextRole) == "市\n1.1 新增项目\n欠进度 9个"


def test_an_earlier_periods_figure_is_said_to_be_one(table: OverviewTable) -> None:
    index = table.index(4, FIRST_UNIT + 2)

    assert table.data(index, Qt.ItemDataRole.ToolTipRole) == "发改委\n2.1 上市企业\n欠进度 3家*（*为较早一期的数）"


def test_a_copied_table_has_its_head_and_every_cell_in_words(table: OverviewTable) -> None:
    text = table.as_table([1, 4], [FIRST_UNIT, FIRST_UNIT + 2])

    assert (
        text
        == "编号\t事项或指标\t目标\t欠进度\t市\t发改委\n1.1\t新增项目\t500个\t1/2\t欠进度 9个\t\n2.1\t上市企业\t20家\t0/1\t\t欠进度 3家*\n"
    )


def test_a_band_cannot_be_chosen(table: OverviewTable) -> None:
    assert table.flags(table.index(0, 0)) is Qt.ItemFlag.NoItemFlags
