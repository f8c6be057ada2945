from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.core.bundle.samples import (
    EVIDENCE,
    EVIDENCE_HASH,
    INVITATION,
    OFFICE_KEY,
    TEXT,
    UNIT_KEY,
    json_of,
    lines_of,
    members_of,
    report,
    slice_of,
    task_file,
    write_report,
    write_task_file,
)

from core.bundle import writer
from core.bundle.manifest import MANIFEST_NAME
from core.bundle.reader import read_bundle
from core.bundle.writer import write_bundle
from core.changes.change import Scope, StreamKey
from core.errors import BundleTooLarge, EvidenceDamaged, FileNotFound, PathIsFolder


def test_same_contents_give_the_same_bytes(tmp_path: Path) -> None:
    once = write_report(tmp_path / "a").read_bytes()
    again = write_report(tmp_path / "b").read_bytes()

    assert once == again


def test_members_stand_in_the_order_of_the_format(tmp_path: Path) -> None:
    names = list(members_of(write_report(tmp_path)))

    assert names == [
        "mimetype",
        "manifest.json",
        "holds.json",
        "changes.jsonl",
        "texts.jsonl",
        f"evidence/{EVIDENCE_HASH}",
        "signature.json",
    ]


def test_changes_travel_as_their_exact_lines_ordered_by_stream(tmp_path: Path) -> None:
    content = members_of(write_task_file(tmp_path))["changes.jsonl"]

    lines = [*lines_of(OFFICE_KEY, Scope("liyang"), count=1), *lines_of(OFFICE_KEY, Scope("plan"), count=5)]

    assert content == b"".join(line + b"\n" for line in lines)


def test_manifest_says_what_the_bundle_is(tmp_path: Path) -> None:
    said = json_of(members_of(write_report(tmp_path))[MANIFEST_NAME])

    assert said["format"] == "1.0"
    assert said["kind"] == "report"
    assert said["demo"] is False
    assert said["sender"] == {"site": UNIT_KEY.site, "unit": "liyang"}
    assert said["counts"] == {"changes": 3, "texts": 1, "evidence": 1}
    ranges = said["ranges"]
    assert isinstance(ranges, dict)
    assert list(ranges) == [f"{UNIT_KEY.site}:liyang"]


def test_private_half_of_an_invitation_is_in_the_task_file_only(tmp_path: Path) -> None:
    private = INVITATION.private.hex().encode()

    holding = [name for name, content in members_of(write_task_file(tmp_path)).items() if private in content]

    assert holding == ["invitation.json"]


def test_evidence_may_be_given_as_a_file(tmp_path: Path) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(EVIDENCE)
    from_file = replace(report(), evidence={EVIDENCE_HASH: source})

    path = write_bundle(tmp_path / "from-file.jnb", from_file, UNIT_KEY)

    assert path.read_bytes() == write_report(tmp_path).read_bytes()


@pytest.mark.parametrize("as_file", [True, False])
def test_evidence_that_is_not_its_hash_is_refused_and_nothing_written(tmp_path: Path, as_file: bool) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(b"altered")
    contents = replace(report(), evidence={EVIDENCE_HASH: source if as_file else b"altered"})

    with pytest.raises(EvidenceDamaged):
        write_bundle(tmp_path / "out" / "x.jnb", contents, UNIT_KEY)

    assert not (tmp_path / "out").exists()


def test_missing_evidence_file_is_named(tmp_path: Path) -> None:
    contents = replace(report(), evidence={EVIDENCE_HASH: tmp_path / "gone.pdf"})

    with pytest.raises(FileNotFound) as caught:
        write_bundle(tmp_path / "x.jnb", contents, UNIT_KEY)

    assert caught.value.path == tmp_path / "gone.pdf"


def test_folder_in_the_place_of_the_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PathIsFolder):
        write_bundle(tmp_path, report(), UNIT_KEY)


def test_bundle_beyond_the_limit_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "LARGEST_BUNDLE_MB", 8)

    with pytest.raises(BundleTooLarge):
        write_bundle(tmp_path / "x.jnb", report(), UNIT_KEY)

    assert list(tmp_path.iterdir()) == []


def test_part_beyond_the_limit_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "LARGEST_PART_MB", 0)

    with pytest.raises(BundleTooLarge):
        write_bundle(tmp_path / "x.jnb", report(), UNIT_KEY)


def test_own_word_on_what_is_held_stands_beside_relayed_ones(tmp_path: Path) -> None:
    received = read_bundle(write_report(tmp_path))
    up = replace(task_file(), holds={StreamKey(OFFICE_KEY.site, Scope("plan")): 5}, relayed_holds=received.holds)

    bundle = read_bundle(write_bundle(tmp_path / "up.jnb", up, OFFICE_KEY))

    assert [holds.site for holds in bundle.holds] == sorted([OFFICE_KEY.site, UNIT_KEY.site])


def test_relayed_word_of_the_sender_itself_yields_to_its_own(tmp_path: Path) -> None:
    old = read_bundle(write_report(tmp_path)).holds
    newer = {StreamKey(UNIT_KEY.site, Scope("liyang")): 9}

    bundle = read_bundle(write_bundle(tmp_path / "x.jnb", replace(report(), holds=newer, relayed_holds=old), UNIT_KEY))

    assert [dict(holds.streams) for holds in bundle.holds] == [newer]


def test_month_of_a_hundred_and_twenty_items_stays_under_two_hundred_kilobytes(tmp_path: Path) -> None:
    texts = [replace(TEXT, salt=hashlib.sha256(str(index).encode()).digest()[:16], text=TEXT.text + str(index)) for index in range(120)]
    month = replace(
        report(),
        slices=[slice_of(UNIT_KEY, Scope("liyang"), count=1000)],
        texts={text.hash: text for text in texts},
        evidence={},
    )

    path = write_bundle(tmp_path / "month.jnb", month, UNIT_KEY)

    assert path.stat().st_size < 200_000
