"""Formulas run on a period's figures: `core.calc.formula_checks`."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, LEAD, SOUTH, WEST, figure, measure, small_plan

from core.calc.figure_book import FigureBook
from core.calc.finding import finding_sentence
from core.calc.finding_maker import FindingMaker, Raised
from core.calc.formula_checks import FormulaRaised, FormulaRun
from core.calc.judgement import Figure
from core.ids import FormulaId, IndicatorId, UnitId
from core.model.formula import Formula, Scope, Tolerance
from core.model.indicator import ValueKind
from core.model.org_unit import UnitKind
from core.model.period import Frequency, Period
from core.model.plan import Plan
from core.model.severity import Severity

JUNE = Period.parse("2025-06")
STARTED, STOCK = IndicatorId("started"), IndicatorId("stock")


def plan_of(text: str, *, scope: Scope = Scope(), shares: dict[UnitId, str] | None = None, **changed: object) -> Plan:  # noqa: B008 # a frozen value
    first = replace(measure(unit="家", baseline="12"), id=STARTED, name="新开工项目", decimals=0)
    second = replace(measure(unit="家"), id=STOCK, name="在库项目", decimals=0, order=2)
    formula = Formula(FormulaId("F1"), text, (("在库项目", STOCK), ("新开工项目", STARTED)), scope=scope)
    return replace(small_plan(first, second, shares=shares), formulas=(replace(formula, **changed),))


def started(value: str, subject: UnitId = CITY, period: str = "2025-06") -> Figure:
    return figure(value, period, subject=subject, indicator=STARTED)


def stock(value: str, subject: UnitId = CITY) -> Figure:
    return figure(value, subject=subject, indicator=STOCK)


def raised(
    plan: Plan, *figures: Figure, unit: UnitId = LEAD, subject: UnitId = CITY, asked: tuple[IndicatorId, ...] = (STARTED, STOCK)
) -> list[FormulaRaised]:
    run = FormulaRun(plan, FigureBook(plan, figures), JUNE)
    return [*run.at_reporter(unit, [(indicator, subject) for indicator in asked])]


def codes(
    plan: Plan, *figures: Figure, unit: UnitId = LEAD, subject: UnitId = CITY, asked: tuple[IndicatorId, ...] = (STARTED, STOCK)
) -> list[str]:
    return [each.raised.code for each in raised(plan, *figures, unit=unit, subject=subject, asked=asked)]


def test_what_does_not_hold_is_said_with_the_numbers_in_it() -> None:
    plan = plan_of("「新开工项目」 ≤ 「在库项目」", message="新开工项目应在库。", severity=Severity.EXPLAIN)

    (found,) = raised(plan, started("15"), stock("12"))
    finding = FindingMaker(plan, LEAD, {}).of_figure(found.raised, found.indicator, found.subject)

    assert finding_sentence(finding) == (
        "1.1.1不符合审核公式F1：「新开工项目」（15家） ≤ 「在库项目」（12家）（左边15，右边12，相差3）；"
        "新开工项目应在库；请核对，属实的请说明原因。"
    )
    assert "breaks formula F1: 「新开工项目」（15家） ≤ 「在库项目」（12家） (left 15, right 12, 3 apart)" in finding_sentence(
        finding, "en"
    )
    assert (finding.severity, finding.about, finding.kind) == (Severity.EXPLAIN, "「新开工项目」=15;「在库项目」=12", "formula")


def test_what_holds_raises_nothing() -> None:
    assert codes(plan_of("「新开工项目」 ≤ 「在库项目」"), started("12"), stock("12")) == []
    assert codes(plan_of("「新开工项目」 ＝ 「在库项目」", tolerance=Tolerance(Decimal(1))), started("12"), stock("13")) == []


def test_what_is_missing_cannot_be_checked() -> None:
    plan = plan_of("「新开工项目」 ≤ 「在库项目」")

    (found,) = raised(plan, started("15"))
    finding = FindingMaker(plan, LEAD, {}).of_figure(found.raised, found.indicator, found.subject)

    assert finding_sentence(finding) == "1.1.1审核公式F1无法核对，缺「在库项目」（未报）。"
    assert (finding.severity, finding.stops_submitting) == (Severity.HINT, False)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("上期(「新开工项目」) ＝ 9", True),
        ("上年(「新开工项目」) ＝ 12", True),
        ("目标(「新开工项目」) ＝ 20", True),
        ("累计(「新开工项目」) ＝ 15", True),
        ("「新开工项目」 − 上期(「新开工项目」) ＜ 6", False),
    ],
)
def test_numbers_beside_the_figure_itself(text: str, holds: bool) -> None:  # what is expected
    assert codes(plan_of(f"「新开工项目」 ≥ 0 且 {text}"), started("9", period="2025-05"), started("15")) == ([] if holds else ["formula"])


def test_parts_of_a_share_are_numbers_too() -> None:
    text = "「新开工项目」 ＝ 分子(「新开工项目」) ÷ 分母(「新开工项目」) × 100"
    given = [figure("25", indicator=STARTED, parts=parts) for parts in (("1", "4"), ("1", "5"))]

    assert [codes(plan_of(text), each) for each in given] == [[], ["formula"]]


def test_a_period_amount_is_its_own_and_its_year_to_date_another() -> None:
    plan = plan_of("「新开工项目」 ＝ 6 且 累计(「新开工项目」) ＝ 15")
    plan = replace(plan, indicators=(replace(plan.indicators[0], kind=ValueKind.PERIOD), plan.indicators[1]))

    assert codes(plan, started("9", period="2025-05"), started("6")) == []


def test_before_its_first_period_a_running_total_is_nought_and_a_stock_unknown() -> None:
    plan = plan_of("上期(「新开工项目」) ＝ 0 且 「新开工项目」 ＝ 3")
    of_stock = replace(plan, indicators=(replace(plan.indicators[0], kind=ValueKind.LEVEL), plan.indicators[1]))

    def outcome(each: Plan) -> list[str]:
        run = FormulaRun(each, FigureBook(each, [started("3", period="2025-01")]), Period.parse("2025-01"))
        return [found.raised.code for found in run.at_reporter(LEAD, [(STARTED, CITY)])]

    assert (outcome(plan), outcome(of_stock)) == ([], ["formula-unknown"])


def test_a_quarterly_figure_is_there_only_at_its_quarters_end() -> None:
    plan = plan_of("「新开工项目」 ≥ 0 且 「在库项目」 ≥ 0")
    quarterly = replace(plan, indicators=(plan.indicators[0], replace(plan.indicators[1], frequency=Frequency.QUARTER)))
    figures = [started("1"), figure("2", "2025-Q2", indicator=STOCK)]

    def outcome(period: str) -> list[str]:
        given = [*figures, started("1", period=period)]
        run = FormulaRun(quarterly, FigureBook(quarterly, given), Period.parse(period))
        return [found.raised.code for found in run.at_reporter(LEAD, [(STARTED, CITY), (STOCK, CITY)])]

    assert (outcome("2025-06"), outcome("2025-05")) == ([], ["formula-unknown"])


def test_districts_are_summed_whole_or_not_at_all() -> None:
    plan = plan_of("各辖市区合计(「新开工项目」) ＝ 「新开工项目」", shares={EAST: "5", WEST: "5"})

    assert codes(plan, started("7"), started("3", EAST), started("4", WEST)) == []
    assert codes(plan, started("8"), started("3", EAST), started("4", WEST)) == ["formula"]
    assert codes(plan, started("7"), started("3", EAST)) == ["formula-unknown"]
    without_shares = replace(plan, allocations=())
    assert codes(without_shares, started("7"), started("3", EAST), started("4", WEST)) == ["formula-unknown"]
    assert codes(without_shares, started("7"), started("3", EAST), started("4", WEST), started("0", SOUTH)) == []


BAD = "「新开工项目」 ＞ 「在库项目」"


def test_without_a_scope_it_runs_where_all_of_it_is_reported() -> None:
    assert codes(plan_of(BAD), started("1"), stock("2")) == ["formula"]
    assert codes(plan_of(BAD), started("1"), stock("2"), asked=(STARTED,)) == []
    assert codes(plan_of(BAD), started("1", EAST), stock("2", EAST), unit=EAST, subject=EAST) == ["formula"]


@pytest.mark.parametrize(
    ("scope", "where"),
    [
        (Scope((UnitKind.DISTRICT,)), ["东区"]),
        (Scope((UnitKind.BUREAU,)), ["全市"]),
        (Scope((UnitKind.CITY,)), ["全市"]),
        (Scope(units=(EAST,)), ["东区"]),
        (Scope(units=(WEST,)), []),
        (Scope((UnitKind.CITY, UnitKind.DISTRICT)), ["全市", "东区"]),
    ],
)
def test_a_scope_names_whose_figures_it_is_about_or_who_reports_them(scope: Scope, where: list[str]) -> None:
    plan = plan_of(BAD, scope=scope)
    city = codes(plan, started("1"), stock("2"))
    east = codes(plan, started("1", EAST), stock("2", EAST), unit=EAST, subject=EAST)

    assert (["全市"] if city else []) + (["东区"] if east else []) == where


def test_the_office_runs_what_is_about_the_city() -> None:
    def at_office(plan: Plan, *figures: Figure) -> list[str]:
        return [each.raised.code for each in FormulaRun(plan, FigureBook(plan, figures), JUNE).at_office()]

    assert at_office(plan_of(BAD), started("1"), stock("2")) == ["formula"]
    assert at_office(plan_of(BAD)) == []
    assert at_office(plan_of(BAD, scope=Scope((UnitKind.DISTRICT,))), started("1"), stock("2")) == []


def test_what_this_program_cannot_read_or_find_runs_nowhere() -> None:
    assert codes(plan_of("「新开工项目」 ≈ 3"), started("1")) == []
    gone = plan_of("「新开工项目」 ＞ 3", indicators=(("新开工项目", IndicatorId("gone")),))
    assert codes(gone, started("1")) == []


def test_of_a_retired_indicator_is_said_that_it_is_gone() -> None:
    plan = plan_of(BAD, scope=Scope((UnitKind.CITY,)), indicators=(("新开工项目", STARTED), ("在库项目", IndicatorId("gone"))))

    (found,) = raised(plan, started("1"))

    assert found.raised == Raised(
        "formula-unknown",
        "",
        (("formula", "F1"), ("lacking", "「在库项目」（方案中已无此指标）")),
        (("formula", "F1"), ("lacking", "「在库项目」 (no longer in the plan)")),
        formula=FormulaId("F1"),
    )
