"""A briefing as a reader has it, and what must stand in it according to `rollup --json`: patterns of cells, allowed numbers.

Printed forms come from the JSON's decimals through `core.calc.wording`, never from the code that wrote the briefing.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import pikepdf
from msgspec.structs import replace
from tests.conftest import Demo
from tests.core.briefing.reading_back import printed_pages, said

from core.briefing.content.normalise import printed_text, printed_title
from core.briefing.content.outline import places
from core.briefing.content.view import View
from core.briefing.picture import Picture
from core.calc.wording import printed_percent, printed_points, target_text, target_words, value_text
from core.clock import SystemClock
from core.ids import IndicatorId
from core.model.indicator import Target
from core.model.outline import Item
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Standing
from core.model.quantity import decimal_text, printed
from core.services.briefings import picture
from core.services.desk import Program, open_desk_to_read

JUNE = Period.of_month(2025, 6)
FOOT = re.compile(r"示例数据—\d+—$")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
LATER = r"(?:（截至\d+月）|（含[^）]+数）)?"
END_MARKS = "。；，、"
NAMELESS = r"[^\d]*?"  # why there is no value; the JSON has no field for it
STANDINGS = {standing.value: standing.label for standing in Standing}
SOURCES = {
    "reviewed": "核定值",
    "accepted": "核定",
    "submitted": "未核定",
    "sum": "汇总(?:（未核定）)?",
    "ratio": "汇总(?:（未核定）)?",
    "self_rating": "自评(?:（未核定）)?",
    None: "—",
}

Row = dict[str, str | None]


@dataclass(frozen=True)
class Printed:
    """The text of a paper without white space and page furniture: upright pages, landscape ones, and the last ones upright again."""

    content: bytes
    pages: tuple[str, ...]
    upright: int

    @classmethod
    def read(cls, path: Path) -> Printed:
        content = path.read_bytes()
        with pikepdf.open(io.BytesIO(content)) as document:
            is_upright = [page.mediabox[3] > page.mediabox[2] for page in document.pages]
            upright = is_upright.index(False) if False in is_upright else len(is_upright)
        return cls(content, tuple(said(page) for page in printed_pages(content)), upright)

    @cached_property
    def body(self) -> str:
        return "".join(FOOT.sub("", page) for page in self.pages[: self.upright])

    @cached_property
    def annex(self) -> str:
        return "".join(FOOT.sub("", page) for page in self.pages[self.upright :])


@dataclass(frozen=True)
class Expected:
    """What a paper must say: the plan, the roll-up as JSON, and what was handed up; `unit` is whose paper it is."""

    picture: Picture
    by_key: dict[tuple[str | None, str | None, str | None], Row]

    @property
    def plan(self) -> Plan:
        return self.picture.plan

    @cached_property
    def view(self) -> View:
        """For items, duties and texts; figures are taken from the JSON alone."""
        return View(self.picture)

    @property
    def items(self) -> tuple[Item, ...]:
        return self.view.items

    def rows(self, item: Item) -> list[Row]:
        """The item's rows as the paper tells them: its unit's own, the city's where it leads what is not divided."""
        indicators = self.plan.indicators_by_item.get(item.id, ())
        unit = self.picture.viewpoint
        found = []
        keys: tuple[IndicatorId | None, ...] = tuple(each.id for each in indicators) or (None,)
        for indicator in keys:
            row = self.by_key.get((unit, indicator, item.id))
            has_share = indicator is not None and (indicator, unit) in self.plan.allocations_by_key
            if item.lead == unit and not has_share:
                row = self.by_key[self.plan.root, indicator, item.id]
            if row is not None:
                found.append(row)
        return found

    def is_own(self, item: Item) -> bool:
        """Whether the item has a heading of its own: every one at the office, below it those that are rated for the unit."""
        return self.picture.viewpoint == self.plan.root or bool(self.rows(item))

    # --- printed forms of one row ---------------------------------------------------------------------------------------------------------

    def target(self, row: Row) -> str:
        target, unit = self._target(row)
        return "—" if target is None else target_text(target, unit, 0)

    def said_target(self, row: Row) -> str:
        """The target in words; only of a row that has one."""
        target, unit = self._target(row)
        assert target is not None
        return target_words(target, unit)

    def _target(self, row: Row) -> tuple[Target | None, str]:
        indicator = self.plan.indicators_by_id[row["indicator"]]  # type: ignore[index]  # an id of the JSON
        value = decimal(row["target"])
        is_city = row["unit"] == self.plan.root
        if value is None and indicator.target.value is not None:
            return None, indicator.unit
        target = indicator.target if is_city or value is None else replace(indicator.target, value=value, high=None)
        if is_city and value is not None:
            assert target.value == value
        return target, indicator.unit

    def value(self, row: Row) -> str | None:
        indicator = self.plan.indicators_by_id[row["indicator"]]  # type: ignore[index]  # an id of the JSON
        value = decimal(row["value"])
        return None if value is None else value_text(value, indicator.unit, indicator.decimals)

    def measures(self, row: Row, *, bare: bool = False) -> str:
        """A pattern of the cells target, value, completion, elapsed, distance, standing; `bare` without the unit after numbers."""
        if row["indicator"] is None:
            return f"—?—?—?—?{self._distance(row)}{standing(row)}"
        unit = self.plan.indicators_by_id[row["indicator"]].unit  # type: ignore[index]  # an id of the JSON
        value = self.value(row)
        cells = [_cell(self.target(row), unit, bare=bare), NAMELESS if value is None else _cell(value, unit, bare=bare) + LATER]
        return "".join(cells) + self._completion(row) + self._elapsed(row) + self._distance(row) + standing(row)

    def _completion(self, row: Row) -> str:
        percent = decimal(row["completion"])
        if percent is None or row["kind"] in {"growth", "share"}:
            return "—"
        return ("(?:增量)?" if row["kind"] == "level" else "") + re.escape(printed_percent(percent))

    def _elapsed(self, row: Row) -> str:
        percent = decimal(row["elapsed"])
        if percent is None:
            return "—"
        shown = re.escape(printed_percent(percent))
        return shown if row["kind"] == "cumulative" and row["value"] is not None else f"(?:{shown}|—)"

    def _distance(self, row: Row) -> str:
        points = decimal(row["distance"])
        if points is None:
            return "—"
        size = f"{printed(abs(points), 0)}位" if row["kind"] == "rank" else printed_points(points)
        return re.escape(("+" if points > 0 else "−" if points < 0 else "") + size)

    def numbers(self, row: Row) -> set[str]:
        """Every number that may stand for the row: in its target, value, completion, elapsed share, distance, and in its words."""
        texts = [printed_text(str(row["name"]))]
        if row["indicator"] is not None:
            indicator = self.plan.indicators_by_id[row["indicator"]]  # type: ignore[index]  # an id of the JSON
            texts += [self.target(row), self.value(row) or ""]
            if indicator.baseline is not None and indicator.baseline.confirmed:
                texts.append(decimal_text(indicator.baseline.value))
                published = [one.value for one in self.plan.achievements if one.indicator == indicator.id and one.value is not None]
                texts += [decimal_text(value) for value in published]
        for name in ("completion", "elapsed"):
            percent = decimal(row[name])
            texts.append("" if percent is None else printed_percent(percent))
        points = decimal(row["distance"])
        texts += ["", ""] if points is None else [printed_points(points), printed(abs(points), 0)]
        if row["kind"] == "growth" and row["value"] is not None:
            texts.append(printed_points(Decimal(row["value"])))
        return {number for text in texts for number in NUMBER.findall(text)}


