from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.changes.ancestry import common_ancestor, reach_of
from core.changes.change import Change, ChangeRef, Register, Scope
from core.changes.heads import heads
from core.ids import SiteId

SITES = tuple(map(SiteId, ("a", "b", "c")))


def change(site: SiteId, seq: int, number: int, supersedes: tuple[ChangeRef, ...] = ()) -> Change:
    register = Register("progress", "u/i/2025-03", "text")
    return Change(site, Scope("u"), seq, f"2025-07-01T00:00:{number:02d}Z", "张三", 1, register, str(number), supersedes)


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Sites that write one register, each on top of what it holds, and now and then hear of each other."""
    held: dict[SiteId, list[Change]] = {site: [] for site in SITES}
    written: list[Change] = []
    for number in range(draw(st.integers(1, 12))):
        site = draw(st.sampled_from(SITES))
        if draw(st.booleans()):
            other = draw(st.sampled_from(SITES))
            held[site] += [each for each in held[other] if each not in held[site]]
        seen = tuple(head.ref for head in heads(held[site]) if head.ref.site != site)
        own = change(site, 1 + sum(each.site == site for each in written), number, seen)
        held[site].append(own)
        written.append(own)
    return written


def below(top: Change, changes: list[Change]) -> set[ChangeRef]:
    """All that a change supersedes, found by walking from each to what it replaces."""
    found: set[ChangeRef] = set()
    waiting = [top]
    while waiting:
        current = waiting.pop()
        for each in changes:
            if each.ref not in found and current.replaces(each.ref):
                found.add(each.ref)
                waiting.append(each)
    return found


@given(histories())
def test_a_reach_is_all_that_a_walk_finds(changes: list[Change]) -> None:
    for top in changes:
        reach = reach_of(top, changes)
        assert {each.ref for each in changes if each.ref.seq <= reach.get(each.site, 0)} == below(top, changes)


@given(histories())
def test_the_common_ancestor_lies_below_every_head_and_nothing_later_does(changes: list[Change]) -> None:
    standing = heads(changes)
    common = set.intersection(*(below(head, changes) for head in standing))

    found = common_ancestor(changes, standing)

    assert (found is None) == (not common)
    assert found is None or found is [each for each in changes if each.ref in common][-1]


def test_two_that_began_apart_have_nothing_in_common() -> None:
    first, second = change(SITES[0], 1, 1), change(SITES[1], 1, 2)

    assert common_ancestor([first, second], [first, second]) is None


def test_two_that_were_written_from_one_have_it_in_common() -> None:
    base = change(SITES[0], 1, 0)
    first, second = change(SITES[0], 2, 1), change(SITES[1], 1, 2, (base.ref,))

    assert common_ancestor([base, first, second], [first, second]) is base
