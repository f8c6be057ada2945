"""Wordy targets: predicates without a figure of their own, in the four sorts of `core.model.indicator.WordySort`, and places in a ranking.

The plain words of a segment are matched as a whole; a wordy target never stands in the middle of one.
"""

from __future__ import annotations

import re

from msgspec import Struct

from core.model.indicator import WordySort
from core.reading.clauses import LONGEST_WORDS
from core.reading.names import MEASURE_NOUN, RATE_NOUN, is_elided, leading_verb, without_lead


class Wordy(Struct, frozen=True):
    """A wordy predicate: the words before it, its wording, and what it says.

    `rising` tells which direction is good; `reference` names what a relative one is measured against, "" for the others. `measure` is
    the word that a commitment's `measure` holds.
    """

    subject: str
    wording: str
    sort: WordySort
    measure: str
    rising: bool = True
    reference: str = ""


_ASSIGNED = re.compile(
    r"(?P<subject>.*?)(?P<wording>(?:全面)?(?:完成|控制在|达到|实现)(?:国家|省|上级|市|自治区|省委省政府|省政府|国务院|中央)?(?:下达|确定|考核|分解)的?[^、，]{0,12}?"
    r"(?:任务|目标|指标|计划|范围之?内|要求)(?:任务)?|完成[^、，]{0,8}(?:国家|省)[^、，]{0,6}(?:考核目标|目标任务|下达任务))"
)
_ASSIGNED_OBJECT = re.compile(
    r"(?:确保|力争|坚决)*(?P<verb>(?:全面|圆满|超额)?完成)(?P<by>(?:国家|省|上级|省政府)下达)的?(?P<object>\S{4,40}?(?P<noun>目标|任务|指标)(?:任务)?)"
)
_SYNCHRONOUS = re.compile(
    r"(?P<subject>.+?)"
    r"(?P<wording>(?:与|同|和)(?P<reference>[^与同]{2,14}?)(?:保持)?(?:基本)?(?:同步|持平|一致|相当|相?匹配)(?:增长)?)"
)
_COMPARED = re.compile(
    r"(?P<subject>.+?)(?:均|都)?(?P<wording>(?:继续)?(?:快于|高于|优于|好于|不低于|低于)(?P<reference>[^\d]{1,16}?(?:增速|平均(?:水平|增速)?|水平|增长|增幅)|(?:全国|全省|全市|面上|经济)(?:平均)?))"
)
_STEADY = r"(?:保持|持续|继续|稳步|稳定|平稳|进一步|逐步|基本|不断|合理|较快|总体|有所|连续[一二三四五六七八九十\d]+(?:年|个?月|个?季度))"
_DIRECTION = re.compile(
    rf"(?P<subject>.+?)(?P<wording>稳中有进|稳中提质|稳中有升|稳中有降|稳中向好|促稳提质|保稳提质|稳量提质|“?双(?:下降|降|增长|提升)”?|只降不升|只减不增|只增不减|(?:保持|总体)(?:基本)?(?:稳定|平稳)"
    rf"|{_STEADY}+(?:增长|上升|提高|提升|下降|降低|减少|改善|回升|向好|下调|缩小|提质))"
)
_FALLING = re.compile(r"降|减少|减排|低于|缩小|下调")
_COVERED = re.compile(r"(?P<subject>.+?)(?P<wording>(?:基本|实现)?(?:全覆盖|应保尽保|动态清零|清零|基本覆盖|全域覆盖|全面覆盖))")
_FINISHED = re.compile(r"(?P<wording>(?:全面|全力|圆满|如期|高质量|基本)完成)(?P<subject>\S{3,36})")
_REMOVED = re.compile(r"(?P<wording>(?:基本|全面|全域|动态)?消除)(?P<subject>\S{2,16})")
_CLASSED = re.compile(
    r"(?P<subject>.{2,}?)(?P<wording>(?:首次|稳定|总体|全面|持续|稳定保持)*(?:达到?|保持|为|优于|不低于)[ⅠⅡⅢⅣⅤI]{1,3}类(?:标准|以上|水质)?)"
)
_RECORD = re.compile(
    r"(?P<subject>.{2,}?)(?P<wording>(?:均)?(?:为|创|达到?|保持)?(?:有[^，、]{2,6}以来|历史|同期|近年)(?:的)?(?:最低|最高|最好|最优|最佳|新高|新低)(?:水平)?)"
)
_RANKED = re.compile(
    r"(?P<subject>.{2,}?)(?P<wording>(?:继续|持续|稳定|首次)?(?:蝉联|保持|位居|居|位列|列|跃居|稳居)?(?:连续[\d一二三四五六七八九十]+(?:年|个?月|个?季度))?(?:蝉联|保持|位居|居|位列|列|稳居)?"
    r"全[国省市](?:主要城市|地级市|副省级城市)?(?:第[一二三]|首位|之首|第一方阵))"
)
_STATE = re.compile(r"(?P<subject>.{2,}?)(?P<wording>(?:保持|总体|基本)+平衡|(?:保持|运行|处于)在?合理(?:水平|区间))")
_JUDGED = ((_RANKED, "rank"), (_CLASSED, "class"), (_RECORD, "record"), (_FINISHED, "completion"), (_REMOVED, "zero"), (_STATE, "state"))
_BURDEN = re.compile(r"能耗|排放|事故|死亡|浓度|失业|污染物$")
_DELIVERABLE = re.compile(r"(?:任务|工程|更新|改造|目标|整治|计划|指标|清单)$")
_NO_SUBJECT = re.compile(r"(?:位|位居|位列|稳居|跃居|保持|蝉联|持续|继续|首次|均|全部|基本|实现|总体|确保|力争|坚决)*")


