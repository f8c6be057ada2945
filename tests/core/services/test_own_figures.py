from __future__ import annotations

from decimal import Decimal

from tests.core.services.figuring import APRIL, LISTED, MARCH, asked, key, type_in

from core.model.period import Period
from core.services.desk import Desk
from core.services.own_figures import OwnFigures, own_figures, periods_until
from core.services.progress import submit


def own(desk: Desk) -> OwnFigures:
    return own_figures(desk, (asked(desk).indicator.id,), APRIL)


def test_a_draft_stands_in_for_what_is_not_sent_yet(east: Desk) -> None:
    type_in(east, "20")

    assert own(east).known(key(east)) == 20
    assert own(east).known(key(east, period=APRIL)) is None


def test_what_was_handed_up_goes_before_a_draft_of_the_same_period(east: Desk) -> None:
    type_in(east, "20")
    type_in(east, "1", LISTED)
    submit(east, MARCH)
    type_in(east, "25")
    type_in(east, "30", period=APRIL)

    figure = asked(east)
    assert own(east).numbers(figure.indicator.id, figure.subject) == {MARCH: Decimal(20), APRIL: Decimal(30)}


def test_every_period_that_was_asked_is_looked_into(east: Desk) -> None:
    months = [Period.of_month(2025, number) for number in range(1, 5)]

    assert set(periods_until(east, APRIL)) == {*months, Period.parse("2025-Q1")}
