"""What is read against tables labelled by hand (`gold/`); the figures are those of `score_plan.py`.

Not a mirror of one source file: the rules are judged together. The bounds are what the rules reach; a change that loses some fails.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from tests.core.reading.score_plan import Row, score, squeeze

from core.reading.proposal import proposal_as_json, read_report
from core.reading.source import read_source
from core.resources import resource

HERE = Path(__file__).parent
EXAMPLE = resource("report", "changzhou_2025.md")
ZHEJIANG = HERE / "reports" / "zhejiang_2025.txt"
EXCERPTS = sorted(path for path in (HERE / "reports").glob("*.txt") if path.stem.endswith(("_targets", "_summary")))


def commitments(path: Path) -> list[Row]:
    read: Any = proposal_as_json(read_report(read_source(path)))["commitments"]
    return [row for row in read if isinstance(row, dict)]


def gold(name: str) -> list[Row]:
    with (HERE / "gold" / name).open(encoding="utf-8", newline="") as file:
        return [dict(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def scores(read: list[Row], wanted: list[Row], *, is_quantified: bool = True) -> dict[str, float]:
    """F1 of found, rated and named."""
    if is_quantified:
        read = [row for row in read if row["comparator"] != "qualitative"]
        wanted = [row for row in wanted if row["comparator"] != "qualitative"]
    figures, _missed, _surplus = score(read, wanted)
    return {name: f1 for name, (_precision, _recall, f1) in figures.items()}


@pytest.mark.parametrize("kind", ["target", "achievement"])
def test_every_quantified_commitment_of_the_example_is_found_rated_and_named(kind: str) -> None:
    read = [row for row in commitments(EXAMPLE) if row["kind"] == kind]
    wanted = [row for row in gold("changzhou_2025.tsv") if row["kind"] == kind]

    assert scores(read, wanted) == {"found": 1.0, "rated": 1.0, "named": 1.0}


def test_every_target_of_the_example_in_words_is_found_too() -> None:
    read = [row for row in commitments(EXAMPLE) if row["kind"] == "target"]
    wanted = [row for row in gold("changzhou_2025.tsv") if row["kind"] == "target"]

    assert scores(read, wanted, is_quantified=False) == {"found": 1.0, "rated": 1.0, "named": 1.0}


def test_a_province_is_read_as_well() -> None:
    read = [row for row in commitments(ZHEJIANG) if row["kind"] == "target"]

    assert min(scores(read, gold("zhejiang_2025.tsv"), is_quantified=False).values()) >= 0.98


@pytest.mark.parametrize("path", EXCERPTS, ids=lambda path: path.stem)
def test_excerpts_of_other_cities_and_years_are_read_as_well(path: Path) -> None:
    wanted = [row for row in gold("excerpts_cities.tsv") if row["section_path"] == path.name]

    assert min(scores(commitments(path), wanted, is_quantified=False).values()) >= 0.95


@pytest.mark.parametrize("path", [EXAMPLE, ZHEJIANG], ids=lambda path: path.stem)
def test_numbers_that_are_no_commitments_are_not_read_as_such(path: Path) -> None:
    negatives = [row for row in gold("negatives.tsv") if row["file"] == path.stem]
    read = commitments(path)

    for negative in negatives:
        number, context = negative["number"].rstrip("%"), squeeze(negative["context"])
        wrong = [row["clause"] for row in read if row["value"] == number and squeeze(row["clause"]) in context]
        assert wrong == [], negative["context"]
