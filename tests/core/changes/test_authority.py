from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.changes.authority import NotCounting, is_above, stream_verdict, verdict
from core.changes.change import Change, ChangeRef, Json, Register, Scope
from core.ids import SiteId, UnitId

CITY, DISTRICT, TOWNSHIP, BUREAU = UnitId("city"), UnitId("district"), UnitId("township"), UnitId("bureau")
PARENTS: dict[UnitId, UnitId | None] = {CITY: None, DISTRICT: CITY, BUREAU: CITY, TOWNSHIP: DISTRICT}
UNITS_BY_SITE = {SiteId(f"site-{unit}"): unit for unit in PARENTS}


def _verdict(writer: str, scope: str, entity: str, entity_id: str) -> NotCounting | None:
    site = SiteId(f"site-{writer}")
    change = Change(site, Scope(scope), 1, "2025-07-25T09:00:00Z", "张三", 1, Register(entity, entity_id, "x"), None)
    return verdict(change, units_by_site=UNITS_BY_SITE, parents=PARENTS)


@pytest.mark.parametrize(
    ("writer", "scope", "entity", "entity_id", "expected"),
    [
        # the plan is the office's
        ("city", "plan", "item", "i1", None),
        ("city", "plan/draft", "item", "i1", None),
        ("district", "plan", "item", "i1", NotCounting.NOT_THE_OFFICE),
        ("township", "plan", "duty", "township/i1", NotCounting.NOT_THE_OFFICE),
        ("district", "plan/draft", "item", "i1", NotCounting.NOT_THE_OFFICE),
        # what a unit divides within its own subtree is its own
        ("district", "plan/district", "allocation", "i1/township", None),
        ("district", "plan/district/draft", "allocation", "i1/township", None),
        ("city", "plan/district", "allocation", "i1/township", NotCounting.NOT_THE_UNIT),
        ("township", "plan/district", "allocation", "i1/township", NotCounting.NOT_THE_UNIT),
        # figures and texts are the unit's, and about itself
        ("district", "district", "observation", "district/i1/district/2025-06", None),
        ("district", "district/draft", "observation", "district/i1/district/2025-06", None),
        ("city", "district", "observation", "district/i1/district/2025-06", NotCounting.NOT_THE_UNIT),
        ("bureau", "district", "progress", "district/i1/2025-06", NotCounting.NOT_THE_UNIT),
        ("township", "district", "submission", "district/s1", NotCounting.NOT_THE_UNIT),
        ("district", "district", "observation", "bureau/i1/bureau/2025-06", NotCounting.WRONG_UNIT),
        ("district", "district", "observation", "districts/i1/x/2025-06", NotCounting.WRONG_UNIT),
        # answers are those of the units above
        ("city", "district", "review", "district/s1/city", None),
        ("city", "township", "review", "township/s1/city", None),
        ("district", "township", "reviewed_value", "township/i1/township/2025-06/district", None),
        ("district", "district", "review", "district/s1/district", NotCounting.NOT_ABOVE),
        ("bureau", "district", "review", "district/s1/bureau", NotCounting.NOT_ABOVE),
        ("township", "district", "review", "district/s1/township", NotCounting.NOT_ABOVE),
        ("city", "district", "review", "bureau/s1/city", NotCounting.WRONG_UNIT),
        ("district", "township", "review", "township/s1/city", NotCounting.WRONG_UNIT),
        ("district", "township", "reviewed_value", "township/i1/township/2025-06/city", NotCounting.WRONG_UNIT),
        ("city", "district/draft", "review", "district/s1/city", NotCounting.NOT_THE_UNIT),
        # a site enrols itself and nobody else, known or not yet
        ("newcomer", "district", "site", "district/site-newcomer", None),
        ("city", "plan", "site", "city/site-city", None),
        ("newcomer", "district", "site", "district/site-city", NotCounting.WRONG_SITE),
        ("newcomer", "district", "site", "district", NotCounting.WRONG_SITE),
        ("newcomer", "district", "site", "district/site-newcomer/x", NotCounting.WRONG_SITE),
        ("newcomer", "district", "site", "city/site-newcomer", NotCounting.WRONG_UNIT),
        ("newcomer", "district/draft", "site", "district/site-newcomer", NotCounting.WRONG_UNIT),
        ("district", "plan", "site", "district/site-district", NotCounting.NOT_THE_OFFICE),
        # nobody else
        ("stranger", "plan", "item", "i1", NotCounting.UNKNOWN_SITE),
        ("stranger", "district", "progress", "district/i1/2025-06", NotCounting.UNKNOWN_SITE),
        ("district", "plan/", "item", "i1", NotCounting.NOT_THE_UNIT),
        ("district", "district/draft/draft", "item", "district/i1", NotCounting.NOT_THE_UNIT),
        ("district", "nowhere", "review", "nowhere/s1/district", NotCounting.NOT_ABOVE),
    ],
)
def test_who_may_set_what(writer: str, scope: str, entity: str, entity_id: str, expected: NotCounting | None) -> None:
    assert _verdict(writer, scope, entity, entity_id) == expected


