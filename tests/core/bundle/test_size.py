"""A unit's month fits where the format promises: 120 items, each with figures and texts, under 200 KB without evidence."""

from __future__ import annotations

import random
from pathlib import Path

from tests.core.bundle.samples import PLAN, UNIT, UNIT_KEY

from core.bundle.contents import BundleContents, SaltedText, sign_slice
from core.bundle.manifest import BundleKind
from core.bundle.reader import read_bundle
from core.bundle.writer import write_bundle
from core.changes.change import Change, Json, Register, Scope, StreamKey
from core.changes.codec import chain_start, encode
from core.changes.registers import OBSERVATION, PROGRESS, SUBMISSION
from core.resources import resource

ITEMS, FIGURES = 120, 2
LENGTHS = {"text": 180, "problems": 60, "next_steps": 60}  # characters
MOST_BYTES = 200_000


def _month(seed: int) -> tuple[list[bytes], dict[str, SaltedText]]:
    """A month's lines and texts: parts of a real report in an order of their own, figures, and the submission that covers them."""
    chance = random.Random(seed)  # no secret
    source = "".join(resource("report", "changzhou_2025.md").read_text(encoding="utf-8").split())
    sets: list[tuple[str, str, str, Json]] = []
    texts: dict[str, SaltedText] = {}
    for item in range(ITEMS):
        for number in range(FIGURES):
            value: Json = {"value": str(chance.randrange(10**7) / 100), "status": "actual"}
            sets.append((OBSERVATION, f"{UNIT}/n{item}-{number}/{UNIT}/2025-06", "value", value))
        for field, length in LENGTHS.items():
            begin = chance.randrange(len(source) - length)
            text = SaltedText(chance.randbytes(16), source[begin : begin + length])
            texts[text.hash] = text
            sets.append((PROGRESS, f"{UNIT}/i{item}/2025-06", field, {"~text": text.hash}))
    sets.append(
        (SUBMISSION, f"{UNIT}/b1", "handed_up", {"period": "2025-06", "number": 1, "first": 1, "last": len(sets), "hash": "0" * 64})
    )
    lines = [
        encode(Change(UNIT_KEY.site, Scope(UNIT), seq, f"2025-06-25T09:{seq // 60:02}:{seq % 60:02}Z", "张三", 3, Register(*where), value))
        for seq, (*where, value) in enumerate(sets, start=1)
    ]
    return lines, texts


def test_a_month_of_120_items_fits(tmp_path: Path) -> None:
    lines, texts = _month(2025)
    stream = StreamKey(UNIT_KEY.site, Scope(UNIT))
    piece = sign_slice(UNIT_KEY, plan=PLAN, stream=stream, first=1, before=chain_start(PLAN, UNIT_KEY.public, stream.scope), lines=lines)

    path = write_bundle(
        tmp_path / "month.jnb",
        BundleContents(kind=BundleKind.REPORT, plan=PLAN, revision=3, unit=UNIT, slices=[piece], texts=texts, evidence={}),
        UNIT_KEY,
    )

    assert len(read_bundle(path).slices[0].changes) == ITEMS * (FIGURES + len(LENGTHS)) + 1
    assert path.stat().st_size < MOST_BYTES
