from __future__ import annotations

from core.changes.change import (
    PLAN,
    PLAN_DRAFT,
    Change,
    ChangeRef,
    Register,
    Scope,
    StreamKey,
    draft_scope,
    is_draft,
    shared_scope,
    unit_scope,
)
from core.ids import SiteId, UnitId

A, B = SiteId("aaaaaaaaaaaa"), SiteId("bbbbbbbbbbbb")


def _change(site: SiteId, seq: int, *supersedes: ChangeRef) -> Change:
    return Change(site, Scope("u"), seq, "", "", 1, Register("item", "i", "f"), None, supersedes)


def test_drafts_are_told_from_what_is_shared() -> None:
    unit = UnitId("liyang")

    assert [is_draft(scope) for scope in (PLAN, PLAN_DRAFT, unit_scope(unit), draft_scope(unit))] == [False, True, False, True]


def test_draft_is_handed_up_into_its_shared_scope() -> None:
    unit = UnitId("liyang")

    assert shared_scope(draft_scope(unit)) == unit_scope(unit) == shared_scope(unit_scope(unit))
    assert shared_scope(PLAN_DRAFT) == PLAN


def test_change_knows_its_stream_and_its_name() -> None:
    change = _change(A, 3)

    assert change.stream == StreamKey(A, Scope("u"))
    assert change.ref == ChangeRef(A, 3)


def test_change_replaces_what_it_names_and_its_own_sites_earlier_ones() -> None:
    change = _change(A, 3, ChangeRef(B, 7))

    assert change.replaces(_change(B, 7).ref)
    assert change.replaces(_change(A, 2).ref)
    assert not change.replaces(_change(B, 6).ref)
    assert not change.replaces(_change(A, 3).ref)
    assert not change.replaces(_change(A, 4).ref)
