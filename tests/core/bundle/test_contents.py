from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.bundle.samples import OFFICE_KEY, PLAN, TEXT, UNIT_KEY, lines_of, report, slice_of, task_file

from core.bundle.contents import SaltedText, sign_slice, verify_slice
from core.bundle.enrolment import Invitation
from core.bundle.manifest import BundleKind
from core.changes.change import Scope, StreamKey
from core.changes.codec import chain_next, chain_start
from core.ids import PlanId, UnitId

SCOPE = Scope("liyang")


@given(first=st.integers(1, 5), count=st.integers(1, 5))
def test_any_part_of_a_stream_up_to_a_signed_head_is_verified(first: int, count: int) -> None:
    piece = slice_of(UNIT_KEY, SCOPE, first=first, count=count)

    assert (piece.first, piece.last) == (first, first + count - 1)
    assert verify_slice(piece, UNIT_KEY.public, plan=PLAN)


def test_chain_runs_through_the_slice() -> None:
    piece = slice_of(UNIT_KEY, SCOPE, count=2)

    start = chain_start(PLAN, UNIT_KEY.public, SCOPE)

    assert piece.before == start
    assert piece.after == chain_next(chain_next(start, piece.lines[0]), piece.lines[1])


def test_slice_is_not_another_sites() -> None:
    assert not verify_slice(slice_of(UNIT_KEY, SCOPE, count=2), OFFICE_KEY.public, plan=PLAN)


def test_slice_signed_by_another_site_under_its_name_is_refused() -> None:
    piece = slice_of(UNIT_KEY, SCOPE, count=2)
    stream = StreamKey(UNIT_KEY.site, SCOPE)

    forged = sign_slice(OFFICE_KEY, plan=PLAN, stream=stream, first=1, before=piece.before, lines=piece.lines)

    assert not verify_slice(forged, UNIT_KEY.public, plan=PLAN)


def test_stream_moved_into_another_plan_is_refused() -> None:
    piece = slice_of(UNIT_KEY, SCOPE, count=2, plan=PlanId("wuxi-2025"))

    assert not verify_slice(piece, UNIT_KEY.public, plan=PLAN)


def test_first_change_must_follow_the_chains_start() -> None:
    stream = StreamKey(UNIT_KEY.site, SCOPE)
    lines = lines_of(UNIT_KEY, SCOPE, count=1)

    piece = sign_slice(UNIT_KEY, plan=PLAN, stream=stream, first=1, before=bytes(32), lines=lines)

    assert not verify_slice(piece, UNIT_KEY.public, plan=PLAN)


def test_slice_that_claims_other_numbers_is_refused() -> None:
    piece = slice_of(UNIT_KEY, SCOPE, first=2, count=2)

    assert not verify_slice(replace(piece, first=3), UNIT_KEY.public, plan=PLAN)


def test_slice_without_changes_cannot_exist() -> None:
    with pytest.raises(ValueError, match="has changes"):
        replace(slice_of(UNIT_KEY, SCOPE, count=1), lines=())


def test_text_is_named_by_the_hash_of_salt_and_text() -> None:
    text = SaltedText(b"s" * 16, "进展")

    assert text.hash == hashlib.sha256(b"s" * 16 + "进展".encode()).hexdigest()


def test_drafts_cannot_be_put_into_a_bundle() -> None:
    with pytest.raises(ValueError, match="drafts stay home"):
        replace(report(), slices=[slice_of(UNIT_KEY, Scope("liyang/draft"), count=1)])
    with pytest.raises(ValueError, match="drafts stay home"):
        replace(report(), holds={StreamKey(UNIT_KEY.site, Scope("plan/draft")): 1})


def test_stream_travels_once() -> None:
    piece = slice_of(UNIT_KEY, SCOPE, count=1)

    with pytest.raises(ValueError, match="one slice"):
        replace(report(), slices=[piece, piece])


def test_text_under_another_hash_cannot_be_put_into_a_bundle() -> None:
    with pytest.raises(ValueError, match="hashes"):
        replace(report(), texts={"ab" * 32: TEXT})


def test_invitation_goes_into_the_task_file_of_its_own_unit_only() -> None:
    with pytest.raises(ValueError, match="task file"):
        replace(task_file(), kind=BundleKind.FEEDBACK)
    with pytest.raises(ValueError, match="recipient"):
        replace(task_file(), invitation=Invitation(PLAN, UnitId("jintan"), b"i" * 32))
