"""The numbers that Word counts by itself, written out: 一、 （一） 1. and bullets.

Source: ECMA-376 part 1, 17.9 (numbering): a paragraph names a numbering instance and a level, the instance an abstract definition with a
format and a pattern (%1、) for each level; a deeper level begins anew after a shallower one.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from core.reading.docx_xml import Element, W, first, value_of

_DEEPEST = 9
_CHINESE = {"chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting"}
_DIGITS = "零一二三四五六七八九"


class _Level(Struct, frozen=True):
    """One level of a definition: its format, its pattern, the number that it begins with."""

    form: str
    pattern: str
    start: int


class Numbering:
    """The numbers of a document's paragraphs, counted in their order; `root` is its numbering part, None where it has none."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract_by_instance: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._seen: set[str] = set()
        for child in root if root is not None else ():
            if child.tag == f"{W}abstractNum":
                self._levels[child.get(f"{W}abstractNumId", "")] = {_index(it): _level_of(it) for it in child.iter(f"{W}lvl")}
            elif child.tag == f"{W}num":
                instance = child.get(f"{W}numId", "")
                self._abstract_by_instance[instance] = value_of(child, "abstractNumId")
                self._restarts[instance] = {
                    _index(it): int(start) for it in child.iter(f"{W}lvlOverride") if (start := value_of(it, "startOverride")).isdecimal()
                }

    def next_number(self, paragraph: Element, style: Iterable[Element]) -> str:
        """The number of the next paragraph as it is printed ("一、", "- " for a bullet), "" where it has none."""
        holders = [properties for it in (paragraph, *style) if (properties := first(it, "pPr", "numPr")) is not None]
        instance = next((number for it in holders if (number := value_of(it, "numId"))), "0")
        levels = self._levels.get(self._abstract_by_instance.get(instance, ""), {})
        index = next((int(level) for it in holders if (level := value_of(it, "ilvl")).isdecimal()), 0)
        if instance == "0" or index not in levels:  # 0 takes a style's number away
            return ""
        counts = self._advance(instance, index, levels)
        return _printed(levels, index, counts)

    def _advance(self, instance: str, index: int, levels: dict[int, _Level]) -> list[int | None]:
        counts = self._counts.setdefault(self._abstract_by_instance[instance], [None] * _DEEPEST)
        if instance not in self._seen:
            self._seen.add(instance)
            for level, start in self._restarts[instance].items():
                counts[level] = start - 1
        last = counts[index]
        counts[index] = levels[index].start if last is None else last + 1
        counts[index + 1 :] = [None] * (_DEEPEST - index - 1)
        return counts


def chinese_number(number: int) -> str:
    """A number from 1 to 99 in Chinese; others in digits.

    >>> [chinese_number(number) for number in (3, 10, 12, 20, 31)]
    ['三', '十', '十二', '二十', '三十一']
    """
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")


def _printed(levels: dict[int, _Level], index: int, counts: list[int | None]) -> str:
    level = levels[index]
    if level.form == "bullet":
        return "- "
    if level.form == "none":
        return ""
    text = level.pattern
    for other in range(_DEEPEST):
        count = counts[other] or (levels[other].start if other in levels else 1)
        form = levels[other].form if other in levels else "decimal"
        text = text.replace(f"%{other + 1}", chinese_number(count) if form in _CHINESE else str(count))
    return text if text.endswith(("、", "）", ")")) else text + " "


def _index(level: Element) -> int:
    index = level.get(f"{W}ilvl", "0")
    return min(int(index), _DEEPEST - 1) if index.isdecimal() else 0


def _level_of(level: Element) -> _Level:
    start = value_of(level, "start")
    return _Level(value_of(level, "numFmt") or "decimal", value_of(level, "lvlText"), int(start) if start.isdecimal() else 1)
