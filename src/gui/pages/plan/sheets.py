"""What stands beside the plan's tree: an item, a result of last year, a heading, in the office's words. Tested through the page."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from core.calc.allocation import Division, division_of, finding_sentence
from core.calc.trajectory import rounded
from core.calc.wording import target_text
from core.ids import IndicatorId, ItemId, SectionId, TaskId, UnitId
from core.messages import Language
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.indicator import AllocationForm, Indicator, Reporter, RollUpRule, ValueKind
from core.model.outline import Item
from core.model.period import Frequency
from core.model.plan import Duty, Plan
from core.services.plan_page import PlanPage
from gui.models.plan_tree import Row
from gui.style.formats import date_text, figure_text, percent_text
from gui.widgets.fact_sheet import Block, Facts, Grid, Heading, Quote, Words


class PlanSheets(QObject):
    """Writes sheets from the page's values; `language` is that of the sentences that the core says."""

    def __init__(self, parent: QObject, language: Language) -> None:
        super().__init__(parent)
        self._language = language

    def blocks(self, page: PlanPage, kind: Row, identity: str) -> list[Block]:
        """The sheet of a row of the tree; empty for a row that the plan does not have any more."""
        plan = page.plan
        match kind:
            case Row.ITEM if identity in plan.items_by_id:
                return list(self._item(page, plan.items_by_id[ItemId(identity)]))
            case Row.INDICATOR if identity in plan.indicators_by_id:
                return list(self._item(page, plan.items_by_id[plan.indicators_by_id[IndicatorId(identity)].item]))
            case Row.ACHIEVEMENT:
                return list(self._achievement(page, identity))
            case Row.TASK if identity in plan.tasks_by_id:
                return list(self._task(page, TaskId(identity)))
            case Row.SECTION if identity in plan.sections_by_id:
                return list(self._section(page, SectionId(identity)))
        return []

    def _item(self, page: PlanPage, item: Item) -> Iterator[Block]:
        plan = page.plan
        yield Heading(self.tr("事项 {code}").format(code=item.code))
        if item.id in page.waiting_items:
            yield Words(self.tr("这一事项或其指标还没有确认。"), "notice")
        yield Quote(page.words[item.id])
        yield Facts(tuple(self._responsibility(plan, item)))
        for indicator in plan.indicators_by_item.get(item.id, ()):
            yield from self._indicator(page, indicator)
        if item.id not in plan.indicators_by_item:
            yield Words(self.tr("没有量化指标，按进展文字和自评评价。"), "muted")
        yield from self._duties(plan, plan.duties_by_item.get(item.id, ()))

    def _responsibility(self, plan: Plan, item: Item) -> Iterator[tuple[str, str]]:
        yield self.tr("牵头单位"), self._unit(plan, item.lead) if item.lead else self.tr("未明确")
        if item.supporters:
            yield self.tr("配合单位"), self.tr("、").join(self._unit(plan, unit) for unit in item.supporters)
        if item.due is not None:
            yield self.tr("完成时限"), date_text(item.due)
        for node in item.nodes:
            yield self.tr("节点"), f"{node.name}（{date_text(node.due)}）"

    def _indicator(self, page: PlanPage, indicator: Indicator) -> Iterator[Block]:
        plan = page.plan
        yield Heading(indicator.name, is_small=True)
        if indicator.id in page.unconfirmed:
            yield Words(self.tr("指标待确认"), "notice")
        facts = [(self.tr("目标值"), target_text(indicator.target, indicator.unit, indicator.decimals))]
        if indicator.target.wording:
            facts.append((self.tr("报告原文"), indicator.target.wording))
        if indicator.baseline is not None:
            facts.append((self.tr("上年基数"), self._baseline(indicator)))
        facts.append((self.tr("口径"), self._manner(indicator)))
        if indicator.time_roll_up is not None:
            facts.append((self.tr("全年各期"), self._rules()[indicator.time_roll_up]))
        if indicator.summed:
            names = self.tr("、").join(self._unit(plan, unit) for unit in indicator.summed if unit in plan.units_by_id)
            facts.append((self.tr("汇总单位"), names))
        yield Facts(tuple(facts))
        yield from self._shares(plan, indicator)
        for finding in page.allocation_flaws.get(indicator.id, ()):
            yield Words(finding_sentence(plan, finding, self._language), "notice")

    def _baseline(self, indicator: Indicator) -> str:
        base = indicator.baseline
        assert base is not None  # the caller looked
        value = f"{figure_text(base.value, indicator.decimals)}{indicator.unit}"
        return value if base.confirmed else self.tr("{value}（待确认）").format(value=value)

    def _manner(self, indicator: Indicator) -> str:
        kinds = {
            ValueKind.CUMULATIVE: self.tr("累计"),
            ValueKind.PERIOD: self.tr("当期"),
            ValueKind.LEVEL: self.tr("时点"),
            ValueKind.GROWTH: self.tr("同比增速"),
            ValueKind.SHARE: self.tr("占比"),
            ValueKind.RANK: self.tr("位次"),
            ValueKind.MILESTONE: self.tr("节点"),
            ValueKind.QUALITATIVE: self.tr("定性"),
        }
        frequencies = {
            Frequency.MONTH: self.tr("按月"),
            Frequency.QUARTER: self.tr("按季"),
            Frequency.HALF: self.tr("按半年"),
            Frequency.YEAR: self.tr("按年"),
        }
        reporters = {
            Reporter.EACH_UNIT: self.tr("各单位分别填报"),
            Reporter.LEAD: self.tr("牵头单位统一填报"),
            Reporter.BOTH: self.tr("各单位和牵头单位都填报"),
        }
        forms = {
            AllocationForm.ALLOCATED: self.tr("分解到单位"),
            AllocationForm.LEAD_ONLY: self.tr("不分解"),
            AllocationForm.CITY_ONLY: self.tr("仅市级"),
        }
        words = (
            kinds[indicator.kind],
            frequencies[indicator.frequency],
            reporters[indicator.reporter],
            forms[indicator.form],
            self._rules()[indicator.unit_roll_up],
        )
        return self.tr("，").join(words)

    def _rules(self) -> dict[RollUpRule, str]:
        return {
            RollUpRule.SUM: self.tr("求和汇总"),
            RollUpRule.MEAN: self.tr("平均汇总"),
            RollUpRule.WEIGHTED_MEAN: self.tr("按分母加权平均汇总"),
            RollUpRule.MAX: self.tr("取最大"),
            RollUpRule.MIN: self.tr("取最小"),
            RollUpRule.LAST: self.tr("取最新"),
            RollUpRule.RATIO: self.tr("按分子分母汇总"),
            RollUpRule.NONE: self.tr("不汇总"),
        }

    def _shares(self, plan: Plan, indicator: Indicator) -> Iterator[Block]:
        shares = plan.allocations_by_indicator.get(indicator.id, ())
        if not shares:
            return
        rows = [(self._unit(plan, share.unit), figure_text(share.value, indicator.decimals)) for share in shares]
        division = division_of(plan, indicator)
        if division is not None:
            rows.append((self.tr("合计"), figure_text(division.total, indicator.decimals)))
        head = self.tr("分解目标（{unit}）").format(unit=indicator.unit) if indicator.unit else self.tr("分解目标")
        yield Grid((self.tr("单位"), head), tuple(rows), frozenset({1}))
        if division is not None and division.surplus is not None:
            yield Words(self._surplus(indicator, division), "muted")

    def _surplus(self, indicator: Indicator, division: Division) -> str:
        surplus, rest_value = division.surplus, division.rest
        assert surplus is not None  # the caller looked
        assert rest_value is not None
        if surplus > 0:
            return self.tr("合计高于目标值，加码{percent}。").format(percent=percent_text(rounded(surplus)))
        if surplus < 0:
            rest = f"{figure_text(rest_value, indicator.decimals)}{indicator.unit}"
            return self.tr("合计低于目标值，其余{rest}为市本级。").format(rest=rest)
        return self.tr("合计与目标值相等。")

    def _duties(self, plan: Plan, duties: tuple[Duty, ...]) -> Iterator[Block]:
        yield Heading(self.tr("填报要求"), is_small=True)
        if not duties:
            yield Words(self.tr("还没有单位承担这一事项。"), "notice")
            return
        texts = {
            TextRule.EVERY_PERIOD: self.tr("每期填写"),
            TextRule.QUARTERLY: self.tr("每季填写"),
            TextRule.WHEN_CHANGED: self.tr("变化或欠进度时填写"),
            TextRule.NEVER: self.tr("不填"),
        }
        evidence = {
            EvidenceRule.NEVER: self.tr("不要求"),
            EvidenceRule.WHEN_DONE: self.tr("已完成时"),
            EvidenceRule.ALWAYS: self.tr("每期附上"),
        }
        rows = tuple(
            (
                self._unit(plan, duty.unit),
                self.tr("牵头") if duty.is_lead else self.tr("配合"),
                self.tr("填报") if duty.gives_figures else self.tr("不填"),
                texts[duty.text],
                evidence[duty.evidence],
            )
            for duty in duties
        )
        yield Grid((self.tr("单位"), self.tr("责任"), self.tr("数字"), self.tr("文字"), self.tr("佐证")), rows)

    def _achievement(self, page: PlanPage, identity: str) -> Iterator[Block]:
        plan = page.plan
        for achievement in plan.achievements:
            if achievement.id != identity:
                continue
            yield Heading(self.tr("上年实绩"))
            if achievement.id in page.unconfirmed:
                yield Words(self.tr("还没有确认。"), "notice")
            yield Quote(page.words[achievement.id])
            facts = [(self.tr("名称"), achievement.name)]
            if achievement.value is not None:
                facts.append((self.tr("数值"), f"{achievement.value}{achievement.unit}"))
            linked = plan.indicators_by_id.get(achievement.indicator) if achievement.indicator else None
            if linked is not None:
                facts.append((self.tr("对应今年指标"), f"{plan.items_by_id[linked.item].code} {linked.name}"))
            yield Facts(tuple(facts))

    def _task(self, page: PlanPage, task: TaskId) -> Iterator[Block]:
        plan = page.plan
        yield Heading(page.words[task])
        yield Words(self.tr("重点任务，含{count}个事项。").format(count=len(plan.items_by_task[task])), "muted")
        yield Quote(plan.tasks_by_id[task].text)

    def _section(self, page: PlanPage, section: SectionId) -> Iterator[Block]:
        plan = page.plan
        own = plan.sections_by_id[section]
        inside = {own.id}
        for below in plan.sections:  # a section comes before those under it
            if below.parent in inside:
                inside.add(below.id)
        items = sum(item.section in inside for item in plan.items)
        yield Heading(f"{own.number} {page.words[section]}".strip())
        words = self.tr("含{count}个事项。").format(count=items) if items else self.tr("本章节没有要各单位填报的事项。")
        yield Words(words, "muted")
        if own.text.strip():
            yield Quote(own.text.strip())

    def _unit(self, plan: Plan, unit: UnitId) -> str:
        return plan.units_by_id[unit].short_name
