from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.core.bundle.samples import (
    EVIDENCE,
    EVIDENCE_HASH,
    INVITATION,
    OFFICE_KEY,
    PLAN,
    TEXT,
    UNIT,
    UNIT_KEY,
    repack,
    report,
    task_file,
    write_report,
    write_task_file,
)

from core.bundle.contents import verify_slice
from core.bundle.keys import SiteKey
from core.bundle.manifest import BundleKind
from core.bundle.reader import read_bundle
from core.bundle.writer import write_bundle
from core.errors import (
    EvidenceDamaged,
    FileNotFound,
    PathIsFolder,
)


def test_report_comes_back_as_it_was_written(tmp_path: Path) -> None:
    contents = report()

    bundle = read_bundle(write_report(tmp_path))

    assert (bundle.manifest.kind, bundle.plan, bundle.unit, bundle.recipient) == (BundleKind.REPORT, PLAN, UNIT, None)
    assert (bundle.sender, bundle.sender_key) == (UNIT_KEY.site, UNIT_KEY.public)
    assert [(piece.key, piece.first, piece.last, piece.lines) for piece in bundle.slices] == [
        (piece.key, piece.first, piece.last, piece.lines) for piece in contents.slices
    ]
    assert [change.seq for change in bundle.slices[0].changes] == [2, 3, 4]
    assert bundle.texts == {TEXT.hash: TEXT}
    assert set(bundle.evidence) == {EVIDENCE_HASH}
    assert bundle.read_evidence(EVIDENCE_HASH) == EVIDENCE
    assert [dict(holds.streams) for holds in bundle.holds] == [contents.holds]
    assert bundle.holds[0].is_signed_by(UNIT_KEY.public, plan=PLAN)
    assert bundle.manifest.wanted == ["ab" * 32]
    assert bundle.invitation is None


def test_task_file_brings_the_invitation_and_its_slices_in_order(tmp_path: Path) -> None:
    bundle = read_bundle(write_task_file(tmp_path))

    assert bundle.invitation == INVITATION
    assert bundle.recipient == UNIT
    assert [piece.key.scope for piece in bundle.slices] == ["liyang", "plan"]
    assert all(verify_slice(piece, OFFICE_KEY.public, plan=PLAN) for piece in bundle.slices)


def test_slices_read_can_be_passed_on_as_they_are(tmp_path: Path) -> None:
    received = read_bundle(write_report(tmp_path))
    passed_on = replace(task_file(), kind=BundleKind.REPORT, invitation=None, slices=received.slices, relayed_holds=received.holds)

    bundle = read_bundle(write_bundle(tmp_path / "up.jnb", passed_on, OFFICE_KEY))

    assert bundle.slices == received.slices
    assert verify_slice(bundle.slices[0], UNIT_KEY.public, plan=PLAN)
    assert [holds.is_signed_by(key.public, plan=PLAN) for holds, key in zip(bundle.holds, _by_site(UNIT_KEY, OFFICE_KEY), strict=True)] == [
        True,
        True,
    ]


def test_bundle_with_nothing_in_it_is_read(tmp_path: Path) -> None:
    empty = replace(report(), slices=[], texts={}, evidence={}, holds={}, wanted=frozenset())

    bundle = read_bundle(write_bundle(tmp_path / "empty.jnb", empty, UNIT_KEY))

    assert (bundle.slices, bundle.texts, bundle.evidence) == ((), {}, {})


def test_digest_tells_contents_apart(tmp_path: Path) -> None:
    one = read_bundle(write_report(tmp_path))
    again = read_bundle(write_bundle(tmp_path / "renamed.jnb", report(), UNIT_KEY))
    other = read_bundle(write_task_file(tmp_path))

    assert one.digest == again.digest != other.digest


def test_folder_and_missing_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(PathIsFolder):
        read_bundle(tmp_path)
    with pytest.raises(FileNotFound):
        read_bundle(tmp_path / "nowhere.jnb")


def test_higher_minor_format_is_read_with_what_it_adds(tmp_path: Path) -> None:
    added: dict[str, bytes | None] = {"notes.json": b'{"a":1}'}
    path = repack(write_report(tmp_path), added, key=UNIT_KEY, manifest={"format": "1.7", "colour": "red"})

    bundle = read_bundle(path)

    assert bundle.manifest.format == "1.7"
    assert len(bundle.slices) == 1


def test_evidence_is_proved_again_when_it_is_read(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    bundle = read_bundle(path)
    path.write_bytes(path.read_bytes().replace(EVIDENCE, EVIDENCE[::-1]))

    with pytest.raises(EvidenceDamaged):
        bundle.read_evidence(EVIDENCE_HASH)


def test_evidence_of_a_bundle_that_is_gone_is_missed(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    bundle = read_bundle(path)
    path.unlink()

    with pytest.raises(FileNotFound):
        bundle.read_evidence(EVIDENCE_HASH)


def _by_site(*keys: SiteKey) -> list[SiteKey]:
    return sorted(keys, key=lambda key: key.site)
