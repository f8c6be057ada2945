from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.core.services.figuring import APRIL, LISTED, MARCH, arrives, asked, hand_up, item, key, type_in

from core.model.period import Period
from core.model.progress import Missing, Standing
from core.services.desk import Desk
from core.services.drafting import set_figure, set_self_rating
from core.services.item_history import PastFigure, PastPeriod, history_of
from core.services.item_holdings import holdings_of
from core.services.progress import submit
from core.services.typed_figures import TypedFigure


def history(desk: Desk, until: Period = APRIL) -> tuple[PastPeriod, ...]:
    return history_of(holdings_of(desk, until, item(desk)), (asked(desk, period=until),))


def test_a_history_has_every_period_up_to_this_one(east: Desk) -> None:
    assert [str(past.period) for past in history(east)] == ["2025-01", "2025-02", "2025-03", "2025-04"]
    assert len(history(east, Period.parse("2025-12"))) == 12


def test_a_figure_shows_once_it_is_handed_up(east: Desk) -> None:
    type_in(east, "20")
    type_in(east, "1", LISTED)
    drafted = history(east)[2]
    submit(east, MARCH)

    figure = asked(east)
    nothing = PastFigure(figure.indicator.id, figure.subject, None, None, None)
    assert drafted.figures == (nothing,)
    assert [past.figures for past in history(east)[1:]] == [
        (nothing,),
        (PastFigure(figure.indicator.id, figure.subject, Decimal(20), None, Standing.AHEAD),),
        (nothing,),
    ]


def test_a_reason_is_kept_where_a_value_would_be(east: Desk) -> None:
    set_figure(east, key(east), TypedFigure(missing=Missing.NOT_STARTED))
    type_in(east, "1", LISTED)
    submit(east, MARCH)

    (past,) = history(east)[2].figures
    assert (past.value, past.missing, past.standing) == (None, Missing.NOT_STARTED, Standing.UNRATED)


def test_the_units_rating_of_itself_is_kept(east: Desk, office: Desk, tmp_path: Path) -> None:
    set_self_rating(east, MARCH, item(east), Standing.ON)
    hand_up(east)
    arrives(east, office, tmp_path)

    assert [past.self_rating for past in history(east)] == [None, None, Standing.ON, None]
