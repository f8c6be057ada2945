from __future__ import annotations

from tests.conftest import Demo

from core.model.period import Period
from core.store.indicator_records import figures_of_indicator
from core.store.records import figures
from core.store.workspace import Workspace

MAY = Period.parse("2025-05")


def test_they_are_the_figures_that_count_of_that_indicator(demo: Demo) -> None:
    with Workspace.open_read_only(demo.file("office")) as workspace:
        everything = list(figures(workspace.database, until=MAY))
        indicator = everything[0].observation.indicator

        found = list(figures_of_indicator(workspace.database, indicator, until=MAY))

    assert found
    assert found == [figure for figure in everything if figure.observation.indicator == indicator]
