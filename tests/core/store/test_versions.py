from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.core.store.building import DISTRICT, DISTRICT_1, DISTRICT_2, DRAFT, FIGURE, SHARED, author, deliver, enrol, figure, make

from core.calc.inspection import Versions
from core.changes.change import Json, Register
from core.ids import IndicatorId
from core.model.period import Period
from core.store.versions import figures_given_again, revised_figures
from core.store.workspace import Workspace

JUNE = Period.of_month(2025, 6)
QUARTER = Register("observation", f"{DISTRICT}/gdp/{DISTRICT}/2025-Q2", "value")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with make(tmp_path / "one", DISTRICT_1) as opened:
        with opened.unit_of_work(author()) as work:
            enrol(work, DISTRICT_1)
        yield opened


def hand_up(workspace: Workspace, *values: Json, register: Register = FIGURE) -> None:
    """Hand one figure up again and again."""
    for value in values:
        with workspace.unit_of_work(author()) as work:
            work.set(SHARED, register, value)


def values(workspace: Workspace, until: Period = JUNE) -> list[tuple[str, tuple[Decimal, ...]]]:
    return [(str(each.period), each.values) for each in revised_figures(workspace.database, until=until)]


def test_every_value_of_a_figure_is_told_in_the_order_of_handing_up(workspace: Workspace) -> None:
    hand_up(workspace, figure("100"), figure("120.5"), figure("90"))

    found = revised_figures(workspace.database, until=JUNE)

    assert found == [Versions(DISTRICT, DISTRICT, IndicatorId("gdp"), JUNE, (Decimal(100), Decimal("120.5"), Decimal(90)))]


def test_a_figure_that_was_handed_up_once_is_none(workspace: Workspace) -> None:
    hand_up(workspace, figure("100"))

    assert values(workspace) == []


def test_drafts_are_no_versions(workspace: Workspace) -> None:
    hand_up(workspace, figure("100"))
    with workspace.unit_of_work(author()) as work:
        work.set(DRAFT, FIGURE, figure("90"))

    assert values(workspace) == []


def test_a_missing_value_between_two_is_passed_over(workspace: Workspace) -> None:
    hand_up(workspace, figure("100"), {"missing": "not_published"}, figure("90"))

    assert values(workspace) == [("2025-06", (Decimal(100), Decimal(90)))]


def test_a_quarter_belongs_to_the_month_in_which_it_ends(workspace: Workspace) -> None:
    hand_up(workspace, figure("100"), figure("90"), register=QUARTER)

    assert [period for period, _ in values(workspace)] == ["2025-Q2"]
    assert values(workspace, Period.of_month(2025, 5)) == []


def test_what_comes_after_the_period_is_left_out(workspace: Workspace) -> None:
    hand_up(workspace, figure("100"), figure("90"))

    assert values(workspace, Period.of_month(2025, 5)) == []


def test_two_computers_that_know_nothing_of_each_other_revise_nothing(workspace: Workspace, tmp_path: Path) -> None:
    hand_up(workspace, figure("100"))
    with make(tmp_path / "two", DISTRICT_2) as other:
        with other.unit_of_work(author()) as work:
            enrol(work, DISTRICT_2)
        hand_up(other, figure("90"))
        deliver(other, workspace)

    assert values(workspace) == []


def submit(workspace: Workspace, value: Json, *, number: int) -> None:
    """Hand a figure up with a submission that covers it."""
    with workspace.unit_of_work(author()) as work:
        work.set(SHARED, FIGURE, value)
        last, chain = work.position(SHARED)
        covers: Json = {"period": "2025-06", "number": number, "first": 1, "last": last, "hash": chain.hex()}
        work.set(SHARED, Register("submission", f"{DISTRICT}/b{number}", "handed_up"), covers)


def test_a_figure_given_again_is_told_with_what_stood_before(workspace: Workspace) -> None:
    submit(workspace, figure("100"), number=1)
    once = list(figures_given_again(workspace.database, until=JUNE))
    submit(workspace, figure("90"), number=2)

    (again,) = figures_given_again(workspace.database, until=JUNE, unit=DISTRICT)

    assert once == []
    assert again.former is not None
    assert (again.former.value, again.observation.value) == (Decimal(100), Decimal(90))
