from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.core.services.exchanging import APRIL, MARCH, PROJECTS, feed_back, hand_up, later_office, reader
from tests.journeys.conftest import City

from core.errors import PeriodNotInPlan
from core.model.period import Period
from core.model.progress import SubmissionState
from core.services.assignments import find_indicator
from core.services.desk import Desk
from core.services.home import DutyPlace, FeedbackKind, UnitHome, unit_home
from core.services.reviews import accept, send_back, set_reviewed_value

FEBRUARY = Period.parse("2025-02")
BEFORE_DUE, AFTER_DUE = date(2025, 3, 26), date(2025, 3, 29)


def home(city: City, period: Period = MARCH, today: date = BEFORE_DUE) -> UnitHome:
    with reader(city, "东区") as east:
        return unit_home(east, period, today)


def fill_in(city: City) -> None:
    """March is filled in, and not handed up."""
    table = city.table("own.csv", "事项编号,指标,数值\n1.1.1,新增总投资超亿元项目,20\n2.1.1,新增上市企业,1\n")
    city.desk.does("record", city.unit("东区"), table, "--period", str(MARCH))


def codes(office: Desk, places: tuple[DutyPlace, ...]) -> list[tuple[str, str]]:
    return [(str(place.period), office.plan.items_by_id[place.item].code) for place in places]


def test_duties_of_earlier_periods_are_late_and_this_periods_due_until_its_day(city: City, office: Desk) -> None:
    before, after = home(city), home(city, today=AFTER_DUE)

    assert codes(office, before.due) == [("2025-03", "1.1.1"), ("2025-03", "2.1.1")]
    assert codes(office, before.late) == [(month, code) for month in ("2025-01", "2025-02") for code in ("1.1.1", "2.1.1")]
    assert (after.due, len(after.late)) == ((), 6)
    assert (before.due_day, before.days_left, after.days_left) == (date(2025, 3, 28), 2, -1)


def test_the_next_place_is_in_the_shown_period_while_it_has_any(city: City) -> None:
    found = home(city)

    assert found.late
    assert found.next_place == found.due[0]


def test_under_a_complete_period_the_next_step_is_to_hand_it_up(city: City) -> None:
    fill_in(city)

    found = home(city)

    assert (found.next_place, found.to_hand_up) == (None, (MARCH,))


def test_under_a_period_on_its_way_to_the_office_no_late_duty_is_next(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    on_its_way = home(city)
    accept(office, office.find_unit("东区").id, MARCH)
    feed_back(city, office)
    arrived = home(city)

    assert on_its_way.late
    assert (on_its_way.next_place, arrived.next_place) == (None, arrived.late[0])


def test_a_return_in_another_period_is_next_before_what_is_late(city: City, office: Desk) -> None:
    for period in (FEBRUARY, MARCH):
        hand_up(city, office, "20", period=period)
    send_back(office, office.find_unit("东区").id, FEBRUARY, reason="请核减")
    feed_back(city, office)

    found = home(city)

    assert found.late
    assert found.next_place == found.returned[0]


def test_what_is_handed_up_is_neither_due_nor_late(city: City, office: Desk) -> None:
    hand_up(city, office, "20")

    found = home(city, today=AFTER_DUE)

    assert MARCH not in {place.period for place in (*found.due, *found.late, *found.returned)}
    assert (found.state, found.complete, found.total) == (SubmissionState.SUBMITTED, 2, 2)


def test_a_period_is_handed_up_until_it_is_returned(city: City, office: Desk) -> None:
    before = home(city).is_handed_up
    hand_up(city, office, "20")
    after = home(city).is_handed_up
    send_back(office, office.find_unit("东区").id, MARCH, reason="请核减")
    feed_back(city, office)

    returned = home(city)
    assert (before, after, returned.is_handed_up) == (False, True, False)
    assert returned.state is SubmissionState.RETURNED


def test_a_return_with_comments_counts_the_duties_commented(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    indicator = find_indicator(office.plan, "1.1.1", PROJECTS).id
    send_back(office, office.find_unit("东区").id, MARCH, reason="请核减", comments={indicator: "2个未入库"})
    feed_back(city, office)

    assert codes(office, home(city).returned) == [("2025-03", "1.1.1")]


def test_a_return_without_comments_counts_every_duty(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    send_back(office, office.find_unit("东区").id, MARCH, reason="请核减")
    feed_back(city, office)

    assert codes(office, home(city).returned) == [("2025-03", "1.1.1"), ("2025-03", "2.1.1")]


def test_a_return_stays_in_sight_in_every_period(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    send_back(office, office.find_unit("东区").id, MARCH, reason="请核减")
    feed_back(city, office)

    assert len(home(city, APRIL, date(2025, 4, 20)).returned) == 2
    assert len(home(city, FEBRUARY).returned) == 2


def test_a_complete_period_waits_to_be_handed_up(city: City) -> None:
    fill_in(city)

    found = home(city)

    assert (found.state, found.due, found.to_hand_up) == (SubmissionState.DRAFT, (), (MARCH,))


def test_sections_tell_the_periods_duties(city: City, office: Desk) -> None:
    sections = home(city).sections

    assert [(section.number, section.complete, section.total) for section in sections] == [("（一）", 0, 1), ("（二）", 0, 1)]
    assert [office.plan.sections_by_id[section.section].title for section in sections] == [section.title for section in sections]


def test_answers_come_newest_first_with_who_gave_them(city: City) -> None:
    with later_office(city) as office:
        unit = office.find_unit("东区").id
        indicator = find_indicator(office.plan, "1.1.1", PROJECTS)
        hand_up(city, office, "20")
        send_back(office, unit, MARCH, reason="请核减", comments={indicator.item: "见附件"})
        set_reviewed_value(office, unit, indicator.id, unit, MARCH, value=Decimal(18), reason="2个未入库")
        feed_back(city, office)
        root = office.unit

    value, returned = home(city).feedback

    assert (value.kind, value.value, value.reason, value.item) == (FeedbackKind.REVIEWED_VALUE, Decimal(18), "2个未入库", indicator.item)
    assert (returned.kind, returned.period, returned.number, returned.reason) == (FeedbackKind.RETURNED, MARCH, 1, "请核减")
    assert returned.comments == ((indicator.item, "见附件"),)
    assert (returned.reviewer, returned.by, value.by) == (root, "测试员", "测试员")
    assert value.at > returned.at


def test_the_office_holds_what_its_last_answer_acknowledged(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    sent = home(city)
    assert (sent.office_holds, sent.not_acknowledged) == (None, 1)
    assert sent.last_sent is not None

    accept(office, office.find_unit("东区").id, MARCH)
    feed_back(city, office)
    city.hands_up("东区", str(APRIL), "1.1.1,新增总投资超亿元项目,22,,,\n2.1.1,新增上市企业,1,,,\n")

    found = home(city)
    assert found.office_holds is not None
    assert found.last_sent is not None
    assert (found.office_holds.period, found.office_holds.number, found.not_acknowledged) == (MARCH, 1, 1)
    assert found.last_sent.period == APRIL


def test_a_period_that_the_plan_does_not_have_is_refused(city: City) -> None:
    with pytest.raises(PeriodNotInPlan):
        home(city, Period.parse("2025-Q1"))
