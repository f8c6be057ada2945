"""Clauses: a sentence cut into segments, and which quantity of a segment is what it commits to.

A segment ends at any mark outside quotation marks and brackets, the enumeration comma 、 included, and at 和 between two quantities.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import StrEnum
from itertools import pairwise, takewhile

from msgspec import Struct

from core.reading.quantities import ORDINAL, RANK, Quantity
from core.reading.verbs import BEFORE_COUNT, LAST_VERB, OUTPUT_VERB

_MARKS = re.compile(r"——|[，；。！？：、]")
_AND = re.compile(r"[和及与]")
# What may stand between a figure and the end of its segment without being what is counted: 迈上万亿元台阶的崭新目标.
_EMPTY_TAIL = re.compile(r"(?:的?\S{0,4}(?:目标|水平|规模|任务|标准|台阶|大关|关口))?(?:等|的)?")
_STEPS = {"", "大关", "关口", "台阶"}
_BY = {"按", "拟按"}  # 赤字率拟按3%安排: the verb stands behind the figure
_PLANNED = re.compile(r"(?:安排|执行|测算)$")
# 完成年内到期662万农户延包任务: what a verb before takes as its object, count and all.
_DEED = re.compile(r"^(?:完成|实施|组织|抓好|推进好?|推动|对|为|向|给|支持|帮助)")
_THERE_ALREADY = re.compile(r"已(?:建成?|有|开通|投用|认定)?$")  # 优化已建成超1.6万个驿站的服务
_AMONG = re.compile(r"在(?:全国|全省|全市|全区)?\S{0,2}$")  # 总量在全省91个县（市）中排名第一
_ABOUT = re.compile(r"^(?:针对|围绕|聚焦|面向|依托|通过|根据|按照)")  # what a deed is for or made of, unless it is named itself
_OBJECT = re.compile(r"(?:任务|工程|试点|改革)$")
_KINDS = {"条", "类", "大", "项"}  # 13条重点产业链倍增计划: what these count is in a plan's name
_MADE = re.compile(r"(?:出台|制定|发布|推出|新增|建立|完成)了?$")
_PLAN = re.compile(r"(?:计划|政策|措施|方案|机制|改革)$")
_NAMED_BY_COUNT = re.compile(r"^(?:圈|级|型|式|制|线|版|口径|高峰|标准|行动|计划|工程|方案|以上|以下|内|的)")
LONGEST_WORDS = 120  # of what may be a name or a predicate; longer stretches without any mark are no prose
_MOST_QUANTITIES = 20  # no segment of prose holds more; keeps the time linear in garbage
_NOTHING = {"", "其中", "力争", "确保"}
_GROUPED = re.compile(r"\d+(?:大类|类|大)$")  # 10大类52项民生实事
_YEAR = re.compile(r"(20\d\d)年")
_UNTIL_YEAR = re.compile(r"[到至](20\d\d)年")
_ON_LAST_YEAR = re.compile(r"(?:去年|上年)\S{0,16}基础上$")


class Form(StrEnum):
    """Where the figure of a segment stands."""

    FINAL = "final"  # 新增上市企业20家
    BEFORE_NOUN = "before_noun"  # 改造提升3000个行政村村道
    UNIVERSAL = "universal"  # 为随迁子女100%提供学位, 60%的城市污水处理厂完成提标改造


class Segment(Struct, frozen=True):
    """A stretch of the plain sentence without the mark that ends it; `before` is the mark in front of it ("" at the beginning)."""

    start: int
    end: int
    before: str


class Figure(Struct, frozen=True):
    """A segment's committed quantity, how it stands, and the words before and behind it (without those of comparison)."""

    segment: Segment
    quantity: Quantity
    form: Form
    left: str
    tail: str


def segments_of(text: str, held: list[int], quantities: tuple[Quantity, ...]) -> tuple[Segment, ...]:
    """Cut a plain sentence into its segments, empty ones left out.

    >>> from core.reading.plain import depths
    >>> sentence = "总量232家，生产“甲、乙”、丙"
    >>> [sentence[part.start : part.end] for part in segments_of(sentence, depths(sentence), ())]
    ['总量232家', '生产“甲、乙”', '丙']
    """
    cuts = [(match.start(), match.end(), match.group()) for match in _MARKS.finditer(text) if not held[match.start()]]
    for left, right in pairwise(quantities):
        between = text[left.suffix_end : right.prefix_start]
        if 0 < len(between) < 30 and not _MARKS.search(between):
            cuts.extend(
                (left.suffix_end + match.start(), left.suffix_end + match.end(), "、")
                for match in list(_AND.finditer(between))[-1:]
                if match.end() == len(between) and (match.start() > 0 or left.unit == right.unit)
            )
    segments: list[Segment] = []
    start, before = 0, ""
    for cut_start, cut_end, mark in [*sorted(cuts), (len(text), len(text), "")]:
        if start < cut_start:
            segments.append(Segment(start, cut_start, before))
        start, before = cut_end, mark if start < cut_start or mark != "、" else before
    return tuple(segments)


