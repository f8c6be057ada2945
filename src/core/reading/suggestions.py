"""What is proposed for a commitment besides its reading: how it rolls up, how often it is asked, last year's figure, each with its reason.

Defaults for the office to change (docs/decisions/0045); reasons are Chinese words for the screen and for `plan read --json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from core.ids import ItemId
from core.model.indicator import RollUpRule, ValueKind
from core.model.period import Frequency
from core.model.quantity import decimal_text
from core.reading.bureaus import likely_lead, read_bureaus
from core.reading.commitments import ProposedCommitment
from core.reading.matching import Measured, best_match, in_unit

if TYPE_CHECKING:  # the reader of reports takes a while to import, which only reading one should cost
    from core.reading.proposal import Proposal

# What is published less often than monthly. Source: the National Bureau of Statistics' calendar of releases. What is recognised once a year
# (高新技术企业) is asked as usual: the office wants to know how many are on their way.
_QUARTERLY = re.compile(
    r"生产总值|GDP|经济增长|(?:服务业|第[一二三]产业|农业|数字经济核心产业)\S{0,6}增加值|可支配收入|居民收入|劳动生产率"
)
_YEARLY = re.compile(
    r"研发|研究与试验发展|粮食(?:总)?产|粮食产能|城镇化率|预期寿命|受教育年限|满意度|科技进步贡献率|科学技术奖|科技进步奖|森林覆盖率"
)
# A stock of which the city's is not the sum of the districts': prices, densities, standards, what is counted per head.
_NOT_ADDED = re.compile(r"浓度|价格|电价|(?<!高)标准|人均|户均|亩均|每\S{1,6}|强度|指数|满意度|寿命|年限|天数|倍差|贡献度")


def suggested_roll_up(name: str, unit: str, kind: ValueKind) -> tuple[RollUpRule, str]:
    """How the numbers of several units come to one, and why."""
    if kind in {ValueKind.GROWTH, ValueKind.SHARE}:
        return RollUpRule.NONE, "增速和占比不能相加或平均；有分子、分母时可改为比率"
    if kind in {ValueKind.RANK, ValueKind.QUALITATIVE, ValueKind.MILESTONE}:
        return RollUpRule.NONE, "没有可以相加的数"
    if kind is ValueKind.LEVEL and _NOT_ADDED.search(name):
        return RollUpRule.NONE, "各地水平不能相加"
    if "/" in unit.removesuffix("/年"):
        return RollUpRule.NONE, "各地水平不能相加"
    return RollUpRule.SUM, "各单位的数量可以相加"


def suggested_frequency(name: str, usual: Frequency) -> tuple[Frequency, str]:
    """How often an indicator is asked, and why: as often as its figure comes, at the most as often as the plan reports."""
    found, reason = usual, "按方案的填报频次"
    for pattern, frequency, words in ((_QUARTERLY, Frequency.QUARTER, "数据按季发布"), (_YEARLY, Frequency.YEAR, "数据按年发布")):
        if pattern.search(name) and _is_coarser(frequency, usual):
            found, reason = frequency, words
    return found, reason


def suggested_baselines(commitments: Iterable[ProposedCommitment]) -> dict[int, tuple[Decimal, ProposedCommitment]]:
    """By the place of a target among the commitments: last year's figure in the target's unit, and the words of the review it is from."""
    every = list(commitments)
    targets = [(place, Measured(it.name, it.unit, it.value_kind)) for place, it in enumerate(every) if it.kind == "target"]
    found: dict[int, tuple[Decimal, ProposedCommitment]] = {}
    for achievement in every:
        if achievement.kind != "achievement" or achievement.value is None:
            continue
        index = best_match(Measured(achievement.name, achievement.unit, achievement.value_kind), [measured for _place, measured in targets])
        if index is None:
            continue
        place, measured = targets[index]
        value = in_unit(achievement.value, achievement.unit, measured.unit)
        if value is not None:
            found.setdefault(place, (value, achievement))
    return found


def suggestions_as_json(proposal: Proposal, *, usual: Frequency = Frequency.MONTH) -> dict[str, object]:
    """What is proposed besides the reading, each with its reason: of targets by their place among the commitments, of items by their id."""
    bases = suggested_baselines(proposal.commitments)
    bureaus = read_bureaus()
    titles = {task.id: task.title for task in proposal.tasks}
    commitments = []
    for place, target in enumerate(proposal.commitments):
        if target.kind != "target":
            continue
        rule, why_rule = suggested_roll_up(target.name, target.unit, target.value_kind)
        frequency, why_frequency = suggested_frequency(target.name, usual)
        base = bases.get(place)
        commitments.append(
            {
                "commitment": place,
                "roll_up": {"value": rule.value, "reason": why_rule},
                "frequency": {"value": frequency.value, "reason": why_frequency},
                "baseline": None if base is None else {"value": decimal_text(base[0]), "reason": base[1].clause},
            }
        )
    names: dict[ItemId, list[str]] = {}
    for target in proposal.commitments:
        if target.item is not None:
            names.setdefault(target.item, []).append(target.name)
    items = []
    for item in proposal.items:
        lead = likely_lead(names.get(item.id, []), item.text, "" if item.task is None else titles[item.task], bureaus)
        items.append({"item": item.id, "lead": None if lead is None else {"value": lead.bureau.name, "reason": lead.reason}})
    return {"commitments": commitments, "items": items}


def _is_coarser(frequency: Frequency, usual: Frequency) -> bool:
    order = [Frequency.MONTH, Frequency.QUARTER, Frequency.HALF, Frequency.YEAR]
    return order.index(frequency) > order.index(usual)
