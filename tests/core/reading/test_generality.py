"""What the rules reach on reports that they were not written for (`docs/reading.md`): pages labelled before the rules were mended.

Not a mirror of one source file: the rules are judged together. The floors are what is reached; a change that loses some fails.
"""

from __future__ import annotations

import pytest
from tests.core.reading.labelled import figures_of, gold, recall_in_words, reports_of

FLOORS = {
    "development": {"found": 0.99, "rated": 0.99, "named": 0.94, "words": 0.95},
    "held_out": {"found": 0.975, "rated": 0.955, "named": 0.91, "words": 0.95},
}


@pytest.mark.parametrize("part", FLOORS)
def test_labelled_pages_of_other_reports_are_read_as_well_as_before(part: str) -> None:
    reached = {**figures_of(part), "words": recall_in_words(part)}

    assert {name: figure for name, figure in reached.items() if figure < FLOORS[part][name]} == {}


def test_no_report_is_in_both_parts() -> None:
    assert not set(reports_of("development")) & set(reports_of("held_out"))


@pytest.mark.parametrize("part", FLOORS)
def test_every_labelled_sentence_stands_on_a_labelled_page(part: str) -> None:
    known = set(reports_of(part))

    assert {row["section_path"] for row in gold(f"{part}.tsv")} == known
