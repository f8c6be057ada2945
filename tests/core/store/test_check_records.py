from __future__ import annotations

from pathlib import Path

from tests.core.store.building import DISTRICT, DISTRICT_1, DRAFT, SHARED, author, enrol, make

from core.changes.change import Register
from core.changes.explanation_values import explanation_register, explanation_value
from core.changes.registers import EXPLANATION
from core.ids import ItemId, UnitId
from core.model.explanation import Explanation, FindingKey
from core.model.period import Period
from core.store.check_records import explanations_of
from core.store.workspace import Workspace

JUNE = Period.of_month(2025, 6)
UNIT = UnitId(DISTRICT)
SAID = Explanation(FindingKey("total-falls", ItemId("i"), None, None, None, "5"), "口径调整，已核对。")


def filled(folder: Path) -> Workspace:
    """An answer drafted, one handed up for the month before, and one that no program understands."""
    workspace = make(folder / "w", DISTRICT_1)
    with workspace.unit_of_work(author()) as work:
        enrol(work, DISTRICT_1)
        work.set(DRAFT, explanation_register(UNIT, JUNE, SAID.key), explanation_value(SAID))
        work.set(SHARED, explanation_register(UNIT, Period.of_month(2025, 5), SAID.key), explanation_value(SAID))
        work.set(DRAFT, Register(EXPLANATION, f"{UNIT}/i/2025-06/newer", "answer"), {"newer": 1})
    return workspace


def test_answers_are_those_of_the_unit_period_and_scope(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace:
        assert explanations_of(workspace.database, DRAFT, UNIT, JUNE) == (SAID,)
        assert explanations_of(workspace.database, SHARED, UNIT, JUNE) == ()
        assert explanations_of(workspace.database, SHARED, UNIT, Period.of_month(2025, 5)) == (SAID,)


def test_answers_of_another_unit_are_left_out(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace:
        assert explanations_of(workspace.database, DRAFT, UnitId("another"), JUNE) == ()
