"""Bundles of every version so far are read as they were when they were made, by the program and by a reader of the documentation alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.core.bundle import plain_reader
from tests.core.bundle.golden_bundles import FOLDER, KEYS, make_missing, samples, told

from core.bundle.manifest import FORMAT

BUNDLES = sorted(FOLDER.glob("*.jnb"))
ROOT = Path(__file__).parents[3]


def test_the_present_version_is_kept() -> None:
    assert {path.stem for path in BUNDLES} >= {f"{FORMAT}_{name}" for name in samples()}
    assert make_missing() == []


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_a_kept_bundle_says_what_it_said(path: Path) -> None:
    assert told(path) == path.with_suffix(".json").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_a_reader_made_from_the_documentation_reads_the_same(path: Path) -> None:
    said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    manifest, changes, members = plain_reader.read(path, [key.public for key in KEYS])

    assert (manifest["kind"], manifest["plan"], manifest["sender"]["unit"]) == (said["kind"], said["plan"], said["sender"])
    assert {stream: [change["value"] for change in part] for stream, part in changes.items()} == said["streams"]
    assert sorted(json.loads(line)["text"] for line in members["texts.jsonl"].splitlines()) == said["texts"]
    assert sorted(name.partition("/")[2] for name in members if name.startswith("evidence/")) == said["evidence"]


def test_the_reader_is_short_and_needs_the_standard_library_only() -> None:
    reader, signatures = (ROOT / "tests" / "core" / "bundle" / name for name in ("plain_reader.py", "plain_ed25519.py"))

    imported = re.findall(r"^(?:from|import) ([a-z0-9_.]+)", reader.read_text() + signatures.read_text(), re.MULTILINE)

    assert len(reader.read_text().splitlines()) <= 150
    assert {name for name in imported if "tests" not in name} == {
        *("__future__", "base64", "hashlib", "json", "re", "unicodedata", "zlib", "pathlib", "typing")
    }
