from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ids import SubmissionId, UnitId
from core.model.period import Period
from core.model.progress import Review, Submission
from core.store.filing_order import in_order, waiting_ends

UNIT, OFFICE, MARCH = UnitId("uD"), UnitId("u1"), Period.parse("2025-03")
FIRST, SECOND = 1, 2  # rows of the two computers' streams


def _submission(name: str, number: int, hour: int, *, last: int = 3) -> Submission:
    return Submission(SubmissionId(name), UNIT, MARCH, number, "00", datetime(2025, 4, 1, hour, tzinfo=UTC), "张三", last)


def _review(name: str, hour: int, *, accepted: bool = True) -> Review:
    return Review(SubmissionId(name), OFFICE, accepted, "", (), datetime(2025, 4, 2, hour, tzinfo=UTC), "李四")


MORNING, EVENING = (_submission("morning", 1, 9), FIRST), (_submission("evening", 1, 18), SECOND)


def _names(rows: list[tuple[Submission, int]], *reviews: Review, after: dict[str, list[str]] | None = None) -> list[str]:
    answered = {(UNIT, review.submission): review for review in reviews}
    known = {SubmissionId(name): names for name, names in (after or {}).items()}
    return [row[0].id for row in in_order(rows, answered, known)]


def test_of_two_that_did_not_know_of_each_other_the_unanswered_one_asks_whenever_it_was_written() -> None:
    rows = [MORNING, EVENING]

    assert _names(rows) == ["evening", "morning"]
    assert _names(rows, _review("evening", 1)) == ["morning", "evening"]
    assert _names(rows, _review("evening", 1, accepted=False)) == ["morning", "evening"]


def test_of_two_accepted_ones_the_last_accepted_is_in_use() -> None:
    assert _names([MORNING, EVENING], _review("evening", 1), _review("morning", 2))[0] == "morning"
    assert _names([MORNING, EVENING], _review("evening", 2), _review("morning", 1))[0] == "evening"


def test_what_a_later_one_knew_asks_no_more() -> None:
    later = (_submission("later", 2, 20), SECOND)
    answered = {(UNIT, SubmissionId("later")): _review("later", 1)}
    known = {SubmissionId("later"): ["morning"]}

    assert waiting_ends([MORNING, later], answered, known) == []
    assert _names([MORNING, later], _review("later", 1), after={"later": ["morning"]}) == ["later", "morning"]
    assert [each.id for each in waiting_ends([MORNING, later], answered, {})] == ["morning"]


def test_a_later_one_of_the_same_computer_replaces_the_one_before() -> None:
    again = (_submission("again", 2, 20, last=7), FIRST)

    assert [each.id for each in waiting_ends([MORNING, again, EVENING], {}, {})] == ["again", "evening"]


@pytest.mark.parametrize("accepted", ["morning", "again"])
def test_what_one_computer_handed_up_stands_latest_first_whatever_was_answered(accepted: str) -> None:
    again = (_submission("again", 2, 20, last=7), FIRST)

    assert _names([MORNING, again], _review(accepted, 1)) == ["again", "morning"]


@given(st.permutations([MORNING, EVENING, (_submission("again", 2, 20, last=7), FIRST)]), st.booleans(), st.booleans())
def test_the_order_of_arrival_decides_nothing(rows: list[tuple[Submission, int]], one: bool, other: bool) -> None:
    reviews = [_review("again", 3, accepted=one), _review("evening", 4, accepted=other)]

    assert _names(rows, *reviews) == _names(sorted(rows, key=lambda row: row[0].id), *reviews)
