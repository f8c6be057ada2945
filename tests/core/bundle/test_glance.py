from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.bundle.samples import UNIT_KEY, members_of, pack, write_report, write_task_file

from core.bundle.glance import glance
from core.bundle.manifest import MANIFEST_NAME
from core.bundle.reader import read_bundle
from core.errors import BundleDamaged, FileNotFound, NotABundle, PathIsFolder


def test_a_glance_tells_what_the_manifest_says(tmp_path: Path) -> None:
    for path in (write_report(tmp_path), write_task_file(tmp_path)):
        bundle, seen = read_bundle(path), glance(path)

        assert (seen.digest, seen.plan, seen.sender.site, seen.sender.unit) == (bundle.digest, bundle.plan, bundle.sender, bundle.unit)
        assert seen.recipient == bundle.recipient


def test_a_glance_proves_nothing(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    members = [(name, b"{}" if name == "holds.json" else content) for name, content in members_of(path).items()]

    assert glance(pack(path, members)).sender.site == UNIT_KEY.site


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04"])
def test_other_files_are_no_bundles(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.jnb").write_bytes(content)

    with pytest.raises((NotABundle, BundleDamaged)):
        glance(tmp_path / "x.jnb")


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b"[" * 100_000, b"\xff"])
def test_a_manifest_of_another_form_is_damaged(tmp_path: Path, manifest: bytes) -> None:
    path = write_report(tmp_path)
    members = [(name, manifest if name == MANIFEST_NAME else content) for name, content in members_of(path).items()]

    with pytest.raises(BundleDamaged):
        glance(pack(path, members))


def test_a_half_copied_bundle_is_told_so_at_every_length(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    whole = path.read_bytes()

    for length in range(1, len(whole), 13):
        path.write_bytes(whole[:length])
        with pytest.raises((BundleDamaged, NotABundle)):
            glance(path)


def test_what_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound):
        glance(tmp_path / "none.jnb")
    with pytest.raises(PathIsFolder):
        glance(tmp_path)
