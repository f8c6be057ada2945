from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.changes.change import Change, ChangeRef, Register, Scope
from core.changes.heads import heads
from core.ids import SiteId

A, B, C = SiteId("aaaaaaaaaaaa"), SiteId("bbbbbbbbbbbb"), SiteId("cccccccccccc")


def _change(site: SiteId, seq: int, *supersedes: ChangeRef, stamp: str = "2025-07-25T09:00:00Z") -> Change:
    return Change(site, Scope("u"), seq, stamp, "张三", 1, Register("progress", "u/i/2025-06", "text"), f"{site}{seq}", supersedes)


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Changes of one register by three sites, each naming changes that were made before."""
    made: list[Change] = []
    for number in range(draw(st.integers(0, 9))):
        site = draw(st.sampled_from([A, B, C]))
        seen = draw(st.lists(st.sampled_from(made), unique_by=id)) if made else []
        seq = sum(change.site == site for change in made) + 1
        stamp = f"2025-07-{draw(st.integers(1, 3)):02}T09:00:{number:02}Z"
        made.append(_change(site, seq, *(other.ref for other in seen if other.site != site), stamp=stamp))
    return made


@given(histories(), st.data())
def test_order_of_arrival_is_irrelevant(history: list[Change], data: st.DataObject) -> None:
    assert heads(data.draw(st.permutations(history))) == heads(history)


@given(histories())
def test_there_is_a_head_where_there_is_a_change(history: list[Change]) -> None:
    assert bool(heads(history)) == bool(history)


@given(histories())
def test_heads_are_the_changes_that_nothing_replaces(history: list[Change]) -> None:
    standing = set(map(id, heads(history)))

    for change in history:
        assert (id(change) in standing) == (not any(other.replaces(change.ref) for other in history))


@given(histories())
def test_a_site_has_one_head_at_most(history: list[Change]) -> None:
    sites = [change.site for change in heads(history)]

    assert len(sites) == len(set(sites))


@given(histories())
def test_change_that_supersedes_all_heads_settles_the_conflict(history: list[Change]) -> None:
    seq = sum(change.site == C for change in history) + 1
    settling = _change(C, seq, *(head.ref for head in heads(history)))

    assert heads([*history, settling]) == (settling,)


@given(histories())
def test_heads_of_the_heads_are_the_heads(history: list[Change]) -> None:
    assert heads(heads(history)) == heads(history)


def test_later_change_of_the_same_site_stands_without_naming_the_earlier() -> None:
    first, second = _change(A, 1), _change(A, 2)

    assert heads([first, second]) == (second,)


def test_two_sites_unaware_of_each_other_are_in_conflict_the_later_last() -> None:
    early, late = _change(B, 1, stamp="2025-07-01T00:00:00Z"), _change(A, 1, stamp="2025-07-02T00:00:00Z")

    assert heads([late, early]) == (early, late)


def test_equal_stamps_are_ordered_by_site() -> None:
    assert heads([_change(B, 1), _change(A, 1)]) == (_change(A, 1), _change(B, 1))


def test_change_that_never_arrived_is_no_reason_to_drop_others() -> None:
    follower = _change(A, 1, ChangeRef(B, 9))
    other = replace(_change(C, 1), stamp="2025-01-01T00:00:00Z")

    assert heads([follower, other]) == (other, follower)