def wordy_of(words: str) -> Wordy | None:
    """The wordy predicate that a segment ends with; None when it ends with none.

    >>> found = wordy_of("居民人均可支配收入增长与经济增长基本同步")
    >>> found.subject, found.wording, found.reference
    ('居民人均可支配收入增长', '与经济增长基本同步', '经济增长')
    """
    if len(words) > LONGEST_WORDS:
        return None
    return _assigned(words) or _relative(words) or _judged(words) or _directional(words)


def is_meant(wordy: Wordy, kind: str, *, is_headline: bool) -> bool:
    """Whether wordy words are a commitment of their place: always in headline rows, elsewhere only what is measured or plainly done.

    `kind` is "target" or "achievement".
    """
    subject = without_lead(wordy.subject)
    if wordy.subject and (_NO_SUBJECT.fullmatch(subject) or is_elided(subject)):
        return False
    if kind == "target" and is_headline:
        return bool(subject)
    is_measure = bool(MEASURE_NOUN.search(subject) or RATE_NOUN.search(subject)) and not leading_verb(subject)
    if kind == "achievement":
        return wordy.measure in {"rank", "class"} or (wordy.measure in {"relative", "direction", "record"} and is_measure)
    if wordy.measure == "completion":
        return _DELIVERABLE.search(subject) is not None
    return is_measure if wordy.measure in {"direction", "relative", "rank", "record", "state"} else True


def _assigned(words: str) -> Wordy | None:
    if match := _ASSIGNED_OBJECT.fullmatch(words):
        return Wordy(match["object"], match["verb"] + match["by"] + match["noun"], WordySort.ASSIGNED, "assigned")
    match = _ASSIGNED.fullmatch(words)
    if match is None:
        return None
    # A name that holds its direction (单位GDP能耗下降) is better the more of it there is; a burden alone (能耗) the less.
    rising = bool(_FALLING.search(match["subject"])) or not _BURDEN.search(match["subject"])
    return Wordy(match["subject"], match["wording"], WordySort.ASSIGNED, "assigned", rising=rising)


def _relative(words: str) -> Wordy | None:
    for pattern in (_SYNCHRONOUS, _COMPARED):
        if match := pattern.fullmatch(words):
            rising = not match["wording"].startswith("低于")
            return Wordy(match["subject"], match["wording"], WordySort.RELATIVE, "relative", rising, match["reference"])
    return None


def _judged(words: str) -> Wordy | None:
    if match := _COVERED.fullmatch(words):
        measure = "coverage" if "覆盖" in match["wording"] or "应保" in match["wording"] else "zero"
        return Wordy(match["subject"], match["wording"], WordySort.JUDGED, measure, rising=measure == "coverage")
    for pattern, measure in _JUDGED:
        if match := pattern.fullmatch(words):
            return Wordy(match["subject"], match["wording"], WordySort.JUDGED, measure, rising=measure != "zero")
    return None


def _directional(words: str) -> Wordy | None:
    match = _DIRECTION.fullmatch(words)
    if match is None:
        return None
    return Wordy(match["subject"], match["wording"], WordySort.DIRECTIONAL, "direction", rising=not _FALLING.search(match["wording"]))
