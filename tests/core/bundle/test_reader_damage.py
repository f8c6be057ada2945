from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.bundle.samples import (
    members_of,
    pack,
    write_report,
    write_task_file,
)

from core.bundle.archive import MIMETYPE, MIMETYPE_NAME
from core.bundle.manifest import SIGNATURE_NAME
from core.bundle.reader import read_bundle
from core.errors import (
    BundleDamaged,
    BundleSignatureWrong,
    NotABundle,
    UserError,
)


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


def test_signature_of_another_manifest_is_refused(tmp_path: Path) -> None:
    signature = members_of(write_task_file(tmp_path))[SIGNATURE_NAME]
    path = write_report(tmp_path)
    pack(path, list({**members_of(path), SIGNATURE_NAME: signature}.items()))

    with pytest.raises(BundleSignatureWrong):
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


def test_mimetype_must_be_the_programs(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    members = {**members_of(path), MIMETYPE_NAME: b"application/epub+zip"}

    with pytest.raises(NotABundle):
        read_bundle(pack(path, list(members.items())))
