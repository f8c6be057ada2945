from __future__ import annotations

from pathlib import Path

from tests.core.services.figuring import APRIL, MARCH, answer, arrives, asked, come_back, hand_up, item, type_in, written

from core.model.period import Period
from core.model.progress import SubmissionState
from core.services.desk import Desk
from core.services.drafting import set_text
from core.services.own_period import Comment, OwnPeriod, own_period
from core.services.progress import attach, submit
from core.services.reviews import accept, send_back


def test_a_period_is_missing_until_something_is_filled_in(east: Desk) -> None:
    assert own_period(east, MARCH) == OwnPeriod(SubmissionState.MISSING)

    type_in(east, "20")

    assert own_period(east, MARCH) == OwnPeriod(SubmissionState.DRAFT)
    assert own_period(east, APRIL) == OwnPeriod(SubmissionState.MISSING)


def test_a_text_alone_begins_a_period_until_it_is_emptied(east: Desk) -> None:
    set_text(east, MARCH, item(east), "text", "开工。")
    begun = own_period(east, MARCH)
    set_text(east, MARCH, item(east), "text", "")

    assert begun.state is SubmissionState.DRAFT
    assert own_period(east, MARCH).state is SubmissionState.MISSING


def test_evidence_alone_begins_a_period(east: Desk, tmp_path: Path) -> None:
    attach(east, MARCH, item(east), written(tmp_path))

    assert own_period(east, MARCH).state is SubmissionState.DRAFT


def test_a_return_tells_its_reason_and_what_it_is_about(east: Desk, office: Desk, tmp_path: Path) -> None:
    indicator = asked(east).indicator.id
    come_back(east, office, tmp_path, {indicator: "请核对项目数", item(east, "2.1.1"): "请补进展", "gone": "旧指标"})

    own = own_period(east, MARCH)

    assert (own.state, own.number, own.reason) == (SubmissionState.RETURNED, 1, "数字不符")
    assert set(own.comments) == {
        Comment(item(east), indicator, "请核对项目数", "新增总投资超亿元项目"),
        Comment(item(east, "2.1.1"), None, "请补进展"),
    }


def test_comments_go_with_the_next_submission(east: Desk, office: Desk, tmp_path: Path) -> None:
    come_back(east, office, tmp_path, {item(east): "请核对"})
    hand_up(east, "21")

    assert own_period(east, MARCH) == OwnPeriod(SubmissionState.SUBMITTED, 2)


def test_what_came_after_an_acceptance_waits(east: Desk, office: Desk, tmp_path: Path) -> None:
    hand_up(east)
    arrives(east, office, tmp_path)
    accept(office, east.unit, MARCH)
    answer(east, office, tmp_path)
    type_in(east, "21")
    submit(east, MARCH)

    assert own_period(east, MARCH) == OwnPeriod(SubmissionState.ACCEPTED, 1, newer=2)
    assert own_period(east, Period.parse("2025-01")).newer is None


def test_a_request_that_was_returned_is_to_be_worked_on(east: Desk, office: Desk, tmp_path: Path) -> None:
    hand_up(east)
    arrives(east, office, tmp_path)
    accept(office, east.unit, MARCH)
    type_in(east, "21")
    submit(east, MARCH)
    arrives(east, office, tmp_path)
    send_back(office, east.unit, MARCH, reason="无依据", comments={item(east): "请附材料"})
    answer(east, office, tmp_path)

    own = own_period(east, MARCH)

    assert (own.state, own.number, own.reason, own.newer) == (SubmissionState.RETURNED, 2, "无依据", None)
    assert [comment.text for comment in own.comments] == ["请附材料"]