def figure_of(text: str, segment: Segment, quantities: tuple[Quantity, ...]) -> Figure | None:
    """The quantity that a segment commits to; None when its quantities are parts of names (thresholds, distances, periods) or it has none.

    The rules in order: the one that ends the segment; one that stands before what it counts, right behind a verb of output or at the
    segment's beginning; 100 % before a verb, or a share 的 what. Every other quantity belongs to a name: 总投资超10亿元项目, 15分钟生活圈.
    """
    first = bisect_left(quantities, segment.start, key=lambda quantity: quantity.prefix_start)
    inside = list(takewhile(lambda quantity: quantity.suffix_end <= segment.end, quantities[first : first + _MOST_QUANTITIES]))
    for quantity in reversed(inside):
        left, tail = _around(text, segment, quantity)
        # 662万农户延包任务: what follows a unit that is in the noun is the noun.
        is_in_noun = tail not in _STEPS and not text[quantity.start : quantity.end].endswith(quantity.unit[-1])
        if (_EMPTY_TAIL.fullmatch(tail) and not is_in_noun) or (quantity.prefix in _BY and _PLANNED.fullmatch(tail)):
            return Figure(segment, quantity, Form.FINAL, left, "")
    for quantity in reversed(inside):
        left, tail = _around(text, segment, quantity)
        if _stands_before_its_noun(quantity, left, tail):
            return Figure(segment, quantity, Form.BEFORE_NOUN, left, tail)
        if quantity.unit == "%" and (tail.startswith("的") if left in _NOTHING else quantity.value == 100 and OUTPUT_VERB.match(tail)):
            return Figure(segment, quantity, Form.UNIVERSAL, left, tail)
    return None


def enumerations_of(text: str, segments: list[Segment]) -> list[tuple[list[str], int]]:
    """The segments by clause: the words of each enumeration in order, and where it starts."""
    groups: list[tuple[list[str], int]] = []
    for segment in segments:
        words = text[segment.start : segment.end]
        if groups and segment.before == "、":
            groups[-1][0].append(words)
        elif words:
            groups.append(([words], segment.start))
    return groups


def is_of_another_year(text: str, segment: Segment, year: int | None) -> bool:
    """Whether the segment speaks of a year after `year` (到2027年…) or repeats last year's figure (在去年增长5%的基础上)."""
    later = [int(other) for other in _UNTIL_YEAR.findall(text[max(0, segment.start - 40) : segment.end])]
    later += [int(other) for other in _YEAR.findall(text[segment.start : segment.end])]
    if year is not None and any(other > year for other in later):
        return True
    return _ON_LAST_YEAR.search(text[segment.start : segment.end]) is not None


def _around(text: str, segment: Segment, quantity: Quantity) -> tuple[str, str]:
    return text[max(segment.start, quantity.prefix_start - LONGEST_WORDS) : quantity.prefix_start], text[quantity.suffix_end : segment.end]


def _stands_before_its_noun(quantity: Quantity, left: str, tail: str) -> bool:
    if quantity.is_percent or quantity.is_timed or quantity.prefix == RANK or len(tail) < 2:
        return False
    if not quantity.is_counted:
        # Lengths, areas and sums are attributes (1公里充电服务圈, 90亿元资金) unless the verb stands right before them: 治理30公里河道.
        verb = OUTPUT_VERB.search(left)
        return verb is not None and verb.end() == len(left) and not _NAMED_BY_COUNT.match(tail)
    if _NAMED_BY_COUNT.match(tail) or (quantity.unit in _KINDS and _PLAN.search(tail) and not _MADE.search(left)):
        return False
    if _THERE_ALREADY.search(left) or _AMONG.search(left) or (_ABOUT.match(left) and not LAST_VERB.search(left)):
        return False
    if _DEED.match(left) and (left.endswith("的") or _OBJECT.search(tail)):
        return True
    return left in {"", "其中"} or quantity.prefix == ORDINAL or _GROUPED.search(left) is not None or BEFORE_COUNT.search(left) is not None
