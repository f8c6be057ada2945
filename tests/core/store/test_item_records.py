from __future__ import annotations

from pathlib import Path

from tests.core.store.building import DISTRICT, DISTRICT_1, DRAFT, FIGURE, SHARED, author, enrol, figure, make

from core.changes.change import Json, Register
from core.ids import IndicatorId, ItemId, UnitId
from core.model.period import Period
from core.store.item_records import drafted_figures, figures_on, last_number, progress_on
from core.store.records import figures
from core.store.workspace import Workspace

JUNE = Period.of_month(2025, 6)
JOBS = Register("observation", f"{DISTRICT}/jobs/{DISTRICT}/2025-06", "value")


def _filled(folder: Path) -> Workspace:
    """Two figures handed up once, one of them drafted anew."""
    workspace = make(folder / "w", DISTRICT_1)
    with workspace.unit_of_work(author()) as work:
        enrol(work, DISTRICT_1)
        work.set(SHARED, FIGURE, figure("5"))
        work.set(SHARED, JOBS, figure("7"))
        last, chain = work.position(SHARED)
        facts: Json = {"period": "2025-06", "number": 1, "first": 1, "last": last, "hash": chain.hex()}
        work.set(SHARED, Register("submission", f"{DISTRICT}/b1", "handed_up"), facts)
        work.set(DRAFT, FIGURE, figure("6"))
        work.set(DRAFT, Register("progress", f"{DISTRICT}/i/2025-06", "text"), "进展")
    return workspace


def test_figures_of_some_indicators_are_those_that_all_have(tmp_path: Path) -> None:
    with _filled(tmp_path) as workspace:
        every = list(figures(workspace.database, until=JUNE))

        for name in ("gdp", "jobs"):
            found = list(figures_on(workspace.database, [IndicatorId(name)], until=JUNE))
            assert found == [one for one in every if one.observation.indicator == name]
            assert list(figures_on(workspace.database, [IndicatorId(name)], until=JUNE, unit=UnitId(DISTRICT))) == found
        assert list(figures_on(workspace.database, [], until=JUNE)) == []


def test_figures_of_later_periods_are_not_read(tmp_path: Path) -> None:
    with _filled(tmp_path) as workspace:
        assert list(figures_on(workspace.database, [IndicatorId("gdp")], until=Period.of_month(2025, 5))) == []


def test_drafted_figures_are_those_of_the_unit_and_periods(tmp_path: Path) -> None:
    unit, gdp = UnitId(DISTRICT), IndicatorId("gdp")
    with _filled(tmp_path) as workspace:
        found = drafted_figures(workspace.database, unit, [gdp], [JUNE])

        assert [str(one.value) for one in found] == ["6"]
        assert drafted_figures(workspace.database, UnitId("other"), [gdp], [JUNE]) == []
        assert drafted_figures(workspace.database, unit, [gdp], [Period.of_month(2025, 5)]) == []


def test_texts_of_an_item_come_by_layer(tmp_path: Path) -> None:
    unit, item = UnitId(DISTRICT), ItemId("i")
    with _filled(tmp_path) as workspace:
        assert [one.text for one in progress_on(workspace.database, item, [JUNE], unit=unit, layer=1)] == ["进展"]
        assert progress_on(workspace.database, item, [JUNE], unit=unit) == []


def test_the_last_number_of_a_period_begins_at_nought(tmp_path: Path) -> None:
    with _filled(tmp_path) as workspace:
        assert last_number(workspace.database, UnitId(DISTRICT), JUNE) == 1
        assert last_number(workspace.database, UnitId(DISTRICT), Period.of_month(2025, 5)) == 0
