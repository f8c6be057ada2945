"""Findings made: how severe by the plan, where, with which facts, and whether what the unit said answers them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from core.calc.finding import Finding
from core.ids import FormulaId, ItemId, UnitId
from core.model.check_settings import CHECKS
from core.model.explanation import Explanation, FindingKey
from core.model.indicator import Indicator
from core.model.outline import Item
from core.model.plan import Plan
from core.model.progress import Progress
from core.model.severity import Severity

_LETTER = re.compile(r"\w")
_SENTENCE_END = re.compile(r"[。！？!?；;\n]")


class Raised(Struct, frozen=True):
    """What a check raises, before it is a finding: `about` is what is questioned, `facts` and `english` as in `Finding`."""

    code: str
    about: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    english: tuple[tuple[str, str], ...] = ()
    field: str = ""
    formula: FormulaId | None = None
    severity: Severity | None = None  # a formula has its own

    @classmethod
    def of(cls, code: str, about: str = "", english: Mapping[str, str] | None = None, **facts: str) -> Raised:
        """With facts by name."""
        return cls(code, about, tuple(facts.items()), tuple((english or {}).items()))


class FindingMaker:
    """Makes the findings of one unit's period; `progress` are its texts on items, which explain as far as they say anything."""

    def __init__(self, plan: Plan, unit: UnitId, progress: Mapping[ItemId, Progress], explanations: Iterable[Explanation] = ()) -> None:
        self._plan = plan
        self._unit = unit
        self._progress = progress
        self._answers: dict[FindingKey, str] = {each.key: each.text for each in explanations}

    def of_figure(self, raised: Raised, indicator: Indicator, subject: UnitId) -> Finding:
        """A finding about a figure; it names the unit where that is another than the reporter, which may answer for many."""
        unit = None if subject in {self._unit, self._plan.root} else self._plan.units_by_id.get(subject)
        name = "" if unit is None else unit.short_name
        item = self._plan.items_by_id[indicator.item]
        named = replace(
            raised,
            facts=tuple({"item": item.code, "indicator": indicator.name, "about": name, **dict(raised.facts)}.items()),
            english=tuple({"about": f" {name}" if name else "", **dict(raised.english)}.items()),
        )
        return self._made(named, item, indicator, subject)

    def of_item(self, raised: Raised, item: Item, indicator: Indicator | None = None) -> Finding:
        """A finding about an item's text or rating, with the indicator that it is set against."""
        facts = {"item": item.code, "indicator": indicator.name if indicator else "", **dict(raised.facts)}
        return self._made(replace(raised, facts=tuple(facts.items())), item, indicator, None)

    def explains(self, item: ItemId, *, but_for: str = "") -> bool:
        """Whether the item's text explains something; a sentence that holds the questioned words is no explanation of them."""
        entry = self._progress.get(item)
        if entry is None:
            return False
        texts = [entry.text, entry.problems, entry.next_steps]
        if but_for:
            texts = [part for text in texts for part in _SENTENCE_END.split(text) if but_for not in part]
        return any(letters_of(text) >= self._plan.settings.checks.least_explanation for text in texts)

    def _made(self, raised: Raised, item: Item, indicator: Indicator | None, subject: UnitId | None) -> Finding:
        severity = raised.severity or self._plan.settings.severities.of(raised.code, CHECKS[raised.code].severity)
        finding = Finding(
            severity,
            raised.code,
            item.id,
            indicator.id if indicator else None,
            raised.field or ("value" if indicator else "text"),
            raised.facts,
            english=raised.english,
            subject=subject,
            about=raised.about,
            formula=raised.formula,
        )
        answer = self._answers.get(finding.key, "")
        is_answered = severity is not Severity.BLOCKING and (
            is_explanation(answer, severity, least=self._plan.settings.checks.least_explanation)
            or self.explains(item.id, but_for=dict(raised.facts).get("words", ""))
        )
        return replace(finding, answer=answer, is_answered=is_answered)


def is_explanation(text: str, severity: Severity, *, least: int) -> bool:
    """Whether a text answers a finding of a severity: 准强制性 wants an answer, 核实性 one of so many characters."""
    return letters_of(text) >= (least if severity is Severity.VERIFY else 1)


def letters_of(text: str) -> int:
    """How many characters a text has, punctuation and blanks not counted."""
    return len(_LETTER.findall(text))
