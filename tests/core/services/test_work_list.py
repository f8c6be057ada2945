from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.core.services.figuring import APRIL, LISTED, MARCH, PROJECTS, asked, come_back, hand_up, item, type_in
from tests.journeys.conftest import City

from core.errors import PeriodNotInPlan
from core.model.period import Period
from core.model.progress import SubmissionState
from core.model.severity import Severity
from core.services.desk import Desk, Program, open_desk
from core.services.drafting import set_text
from core.services.work_list import WorkItem, WorkMark, work_list


@pytest.fixture
def bureau(city: City, program: Program) -> Iterator[Desk]:
    """The bureau that leads most items, and owes a text on each."""
    with open_desk(program, city.unit("市发改委")) as desk:
        yield desk


def of(desk: Desk, code: str = PROJECTS, period: Period = MARCH) -> WorkItem:
    (found,) = [each for each in work_list(desk, period).items if each.code == code]
    return found


def marks(desk: Desk, period: Period = MARCH) -> dict[str, WorkMark]:
    return {each.code: each.mark for each in work_list(desk, period).items}


def test_every_duty_is_listed_in_the_reports_order(east: Desk) -> None:
    assert marks(east) == {
        "0.1": WorkMark.NOTHING_ASKED,
        "0.2": WorkMark.NOTHING_ASKED,
        "1.1.1": WorkMark.EMPTY,
        "1.1.2": WorkMark.NOTHING_ASKED,
        "2.1.1": WorkMark.EMPTY,
        "2.1.2": WorkMark.NOTHING_ASKED,
    }


def test_a_title_is_the_tasks_where_the_item_is_all_of_it(bureau: Desk) -> None:
    assert (of(bureau, "1.2.1").title, of(bureau).title) == ("稳定外资外贸", "全年新增总投资超亿元项目60个以上")


def test_a_list_counts_what_is_asked_and_complete(east: Desk) -> None:
    type_in(east, "20")

    listed = work_list(east, MARCH)

    assert (listed.total, listed.finished) == (2, 1)
    assert (listed.state, listed.number, listed.due) == (SubmissionState.DRAFT, 0, date(2025, 3, 28))
    assert listed.next_to_do == item(east, LISTED)


def test_an_item_is_partly_done_when_its_text_is_missing(bureau: Desk) -> None:
    type_in(bureau, "5.2", "0.1")
    partly = of(bureau, "0.1")
    set_text(bureau, MARCH, item(bureau, "0.1"), "text", "经济运行平稳。")

    assert (partly.mark, partly.asked, partly.filled, partly.needs_text, partly.has_text) == (WorkMark.PARTIAL, 1, 1, True, False)
    assert of(bureau, "0.1").mark is WorkMark.COMPLETE


def test_a_text_on_an_item_whose_figure_is_missing_is_a_part(east: Desk) -> None:
    set_text(east, MARCH, item(east), "text", "开工。")

    assert of(east).mark is WorkMark.PARTIAL


def test_what_stops_handing_up_is_a_problem_until_it_is_explained(east: Desk) -> None:
    type_in(east, "2")
    behind = of(east)
    set_text(east, MARCH, item(east), "problems", "用地指标未落实，开工推迟。")

    assert (behind.mark, behind.stopping, behind.counts[Severity.EXPLAIN]) == (WorkMark.PROBLEM, 1, 1)
    assert (of(east).mark, of(east).stopping) == (WorkMark.COMPLETE, 0)


def test_a_missing_cell_is_no_problem_yet(east: Desk) -> None:
    assert (of(east).mark, of(east).stopping) == (WorkMark.EMPTY, 1)


def test_a_comment_marks_its_item_until_something_is_changed(east: Desk, office: Desk, tmp_path: Path) -> None:
    come_back(east, office, tmp_path, {asked(east).indicator.id: "请核对项目数"})
    returned = of(east)
    type_in(east, "21")

    assert (returned.mark, returned.is_changed) == (WorkMark.RETURNED, False)
    assert [comment.text for comment in returned.comments] == ["请核对项目数"]
    assert (of(east).mark, of(east).is_changed) == (WorkMark.COMPLETE, True)
    assert work_list(east, MARCH).reason == "数字不符"


def test_a_text_emptied_again_is_no_change(east: Desk) -> None:
    hand_up(east)
    set_text(east, MARCH, item(east), "text", "开工。")
    changed = of(east).is_changed
    set_text(east, MARCH, item(east), "text", "")

    assert (changed, of(east).is_changed) == (True, False)


def test_the_next_item_is_the_one_that_follows_on_paper(bureau: Desk) -> None:
    listed = work_list(bureau, MARCH)
    codes = {each.id: each.code for each in listed.items}
    order = [each.id for each in listed.items]

    after = [listed.next_after(each) for each in order]

    assert [codes[each] for each in after if each] == [codes[each] for each in (*order[1:], order[0])]


def test_nothing_follows_when_all_else_is_complete(east: Desk) -> None:
    type_in(east, "20")
    type_in(east, "1", LISTED)
    listed = work_list(east, MARCH)

    assert (listed.next_to_do, listed.next_after(item(east))) == (None, None)


def test_the_only_open_item_does_not_follow_itself(east: Desk) -> None:
    type_in(east, "1", LISTED)
    listed = work_list(east, MARCH)

    assert (listed.next_after(item(east)), listed.next_after(item(east, LISTED))) == (None, item(east))


def test_other_periods_have_lists_of_their_own(east: Desk) -> None:
    type_in(east, "20")

    assert marks(east, APRIL)[PROJECTS] is WorkMark.EMPTY
    with pytest.raises(PeriodNotInPlan):
        work_list(east, Period.parse("2026-01"))


def test_an_office_without_duties_has_an_empty_list(office: Desk) -> None:
    listed = work_list(office, MARCH)

    assert (listed.items, listed.total, listed.next_to_do) == ((), 0, None)


def test_an_item_with_a_problem_is_filled_in_all_the_same(east: Desk) -> None:
    type_in(east, "2")

    listed = work_list(east, MARCH)

    assert (of(east).mark, of(east).is_complete) == (WorkMark.PROBLEM, True)
    assert (listed.finished, listed.total, listed.next_to_do) == (1, 2, item(east))
