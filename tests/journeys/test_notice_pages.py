"""The demo's 督查通报 and 单位进展报告 read back from their PDFs against `rollup --json`; nobody is named before a review."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from tests.conftest import Demo
from tests.core.briefing.reading_back import full_text
from tests.journeys.printed import JUNE, Expected, Row, expected, plain

from core.calc.wording import printed_percent, printed_points
from core.clock import SystemClock
from core.model.paper_kind import PaperKind
from core.services.briefings import print_paper
from core.services.desk import Program, open_desk_to_read

OFFICE, UNIT = "常州市", "溧阳市"
MEASURED_BY_COMPLETION = {"cumulative", "period", "level"}


def printed(demo: Demo, kind: PaperKind, unit: str, folder: Path) -> str:
    path = folder / f"{kind}.pdf"
    program = Program(SystemClock(), demo.folder, "测试")
    with open_desk_to_read(program, demo.file("office")) as desk:
        print_paper(desk, kind, JUNE, path, viewpoint=desk.find_unit(unit).id)
    return full_text(path.read_bytes())


@pytest.fixture(scope="module")
def told(demo: Demo) -> Expected:
    return expected(demo, OFFICE)


@pytest.fixture(scope="module")
def notice(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> str:
    return printed(demo, PaperKind.NOTICE, OFFICE, tmp_path_factory.mktemp("notice"))


@pytest.fixture(scope="module")
def behind(notice: str) -> str:
    """The part that tells one by one what is behind, without page furniture."""
    part = notice[notice.index("二、未达到序时进度") : notice.index("三、各单位欠进度情况")]
    return re.sub(r"—\d+—|示例数据", "", part)


def rows_behind(told: Expected, *, waiting: bool) -> list[Row]:
    """The city's rows of indicators that are behind, from the JSON, which wait for a review or do not."""
    unreviewed = {row.indicator for row in told.picture.judgements if row.unit == told.plan.root and row.is_unreviewed}
    of_city = [row for (unit, indicator, _), row in told.by_key.items() if unit == told.plan.root and indicator]
    return [row for row in of_city if row["standing"] == "behind" and (row["indicator"] in unreviewed) == waiting]


def test_every_reviewed_figure_that_is_behind_is_told_as_the_roll_up_has_it(told: Expected, behind: str) -> None:
    reviewed = rows_behind(told, waiting=False)

    assert reviewed
    for row in reviewed:
        assert plain(f"{row['name']}：") in behind
        if row["distance"] is not None:
            assert printed_points(abs(Decimal(row["distance"]))) in behind
        if row["completion"] is not None and row["kind"] in MEASURED_BY_COMPLETION:
            assert printed_percent(Decimal(row["completion"])) in behind


def test_no_unreviewed_figure_is_told(told: Expected, behind: str) -> None:
    waiting = rows_behind(told, waiting=True)

    assert waiting
    assert not [row["name"] for row in waiting if plain(f"{row['name']}：目标") in behind]


def test_the_notice_names_the_missing_unit_and_the_due_day(notice: str) -> None:
    assert re.search(r"本期上报截止日为2025年6月\d+日。至今未报的有\d+个单位：", notice)


def test_a_units_report_has_its_figures_as_the_roll_up_has_them(demo: Demo, tmp_path: Path) -> None:
    told, text = expected(demo, UNIT), printed(demo, PaperKind.UNIT, UNIT, tmp_path)

    rows = [row for (unit, indicator, _), row in told.by_key.items() if unit == told.picture.viewpoint and indicator]
    assert rows
    for row in rows:
        if row["completion"] is not None and row["kind"] in MEASURED_BY_COMPLETION:
            assert printed_percent(Decimal(row["completion"])) in text
