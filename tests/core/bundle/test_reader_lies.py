from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.bundle.samples import (
    EVIDENCE_HASH,
    OFFICE_KEY,
    TEXT,
    UNIT_KEY,
    json_of,
    members_of,
    pack,
    repack,
    report,
    slice_of,
    write_report,
    write_task_file,
)

from core.bundle.canonical import encode_canonical
from core.bundle.keys import SiteKey
from core.bundle.manifest import MANIFEST_NAME, SIGNATURE_NAME
from core.bundle.reader import read_bundle
from core.changes.change import Json, Scope
from core.errors import (
    BundleDamaged,
    BundleNewer,
    BundleSignatureWrong,
    UserError,
)


def test_manifest_signed_by_another_key_is_refused(tmp_path: Path) -> None:
    path = repack(write_report(tmp_path), {}, key=OFFICE_KEY)

    with pytest.raises(BundleSignatureWrong) as caught:
        read_bundle(path)

    assert caught.value.site == UNIT_KEY.site


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


def test_unknown_member_in_this_format_is_refused(tmp_path: Path) -> None:
    path = repack(write_report(tmp_path), {"notes.json": b"{}"}, key=UNIT_KEY)

    with pytest.raises(BundleDamaged):
        read_bundle(path)


@pytest.mark.parametrize("version", ["1", "0x1.0", "1.", ".1", "", "一.零", "1.0.0", "-1.0", "1" * 5000 + ".0"])
def test_senseless_version_is_refused(tmp_path: Path, version: str) -> None:
    path = repack(write_report(tmp_path), {}, key=UNIT_KEY, manifest={"format": version})

    with pytest.raises(BundleDamaged):
        read_bundle(path)


@pytest.mark.parametrize("name", ["holds.json", "changes.jsonl", "texts.jsonl", f"evidence/{EVIDENCE_HASH}"])
def test_missing_member_is_refused(tmp_path: Path, name: str) -> None:
    path = repack(write_report(tmp_path), {name: None}, key=UNIT_KEY)

    with pytest.raises(BundleDamaged):
        read_bundle(path)


def test_invitation_in_a_report_is_refused(tmp_path: Path) -> None:
    invitation = members_of(write_task_file(tmp_path))["invitation.json"]
    path = repack(write_report(tmp_path), {"invitation.json": invitation}, key=UNIT_KEY)

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


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_whatever_a_sender_signs_is_read_or_refused_in_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    path = write_task_file(tmp_path)
    members = members_of(path)
    name = data.draw(st.sampled_from([MANIFEST_NAME, "holds.json", "invitation.json"]))
    value = data.draw(_altered(json.loads(members[name])))

    if name == MANIFEST_NAME:
        assert isinstance(value, dict)
        repack(path, {}, key=OFFICE_KEY, manifest=value)
    else:
        repack(path, {name: encode_canonical(value)}, key=OFFICE_KEY)

    with contextlib.suppress(UserError):
        read_bundle(path)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_whatever_stands_in_a_signed_line_is_read_or_refused_in_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    path = write_report(tmp_path)
    members = members_of(path)
    name = data.draw(st.sampled_from(["changes.jsonl", "texts.jsonl"]))
    lines = members[name].split(b"\n")[:-1]
    index = data.draw(st.integers(0, len(lines) - 1))
    value = data.draw(_altered(json.loads(lines[index])))
    lines[index] = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", errors="replace")

    repack(path, {name: b"".join(line + b"\n" for line in lines)}, key=UNIT_KEY)

    with contextlib.suppress(UserError):
        read_bundle(path)


JSON: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def _altered(draw: st.DrawFn, value: Json) -> Json:
    """A JSON value with one of its parts replaced, added or left out; an object stays an object."""
    if isinstance(value, dict):
        name = draw(st.sampled_from([*value, "added"]))
        kept = {key: member for key, member in value.items() if key != name}
        deeper = isinstance(value.get(name), dict | list) and draw(st.booleans())
        if name in value and not deeper and draw(st.booleans()):
            return kept
        return {**kept, name: draw(_altered(value[name]) if deeper else JSON)}
    if isinstance(value, list) and value:
        index = draw(st.integers(0, len(value) - 1))
        return [*value[:index], draw(_altered(value[index])), *value[index + 1 :]]
    return draw(JSON)
