from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.changes.change import PLAN, Change, ChangeRef, Json, Scope, StreamKey
from core.changes.cuts import Cut, CutReason, cut_from, cut_register, cut_stream, cut_value, cuts_in_force, seniority_of
from core.ids import SiteId

FIRST, SECOND, THIRD, DISTRICT = map(SiteId, ("first", "second", "third", "district"))
SENIORITY = {FIRST: 0, SECOND: 1, THIRD: 2}
HASH = bytes(range(32))


def _cut(last: int) -> Cut:
    return Cut(last, HASH, last, HASH)


def _change(site: SiteId, seq: int, key: StreamKey, last: int | None, *supersedes: ChangeRef) -> Change:
    value: Json = None if last is None else cut_value(_cut(last), reason=CutReason.REVOKED, text="丢失")
    return Change(site, PLAN, seq, f"2025-07-01T00:00:{seq:02}Z", "张三", 1, cut_register(key), value, supersedes)


PLAN_OF_FIRST, PLAN_OF_SECOND = StreamKey(FIRST, PLAN), StreamKey(SECOND, PLAN)
OF_DISTRICT = StreamKey(DISTRICT, Scope("uD"))


@given(st.integers(0, 2**53), st.integers(0, 2**53), st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_cut_reads_back_as_it_was_written(one: int, other: int, end: bytes, common_end: bytes) -> None:
    last, common = max(one, other), min(one, other)
    cut = Cut(last, end, common, end if common == last else common_end)

    assert cut_from(cut_value(cut, reason=CutReason.FORK, text="")) == cut


@pytest.mark.parametrize(
    "value",
    [
        *(None, 1, "cut", [], {}, {"last": True, "hash": HASH.hex()}, {"last": -1, "hash": HASH.hex()}, {"last": 1, "hash": "00"}),
        *({"last": 1, "hash": "z" * 64}, {"last": 1, "hash": HASH.hex(), "common": 2}, {"last": 1, "hash": HASH.hex(), "common_hash": 7}),
    ],
)
def test_what_is_not_understood_cuts_nothing(value: Json) -> None:
    assert cut_from(value) is None


def test_a_register_names_site_and_scope() -> None:
    assert cut_stream(cut_register(OF_DISTRICT)) == OF_DISTRICT
    assert cut_stream(cut_register(StreamKey(DISTRICT, Scope("plan/uD")))) == StreamKey(DISTRICT, Scope("plan/uD"))
    assert cut_stream(cut_register(StreamKey(DISTRICT, Scope("uD/draft")))) is None


def test_a_later_word_takes_the_place_of_the_one_before_and_null_lifts_it() -> None:
    first, second = _change(FIRST, 1, OF_DISTRICT, 3), _change(SECOND, 1, OF_DISTRICT, 5, ChangeRef(FIRST, 1))

    assert cuts_in_force([first], SENIORITY).by_stream == {OF_DISTRICT: _cut(3)}
    assert cuts_in_force([second, first], SENIORITY).by_stream == {OF_DISTRICT: _cut(5)}
    assert cuts_in_force([first, _change(FIRST, 2, OF_DISTRICT, None)], SENIORITY).by_stream == {}


def test_nobody_but_the_office_cuts_and_no_site_itself() -> None:
    foreign, own = _change(DISTRICT, 1, OF_DISTRICT, 1), _change(FIRST, 1, PLAN_OF_FIRST, 1)

    assert cuts_in_force([foreign, own], SENIORITY).by_stream == {}


def test_of_two_that_cut_each_other_the_senior_stays() -> None:
    by_first, by_second = _change(FIRST, 5, PLAN_OF_SECOND, 3), _change(SECOND, 4, PLAN_OF_FIRST, 2)

    found = cuts_in_force([by_second, by_first], SENIORITY)

    assert found.by_stream == {PLAN_OF_SECOND: _cut(3)}
    assert found.beyond == {by_second.ref}


def test_a_junior_cuts_a_senior_that_is_lost() -> None:
    revoked, after = _change(SECOND, 4, PLAN_OF_FIRST, 2), _change(FIRST, 3, OF_DISTRICT, 1)

    found = cuts_in_force([revoked, after], SENIORITY)

    assert found.by_stream == {PLAN_OF_FIRST: _cut(2)}
    assert found.beyond == {after.ref}


def test_whoever_admitted_others_is_senior_to_them() -> None:
    admissions = {SECOND: ("bb", "aa"), FIRST: ("aa", "aa"), THIRD: ("cc", "bb"), DISTRICT: ("dd", "ee")}

    assert seniority_of(admissions) == {SECOND: 1, FIRST: 0, THIRD: 2, DISTRICT: 0}


@given(st.data())
def test_which_cuts_are_in_force_does_not_depend_on_the_order_of_changes(data: st.DataObject) -> None:
    keys = st.sampled_from([PLAN_OF_FIRST, PLAN_OF_SECOND, OF_DISTRICT, StreamKey(THIRD, PLAN)])
    changes = [
        _change(site, seq, data.draw(keys), data.draw(st.none() | st.integers(0, 4)))
        for seq in range(1, data.draw(st.integers(2, 4)))
        for site in SENIORITY
    ]

    assert cuts_in_force(data.draw(st.permutations(changes)), SENIORITY) == cuts_in_force(changes, SENIORITY)
