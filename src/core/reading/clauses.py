"""Clauses: a sentence cut into segments, and which quantity of a segment is what it commits to.

A segment ends at any mark outside quotation marks and brackets, the enumeration comma 、 included, and at 和 between two quantities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from core.reading.quantities import ORDINAL, RANK, Quantity

_MARKS = re.compile(r"——|[，；。！？：、]")
_AND = re.compile(r"[和及与]")
# What may stand between a figure and the end of its segment without being what is counted: 迈上万亿元台阶的崭新目标.
_EMPTY_TAIL = re.compile(r"(?:的?\S{0,4}(?:目标|水平|规模|任务|标准))?(?:等|的)?")
_OUTPUT_VERBS = (
    "新增 新建 新认定 新引进 新引育 新招引 新改建 新改扩建 新开工 新开通 新培育 新设 新签 新签约 新入库 新注册 新发展 新创建 新晋 新获批 招引 引进 引育 "
    "培育 打造 建设筹集 建设 建成投用 建成 建立 创建 改造提升 更新改造 改造 提档升级 提质升级 提能升级建设 升级改造 组织实施 滚动推进 实施 推进 "
    "推动 完成整治 完成 开工建设 开工 竣工 整治 治理 增加 开展 举办 安排 供应 腾出 开通 开行 扶持 帮扶 获得 获评 获 吸引 带动 落实 惠及 筹集 发放 争取 "
    "办理 挽回 达成 盘活 处置 修复 保障 提供 认定 选派 培训 资助 补贴 配置 配备 投放 设立 发布 淘汰 化解 清理 解决 救助 招收 招录 储备 布局 入库 "
    "完善 提升 更新 拆除 关停 整合 推广 招聘 支持 种植 生产 供给 出让 收储 拓宽 疏浚 加固 加装 实现 减少 压减 节约 退出 服务 惠民 接待 签约 落地 "
    "新编 修编 出台 制定 创成 创评 遴选 入选 通过 打通 建强 建好 新改 复垦 造林 营造 新植 种草 绿化 修缮 保护 活化 引导 组织 动员 评选 评定 转化"
)
_VERBS = "|".join(sorted(set(_OUTPUT_VERBS.split()), key=len, reverse=True))
OUTPUT_VERB = re.compile(_VERBS)
_BEFORE_COUNT = re.compile(
    rf"(?:{_VERBS}|为|对|给|向|让|使|保持|超|超过|近|约|不少于|至少|全省|全市|全县|全区|累计|再|各|共|等)(?:了|起)?$"
)
_NAMED_BY_COUNT = re.compile(r"^(?:圈|级|型|式|制|线|版|口径|高峰|标准|行动|计划|工程|方案|以上|以下|内|的)")
_GROUPED = re.compile(r"\d+(?:大类|类|大)")  # 10大类52项民生实事


class Form(StrEnum):
    """Where the figure of a segment stands."""

    FINAL = "final"  # 新增上市企业20家
    BEFORE_NOUN = "before_noun"  # 改造提升3000个行政村村道
    UNIVERSAL = "universal"  # 为随迁子女100%提供学位


@dataclass(frozen=True)
class Segment:
    """A stretch of the plain sentence without the mark that ends it; `before` is the mark in front of it ("" at the beginning)."""

    start: int
    end: int
    before: str


@dataclass(frozen=True)
class Figure:
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
    for left, right in zip(quantities, quantities[1:], strict=False):
        between = text[left.suffix_end : right.prefix_start]
        if len(between) < 30 and not _MARKS.search(between):
            cuts.extend(
                (left.suffix_end + match.start(), left.suffix_end + match.end(), "、")
                for match in list(_AND.finditer(between))[-1:]
                if match.end() == len(between) and match.start() > 0
            )
    segments: list[Segment] = []
    start, before = 0, ""
    for cut_start, cut_end, mark in [*sorted(cuts), (len(text), len(text), "")]:
        if start < cut_start:
            segments.append(Segment(start, cut_start, before))
        start, before = cut_end, mark if start < cut_start or mark not in "、" else before
    return tuple(segments)


def figure_of(text: str, segment: Segment, quantities: tuple[Quantity, ...]) -> Figure | None:
    """The quantity that a segment commits to; None when its quantities are parts of names (thresholds, distances, periods) or it has none.

    The rules in order: the one that ends the segment; one that stands before what it counts, right behind a verb of output or at the
    segment's beginning; 100 % before a verb. Every other quantity belongs to a name: 总投资超10亿元项目, 15分钟生活圈.
    """
    inside = [quantity for quantity in quantities if segment.start <= quantity.prefix_start and quantity.suffix_end <= segment.end]
    for quantity in reversed(inside):
        left, tail = text[segment.start : quantity.prefix_start], text[quantity.suffix_end : segment.end]
        if _EMPTY_TAIL.fullmatch(tail):
            return Figure(segment, quantity, Form.FINAL, left, "")
    for quantity in reversed(inside):
        left, tail = text[segment.start : quantity.prefix_start], text[quantity.suffix_end : segment.end]
        if _stands_before_its_noun(quantity, left, tail):
            return Figure(segment, quantity, Form.BEFORE_NOUN, left, tail)
        if quantity.unit == "%" and quantity.value == 100 and OUTPUT_VERB.match(tail):
            return Figure(segment, quantity, Form.UNIVERSAL, left, tail)
    return None


def _stands_before_its_noun(quantity: Quantity, left: str, tail: str) -> bool:
    if quantity.is_percent or quantity.is_timed or quantity.prefix == RANK or len(tail) < 2:
        return False
    if not quantity.is_counted:
        # Lengths, areas and sums are attributes (1公里充电服务圈, 90亿元资金) unless the verb stands right before them: 治理30公里河道.
        verb = OUTPUT_VERB.search(left)
        return verb is not None and verb.end() == len(left) and not _NAMED_BY_COUNT.match(tail)
    if _NAMED_BY_COUNT.match(tail):
        return False
    return (
        left in {"", "其中"} or quantity.prefix == ORDINAL or _GROUPED.fullmatch(left) is not None or _BEFORE_COUNT.search(left) is not None
    )
