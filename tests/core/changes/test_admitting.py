from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.changes.admitting import BY_INVITATION, BY_SITE, Enrolled, admitted_by_site, enrolled_by, without_sponsor
from core.changes.change import Change, Json, Register, Scope, StreamKey
from core.changes.cuts import Cut
from core.changes.registers import SITE
from core.ids import SiteId

FIRST, SECOND, THIRD, OTHER = map(SiteId, ("first", "second", "third", "other"))
SCOPE = Scope("uD")
OFFERED = frozenset({"letter", "later letter"})
CHAIN = [
    Enrolled(FIRST, SCOPE, BY_INVITATION, "first", "letter"),
    Enrolled(SECOND, SCOPE, BY_SITE, "second", "first"),
    Enrolled(THIRD, SCOPE, BY_SITE, "third", "second"),
]


def _cut(*admitted: SiteId, last: int = 3) -> Cut:
    return Cut(last, bytes(32), last, bytes(32), frozenset(admitted))


def _left(cuts: Mapping[SiteId, Cut], *more: Enrolled) -> set[SiteId]:
    found = without_sponsor([*CHAIN, *more], {StreamKey(site, SCOPE): cut for site, cut in cuts.items()}, OFFERED)
    return {key.site for key in found}


def test_whom_a_cut_site_admitted_counts_no_more_nor_whom_that_one_admitted() -> None:
    assert _left({}) == set()
    assert _left({FIRST: _cut()}) == {SECOND, THIRD}
    assert _left({SECOND: _cut()}) == {THIRD}


def test_whom_the_cut_names_stays_with_all_that_it_admits() -> None:
    assert _left({FIRST: _cut(SECOND)}) == set()


def test_a_site_of_which_the_office_says_how_far_it_counts_needs_no_sponsor() -> None:
    assert _left({FIRST: _cut(), SECOND: _cut(THIRD, last=7)}) == set()


@pytest.mark.parametrize(
    ("letter", "left"),
    [("later letter", {THIRD}), ("letter", {SECOND, THIRD}), ("letter of its own making", {SECOND, THIRD})],
)
def test_an_invitation_helps_that_the_plan_offered_and_nobody_else_used(letter: str, left: set[SiteId]) -> None:
    by_letter = Enrolled(SECOND, SCOPE, BY_INVITATION, "second", letter)

    found = _left({FIRST: _cut()}, by_letter)

    assert found == left - ({THIRD} if letter == "later letter" else set())


def test_sites_that_admit_each_other_in_a_circle_do_not_help_each_other() -> None:
    circle = [Enrolled(OTHER, SCOPE, BY_SITE, "other", "third"), Enrolled(THIRD, SCOPE, BY_SITE, "third", "other")]

    assert _left({SECOND: _cut()}, *circle) == {THIRD, OTHER}


@given(st.permutations(CHAIN), st.sets(st.sampled_from([FIRST, SECOND, THIRD])))
def test_the_order_of_enrolments_decides_nothing(order: list[Enrolled], cut: set[SiteId]) -> None:
    cuts = {StreamKey(site, SCOPE): _cut() for site in cut}

    assert without_sponsor(order, cuts, OFFERED) == without_sponsor(CHAIN, cuts, OFFERED)


def test_enrolments_are_read_of_changes_in_which_a_site_speaks_of_itself() -> None:
    def said(site: SiteId, of: SiteId) -> Change:
        value: Json = {"admission": "site", "public": "ab", "authority": "cd"}
        return Change(site, SCOPE, 1, "2025-01-01T00:00:00Z", "", 1, Register(SITE, f"uD/{of}", "enrolment"), value)

    assert enrolled_by([said(FIRST, FIRST), said(FIRST, OTHER)]) == [Enrolled(FIRST, SCOPE, "site", "ab", "cd")]


def test_who_was_admitted_by_a_site_is_told_by_its_key() -> None:
    assert admitted_by_site(CHAIN, FIRST) == {SECOND}
    assert admitted_by_site(CHAIN, THIRD) == frozenset()
