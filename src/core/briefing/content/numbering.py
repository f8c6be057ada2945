"""The numbers of headings as official papers write them.

Source: GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then （1）.
"""

from __future__ import annotations

from typing import Literal

Level = Literal[1, 2, 3, 4]
DEEPEST: Level = 4

_DIGITS = "零一二三四五六七八九"


def numbered(level: Level, number: int) -> str:
    """The mark in front of the `number`-th heading (from 1) of a level.

    >>> [numbered(level, 12) for level in (1, 2, 3, 4)]
    ['十二、', '（十二）', '12.', '（12）']
    """
    match level:
        case 1:
            return f"{chinese_number(number)}、"
        case 2:
            return f"（{chinese_number(number)}）"
        case 3:
            return f"{number}."
    return f"（{number}）"


def chinese_number(number: int) -> str:
    """The number in hanzi up to ninety-nine, in digits beyond.

    >>> chinese_number(10), chinese_number(11), chinese_number(20), chinese_number(35), chinese_number(100)
    ('十', '十一', '二十', '三十五', '100')
    """
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def level_below(level: Level) -> Level | None:
    """The next deeper level, None below the deepest."""
    deeper: dict[Level, Level] = {1: 2, 2: 3, 3: 4}
    return deeper.get(level)
