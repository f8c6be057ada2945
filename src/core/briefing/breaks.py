"""Where a line of Chinese text may end: never inside a number with its unit, a date, a Latin word, a dash, or against the marks' rules."""

from __future__ import annotations

import re

from core.briefing.punctuation import NOT_AT_END, NOT_AT_START, NOTE_MARK
from core.model.progress import Standing
from core.model.signs import SHADE_MARK

_LETTER = r"A-Za-z\u00C0-\u024F\u0370-\u03FF\u0400-\u04FF"
_NUMBER = r"[+\-−±<>≤≥≈￥¥]?[0-9]+(?:[.,][0-9]+)*"
_MULTIPLIER = r"[多余]?[十百千万亿]*[多余]?"
_UNIT = (
    "个百分点|百分点|平方公里|平方千米|平方米|立方米|千瓦时|兆瓦时|千瓦|兆瓦|吉瓦|公里|千米|公顷|公斤|千克|毫克|微克|厘米|毫米|美元|欧元|人次|人民币|标准箱|"
    "个月|小时|分钟|季度|"
    "元|吨|辆|人|户|家|个|项|件|条|座|米|亩|倍|岁|年|月|日|天|时|分|秒|位|名|期|号|次|所|套|处|批|台|株|艘|张|对|场|届|周|瓦|度|克|升|床|份|篇|部|种|类|级|层|"
    "幢|栋|宗|起|车次|架次|班|组|段|支|片|块|万|亿|%|％|‰|℃|°"
)
_QUANTITY = rf"{_NUMBER}{_MULTIPLIER}(?:{_UNIT})?"

# Alternatives in order: a longer whole comes before its parts.
_WHOLE = re.compile(
    "|".join(
        (
            r"〔[0-9]{4}〕[0-9]+号",
            r"[0-9]{2,4}年[0-9]{1,2}(?:[—–～~至\-][0-9]{1,2})?月(?:[0-9]{1,2}日)?",
            r"[0-9]{1,2}月[0-9]{1,2}日",
            rf"[0-9.]*[{_LETTER}](?:[{_LETTER}0-9.'’_@#&+\-/]*[{_LETTER}0-9+#])?",
            rf"第?{_QUANTITY}(?:[—–～~至:：/\-]{_QUANTITY})*",
            r"—{2,}|…{2,}",
            rf"(?:{'|'.join(standing.label for standing in Standing)}){SHADE_MARK}*",
        )
    )
)

_JOINT = re.compile(r"(?<=[0-9%％])(?=[^0-9%％.,])|(?<=[/@_.\-])(?=[^/@_.\-])")


def break_opportunities(text: str) -> list[bool]:
    """For each character, whether a line may start with it; the first is always False. As long as the text.

    >>> "".join("|" * may + char for char, may in zip("增长6.5%，达100万辆", break_opportunities("增长6.5%，达100万辆")))
    '增|长|6.5%，|达|100万辆'
    """
    allowed = [_may_part(text[index - 1], text[index]) for index in range(len(text))]
    if allowed:
        allowed[0] = False
    for match in _WHOLE.finditer(text):
        for index in range(match.start() + 1, match.end()):
            allowed[index] = False
    return allowed


def opened_cluster(text: str, start: int, end: int, attempt: int) -> list[int]:
    """Where a cluster too long for a line may part after all, as positions in the text between start and end.

    Attempt 0 parts number and unit, 1 wherever no mark forbids it, 2 anywhere.
    """
    inside = range(start + 1, end)
    if attempt == 0:
        joints = (match.start() for match in _JOINT.finditer(text, start, end))
        return [index for index in joints if index in inside and _may_part(text[index - 1], text[index])]
    if attempt == 1:
        return [index for index in inside if _may_part(text[index - 1], text[index])]
    return list(inside)


def _may_part(before: str, after: str) -> bool:
    if after in {" ", SHADE_MARK, NOTE_MARK}:  # the depth of 欠进度 belongs to the word or distance before it
        return False
    return after not in NOT_AT_START and before not in NOT_AT_END
