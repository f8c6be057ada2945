from __future__ import annotations

from decimal import Decimal

import pytest
from tests.core.services.exchanging import district, hand_up
from tests.journeys.conftest import City

from core.errors import (
    AverageOfPercentages,
    FormulaIndicatorUnknown,
    IncrementNotMeant,
    IndicatorUnknown,
    ItemUnknown,
    NotAQuantity,
    NotTheOffice,
    TableColumnRepeated,
    TableColumnUnknown,
    UnitUnknown,
    UserError,
    WordUnknown,
)
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.indicator import AllocationForm, Reporter, RollUpRule, ValueKind
from core.model.period import Frequency
from core.model.plan import Duty
from core.services import assignments
from core.services.assignments import assign, find_indicator
from core.services.desk import Desk, Program, open_desk
from core.services.merging import dry_run, merge
from core.services.packing import write_feedback, write_report
from core.services.plans import issue
from core.store.plan_queries import WITH_DRAFT, load_plan

HEAD = "事项编号,牵头单位,配合单位\n"
SHARES = "事项编号,指标,分解方式,汇总方式,填报方式,频次,东区\n"


def test_an_items_own_row_goes_before_its_tasks(office: Desk, city: City) -> None:
    table = city.table("d.csv", HEAD + "1.1.2,市人社局,\n1.1,市发改委,东区\n")

    assign(office, assignments=table, indicators=None)

    leads = {item.code: office.plan.units_by_id[item.lead].short_name for item in office.plan.items if item.lead}
    assert (leads["1.1.1"], leads["1.1.2"]) == ("市发改委", "市人社局")


def test_all_districts_are_meant_by_their_usual_names(office: Desk) -> None:
    assert [office.plan.units_by_id[unit].short_name for unit in office.find_item("2.1.1").supporters] == ["东区", "西区"]


def test_figures_are_asked_of_those_with_a_share_that_they_report_themselves(office: Desk) -> None:
    plan = office.plan
    duties = {(plan.items_by_id[duty.item].code, plan.units_by_id[duty.unit].short_name): duty for duty in plan.duties}

    assert duties["1.1.1", "东区"].gives_figures
    assert not duties["1.1.2", "东区"].gives_figures
    assert duties["1.1.1", "东区"].text is TextRule.WHEN_CHANGED
    assert duties["1.1.2", "市发改委"].is_lead
    assert ("1.2.1", "东区") not in duties


def test_the_words_of_a_row_set_how_an_indicator_is_divided(office: Desk, city: City) -> None:
    table = city.table("s.csv", SHARES + "1.1.1,新增总投资超亿元项目,分解,不汇总,双方,季,1.5万\n")

    assign(office, assignments=None, indicators=table)

    indicator = find_indicator(office.plan, "1.1.1", "新增总投资超亿元项目")
    assert (indicator.form, indicator.unit_roll_up, indicator.reporter) == (AllocationForm.ALLOCATED, RollUpRule.NONE, Reporter.BOTH)
    assert indicator.frequency is Frequency.QUARTER
    assert office.plan.allocations_by_key[indicator.id, office.find_unit("东区").id].value == Decimal(15000)


@pytest.mark.parametrize(
    ("duties", "shares", "error"),
    [
        ("9.9,市发改委,\n", None, ItemUnknown),
        ("1.1,市某局,\n", None, UnitUnknown),
        ("1.1,市发改委,某区\n", None, UnitUnknown),
        (None, "1.1.1,没有的指标,,,,,\n", IndicatorUnknown),
        (None, "9.9.9,新增总投资超亿元项目,,,,,\n", ItemUnknown),
        (None, "1.1.1,新增总投资超亿元项目,平分,,,,\n", WordUnknown),
        (None, "1.1.1,新增总投资超亿元项目,,,,,若干\n", NotAQuantity),
    ],
)
def test_a_table_with_one_wrong_row_sets_nothing(
    office: Desk, city: City, duties: str | None, shares: str | None, error: type[UserError]
) -> None:
    before = office.plan
    good = {"duties": HEAD + "1.2,市人社局,\n", "shares": SHARES + "2.1.1,新增上市企业,,,,季,\n"}

    with pytest.raises(error):
        assign(
            office,
            assignments=city.table("d.csv", good["duties"] + (duties or "")),
            indicators=city.table("s.csv", good["shares"] + (shares or "")),
        )

    assert office.plan == before


def leads(desk: Desk) -> dict[str, list[str]]:
    """The short names of the units that lead each item, as the issued plan has it."""
    plan = desk.issued_plan
    return {
        item.code: [plan.units_by_id[duty.unit].short_name for duty in plan.duties_by_item[item.id] if duty.is_lead] for item in plan.items
    }


