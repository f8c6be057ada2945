from __future__ import annotations

from decimal import Decimal

from tests.core.services.exchanging import APRIL, MARCH, district, hand_up, hand_up_text, second_computer
from tests.journeys.conftest import City

from core.model.progress import Missing, SubmissionState
from core.services.checking import check_period
from core.services.desk import Desk
from core.services.handed_up import HandedUpWork, check_handed_up, handed_up_work
from core.services.reviews import accept
from core.store.office_queries import stretches


def handed_up(office: Desk, place: int = 0) -> HandedUpWork:
    """What a submission of March hands up, counted from the latest."""
    unit = office.find_unit("东区").id
    return handed_up_work(office, unit, MARCH, stretches(office.workspace.database, unit, MARCH)[place])


def projects(work: HandedUpWork) -> tuple[Decimal | None, SubmissionState]:
    """The larger figure, which is that of the projects, and how its submission stands."""
    figure = max(work.figures, key=lambda figure: figure.observation.value or 0)
    return figure.observation.value, figure.state


def test_an_older_acceptance_does_not_hide_what_a_request_says(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    accept(office, office.find_unit("东区").id, MARCH)
    hand_up(city, office, "25")

    assert projects(handed_up(office)) == (Decimal(25), SubmissionState.SUBMITTED)


def test_an_older_submission_says_what_it_said(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    hand_up(city, office, "25")

    assert projects(handed_up(office, 1))[0] == 20


def test_what_is_accepted_stays_so(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    accept(office, office.find_unit("东区").id, MARCH)

    assert projects(handed_up(office)) == (Decimal(20), SubmissionState.ACCEPTED)


def test_two_computers_that_differ_leave_a_figure_in_conflict(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    second_computer(office, "25")

    assert [entry.missing for entry in handed_up(office).observations if entry.value is None] == [Missing.CONFLICT]


def test_without_a_submission_nothing_is_handed_up(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    unit = office.find_unit("东区").id

    work = handed_up_work(office, unit, APRIL, None)

    assert (work.figures, work.progress, work.evidence) == ((), (), ())
    assert [figure.observation.period for figure in work.earlier] == [MARCH, MARCH]


def test_both_ends_find_the_same(city: City, office: Desk) -> None:
    hand_up_text(city, office, "1", "已完成88%。含尚未入库的储备项目，与填报数口径不同。")

    with district(city) as east:
        own = check_period(east, MARCH)

    assert own
    assert check_handed_up(office, handed_up(office)) == own
