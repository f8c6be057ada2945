"""The example report as a picture: its own sections, tasks and items, its labelled targets, and seeded sample figures."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from core.briefing.picture import Picture, UnitReport
from core.calc.judge import judge_period
from core.calc.judgement import Figure
from core.ids import IndicatorId, PlanId, SubmissionId, UnitId
from core.model.duty_rules import TextRule
from core.model.indicator import (
    Achievement,
    Allocation,
    AllocationForm,
    Comparator,
    Indicator,
    Reporter,
    RollUpRule,
    Target,
    ValueKind,
    WordySort,
)
from core.model.org_unit import OrgUnit, UnitKind
from core.model.outline import Item, Section, Task
from core.model.period import Period
from core.model.plan import Duty, Plan
from core.model.progress import Observation, Progress, Standing, Submission, SubmissionState
from core.reading.proposal import Proposal, read_report
from core.resources import resource

PERIOD = Period.parse("2025-06")
GOLD = Path(__file__).parents[2] / "reading" / "gold" / "changzhou_2025.tsv"
KINDS = {"growth": ValueKind.GROWTH, "share": ValueKind.SHARE, "cumulative": ValueKind.LEVEL}
UNIT_KINDS = {"市": UnitKind.CITY, "部门": UnitKind.BUREAU, "辖市区": UnitKind.DISTRICT}


@cache
def example_picture() -> Picture:
    """The office's picture of June; the third bureau has not reported, the second district was returned."""
    plan = _plan()
    figures = tuple(_figures(plan))
    progress = {(entry.item, entry.unit): entry for entry in _progress(plan)}
    return Picture(
        plan=plan,
        period=PERIOD,
        viewpoint=plan.root,
        judgements=judge_period(plan, PERIOD, figures, progress.values()),
        reports=tuple(_report(unit, index) for index, unit in enumerate(plan.reporting_units)),
        progress=progress,
        history={},
        evidence={},
        issue_date=date(2025, 7, 3),
        issue_number=6,
        fingerprint="9f2c5e1ab0d47783",
        program_version="0.1.0",
    )


def district_picture(code: str = "CZ-LY") -> Picture:
    """The same plan seen from a district, with what that district holds."""
    picture = example_picture()
    unit = UnitId(code)
    return replace(
        picture,
        viewpoint=unit,
        judgements=tuple(row for row in picture.judgements if row.unit == unit),
        reports=tuple(report for report in picture.reports if report.unit == unit),
        progress={key: entry for key, entry in picture.progress.items() if key[1] == unit},
    )


def _plan() -> Plan:
    proposal = read_report(resource("report", "changzhou_2025.md").read_text(encoding="utf-8"))
    units = tuple(_units())
    items = tuple(_items(proposal, units))
    indicators = tuple(_indicators(items))
    districts = [unit for unit in units if unit.kind is UnitKind.DISTRICT]
    return Plan(
        id=PlanId("example"),
        place=proposal.place,
        year=proposal.year or 2025,
        title=proposal.title,
        revision=1,
        root=units[0].id,
        units=units,
        sections=tuple(
            Section(section.id, section.number, section.title, section.kind, section.parent, order, section.span)
            for order, section in enumerate(proposal.sections)
        ),
        tasks=tuple(Task(task.id, task.section, task.title, task.text, order, task.span) for order, task in enumerate(proposal.tasks)),
        items=items,
        indicators=indicators,
        allocations=tuple(
            Allocation(indicator.id, unit.id, (indicator.target.value / len(districts)).quantize(Decimal(1).scaleb(-indicator.decimals)))
            for indicator in indicators
            if indicator.form is AllocationForm.ALLOCATED and indicator.target.value is not None
            for unit in districts
        ),
        duties=tuple(
            Duty(
                unit,
                item.id,
                unit == item.lead,
                gives_figures=True,
                text=TextRule.EVERY_PERIOD if unit == item.lead else TextRule.WHEN_CHANGED,
            )
            for item in items
            for unit in (item.lead, *item.supporters)
            if unit is not None
        ),
        achievements=tuple(_achievements(proposal, indicators)),
        is_sample=True,
    )


def _units() -> Iterator[OrgUnit]:
    with resource("report", "units.csv").open(encoding="utf-8") as file:
        for order, row in enumerate(csv.DictReader(file)):
            parent = UnitId(row["上级代码"]) if row["上级代码"] else None
            yield OrgUnit(UnitId(row["代码"]), row["代码"], row["名称"], row["简称"], UNIT_KINDS[row["类型"]], parent, order)


def _items(proposal: Proposal, units: tuple[OrgUnit, ...]) -> Iterator[Item]:
    by_name = {unit.short_name: unit.id for unit in units}
    districts = [unit.id for unit in units if unit.kind is UnitKind.DISTRICT]
    with resource("report", "assignments.csv").open(encoding="utf-8") as file:
        assigned = {row["事项编号"]: row for row in csv.DictReader(file)}
    for order, item in enumerate(proposal.items):
        code = item.id[1:]
        row = assigned.get(code) or assigned[code.rpartition(".")[0]]
        supporters: list[UnitId] = []
        for name in filter(None, row["配合单位"].split("、")):
            supporters += districts if name == "各辖市区" else [by_name[name]]
        lead = by_name[row["牵头单位"]]
        yield Item(item.id, item.section, item.task, code, item.text, order, item.span, lead, tuple(supporters))


def _gold(kind: str) -> list[dict[str, str]]:
    with GOLD.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["kind"] == kind]


def _kind(note: str, unit: str) -> ValueKind:
    head = note.split(";", maxsplit=1)[0]
    if head.startswith(("direction", "assigned", "relative", "shared")):
        return ValueKind.GROWTH
    return KINDS.get(head, ValueKind.CUMULATIVE if unit else ValueKind.QUALITATIVE)


