from __future__ import annotations

from decimal import Decimal

import pytest
from tests.conftest import Demo
from tests.core.services.exchanging import APRIL, LISTED, MARCH, PROJECTS, hand_up, hand_up_text
from tests.journeys.conftest import City

from core.calc.inspection import Remark, RevisedDown, SameText, TextAgainstNumber
from core.calc.inspection_wording import remark_sentence
from core.calc.sampling import drawn_sentence
from core.errors import NotTheOffice, PeriodNotInPlan
from core.model.check_settings import InspectionLimits, SamplingWeights
from core.model.period import Period
from core.services.assignments import find_indicator
from core.services.desk import Desk, Program, open_desk_to_read
from core.services.inspection import inspect, sample
from core.services.merging import dry_run, merge
from core.services.reviews import set_reviewed_value

JUNE = Period.parse("2025-06")


def hand_up_april(city: City, office: Desk, projects: str, text: str) -> None:
    """April of the district with a text on the projects, which explains what the checks ask about."""
    table = f"1.1.1,{PROJECTS},{projects},,{text},\n2.1.1,{LISTED},2,,,\n"
    merge(office, dry_run(office, [city.hands_up("东区", str(APRIL), table)]))


def codes(remarks: tuple[Remark, ...]) -> list[str]:
    return [type(remark).__name__ for remark in remarks]


def test_what_nobody_reported_is_not_remarked_on(office: Desk) -> None:
    assert inspect(office, MARCH).remarks == ()
    assert sample(office, MARCH, seed="一", count=5).drawn == ()


def test_a_figure_handed_up_again_and_lower_is_remarked(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    hand_up(city, office, "15")

    (found,) = inspect(office, MARCH).remarks

    assert isinstance(found, RevisedDown)
    assert (found.former, found.value, found.indicator.name) == (Decimal(20), Decimal(15), PROJECTS)
    assert remark_sentence(found, office.issued_plan) == (
        "东区1.1.1“新增总投资超亿元项目”2025年3月的数前后两次上报由20个调为15个；可了解调减的原因。"
    )


def test_a_running_total_that_falls_is_remarked_at_the_later_period(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    hand_up_april(city, office, "15", "核减重复统计的项目五个。")

    assert inspect(office, MARCH).remarks == ()
    assert codes(inspect(office, APRIL).remarks) == ["RevisedDown"]


def test_a_text_is_set_against_the_units_own_figure(city: City, office: Desk) -> None:
    hand_up_text(city, office, "20", "累计新增25个。其中五个待入统计库后补报。")

    (found,) = inspect(office, MARCH).remarks

    assert isinstance(found, TextAgainstNumber)
    assert (found.claim.words, found.claim.value) == ("累计新增25个", "20个")


def test_a_reviewed_value_makes_no_remark_on_the_units_text(city: City, office: Desk) -> None:
    hand_up_text(city, office, "20", "累计新增20个。")
    unit = office.find_unit("东区").id
    indicator = find_indicator(office.plan, "1.1.1", PROJECTS).id
    set_reviewed_value(office, unit, indicator, unit, MARCH, value=Decimal(15), reason="五个未入库")

    assert inspect(office, MARCH).remarks == ()


def test_limits_are_told_by_who_asks(city: City, office: Desk) -> None:
    hand_up_text(city, office, "20", "正在推进。")

    (found,) = inspect(office, MARCH, InspectionLimits(same_periods=1, same_length=1)).remarks

    assert isinstance(found, SameText)


def test_only_what_was_handed_up_can_be_drawn(city: City, office: Desk) -> None:
    hand_up(city, office, "20")

    found = sample(office, MARCH, seed="一", count=10)

    items = office.issued_plan.items_by_id
    assert {(one.unit, items[one.item].code) for one in found.drawn} == {(office.find_unit("东区").id, code) for code in ("1.1.1", "2.1.1")}


def test_a_remark_weighs_on_the_list(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    hand_up(city, office, "15")

    lines = [drawn_sentence(1, one, office.issued_plan) for one in sample(office, MARCH, seed="一", count=9).drawn]

    assert "1．东区1.1.1，权重5：基本权重2，超进度加1，有数调减加2。" in lines


def test_weights_are_told_by_who_asks(city: City, office: Desk) -> None:
    hand_up(city, office, "20")

    found = sample(office, MARCH, seed="一", count=9, weights=SamplingWeights(plain=7))

    assert {one.plain for one in found.drawn} == {7}


def test_the_same_seed_gives_the_same_list_and_writes_nothing(demo: Demo, program: Program) -> None:
    with open_desk_to_read(program, demo.file("office")) as desk:
        first = sample(desk, JUNE, seed="一", count=12, least_per_unit=1)
        again = sample(desk, JUNE, seed="一", count=12, least_per_unit=1)

    assert first == again
    assert len(first.drawn) == 12


def test_every_remark_on_the_demo_has_its_sentence(demo: Demo, program: Program) -> None:
    with open_desk_to_read(program, demo.file("office")) as desk:
        plan = desk.issued_plan
        sentences = [remark_sentence(remark, plan, language) for remark in inspect(desk, JUNE).remarks for language in ("zh", "en")]

    assert all(sentences)


def test_remarks_stand_in_the_order_of_units_and_items(demo: Demo, program: Program) -> None:
    with open_desk_to_read(program, demo.file("office")) as desk:
        places = {unit.id: place for place, unit in enumerate(desk.issued_plan.units)}
        units = [places[remark.unit] for remark in inspect(desk, JUNE).remarks]

    assert units == sorted(units)


def test_only_the_office_inspects(east: Desk) -> None:
    with pytest.raises(NotTheOffice):
        inspect(east, MARCH)
    with pytest.raises(NotTheOffice):
        sample(east, MARCH, seed="一", count=1)


def test_a_period_that_the_plan_does_not_have_is_refused(office: Desk) -> None:
    with pytest.raises(PeriodNotInPlan):
        inspect(office, Period.parse("2025-Q1"))


def test_fewer_than_none_cannot_be_drawn(office: Desk) -> None:
    with pytest.raises(ValueError, match="nothing can be drawn"):
        sample(office, MARCH, seed="一", count=-1)