def test_a_changed_lead_leaves_no_duty_behind(office: Desk, city: City) -> None:
    assign(office, assignments=city.table("d.csv", HEAD + "1.1,市人社局,西区\n"), indicators=None)
    issue(office, reason="调整牵头单位")

    assert {code: units for code, units in leads(office).items() if len(units) != 1} == {}
    assert leads(office)["1.1.1"] == ["市人社局"]
    duties = office.issued_plan.duties_by_item[office.find_item("1.1.1").id]
    assert [office.plan.units_by_id[duty.unit].short_name for duty in duties] == ["市人社局", "西区"]


def test_units_learn_that_a_duty_is_taken_back(office: Desk, program: Program, city: City) -> None:
    with open_desk(program, city.unit("市发改委")) as bureau:
        assert leads(bureau)["1.1.1"] == ["市发改委"]
        write_report(bureau, city.folder / "first.jnb")
    merge(office, dry_run(office, [city.folder / "first.jnb"]))
    assign(office, assignments=city.table("d.csv", HEAD + "1.1,市人社局,\n"), indicators=None)
    issue(office, reason="调整牵头单位")

    (sent,) = write_feedback(office, city.folder / "feedback")
    with open_desk(program, city.unit("市发改委")) as bureau:
        merge(bureau, dry_run(bureau, [sent.path]))

        assert leads(bureau) == leads(office)
        assert bureau.find_item("1.1.1").id not in {duty.item for duty in bureau.plan.duties_by_unit[bureau.unit]}


def test_an_emptied_cell_takes_the_share_and_the_figures_back(office: Desk, city: City) -> None:
    east, indicator = office.find_unit("东区").id, find_indicator(office.plan, "1.1.1", "新增总投资超亿元项目").id
    assert (indicator, east) in office.plan.allocations_by_key

    done = assign(office, assignments=None, indicators=city.table("s.csv", SHARES + "1.1.1,新增总投资超亿元项目,,,,,\n"))
    issue(office, reason="调整分解")

    shares = {office.plan.units_by_id[each.unit].short_name for each in office.issued_plan.allocations_by_indicator[indicator]}
    duties = {duty.unit: duty for duty in office.issued_plan.duties_by_item[office.find_item("1.1.1").id]}
    assert (done.allocations, shares) == (0, {"西区"})
    assert not duties[east].gives_figures


