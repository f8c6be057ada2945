"""An item in the report's own words: its short title, the paragraph it stands in, the headings above it."""

from __future__ import annotations

from msgspec import Struct

from core.model.outline import Item, Section
from core.model.plan import Plan

LONGEST_TITLE = 24
_CLAUSE_ENDS = frozenset("，,。；;！!？?")
_PAIRS = ("“”", "（）", "()", "《》", "‘’", "「」")


class Passage(Struct, frozen=True):
    """A paragraph of the report, and the half-open range [start, end) of the item's sentence in it."""

    text: str
    start: int
    end: int


def short_title(text: str) -> str:
    """The first clause of an item's sentence, at most 24 characters, without the report's asterisks.

    >>> short_title("培育一刻钟便民生活圈10个,打造夜间消费集聚商圈4个。")
    '培育一刻钟便民生活圈10个'
    >>> short_title("全年新增总投资超亿元项目500个、超10亿元或1亿美元项目60个、超100亿元项目5个。")
    '全年新增总投资超亿元项目500个等'
    """
    plain = text.replace("*", "").strip()
    end = next((place for place, character in enumerate(plain) if character in _CLAUSE_ENDS and not _is_inside(plain, place)), len(plain))
    clause = plain[:end]
    if len(clause) <= LONGEST_TITLE:
        return clause
    pauses = [place for place, character in enumerate(clause[:LONGEST_TITLE]) if character == "、" and not _is_inside(clause, place)]
    return f"{clause[: pauses[-1]]}等" if pauses else f"{clause[: LONGEST_TITLE - 1]}…"


def passage(plan: Plan, item: Item) -> Passage:
    """The paragraph around an item's sentence: its task's, or for a headline target all those of its section, one a line."""
    if item.task is None:
        siblings = [each for each in plan.headline_items if each.section == item.section]
        texts = [f"{each.text}\n" for each in siblings]
        paragraph = "".join(texts).rstrip("\n")
    else:
        siblings = list(plan.items_by_task[item.task])
        texts = [each.text for each in siblings]
        paragraph = plan.tasks_by_id[item.task].text
    start = sum(map(len, texts[: siblings.index(item)]))
    end = start + len(item.text)
    if paragraph[start:end] != item.text:  # the office has its own words for it
        return Passage(item.text, 0, len(item.text))
    return Passage(paragraph, start, end)


def section_path(plan: Plan, item: Item) -> tuple[Section, ...]:
    """The sections that an item stands under, the outermost first."""
    path: list[Section] = []
    current: Section | None = plan.sections_by_id[item.section]
    while current is not None:
        path.insert(0, current)
        current = plan.sections_by_id[current.parent] if current.parent is not None else None
    return tuple(path)


def _is_inside(text: str, place: int) -> bool:
    """Whether a place lies between brackets or quotes, or inside a number (3,250)."""
    before = text[:place]
    is_number = text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
    return is_number or any(before.count(pair[0]) > before.count(pair[1]) for pair in _PAIRS)