def _indicators(items: tuple[Item, ...]) -> Iterator[Indicator]:
    for order, row in enumerate(_gold("target")):
        owner = next(item for item in items if row["clause"].strip("；;。*") in item.text)
        kind = _kind(row["note"], row["unit"]) if row["value_base"] else (ValueKind.GROWTH if owner.task is None else ValueKind.QUALITATIVE)
        divided = row["note"].startswith("new") and float(row["value_base"] or 0) >= 100
        yield Indicator(
            id=IndicatorId(f"x{order}"),
            item=owner.id,
            name=row["indicator"],
            unit=row["unit"] or "%",
            kind=kind,
            target=_target(row, is_headline=owner.task is None),
            order=order,
            decimals=1 if kind is ValueKind.GROWTH else 2 if "." in row["value"] or "万" in row["unit"] else 0,
            unit_roll_up=RollUpRule.SUM if divided else RollUpRule.NONE,
            form=AllocationForm.ALLOCATED if divided else AllocationForm.LEAD_ONLY,
            reporter=Reporter.EACH_UNIT if divided else Reporter.LEAD,
        )


def _target(row: dict[str, str], *, is_headline: bool) -> Target:
    if row["value_base"]:
        return Target(Comparator(row["comparator"]), Decimal(row["value"]), wording=row["clause"])
    sort = WordySort.JUDGED
    if is_headline:
        sort = WordySort.ASSIGNED if "省下达" in row["value"] else WordySort.DIRECTIONAL
        if "同步" in row["value"]:
            return Target(Comparator.QUALITATIVE, wording=row["value"], sort=WordySort.RELATIVE, reference=IndicatorId("x0"))
    return Target(
        Comparator.QUALITATIVE, wording=row["value"], sort=sort, rising="direction=down" not in row["note"] and "下降" not in row["value"]
    )


def _achievements(proposal: Proposal, indicators: tuple[Indicator, ...]) -> Iterator[Achievement]:
    by_title = {section.title.strip("。 *"): section.id for section in proposal.sections}
    for order, row in enumerate(_gold("achievement")):
        title = row["section_path"].rpartition(" / ")[2].strip("。 *")
        section = by_title.get(title) or by_title[title.partition(" ")[2]]
        linked = next(
            (one.id for one in indicators if one.name in {row["indicator"], f"新增{row['indicator'].removesuffix('新增')}"}), None
        )
        comparator = Comparator(row["comparator"]) if row["value_base"] else Comparator.QUALITATIVE
        value = Decimal(row["value"]) if row["value_base"] else None
        yield Achievement(
            f"a{order}", section, row["indicator"], comparator, value, row["unit"], row["value"], row["clause"], order, (0, 0), linked
        )


def _figures(plan: Plan) -> Iterator[Figure]:
    """A figure a unit and indicator for each month until June, none of qualitative ones and of every ninth indicator."""
    for number, indicator in enumerate(plan.indicators):
        random_ = random.Random(number)
        lead = plan.items_by_id[indicator.item].lead
        assert lead is not None
        if indicator.kind is ValueKind.QUALITATIVE or number % 9 == 8:
            continue
        shares = plan.allocations_by_indicator.get(indicator.id, ())
        subjects = [(share.unit, share.unit, share.value) for share in shares] or [(lead, plan.root, indicator.target.value or Decimal(5))]
        for reporter, subject, target in subjects:
            pace = Decimal(random_.randint(60, 125)) / 100
            for month in range(1, PERIOD.last_month + 1):
                share = Decimal(month) / 12 * pace if indicator.kind is ValueKind.CUMULATIVE else pace
                value = (target * share).quantize(Decimal(1).scaleb(-indicator.decimals))
                observation = Observation(reporter, indicator.id, subject, Period.of_month(plan.year, month), value)
                yield Figure(observation, SubmissionState.ACCEPTED if number % 4 else SubmissionState.SUBMITTED)


def _progress(plan: Plan) -> Iterator[Progress]:
    """The lead's text on every item but each seventh, and a district's on each fifth."""
    ratings = (Standing.ON, Standing.AHEAD, Standing.ON, Standing.BEHIND, Standing.DONE)
    for number, item in enumerate(plan.items):
        assert item.lead is not None
        if number % 7 == 6:
            continue
        text = f"（示例）本期召开工作推进会{number % 3 + 1}次，完成阶段任务{number % 4 + 2}项。已印发实施方案，明确责任分工和时间节点。"
        text += "各地各部门按照方案要求，加快推进项目前期工作，重点环节由专人跟踪，问题逐项销号。" * (number % 5)
        problems = "（示例）部分项目用地、资金等要素保障还不到位。" if number % 3 == 0 else ""
        steps = "（示例）倒排时间节点，逐项对账销号。" if number % 2 == 0 else ""
        yield Progress(item.lead, item.id, PERIOD, text, problems, steps, ratings[number % 5])
        if number % 5 == 0 and item.supporters:
            yield Progress(UnitId("CZ-LY"), item.id, PERIOD, "（示例）已按任务分解方案推进，完成本地区阶段任务。", "", "")


def _report(unit: OrgUnit, index: int) -> UnitReport:
    state = {2: SubmissionState.MISSING, 5: SubmissionState.SUBMITTED, 17: SubmissionState.RETURNED}.get(index, SubmissionState.ACCEPTED)
    if state is SubmissionState.MISSING:
        return UnitReport(unit.id, state, None)
    submission = Submission(SubmissionId(f"b-{unit.id}"), unit.id, PERIOD, 1, "", datetime(2025, 7, 1, tzinfo=UTC), "张三")
    return UnitReport(unit.id, state, submission)
