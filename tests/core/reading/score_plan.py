# ruff: noqa: T201 — a command-line tool: what it prints is its result
"""Precision and recall of what was read from a report, against a gold table.

    score_plan.py READ.json GOLD.tsv [--kind target|achievement|all] [--quantified] [--misses]

READ.json is what `jiannuo plan read REPORT --json` prints: an object whose "commitments" are objects with
    name        what is measured, with its verb ("新增上市企业")
    comparator  ">=", ">", "<=", "<", "=", "~", "range" or "qualitative"
    value       decimal text as printed ("20", "3-5"), null when qualitative
    unit        as printed ("家", "万亿元", "%"), "" when none
    wording     the words of a qualitative one ("保持稳定增长"), else null
    kind        "target" or "achievement"
    clause      the exact words of the report it was read from
GOLD.tsv has the columns section_path sentence indicator comparator value unit note kind clause value_base unit_base.

Three figures, each with precision, recall and F1:
    found    right quantity (value and unit, 万/亿 multiplied out) or wording, read from the right place
    rated    found, and comparator and kind are right too
    named    rated, and the name agrees (half of its character pairs, or one holds the other)
The gold tables hold every quantified target of their texts, but only the plainest qualitative ones: --quantified leaves the
qualitative ones out on both sides, and is the fair way to read precision.
Standard library only. Exit status 0; it judges nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

Row = dict[str, Any]

SCALES = (("万亿", 10**12), ("千亿", 10**11), ("百亿", 10**10), ("亿", 10**8), ("千万", 10**7), ("百万", 10**6), ("万", 10**4))
NOISE = re.compile(r"[\s*,，、。；;：:（）()“”\"'《》<>/]|sub")


def squeeze(text: str | None) -> str:
    return NOISE.sub("", text or "")


def base(value: str | None, unit: str | None) -> tuple[str, str]:
    """Value and unit with 万 and 亿 multiplied out; ranges and words stay as they are."""
    unit = squeeze(unit).replace("％", "%")
    text = squeeze(value).replace("—", "-").replace("－", "-").replace("–", "-").replace("~", "-").replace("～", "-")
    factor = 1
    for word, scale in SCALES:
        if unit.startswith(word):
            unit, factor = unit[len(word) :], scale
            break
    parts = []
    for part in text.split("-"):
        try:
            parts.append(format((Decimal(part) * factor).normalize(), "f"))
        except InvalidOperation:
            parts.append(part)
    return "-".join(parts), unit


def pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def alike(left: str, right: str) -> bool:
    left, right = squeeze(left), squeeze(right)
    if not left or not right:
        return False
    if left in right or right in left:
        return True
    a, b = pairs(left), pairs(right)
    return 2 * len(a & b) / (len(a) + len(b)) >= 0.5


def near(clause: str, sentence: str, gold_clause: str) -> bool:
    clause, sentence, gold_clause = squeeze(clause), squeeze(sentence), squeeze(gold_clause)
    return bool(clause) and (clause in sentence or sentence in clause or gold_clause in clause)


def found(read: Row, gold: Row) -> bool:
    if not near(read.get("clause", ""), gold["sentence"], gold["clause"]):
        return False
    if gold["comparator"] == "qualitative":
        return (
            read.get("comparator") == "qualitative"
            and alike(read.get("wording") or "", gold["value"])
            and alike(read.get("name", ""), gold["indicator"])
        )
    return read.get("comparator") != "qualitative" and base(read.get("value"), read.get("unit")) == base(gold["value"], gold["unit"])


def score(reads: list[Row], golds: list[Row]) -> tuple[dict[str, tuple[float, float, float]], list[Row], list[Row]]:
    """Greedy one-to-one matching, the best agreement first. Returns the figures, the missed and the surplus rows."""
    taken_reads: set[int] = set()
    taken_golds: set[int] = set()
    hits = {"found": 0, "rated": 0, "named": 0}
    for want_name, want_rate in ((True, True), (False, True), (True, False), (False, False)):
        for g, gold in enumerate(golds):
            if g in taken_golds:
                continue
            for r, read in enumerate(reads):
                if r in taken_reads or not found(read, gold):
                    continue
                rated = read.get("comparator") == gold["comparator"] and read.get("kind") == gold["kind"]
                named = alike(read.get("name", ""), gold["indicator"])
                if (want_name and not named) or (want_rate and not rated):
                    continue
                taken_reads.add(r)
                taken_golds.add(g)
                hits["found"] += 1
                hits["rated"] += rated
                hits["named"] += rated and named
                break
    figures = {}
    for name, hit in hits.items():
        precision = hit / len(reads) if reads else 0.0
        recall = hit / len(golds) if golds else 0.0
        figures[name] = (precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0)
    return figures, [g for i, g in enumerate(golds) if i not in taken_golds], [r for i, r in enumerate(reads) if i not in taken_reads]


def main() -> None:
    parser = argparse.ArgumentParser(description="Precision and recall of a read report against its gold table.")
    parser.add_argument("read")
    parser.add_argument("gold")
    parser.add_argument("--kind", choices=("target", "achievement", "all"), default="target")
    parser.add_argument("--quantified", action="store_true", help="leave qualitative commitments out on both sides")
    parser.add_argument("--misses", action="store_true", help="list what was missed and what was surplus")
    args = parser.parse_args()
    with Path(args.read).open(encoding="utf-8") as file:
        reads = json.load(file)["commitments"]
    with Path(args.gold).open(encoding="utf-8", newline="") as file:
        golds = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if args.kind != "all":
        reads = [r for r in reads if r.get("kind") == args.kind]
        golds = [g for g in golds if g["kind"] == args.kind]
    if args.quantified:
        reads = [r for r in reads if r.get("comparator") != "qualitative"]
        golds = [g for g in golds if g["comparator"] != "qualitative"]
    figures, missed, surplus = score(reads, golds)
    for name, (precision, recall, f1) in figures.items():
        print(f"{name:6} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    print(f"gold {len(golds)}  read {len(reads)}  missed {len(missed)}  surplus {len(surplus)}")
    if args.misses:
        for gold in missed:
            print("missed ", gold["comparator"], gold["value"], gold["unit"], "|", gold["indicator"], "|", gold["clause"], file=sys.stderr)
        for read in surplus:
            print(
                "surplus",
                read.get("comparator"),
                read.get("value"),
                read.get("unit"),
                "|",
                read.get("name"),
                "|",
                read.get("clause"),
                file=sys.stderr,
            )


if __name__ == "__main__":
    main()