def expected(demo: Demo, unit: str) -> Expected:
    """What the paper of a unit (by short name) must say, from the demo's office and the JSON that it printed."""
    program = Program(SystemClock(), demo.folder, "测试")
    with open_desk_to_read(program, demo.file("office")) as desk:
        seen = picture(desk, JUNE, viewpoint=desk.find_unit(unit).id)
    data = json.loads(demo.file("rollup").read_text(encoding="utf-8"))
    return Expected(seen, {(row["unit"], row["indicator"], row["item"]): row for row in data["rows"]})


def headings(told: Expected) -> Iterator[tuple[str, str]]:
    """Kind and text of every heading of the body, in the report's order; a district's sections without duties have none.

    What a district only has a part in ("other") stands in a table after its section's own headings.
    """
    shown = {item.section for item in told.items}
    for place in places(told.plan.sections):
        if told.picture.viewpoint == told.plan.root:
            yield "section", place.mark + place.title
        elif place.section.id in shown:
            yield "section", place.title
        headlines = told.view.headline_items_by_section.get(place.section.id, ())
        yield from (("item", printed_text(item.text).rstrip("；，、")) for item in headlines if told.is_own(item))
        yield from (("other", printed_text(item.text).rstrip(END_MARKS)) for item in headlines if not told.is_own(item))
        tasks = [(task, told.view.items_by_task.get(task.id, ())) for task in told.plan.tasks_by_section.get(place.section.id, ())]
        for task, items in tasks:
            own = [item for item in items if told.is_own(item)]
            if own:
                yield "task", printed_title(task.title)
            yield from (("item", printed_text(item.text).rstrip("；，、")) for item in own)
        for _, items in tasks:
            yield from (("other", printed_text(item.text).rstrip(END_MARKS)) for item in items if not told.is_own(item))


def plain(text: str) -> str:
    """The text as reading a PDF back gives it: without white space."""
    return "".join(text.split())


def decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def standing(row: Row) -> str:
    """A pattern of the standing's word; 欠进度 may carry its shade."""
    word = STANDINGS[str(row["standing"])]
    return f"{word}▼{{0,2}}" if row["standing"] == "behind" else word


def _cell(text: str, unit: str, *, bare: bool) -> str:
    pattern = re.escape(text.replace(" ", ""))
    if bare and unit:
        pattern = re.sub(rf"(?<=\d){re.escape(re.escape(unit))}", f"(?:{re.escape(unit)})?", pattern)
    return pattern
