from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.services.exchanging import PROJECTS, second_computer
from tests.core.services.figuring import APRIL, LISTED, MARCH, answer, arrives, asked, come_back, hand_up, item, type_in, written
from tests.journeys.conftest import City

from core.errors import ItemUnknown, PeriodNotInPlan
from core.ids import ItemId
from core.model.period import Period
from core.model.progress import Standing, SubmissionState
from core.services.assignments import find_indicator
from core.services.desk import Desk, Program, open_desk
from core.services.drafting import FigureKey, TypedFigure, set_figure, set_self_rating, set_text
from core.services.item_page import ItemTexts, Settling, item_page
from core.services.progress import attach

# What may be read from one end to the other: it does not grow with what units report.
SMALL = {"CONSTANT ROW", "site", "u"}  # a row for each computer, and those by their unit


@pytest.fixture
def bureau(city: City, program: Program) -> Iterator[Desk]:
    with open_desk(program, city.unit("市发改委")) as desk:
        yield desk


def plans_of(desk: Desk, period: Period) -> list[str]:
    """How SQLite finds each row of a page: the steps of every statement's plan."""
    connection = desk.workspace.database.conn
    assert connection is not None
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    item_page(desk, period, item(desk))
    connection.set_trace_callback(None)
    return [row[3] for statement in statements for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]


def test_a_page_holds_the_report_around_the_item(east: Desk) -> None:
    page = item_page(east, MARCH, item(east))

    assert (page.item.code, page.task, page.path[-1].title) == ("1.1.1", "狠抓项目投资", "扩大有效需求")
    assert page.passage.text[page.passage.start : page.passage.end] == page.item.text
    assert (page.state, page.number, page.may_edit) == (SubmissionState.MISSING, 0, True)


def test_a_page_holds_what_is_drafted_on_the_item(east: Desk, tmp_path: Path) -> None:
    type_in(east, "20")
    for field in ("text", "problems", "next_steps", "note"):
        set_text(east, MARCH, item(east), field, f"{field}。")
    set_self_rating(east, MARCH, item(east), Standing.ON)
    attached = attach(east, MARCH, item(east), written(tmp_path))
    attach(east, MARCH, item(east, LISTED), written(tmp_path, "另一份.txt"))

    page = item_page(east, MARCH, item(east))

    assert page.texts == ItemTexts("text。", "problems。", "next_steps。", "note。", Standing.ON)
    assert [file.id for file in page.evidence] == [attached.id]
    assert [cell.value for cell in page.figures] == [20]


def test_the_texts_of_the_period_before_stand_beside(east: Desk) -> None:
    set_text(east, MARCH, item(east), "text", "开工。")

    page = item_page(east, APRIL, item(east))

    assert (page.last_texts.text, page.texts.text) == ("开工。", "")


def test_findings_and_comments_are_the_items_own(east: Desk, office: Desk, tmp_path: Path) -> None:
    come_back(east, office, tmp_path, {asked(east).indicator.id: "请核对", item(east, LISTED): "请补进展"})
    type_in(east, "2")

    page = item_page(east, MARCH, item(east))

    assert (page.state, page.number, page.reason) == (SubmissionState.RETURNED, 1, "数字不符")
    assert [comment.text for comment in page.comments] == ["请核对"]
    assert [finding.code for finding in page.findings] == ["behind-without-text"]


def test_an_item_without_figures_is_previewed_by_its_leads_rating(bureau: Desk) -> None:
    set_self_rating(bureau, MARCH, item(bureau, "1.2.1"), Standing.AHEAD)

    page = item_page(bureau, MARCH, item(bureau, "1.2.1"))

    assert page.preview is not None
    assert (page.preview.standing, page.figures) == (Standing.AHEAD, ())


def test_a_supporter_has_no_preview_of_the_leads_item(east: Desk) -> None:
    assert item_page(east, MARCH, item(east, "1.1.2")).preview is None


def test_an_item_of_others_can_be_looked_at(east: Desk) -> None:
    page = item_page(east, MARCH, item(east, "1.2.1"))

    assert (page.duty, page.may_edit, page.figures) == (None, False, ())


def test_an_item_that_a_revision_took_out_is_told(east: Desk) -> None:
    with pytest.raises(ItemUnknown):
        item_page(east, MARCH, ItemId("gone"))


def test_a_page_of_another_year_is_refused(east: Desk) -> None:
    with pytest.raises(PeriodNotInPlan):
        item_page(east, Period.parse("2026-03"), item(east))


def test_no_page_reads_a_table_from_one_end_to_the_other(east: Desk, office: Desk, tmp_path: Path) -> None:
    hand_up(east)
    arrives(east, office, tmp_path)
    answer(east, office, tmp_path)
    item_page(east, MARCH, item(east))  # the plan is read once

    plans = plans_of(east, APRIL)

    assert len(plans) > 10
    assert {step.removeprefix("SCAN ") for step in plans if step.startswith("SCAN")} <= SMALL


def test_fields_that_another_computer_filled_in_otherwise_are_told(east: Desk) -> None:
    item = east.find_item("1.1.1").id
    set_figure(east, FigureKey(find_indicator(east.plan, "1.1.1", PROJECTS).id, east.unit, MARCH), TypedFigure("20"))
    set_text(east, MARCH, item, "text", "已开工3个。")
    second_computer(east, "25", "未开工。")

    page = item_page(east, MARCH, item)

    assert {(conflict.figure is not None, conflict.field, conflict.settling) for conflict in page.conflicts} == {
        (True, "", Settling.OPEN),
        (False, "text", Settling.OPEN),
    }
    assert item_page(east, MARCH, east.find_item("2.1.1").id).conflicts == ()
