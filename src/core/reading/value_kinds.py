"""Value kinds: how the figure behind a commitment relates to time, by its words (design: running totals, stocks, growth, shares, places).

What is made, held, trained or carried within the year is a running total, with or without 新增; what is there at a moment is a level.
"""

from __future__ import annotations

import re

from core.model.indicator import ValueKind, WordySort
from core.reading.quantities import RANK, Quantity

_GROWTH = re.compile(r"增长|增速|增幅|涨幅|上涨|增加|提高|提升|上升|改善|高于|快于")
_DECREASE = re.compile(r"下降|降低|减少|压减|降幅|缩小|下调")
_RATE = re.compile(r"失业率|不良\S{0,4}率|死亡率|负债率|涨幅率|费率|利率")
_RUNNING = re.compile(r"累计|总量|总数|总计|合计")
_NEW_VERB = re.compile(r"^(?:新|招引|引进|引育|增加|培育|打造|创建|认定|开通|建成|建设|建立|改扩建)")
_NEW_WITHIN = re.compile(r"新增|新建|新改建|新改扩建|新认定|新引进|新培育|新开工")
_MADE_WITHIN = re.compile(r"人均\S{0,4}(?:收入|支出|消费)|突破|发放|配置|建成|开展|举办|组织|攻关|净增|提速")
_STOCK = re.compile(
    r"单日|日均|拥有量|保有量|面积|规模|产能|存量|余额|参保人数|里程|装机|人口|每\S{1,6}人|人均|万人|浓度|天数|价格|电价|标准|单位|强度|在册|在库|库容|贫困|稳定就业"
    r"|床位数|指数|满意度|倍差"
)
_FLOW = re.compile(
    r"产量|产值|总产|吞吐量|营收|营业收入|收入|投资|外资|进出口|出口|进口|消费|销售|零售|客流|客运|货运|人次|培训|帮扶|就业|改造|整治|更新|项目|减负|资金|贷款|税|费"
    r"|交易|接待|电量|发电|开行|班列|活动|增加值|总值|供应|优惠|旅游|奖|竣工|开工|治理|修复|培育"
)
_FLOW_UNIT = re.compile(r"(?:[次场列]|元)$")
_SHARE_NOUN = re.compile(r"占比|比重|份额|比例|比率|率$|强度$")
_ENVIRONMENT = re.compile(r"环境质量|空气质量|水质|优良")


def measure_of(name: str, verb: str, quantity: Quantity) -> str:
    """What sort of measure a figure is: growth, decrease, share, rate, relative, rank, cumulative, new, ratio or level."""
    if quantity.prefix == RANK:
        return "rank"
    if quantity.is_percent or quantity.unit.startswith("分/"):
        if re.search(r"高于|快于|低于", name) and "百分点" in quantity.unit:
            return "relative"
        for pattern, measure in ((_DECREASE, "decrease"), (_GROWTH, "growth"), (_RATE, "rate")):
            if pattern.search(name[-8:]):
                return measure
        return "share"
    if _RUNNING.search(name):
        return "cumulative"
    if _NEW_VERB.match(verb) or _NEW_WITHIN.search(name):
        return "new"
    if re.search(r"每[\d万百千人户名]", name) or "/" in quantity.unit.replace("/年", ""):
        return "ratio"
    return "level"


def value_kind_of(name: str, verb: str, measure: str, quantity: Quantity) -> ValueKind:
    """How a quantified figure relates to time, from its measure, its verb and its nouns, in this order."""
    kind_by_measure = {
        "growth": ValueKind.GROWTH,
        "decrease": ValueKind.GROWTH,
        "relative": ValueKind.GROWTH,
        "share": ValueKind.SHARE,
        "rate": ValueKind.SHARE,
        "rank": ValueKind.RANK,
        "cumulative": ValueKind.LEVEL,
        "ratio": ValueKind.LEVEL,
        "new": ValueKind.CUMULATIVE,
    }
    if measure in kind_by_measure:
        return kind_by_measure[measure]
    if verb or _MADE_WITHIN.search(name):
        return ValueKind.CUMULATIVE
    if _STOCK.search(name):
        return ValueKind.LEVEL
    if _FLOW.search(name) or _FLOW_UNIT.search(quantity.unit):
        return ValueKind.CUMULATIVE
    return ValueKind.LEVEL


def wordy_value_kind_of(name: str, measure: str, sort: WordySort) -> ValueKind:
    """How the figure behind a wordy target relates to time.

    A direction is told by growth against the same period last year, a gap by two growths; shares stay shares. What a province assigns for
    air and water are shares of good days and sections, else a rate of change. What is judged has no figure.
    """
    if measure == "rank":
        return ValueKind.RANK
    if sort is WordySort.JUDGED:
        return ValueKind.QUALITATIVE
    if _SHARE_NOUN.search(name) or (sort is WordySort.ASSIGNED and _ENVIRONMENT.search(name)):
        return ValueKind.SHARE
    return ValueKind.GROWTH