def test_assigning_is_one_unit_of_work(office: Desk, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    before = office.plan

    def fails(_duty: Duty) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(assignments, "duty_value", fails)
    with pytest.raises(ZeroDivisionError):
        assign(office, assignments=city.table("d.csv", HEAD + "1.1,市人社局,\n"), indicators=None)

    assert load_plan(office.workspace.database, office.identity.plan, WITH_DRAFT) == before


@pytest.mark.parametrize(
    ("columns", "error"), [("东 区", TableColumnUnknown), ("南区", TableColumnUnknown), ("东区,海州市东区人民政府", TableColumnRepeated)]
)
def test_every_further_column_names_one_unit_of_the_plan(office: Desk, city: City, columns: str, error: type[UserError]) -> None:
    head = SHARES.replace("东区", columns)

    with pytest.raises(error):
        assign(office, assignments=None, indicators=city.table("s.csv", head + "1.1.1,新增总投资超亿元项目,,,,\n"))


def test_a_unit_divides_nothing(east: Desk) -> None:
    with pytest.raises(NotTheOffice):
        assign(east, assignments=None, indicators=None)


def test_rules_over_units_and_over_time_are_words_of_the_table(office: Desk, city: City) -> None:
    head = "事项编号,指标,分解方式,汇总方式,填报方式,频次,时间汇总\n"

    assign(office, assignments=None, indicators=city.table("s.csv", head + "1.1.1,新增总投资超亿元项目,,最大,,,最新\n"))

    changed = find_indicator(office.plan, "1.1.1", "新增总投资超亿元项目")
    assert (changed.unit_roll_up, changed.time_roll_up) == (RollUpRule.MAX, RollUpRule.LAST)

    assign(office, assignments=None, indicators=city.table("s.csv", head + "1.1.1,新增总投资超亿元项目,,,,,默认\n"))

    assert find_indicator(office.plan, "1.1.1", "新增总投资超亿元项目").time_roll_up is None


@pytest.mark.parametrize(
    ("words", "error"), [("平均,,,", AverageOfPercentages), (",,,平均", AverageOfPercentages), (",,,求和", AverageOfPercentages)]
)
def test_percentages_are_not_averaged_when_assigned(office: Desk, city: City, words: str, error: type[UserError]) -> None:
    before = office.plan
    rate = next(indicator for indicator in before.indicators if indicator.kind is ValueKind.GROWTH)
    code = before.items_by_id[rate.item].code
    table = city.table("s.csv", f"事项编号,指标,分解方式,汇总方式,填报方式,频次,时间汇总\n{code},{rate.name},,{words}\n")

    with pytest.raises(error):
        assign(office, assignments=None, indicators=table)

    assert office.plan == before


def test_a_table_of_formulas_is_all_of_them(office: Desk, city: City) -> None:
    first = city.table("f1.csv", "编号,公式,级别\nF1,「新增总投资超亿元项目」≥0,提示性\nF2,「新增上市企业」≥0,\n")
    second = city.table("f2.csv", "编号,公式\nF2,「新增上市企业」＞1\n")

    given = assign(office, assignments=None, indicators=None, formulas=first)
    before = [formula.id for formula in office.plan.formulas]
    assign(office, assignments=None, indicators=None, formulas=second)

    assert (given.formulas, before) == (2, ["F1", "F2"])
    assert [(formula.id, formula.text) for formula in office.plan.formulas] == [("F2", "「新增上市企业」 ＞ 1")]


def test_a_formula_that_cannot_be_kept_keeps_the_whole_table_out(office: Desk, city: City) -> None:
    table = city.table("f.csv", "编号,公式\nF1,「新增上市企业」≥0\nF2,「没有的指标」≥0\n")

    with pytest.raises(FormulaIndicatorUnknown):
        assign(office, assignments=None, indicators=None, formulas=table)

    assert office.plan.formulas == ()


def test_units_learn_of_formulas_with_the_next_revision(office: Desk, city: City) -> None:
    hand_up(city, office, "9")
    assign(office, assignments=None, indicators=None, formulas=city.table("f.csv", "编号,公式\nF1,「新增上市企业」≥0\n"))
    held = office.issued_plan.formulas
    issue(office, reason="增加审核公式")
    files = [file.path for file in write_feedback(office, city.folder / "feedback") if file.recipient == office.find_unit("东区").id]

    with district(city) as east:
        merge(east, dry_run(east, files))
        told = east.issued_plan.formulas

    assert held == ()
    assert told == office.plan.formulas


def test_the_answer_says_which_targets_their_shares_do_not_come_to(office: Desk, city: City) -> None:
    done = assign(office, assignments=None, indicators=city.table("s.csv", SHARES + "2.1.1,新增上市企业,,,,,3\n"))

    assert done.checks == ("“新增上市企业”分解合计5家，低于目标6家，其余1家为本级",)


def test_units_that_are_summed_are_listed_by_name(office: Desk, city: City) -> None:
    head = "事项编号,指标,分解方式,汇总方式,填报方式,频次,汇总单位\n"

    done = assign(office, assignments=None, indicators=city.table("s.csv", head + "2.1.1,新增上市企业,,,,,东区\n"))

    assert find_indicator(office.plan, "2.1.1", "新增上市企业").summed == (office.find_unit("东区").id,)
    assert any("西区不计入合计" in sentence for sentence in done.checks)

    assign(office, assignments=None, indicators=city.table("s.csv", head + "2.1.1,新增上市企业,,,,,全部\n"))

    assert find_indicator(office.plan, "2.1.1", "新增上市企业").summed == ()


RULES = "事项编号,牵头单位,配合单位,牵头填数,牵头文字,配合填数,配合文字,佐证材料\n"


def duties_on(office: Desk, code: str) -> dict[str, Duty]:
    names = office.plan.units_by_id
    return {names[duty.unit].short_name: duty for duty in office.plan.duties_by_item[office.find_item(code).id]}


def test_a_row_says_what_is_asked_of_its_lead_and_supporters(office: Desk, city: City) -> None:
    assign(office, assignments=city.table("d.csv", RULES + "1.1.1,市发改委,东区,否,每季,是,不填,每期\n"), indicators=None)

    lead, east = (duties_on(office, "1.1.1")[name] for name in ("市发改委", "东区"))
    assert (lead.gives_figures, lead.text, lead.evidence) == (False, TextRule.QUARTERLY, EvidenceRule.ALWAYS)
    assert (east.gives_figures, east.text, east.evidence) == (True, TextRule.NEVER, EvidenceRule.ALWAYS)


def test_what_a_row_said_of_duties_stays_through_a_table_that_says_nothing(office: Desk, city: City) -> None:
    assign(office, assignments=city.table("d.csv", RULES + "1.1,市发改委,东区,,每季,,,\n"), indicators=None)

    assign(office, assignments=city.table("d.csv", HEAD + "1.1.1,市发改委,西区\n"), indicators=None)

    assert duties_on(office, "1.1.1")["市发改委"].text is TextRule.QUARTERLY
    assert duties_on(office, "1.1.2")["市发改委"].text is TextRule.QUARTERLY


def test_a_word_that_a_column_of_duties_does_not_know_is_refused(office: Desk, city: City) -> None:
    with pytest.raises(WordUnknown) as caught:
        assign(office, assignments=city.table("d.csv", RULES + "1.1,市发改委,东区,,每周,,,\n"), indicators=None)

    assert (caught.value.column, caught.value.words) == ("牵头文字", "每期、每季、变化或欠进度时、不填")


def test_an_increment_is_for_stocks_alone(office: Desk, city: City) -> None:
    head = "事项编号,指标,分解方式,汇总方式,填报方式,频次,增量目标\n"

    with pytest.raises(IncrementNotMeant):
        assign(office, assignments=None, indicators=city.table("s.csv", head + "2.1.1,新增上市企业,,,,,3\n"))
