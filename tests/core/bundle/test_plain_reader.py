from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.core.bundle import plain_ed25519, plain_reader
from tests.core.bundle.samples import EVIDENCE, EVIDENCE_HASH, OFFICE_KEY, UNIT_KEY, write_report, write_task_file

from core.bundle.reader import read_bundle

KEYS = [OFFICE_KEY.public, UNIT_KEY.public]


@pytest.mark.parametrize("write", [write_report, write_task_file])
def test_reader_made_from_the_documentation_reads_what_the_program_writes(tmp_path: Path, write: Callable[[Path], Path]) -> None:
    path = write(tmp_path)
    bundle = read_bundle(path)

    manifest, changes, members = plain_reader.read(path, KEYS)

    assert manifest["plan"] == bundle.plan
    assert manifest["kind"] == bundle.manifest.kind
    assert {stream: [change["value"] for change in part] for stream, part in changes.items()} == {
        f"{piece.key.site}:{piece.key.scope}": [change.value for change in piece.changes] for piece in bundle.slices
    }
    assert members.get(f"evidence/{EVIDENCE_HASH}", EVIDENCE) == EVIDENCE


def test_reader_made_from_the_documentation_refuses_another_signer(tmp_path: Path) -> None:
    with pytest.raises((AssertionError, KeyError)):
        plain_reader.read(write_report(tmp_path), [OFFICE_KEY.public])


def test_signatures_are_those_of_the_standard() -> None:
    signature = UNIT_KEY.sign(b"message")

    assert plain_ed25519.verify(UNIT_KEY.public, signature, b"message")
    assert not plain_ed25519.verify(UNIT_KEY.public, signature, b"another")
