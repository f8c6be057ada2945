from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.bundle.samples import (
    EVIDENCE_HASH,
    INVITATION,
    OFFICE_KEY,
    TEXT,
    UNIT_KEY,
    members_of,
    slice_of,
    write_report,
    write_task_file,
)

from core.bundle.contents import SaltedText
from core.bundle.keys import SiteKey
from core.bundle.manifest import Counts, Manifest, Member, Range, stream_text
from core.bundle.parts import check_manifest, parse_changes, parse_holds, parse_invitation, parse_texts
from core.changes.change import Scope
from core.errors import ChangeNotCanonical

REPORT_MEMBERS = ["holds.json", "changes.jsonl", "texts.jsonl", f"evidence/{EVIDENCE_HASH}"]


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    return msgspec.json.decode(members_of(write_report(tmp_path))["manifest.json"], type=Manifest)


def test_true_manifest_passes(manifest: Manifest) -> None:
    check_manifest(manifest)

    assert [member.name for member in manifest.members] == REPORT_MEMBERS


@given(st.permutations(REPORT_MEMBERS).filter(lambda names: names != REPORT_MEMBERS))
def test_members_have_one_order(names: list[str]) -> None:
    said = _said(members=[Member(name, 0, "00") for name in names], counts=Counts(0, 0, 1))

    with pytest.raises(ValueError, match="order of members"):
        check_manifest(said)


def test_members_of_a_newer_format_stand_before_evidence() -> None:
    names = [*REPORT_MEMBERS[:3], "aaa.json", "notes.jsonl", REPORT_MEMBERS[3]]
    members = [Member(name, 0, "00") for name in names]

    check_manifest(_said(format="1.1", members=members, counts=Counts(0, 0, 1)))
    with pytest.raises(ValueError, match="unknown member"):
        check_manifest(_said(format="1.0", members=members, counts=Counts(0, 0, 1)))


def test_counts_must_be_those_of_the_ranges() -> None:
    ranges = {f"{UNIT_KEY.site}:liyang": Range(3, 9, "00", "00", "00")}

    check_manifest(_said(ranges=ranges, counts=Counts(7, 0, 0)))
    with pytest.raises(ValueError, match="counts"):
        check_manifest(_said(ranges=ranges, counts=Counts(6, 0, 0)))


@pytest.mark.parametrize(("first", "last"), [(0, 1), (2, 1), (-1, 1), (1, 2**53 + 1)])
def test_ranges_run_forward_from_one(first: int, last: int) -> None:
    ranges = {f"{UNIT_KEY.site}:liyang": Range(first, last, "00", "00", "00")}

    with pytest.raises(ValueError, match="range"):
        check_manifest(_said(ranges=ranges, counts=Counts(last - first + 1, 0, 0)))


@given(st.sets(st.tuples(st.sampled_from([UNIT_KEY, OFFICE_KEY]), st.sampled_from(["plan", "liyang"]))), st.integers(1, 3))
def test_slices_come_back_from_their_lines(streams: set[tuple[SiteKey, str]], first: int) -> None:
    pieces = [slice_of(key, Scope(scope), first=first, count=2) for key, scope in streams]
    pieces.sort(key=lambda piece: stream_text(piece.key))
    ranges = {
        stream_text(piece.key): Range(piece.first, piece.last, piece.before.hex(), piece.after.hex(), piece.head_signature.hex())
        for piece in pieces
    }
    content = b"".join(line + b"\n" for piece in pieces for line in piece.lines)

    parsed = parse_changes(_said(ranges=ranges, counts=Counts(2 * len(pieces), 0, 0)), content)

    assert [(piece.key, piece.first, piece.lines) for piece in parsed] == [(piece.key, piece.first, piece.lines) for piece in pieces]


def test_change_of_another_stream_is_named(manifest: Manifest, tmp_path: Path) -> None:
    foreign = slice_of(OFFICE_KEY, Scope("liyang"), first=2, count=3)

    with pytest.raises(ChangeNotCanonical) as caught:
        parse_changes(manifest, b"".join(line + b"\n" for line in foreign.lines))

    assert caught.value.reason == f"{UNIT_KEY.site}:liyang 2"


def test_broken_chain_is_refused(manifest: Manifest, tmp_path: Path) -> None:
    content = members_of(write_report(tmp_path))["changes.jsonl"].replace(b'"34"', b'"43"')

    with pytest.raises(ValueError, match="chain"):
        parse_changes(manifest, content)


def test_texts_come_back_by_hash(manifest: Manifest, tmp_path: Path) -> None:
    content = members_of(write_report(tmp_path))["texts.jsonl"]

    assert parse_texts(manifest, content) == {TEXT.hash: TEXT}


def test_texts_have_one_order(tmp_path: Path) -> None:
    texts = sorted((SaltedText(bytes([number]) * 16, "进展") for number in range(2)), key=lambda text: text.hash)
    lines = [b'{"hash":"%s","salt":"%s","text":"\xe8\xbf\x9b\xe5\xb1\x95"}\n' % (t.hash.encode(), t.salt.hex().encode()) for t in texts]
    said = _said(counts=Counts(0, 2, 0))

    assert parse_texts(said, b"".join(lines)) == {text.hash: text for text in texts}
    for wrong in (lines[::-1], [lines[0], lines[0]]):
        with pytest.raises(ValueError, match="order of texts"):
            parse_texts(said, b"".join(wrong))


def test_number_of_texts_must_be_true(manifest: Manifest) -> None:
    with pytest.raises(ValueError, match="number of texts"):
        parse_texts(manifest, b"")


@pytest.mark.parametrize("last", [0, -1, 2**53 + 1])
def test_held_numbers_count_from_one(last: int) -> None:
    signature = "00" * 64
    content = f'[{{"signature":"{signature}","site":"{UNIT_KEY.site}","streams":{{"{UNIT_KEY.site}:plan":{last}}}}}]'.encode()

    with pytest.raises(ValueError, match="streams of holds"):
        parse_holds(content)


def test_site_speaks_once_about_what_it_holds() -> None:
    statement = f'{{"signature":"{"00" * 64}","site":"{UNIT_KEY.site}","streams":{{}}}}'

    assert [holds.site for holds in parse_holds(f"[{statement}]".encode())] == [UNIT_KEY.site]
    with pytest.raises(ValueError, match="sites of holds"):
        parse_holds(f"[{statement},{statement}]".encode())


def test_public_half_of_an_invitation_must_fit(tmp_path: Path) -> None:
    members = members_of(write_task_file(tmp_path))
    said = msgspec.json.decode(members["manifest.json"], type=Manifest)
    content = members["invitation.json"]

    assert parse_invitation(said, content) == INVITATION
    with pytest.raises(ValueError, match="public half"):
        parse_invitation(said, content.replace(INVITATION.public.hex().encode(), b"00" * 32))


def _said(**changed: object) -> Manifest:
    """A manifest of an empty report, changed as told."""
    said: dict[str, object] = {
        "format": "1.0",
        "understands": "1.0",
        "algorithms": {"hash": "sha256", "signature": "ed25519"},
        "kind": "report",
        "plan": "changzhou-2025",
        "revision": 1,
        "demo": False,
        "sender": {"site": UNIT_KEY.site, "unit": "liyang"},
        "recipient": None,
        "ranges": {},
        "counts": {"changes": 0, "texts": 0, "evidence": 0},
        "members": [{"name": name, "size": 0, "sha256": "00"} for name in REPORT_MEMBERS[:3]],
        "wanted": [],
    }
    said.update({name: msgspec.to_builtins(value) for name, value in changed.items()})
    return msgspec.convert(said, Manifest)
