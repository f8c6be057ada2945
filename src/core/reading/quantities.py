"""Quantities: numbers with their units and the words of comparison around them, in plain text (see `core.reading.plain`).

A number is a quantity only with a unit that is counted or measured: years, dates, ages, ordinals, versions and code numbers (“1028”) are
none. Whether a quantity is what a clause commits to, or part of a name, is decided in `core.reading.clauses`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from core.model.indicator import Comparator

_COUNTED = """
个 家 项 件 名 位 辆 台（套） 台套 台 套（间） 间（套） 套 间 张 座 所 场次 场 列 架次 架 艘
条 支 只 头 羽 对 批次 批 类 种 处 片 幢 栋 部 门 宗 例 枚 盏 株 棵 块 段 本 篇 首 款
笔 单 人次 户次 辆次 车次 班次 件次 台次 家次 人 户 次 标准箱 标箱 TEU
"""
_MEASURED = """
吨标准煤 吨标煤 立方米 平方公里 平方千米 平方米 公里 千米 海里 公顷 千瓦时 千伏安 兆瓦时 兆瓦 吉瓦
千瓦 微克 毫克 毫升 升 分贝 美元 欧元 人民币 元 公斤 千克 斤 吨 亩 米 倍 P
"""
_TIMED = "小时 分钟 个工作日 工作日 天 秒"


def _alternatives(*words: str) -> str:
    return "|".join(sorted({word for group in words for word in group.split()}, key=len, reverse=True))


_SCALE = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百"
_PLAIN_UNIT = _alternatives(_COUNTED, _MEASURED, _TIMED)
_PER = rf"/(?:年|月|日|天|小时|人|户|{_alternatives(_COUNTED, _MEASURED)})"
_NUMBER = r"(?<![A-Za-z\d.+－第])(?:第(?=\d+(?:\.\d+)?万))?(?P<value>\d{1,15}(?:\.\d{1,6})?)"
_RANGE = r"(?:(?P<low_unit>%)?(?:-|—{1,2}|－|–|~|～|至)(?P<high>\d{1,15}(?:\.\d{1,6})?))?"
_QUANTITY = re.compile(
    rf"{_NUMBER}{_RANGE}(?P<over>[多余])?"
    rf"(?:(?P<unit>%|‰|个百分点|百分点|分{_PER}|(?:{_SCALE})?(?:{_PLAIN_UNIT})(?:{_PER})?)|(?P<scale>{_SCALE})(?=(?P<noun>[^，。；、]{{0,10}})))(?P<over2>[多余])?"
)
_RANK = re.compile(r"第(?P<value>\d{1,3})(?P<unit>位|名)")
# A step in the scale of money: 迈上万亿元台阶 is one 万亿元.
_STEP = re.compile(
    rf"(?P<prefix>迈上|跨上|站上|迈入|跨入|突破|超过|超|达到|跨越|进入)(?:新的)?(?P<unit>(?:{_SCALE})(?:{_PLAIN_UNIT}))(?:台阶|大关|关口)"
)
# Years of life or schooling: the one measure whose unit is also a date's.
_SPAN_OF_YEARS = re.compile(
    r"(?:年限|寿命|年龄)[^，。；、]{0,24}?(?P<prefix>提高到|提高至|延长到|延长至|达到|达|超过|为|突破)?(?P<value>\d{1,3}(?:\.\d{1,3})?)(?P<unit>年|岁)(?P<suffix>以上|左右)?(?=[，。；、]|$)"
)
_HEADCOUNT = re.compile(r"(?:人数|人口)\S{0,6}$")
_TRAVELLERS = re.compile(r"(?:旅客|游客|乘客|客流)\S{0,8}$")  # 旅客吞吐量突破200万大关
_HOUSEHOLDS = re.compile(r"农户|困难户|经营户|工商户|住户|用户")
_PEOPLE = re.compile(r"劳动力|群体|人口|毕业生|农民|居民|老年人|老人|残疾人|群众|学生|职工|人才|就业|困难")

_SUFFIX = re.compile(r"及?(以上|以内|之内|以下|左右|上下)")
_SUFFIXES = {
    "以上": Comparator.AT_LEAST,
    "以内": Comparator.AT_MOST,
    "之内": Comparator.AT_MOST,
    "以下": Comparator.AT_MOST,
    "左右": Comparator.ABOUT,
    "上下": Comparator.ABOUT,
}
_PREFIXES: tuple[tuple[str, Comparator], ...] = (
    ("不低于|不少于|不小于|不下于|至少|最少|迈上|跨上|站上|跨入|跨越", Comparator.AT_LEAST),
    ("不超过|不高于|不大于|不多于|控制在|压缩到|压缩至|压减至|压降至|缩短至|缩短到", Comparator.AT_MOST),
    ("超过|超出|超|突破|高于|大于|多于|高出|快于", Comparator.MORE_THAN),
    ("低于|小于|少于|不足|不到", Comparator.LESS_THAN),
    ("大约|约为|约|近|接近|稳定在", Comparator.ABOUT),
    (
        "力争达到|继续保持在|继续保持|保持在|保持|维持在|达到|达|提高到|提高至|提升到|提升至|增加到|增加至|增长到|扩大到|扩大至|下降到|下降至|降到|降至|为",
        Comparator.EQUAL,
    ),
    ("上升到|上升至|升至|增至|恢复到|恢复至|缩至|缩短为|拟按|按", Comparator.EQUAL),
)
_PREFIX = re.compile("(" + "|".join(f"(?:{words})" for words, _comparator in _PREFIXES) + r")(?:了)?$")
RANK = "第"  # the prefix of a place in a ranking: 全国第4位
ORDINAL = "第…万"  # the prefix of a milestone in a count: 第100万台


class Quantity(Struct, frozen=True):
    """A number with its unit; `text` is the number as printed ("3-5" for a range), `high` the upper end of a range.

    `start` to `end` holds number and unit, `prefix_start` to `suffix_end` the words of comparison too; these are indices in the
    plain text.
    """

    start: int
    end: int
    prefix_start: int
    suffix_end: int
    value: Decimal
    high: Decimal | None
    text: str
    unit: str
    comparator: Comparator
    prefix: str

    @property
    def is_percent(self) -> bool:
        """Whether the unit is a percentage or percentage points."""
        return self.unit in {"%", "‰", "个百分点", "百分点"}

    @property
    def is_counted(self) -> bool:
        """Whether the unit counts things (家, 个, 人), so that it may stand before them: 新建50个站点."""
        return self._bare_unit in set(_COUNTED.split())

    @property
    def is_timed(self) -> bool:
        """Whether the unit measures time."""
        return self._bare_unit in set(_TIMED.split())

    @property
    def _bare_unit(self) -> str:
        return re.sub(rf"^(?:{_SCALE})", "", self.unit)


def quantities_of(text: str, held: list[int]) -> tuple[Quantity, ...]:
    """The quantities of a plain text in order; `held` says for each character how many quotation marks and brackets hold it.

    >>> from core.reading.plain import depths
    >>> clause = "新增有机固废处理能力27.3万吨/年以上"
    >>> [(q.text, q.unit, q.comparator.value) for q in quantities_of(clause, depths(clause))]
    [('27.3', '万吨/年', '>=')]
    """
    numbered = (_numbered(text, match) for match in _QUANTITY.finditer(text) if not held[match.start()])
    found = [quantity for quantity in numbered if quantity is not None]
    for match in _STEP.finditer(text):
        if not held[match.start()]:
            start, end = match.span("unit")
            found.append(
                Quantity(start, end, match.start(), match.end(), Decimal(1), None, "1", match["unit"], Comparator.AT_LEAST, match["prefix"])
            )
    for match in _SPAN_OF_YEARS.finditer(text):
        if not held[match.start("value")]:
            start, end = match.start("value"), match.end("unit")
            prefix, suffix = _PREFIX.search(match["prefix"] or ""), _SUFFIX.match(text, end)
            first = match.start("prefix") if prefix else start
            comparator = _comparator(None, suffix, prefix, is_over=False)
            words = match["prefix"] if prefix else ""
            value = Decimal(match["value"])
            found.append(Quantity(start, end, first, match.end(), value, None, match["value"], match["unit"], comparator, words))
    for match in _RANK.finditer(text):
        if not held[match.start()]:
            value = Decimal(match["value"])
            start, end = match.span()
            found.append(Quantity(start, end, start, end, value, None, match["value"], match["unit"], Comparator.EQUAL, RANK))
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def comparator_of(words: str) -> Comparator:
    """What words of comparison before a figure say; bare numbers and 达到 are "="."""
    return next((comparator for known, comparator in _PREFIXES if re.fullmatch(known, words)), Comparator.EQUAL)


def _numbered(text: str, match: re.Match[str]) -> Quantity | None:
    unit = match["unit"]
    start, end = match.span()
    if unit is None:
        counted = _implied_unit(text, match)
        if not counted:
            return None
        unit, end = match["scale"] + counted, match.end("scale")
    suffix = _SUFFIX.match(text, end)
    prefix = _PREFIX.search(text, max(0, start - 6), start)
    high = Decimal(match["high"]) if match["high"] else None
    return Quantity(
        start,
        end,
        prefix.start() if prefix else start,
        suffix.end() if suffix else end,
        Decimal(match["value"]),
        high,
        match["value"] if high is None else f"{match['value']}-{match['high']}",
        unit,
        _comparator(high, suffix, prefix, is_over=bool(match["over"] or match["over2"])),
        ORDINAL if text[start] == "第" else prefix.group(1) if prefix else "",
    )


def _implied_unit(text: str, match: re.Match[str]) -> str:
    """The unit that a bare 万 or 亿 leaves to its noun, people and households only: 2300万省外劳动力, 参保人数增加1.4亿."""
    if match["scale"] in {"千", "百"}:
        return ""
    if _HOUSEHOLDS.match(match["noun"]):
        return "户"
    if _TRAVELLERS.search(text, max(0, match.start() - 16), match.start()):
        return "人次"
    is_of_people = _PEOPLE.search(match["noun"]) or _HEADCOUNT.search(text, max(0, match.start() - 12), match.start())
    return "人" if is_of_people else ""


def _comparator(high: Decimal | None, suffix: re.Match[str] | None, prefix: re.Match[str] | None, *, is_over: bool) -> Comparator:
    """A range is a range; else the words behind the unit count, then those before the number, then 多 and 余."""
    if high is not None:
        return Comparator.RANGE
    if suffix is not None:
        return _SUFFIXES[suffix.group(1)]
    if prefix is not None:
        return comparator_of(prefix.group(1))
    return Comparator.MORE_THAN if is_over else Comparator.EQUAL