def _submission(value: Json, *, scope: str = "district", supersedes: tuple[ChangeRef, ...] = ()) -> Change:
    register = Register("submission", "district/b1", "handed_up")
    return Change(SiteId("site-district"), Scope(scope), 4, "2025-07-25T09:00:00Z", "张三", 1, register, value, supersedes)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"last": 3, "hash": "aa", "period": "2025-06"}, None),
        ({"last": 2, "hash": "aa"}, NotCounting.WRONG_HASH),
        ({"last": 4, "hash": "aa"}, NotCounting.WRONG_HASH),
        ({"last": 3, "hash": "00"}, NotCounting.WRONG_HASH),
        ({"last": 3}, NotCounting.WRONG_HASH),
        ("newer", NotCounting.WRONG_HASH),
        (None, NotCounting.WRONG_HASH),
    ],
)
def test_submission_names_all_that_stands_before_it(value: Json, expected: NotCounting | None) -> None:
    assert stream_verdict(_submission(value), is_first=True, chain=b"\xaa") == expected


def test_submission_is_set_once() -> None:
    value: Json = {"last": 3, "hash": "aa"}
    replacing = _submission(value, supersedes=(ChangeRef(SiteId("site-2"), 7),))

    assert stream_verdict(_submission(value), is_first=False, chain=b"\xaa") is NotCounting.HANDED_UP_BEFORE
    assert stream_verdict(replacing, is_first=True, chain=b"\xaa") is NotCounting.HANDED_UP_BEFORE


def test_streams_say_nothing_against_drafts_and_other_fields() -> None:
    other = replace(_submission(None), register=Register("submission", "district/b1", "newer"))

    assert stream_verdict(_submission(None, scope="district/draft"), is_first=False, chain=b"") is None
    assert stream_verdict(other, is_first=False, chain=b"") is None


def test_site_of_a_unit_that_the_plan_does_not_have_is_not_the_office() -> None:
    site = SiteId("site-former")
    change = Change(site, Scope("plan"), 1, "", "", 1, Register("item", "i1", "x"), None)

    assert verdict(change, units_by_site={site: UnitId("former")}, parents=PARENTS) is NotCounting.NOT_THE_OFFICE


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdef") | st.none()), st.sampled_from("abcdef"), st.sampled_from("abcdef")
)
def test_standing_above_ends_even_in_a_broken_tree(raw: dict[str, str | None], unit: str, below: str) -> None:
    parents: dict[UnitId, UnitId | None] = {UnitId(key): UnitId(value) if value else None for key, value in raw.items()}

    assert is_above(UnitId(unit), UnitId(below), parents) in {True, False}


@given(st.permutations(sorted(PARENTS)))
def test_of_two_units_at_most_one_stands_above_the_other(units: list[UnitId]) -> None:
    one, other = units[:2]

    assert not (is_above(one, other, PARENTS) and is_above(other, one, PARENTS))
    assert not is_above(one, one, PARENTS)


def test_standing_above_reaches_through_every_level() -> None:
    assert is_above(CITY, TOWNSHIP, PARENTS)
    assert is_above(DISTRICT, TOWNSHIP, PARENTS)
    assert not is_above(BUREAU, TOWNSHIP, PARENTS)
