"""Scores of the rules on pages that were labelled by hand: one part to write rules by, one to judge them by (docs/reading.md).

`python -m tests.core.reading.labelled PART [--misses]` prints them, PART being `development` or `held_out`. The misses of `held_out` are
not to be looked at while rules are written: a part that was looked at belongs to `development` from then on.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import Any

from tests.core.reading.score_plan import Row, score

from core.model.outline import Span
from core.reading.proposal import proposal_as_json, read_report
from core.reading.source import read_source

HERE = Path(__file__).parent


def gold(name: str) -> list[Row]:
    """The rows of a table in `gold/`."""
    with (HERE / "gold" / name).open(encoding="utf-8", newline="") as file:
        return [dict(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def reports_of(part: str) -> list[str]:
    """The reports of which pages are labelled, in the table's order."""
    return list(dict.fromkeys(row["report"] for row in gold("pages.tsv") if row["part"] == part))


def read_pages(part: str, report: str) -> list[Row]:
    """The commitments read from the labelled paragraphs of a report; the whole of it is read, since kinds come from the whole."""
    text = read_source(HERE / "reports" / f"{report}.txt")
    spans = [_paragraph(text, row["paragraph"]) for row in gold("pages.tsv") if (row["part"], row["report"]) == (part, report)]
    read: Any = proposal_as_json(read_report(text))["commitments"]
    return [row for row in read if any(start <= row["span"][0] < end for start, end in spans)]


def figures_of(part: str, *, kind: str | None = None) -> dict[str, float]:
    """F1 of found, rated and named over all quantified commitments of the part's pages."""
    hits = {"found": 0.0, "rated": 0.0, "named": 0.0}
    read_count = wanted_count = 0
    for report in reports_of(part):
        read, wanted = _quantified(read_pages(part, report), kind), _quantified(_wanted(part, report), kind)
        figures, _missed, _surplus = score(read, wanted)
        for name, (precision, _recall, _f1) in figures.items():
            hits[name] += precision * len(read)
        read_count, wanted_count = read_count + len(read), wanted_count + len(wanted)
    return {name: 2 * hit / (read_count + wanted_count) for name, hit in hits.items()}


def recall_in_words(part: str) -> float:
    """The share of the part's targets in words that were found."""
    found = count = 0.0
    for report in reports_of(part):
        wanted = [row for row in _wanted(part, report) if row["comparator"] == "qualitative"]
        figures, _missed, _surplus = score(read_pages(part, report), wanted)
        found, count = found + figures["found"][1] * len(wanted), count + len(wanted)
    return found / count


def _wanted(part: str, report: str) -> list[Row]:
    return [row for row in gold(f"{part}.tsv") if row["section_path"] == report]


def _quantified(rows: list[Row], kind: str | None) -> list[Row]:
    return [row for row in rows if row["comparator"] != "qualitative" and kind in {None, row["kind"]}]


def _paragraph(text: str, beginning: str) -> Span:
    start = text.index(beginning)
    end = text.find("\n", start)
    return start, end if end >= 0 else len(text)


def main() -> None:
    parser = argparse.ArgumentParser(description="Scores on the labelled pages.")
    parser.add_argument("part", choices=("development", "held_out"))
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    for report in reports_of(args.part):
        read, wanted = read_pages(args.part, report), _wanted(args.part, report)
        figures, missed, surplus = score(_quantified(read, None), _quantified(wanted, None))
        print(report, *(f"{name} {f1:.3f}" for name, (_precision, _recall, f1) in figures.items()))  # noqa: T201 — its result
        _words, unsaid, _more = score(read, [row for row in wanted if row["comparator"] == "qualitative"])
        for row in [*missed, *unsaid, *surplus] if args.misses else []:
            name = row.get("indicator")
            what = "missed" if name else "surplus"
            print(" ", what, row["kind"], row["comparator"], row["value"], row["unit"], "|", name or row["name"], "|", row["clause"])  # noqa: T201
    whole = figures_of(args.part)
    print(f"all of {args.part}:", *(f"{name} {f1:.3f}" for name, f1 in whole.items()), f"words {recall_in_words(args.part):.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
