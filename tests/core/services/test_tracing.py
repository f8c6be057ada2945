from __future__ import annotations

from decimal import Decimal

from tests.core.services.exchanging import APRIL, MARCH, PROJECTS, hand_up, hand_up_text
from tests.journeys.conftest import City

from core.model.period import Period
from core.model.progress import SubmissionState
from core.services.assignments import find_indicator
from core.services.desk import Desk
from core.services.overview import overview
from core.services.reviews import accept, set_reviewed_value
from core.services.tracing import Trace, trace

FEBRUARY = Period.parse("2025-02")


def trace_of(office: Desk, unit: str, period: Period = MARCH) -> Trace:
    """What is behind the projects of a unit."""
    indicator = find_indicator(office.plan, "1.1.1", PROJECTS).id
    key = indicator, office.find_unit(unit).id
    judgement = next(
        cell.judgement for cell in overview(office, period).cells.values() if (cell.judgement.indicator, cell.judgement.unit) == key
    )
    return trace(office, judgement, period)


def test_own_figures_come_latest_first_with_state_and_reviewed_value(city: City, office: Desk) -> None:
    unit = office.find_unit("东区").id
    hand_up(city, office, "15", period=FEBRUARY)
    accept(office, unit, FEBRUARY)
    hand_up(city, office, "20")
    set_reviewed_value(office, unit, find_indicator(office.plan, "1.1.1", PROJECTS).id, unit, MARCH, value=Decimal(18), reason="2个未入库")

    found = trace_of(office, "东区").figures

    assert [(figure.observation.period, figure.observation.value, figure.state) for figure in found] == [
        (MARCH, Decimal(20), SubmissionState.SUBMITTED),
        (FEBRUARY, Decimal(15), SubmissionState.ACCEPTED),
    ]
    assert found[0].reviewed is not None
    assert (found[0].reviewed.value, found[0].reviewed.reason) == (Decimal(18), "2个未入库")


def test_a_sum_names_the_units_that_it_is_of(city: City, office: Desk) -> None:
    hand_up(city, office, "20")

    found = trace_of(office, "海州市")

    assert [(office.plan.units_by_id[part.unit].short_name, part.value) for part in found.parts] == [("东区", Decimal(20)), ("西区", None)]
    assert found.figures == ()


def test_history_has_the_judgement_of_every_period_so_far(city: City, office: Desk) -> None:
    hand_up(city, office, "15", period=FEBRUARY)
    hand_up(city, office, "20")

    history = trace_of(office, "东区", APRIL).history

    assert [(str(period), row.value, row.as_of) for period, row in history] == [
        ("2025-01", None, None),
        ("2025-02", Decimal(15), FEBRUARY),
        ("2025-03", Decimal(20), MARCH),
        ("2025-04", Decimal(20), MARCH),
    ]
    assert [row.elapsed for _, row in history[2:]] == [Decimal(25), Decimal(25)]  # judged against its own period


def test_texts_are_the_units_and_for_the_city_everyones(city: City, office: Desk) -> None:
    hand_up_text(city, office, "20", "新开工项目8个。")

    east, west, whole = (trace_of(office, name) for name in ("东区", "西区", "海州市"))

    assert [entry.text for entry in east.texts] == ["新开工项目8个。"]
    assert (west.texts, whole.texts) == ((), east.texts)


def test_evidence_is_the_units_on_the_item(city: City, office: Desk) -> None:
    city.desk.does(
        "attach", city.unit("东区"), city.table("证明.txt", "证明"), "--period", str(MARCH), "--item", "1.1.1", "--caption", "入库单"
    )
    hand_up(city, office, "20")

    assert [(file.name, file.caption) for file in trace_of(office, "东区").evidence] == [("证明.txt", "入库单")]
    assert trace_of(office, "西区").evidence == ()
