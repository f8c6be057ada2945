"""A workspace with turned bytes is refused with one sentence or read as it is; no command ends in anything else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.journeys.conftest import City

PLACES = 24


@pytest.mark.parametrize("seed", range(PLACES))
def test_turned_bytes_end_in_a_sentence_or_in_an_answer(city: City, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(city.office.read_bytes())
    for _ in range(8):
        place = chance.randrange(100, len(data))
        data[place] ^= 1 << chance.randrange(8)
    damaged = city.office.with_name("damaged.jiannuo")
    damaged.write_bytes(data)

    answers = [city.desk(*words) for words in _commands(damaged)]

    for answer in answers:
        assert answer.status in {0, 1}
        assert len(answer.complaints) <= 1
    assert damaged.read_bytes()[100:200] == bytes(data[100:200])


def _commands(workspace: Path) -> list[tuple[str | Path, ...]]:
    return [
        ("check", workspace),
        ("rollup", workspace, "--period", "2025-03"),
        ("status", workspace, "--period", "2025-03"),
        ("fingerprint", workspace),
    ]
