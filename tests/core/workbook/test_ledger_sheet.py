from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from tests.conftest import Demo
from tests.journeys.printed import JUNE, expected

from core.briefing.picture import Picture
from core.calc.judgement import Source
from core.errors import PathIsFolder
from core.model.progress import Standing
from core.workbook.ledger_sheet import COLUMNS, SOURCES, write_ledger

HEADS = [title for title, _ in COLUMNS]
Cells = dict[str, object]


@pytest.fixture(scope="module")
def june(demo: Demo) -> Picture:
    return expected(demo, "常州市").picture


def ledger(path: Path) -> list[Cells]:
    _, head, *rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    assert list(head) == HEADS
    return [dict(zip(HEADS, row, strict=True)) for row in rows]


def test_every_judgement_has_its_row_in_order(june: Picture, tmp_path: Path) -> None:
    count = write_ledger(tmp_path / "l.xlsx", june.plan, JUNE, june.judgements)

    rows = ledger(tmp_path / "l.xlsx")
    assert count == len(rows) == len(june.judgements)
    assert [row["编号"] for row in rows] == [june.plan.items_by_id[judged.item].code for judged in june.judgements]


def test_figures_are_numbers_and_the_rest_is_words(june: Picture, tmp_path: Path) -> None:
    write_ledger(tmp_path / "l.xlsx", june.plan, JUNE, june.judgements)

    for row, judged in zip(ledger(tmp_path / "l.xlsx"), june.judgements, strict=True):
        value = row["累计完成"]
        assert (None if value is None else Decimal(str(value))) == judged.value
        assert row["进度评价"] == judged.standing.label
        assert row["算法"] == judged.explanation
        assert row["单位"] == june.plan.units_by_id[judged.unit].short_name


def test_every_source_has_a_word() -> None:
    assert set(SOURCES) == {source.value for source in Source}
    assert len({standing.label for standing in Standing}) == len(Standing)


def test_samples_are_marked_in_the_title(june: Picture, tmp_path: Path) -> None:
    write_ledger(tmp_path / "l.xlsx", june.plan, JUNE, june.judgements)

    title = load_workbook(tmp_path / "l.xlsx").worksheets[0]["A1"].value
    assert title == "常州市2025年《政府工作报告》重点任务台账（2025年6月）（示例数据）"


def test_no_clock_leaves_a_trace(june: Picture, tmp_path: Path) -> None:
    write_ledger(tmp_path / "l.xlsx", june.plan, JUNE, june.judgements)

    with zipfile.ZipFile(tmp_path / "l.xlsx") as archive:
        dates = {member.date_time for member in archive.infolist()}
        properties = archive.read("docProps/core.xml").decode()
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert properties.count("2000-01-01T00:00:00Z") == 2


def test_texts_are_never_formulas_and_lose_what_a_sheet_cannot_hold(june: Picture, tmp_path: Path) -> None:
    odd = [replace(unit, short_name="=1+1\x0b") if unit.short_name == "溧阳市" else unit for unit in june.plan.units]

    write_ledger(tmp_path / "l.xlsx", replace(june.plan, units=tuple(odd)), JUNE, june.judgements)

    found = [cell for row in load_workbook(tmp_path / "l.xlsx").worksheets[0].iter_rows() for cell in row if cell.value == "=1+1"]
    assert found
    assert {cell.data_type for cell in found} == {"s"}


def test_a_folder_is_not_written_over(june: Picture, tmp_path: Path) -> None:
    with pytest.raises(PathIsFolder):
        write_ledger(tmp_path, june.plan, JUNE, june.judgements)
