from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.bundle.samples import (
    EVIDENCE,
    EVIDENCE_HASH,
    INVITATION,
    OFFICE_KEY,
    PLAN,
    TEXT,
    UNIT,
    UNIT_KEY,
    json_of,
    members_of,
    pack,
    repack,
    report,
    slice_of,
    task_file,
    write_report,
    write_task_file,
)

from core.bundle.archive import MIMETYPE, MIMETYPE_NAME
from core.bundle.canonical import encode_canonical
from core.bundle.contents import verify_slice
from core.bundle.keys import SiteKey
from core.bundle.manifest import MANIFEST_NAME, SIGNATURE_NAME, BundleKind
from core.bundle.reader import read_bundle
from core.bundle.writer import write_bundle
from core.changes.change import Scope
from core.errors import (
    BundleDamaged,
    BundleNewer,
    BundleSignatureWrong,
    EvidenceDamaged,
    FileNotFound,
    NotABundle,
    PathIsFolder,
    UserError,
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


def test_every_byte_of_a_bundle_is_proved(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    whole = path.read_bytes()
    rng = random.Random(2025)

    for index in range(len(whole)):
        flipped = bytearray(whole)
        flipped[index] ^= 1 << rng.randrange(8)
        path.write_bytes(flipped)
        with pytest.raises(UserError):
            read_bundle(path)


def test_bundle_cut_short_anywhere_is_refused(tmp_path: Path) -> None:
    path = write_task_file(tmp_path)
    whole = path.read_bytes()

    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        with pytest.raises((BundleDamaged, NotABundle)):
            read_bundle(path)


@pytest.mark.parametrize("extra", [b"\0", b"x" * 30, b"PK\x05\x06" + bytes(18)])
def test_bytes_after_the_end_are_refused(tmp_path: Path, extra: bytes) -> None:
    path = write_report(tmp_path)
    path.write_bytes(path.read_bytes() + extra)

    with pytest.raises(BundleDamaged):
        read_bundle(path)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_bytes_swapped_removed_or_inserted_are_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = write_report(tmp_path)
    whole = path.read_bytes()
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    new = data.draw(st.binary(max_size=40).filter(lambda new: new != whole[start:end]))
    damaged = whole[:start] + new + whole[end:]

    path.write_bytes(damaged)

    if damaged != whole:
        with pytest.raises(UserError):
            read_bundle(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"hello", b"\x00" * 5000, b"SQLite format 3\x00" * 100, "政府工作报告".encode()],
)
def test_other_files_are_not_bundles(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.jnb"
    path.write_bytes(content)

    with pytest.raises((NotABundle, BundleDamaged)):
        read_bundle(path)


def test_ordinary_zip_is_not_a_bundle(tmp_path: Path) -> None:
    path = tmp_path / "ordinary.jnb"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)

    with pytest.raises(NotABundle):
        read_bundle(path)


def test_bundle_packed_again_by_another_program_is_refused(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    members = members_of(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)

    with pytest.raises((NotABundle, BundleDamaged)):
        read_bundle(path)


def test_folder_and_missing_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(PathIsFolder):
        read_bundle(tmp_path)
    with pytest.raises(FileNotFound):
        read_bundle(tmp_path / "nowhere.jnb")


def test_manifest_signed_by_another_key_is_refused(tmp_path: Path) -> None:
    path = repack(write_report(tmp_path), {}, key=OFFICE_KEY)

    with pytest.raises(BundleSignatureWrong) as caught:
        read_bundle(path)

    assert caught.value.site == UNIT_KEY.site


def test_signature_of_another_manifest_is_refused(tmp_path: Path) -> None:
    signature = members_of(write_task_file(tmp_path))[SIGNATURE_NAME]
    path = write_report(tmp_path)
    pack(path, list({**members_of(path), SIGNATURE_NAME: signature}.items()))

    with pytest.raises(BundleSignatureWrong):
        read_bundle(path)


@pytest.mark.parametrize("version", ["2.0", "10.3"])
def test_higher_major_format_is_refused_with_its_number(tmp_path: Path, version: str) -> None:
    path = repack(write_report(tmp_path), {}, key=UNIT_KEY, manifest={"format": version})

    with pytest.raises(BundleNewer) as caught:
        read_bundle(path)

    assert caught.value.version == version


def test_unknown_signature_algorithm_is_of_a_newer_program(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    members = members_of(path)
    signature = encode_canonical({**json_of(members[SIGNATURE_NAME]), "algorithm": "sm2"})
    pack(path, list({**members, SIGNATURE_NAME: signature}.items()))

    with pytest.raises(BundleNewer) as caught:
        read_bundle(path)

    assert caught.value.version == "sm2"


def test_higher_minor_format_is_read_with_what_it_adds(tmp_path: Path) -> None:
    added: dict[str, bytes | None] = {"notes.json": b'{"a":1}'}
    path = _in_order(repack(write_report(tmp_path), added, key=UNIT_KEY, manifest={"format": "1.7", "colour": "red"}))

    bundle = read_bundle(path)

    assert bundle.manifest.format == "1.7"
    assert len(bundle.slices) == 1


def test_unknown_member_in_this_format_is_refused(tmp_path: Path) -> None:
    path = _in_order(repack(write_report(tmp_path), {"notes.json": b"{}"}, key=UNIT_KEY))

    with pytest.raises(BundleDamaged):
        read_bundle(path)


@pytest.mark.parametrize("version", ["1", "0x1.0", "1.", ".1", "", "一.零", "1.0.0", "-1.0", "1" * 5000 + ".0"])
def test_senseless_version_is_refused(tmp_path: Path, version: str) -> None:
    path = repack(write_report(tmp_path), {}, key=UNIT_KEY, manifest={"format": version})

    with pytest.raises(BundleDamaged):
        read_bundle(path)


def test_members_in_another_order_are_refused(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    members = list(members_of(path).items())
    members[2], members[3] = members[3], members[2]

    with pytest.raises(BundleDamaged):
        read_bundle(pack(path, members))


def test_member_twice_is_refused(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    members = list(members_of(path).items())

    with pytest.raises(BundleDamaged):
        read_bundle(pack(path, [*members[:-1], members[-2], members[-1]]))


@pytest.mark.parametrize(
    "name", ["../evil.json", "/etc/passwd", "evidence/../x", "evidence/" + "A" * 64, "con", "a b.json", "changes.jsonl/"]
)
def test_strange_names_are_refused(tmp_path: Path, name: str) -> None:
    path = write_report(tmp_path)
    members = [(name if old == "holds.json" else old, content) for old, content in members_of(path).items()]

    with pytest.raises(BundleDamaged):
        read_bundle(pack(path, members))


@pytest.mark.parametrize("name", ["holds.json", "changes.jsonl", "texts.jsonl", f"evidence/{EVIDENCE_HASH}"])
def test_missing_member_is_refused(tmp_path: Path, name: str) -> None:
    path = repack(write_report(tmp_path), {name: None}, key=UNIT_KEY)

    with pytest.raises(BundleDamaged):
        read_bundle(path)


def test_invitation_in_a_report_is_refused(tmp_path: Path) -> None:
    invitation = members_of(write_task_file(tmp_path))["invitation.json"]
    path = _in_order(repack(write_report(tmp_path), {"invitation.json": invitation}, key=UNIT_KEY))

    with pytest.raises(BundleDamaged):
        read_bundle(path)


def test_invitation_for_another_unit_is_refused(tmp_path: Path) -> None:
    path = repack(write_task_file(tmp_path), {}, key=OFFICE_KEY, manifest={"recipient": "jintan"})

    with pytest.raises(BundleDamaged):
        read_bundle(path)


@pytest.mark.parametrize(
    "changed",
    [
        lambda lines: lines[::-1],
        lambda lines: [lines[0], lines[2], lines[1]],
        lambda lines: [lines[0], lines[0], lines[2]],
        lambda lines: [line.replace(b'"34"', b'"35"') for line in lines],
        lambda lines: [line.replace(b'":', b'": ', 1) for line in lines],
        lambda lines: lines[:-1],
        lambda lines: [*lines, b""],
        lambda lines: [*lines, lines[-1]],
        lambda lines: [b"[" * 100_000, *lines[1:]],
        lambda lines: [b"1" * 1_000_000, *lines[1:]],
        lambda lines: [b"null", *lines[1:]],
        lambda lines: [b"\xff\xfe", *lines[1:]],
        lambda lines: [b" " * 2_000_000, *lines[1:]],
    ],
)
def test_changes_that_the_sender_signed_but_that_break_their_form_or_chain_are_refused(
    tmp_path: Path, changed: Callable[[list[bytes]], list[bytes]]
) -> None:
    path = write_report(tmp_path)
    lines = members_of(path)["changes.jsonl"].split(b"\n")[:-1]
    content = b"".join(line + b"\n" for line in changed(lines))

    repack(path, {"changes.jsonl": content}, key=UNIT_KEY)

    with pytest.raises(BundleDamaged) as caught:
        read_bundle(path)
    assert caught.value.reason.startswith("changes.jsonl")


def test_last_line_without_line_feed_is_refused(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    repack(path, {"changes.jsonl": members_of(path)["changes.jsonl"][:-1]}, key=UNIT_KEY)

    with pytest.raises(BundleDamaged):
        read_bundle(path)


def test_stream_under_another_sites_name_is_refused(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    (piece,) = report().slices
    ranges = json_of(members_of(path)[MANIFEST_NAME])["ranges"]
    assert isinstance(ranges, dict)
    other = SiteKey.from_seed(b"other").site

    repack(path, {}, key=UNIT_KEY, manifest={"ranges": {f"{other}:{piece.key.scope}": next(iter(ranges.values()))}})

    with pytest.raises(BundleDamaged):
        read_bundle(path)


@pytest.mark.parametrize(
    "said",
    [
        {"counts": {"changes": 4, "texts": 1, "evidence": 1}},
        {"counts": {"changes": 3, "texts": 2, "evidence": 1}},
        {"counts": {"changes": 3, "texts": 1, "evidence": 0}},
        {"kind": "gift"},
        {"revision": -1},
        {"revision": 1.0},
        {"plan": "a\nb"},
        {"plan": ""},
        {"plan": "a\u202eb"},
        {"sender": {"site": UNIT_KEY.site, "unit": "a b"}},
        {"recipient": ""},
        {"wanted": ["zz"]},
        {"wanted": ["cd" * 32, "ab" * 32]},
        {"algorithms": {"hash": "md5", "signature": "ed25519"}},
        {"ranges": {}},
        {"ranges": {"x": {}}},
        {"members": []},
    ],
)
def test_manifest_that_contradicts_itself_is_refused(tmp_path: Path, said: dict[str, object]) -> None:
    path = repack(write_report(tmp_path), {}, key=UNIT_KEY, manifest=said)  # type: ignore[arg-type]  # some values are wrong on purpose

    with pytest.raises(BundleDamaged):
        read_bundle(path)


def test_draft_in_a_bundle_is_refused(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    piece = slice_of(UNIT_KEY, Scope("liyang/draft"), count=3)
    ranges = {
        f"{UNIT_KEY.site}:liyang/draft": {
            "first": 1,
            "last": 3,
            "before": piece.before.hex(),
            "after": piece.after.hex(),
            "signature": piece.head_signature.hex(),
        }
    }
    content = b"".join(line + b"\n" for line in piece.lines)

    repack(path, {"changes.jsonl": content}, key=UNIT_KEY, manifest={"ranges": ranges})  # type: ignore[dict-item]  # nested JSON

    with pytest.raises(BundleDamaged):
        read_bundle(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("texts.jsonl", b'{"hash":"00","salt":"00","text":"x"}\n'),
        ("texts.jsonl", encode_canonical({"hash": TEXT.hash, "salt": TEXT.salt.hex(), "text": "another text"}) + b"\n"),
        ("texts.jsonl", b"\n"),
        ("holds.json", b"{}"),
        ("holds.json", b"[]\n"),
        ("holds.json", b'[{"signature":"00","site":"x","streams":{}}]'),
        ("holds.json", b"[" * 5000),
    ],
)
def test_signed_member_of_a_wrong_form_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = repack(write_report(tmp_path), {name: content}, key=UNIT_KEY)

    with pytest.raises(BundleDamaged) as caught:
        read_bundle(path)
    assert caught.value.reason.startswith(name)


def test_evidence_under_another_hash_is_refused(tmp_path: Path) -> None:
    path = repack(write_report(tmp_path), {f"evidence/{EVIDENCE_HASH}": b"another file"}, key=UNIT_KEY)

    with pytest.raises(BundleDamaged):
        read_bundle(path)


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


def test_mimetype_must_be_the_programs(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    members = {**members_of(path), MIMETYPE_NAME: b"application/epub+zip"}

    with pytest.raises(NotABundle):
        read_bundle(pack(path, list(members.items())))


def _by_site(*keys: SiteKey) -> list[SiteKey]:
    return sorted(keys, key=lambda key: key.site)


def _in_order(path: Path) -> Path:
    """Put members that were added at the end where the format wants them, the manifest's list alike."""
    members = members_of(path)
    order = ["holds.json", "changes.jsonl", "texts.jsonl", "invitation.json", "notes.json"]
    inner = [name for name in order if name in members] + [name for name in members if name.startswith("evidence/")]
    said = json_of(members[MANIFEST_NAME])
    listed = said["members"]
    assert isinstance(listed, list)
    by_name = {str(member["name"]): member for member in listed if isinstance(member, dict)}
    return repack(
        pack(path, [(name, members[name]) for name in (MIMETYPE_NAME, MANIFEST_NAME, *inner, SIGNATURE_NAME)]),
        {},
        key=UNIT_KEY,
        manifest={"members": [by_name[name] for name in inner]},
    )
