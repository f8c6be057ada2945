from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.services.planning import fresh_office, item_of_code

from core.errors import PlanChangedSince
from core.services.confirming import TypedAchievement, confirm, correct_achievement
from core.services.desk import Program
from core.services.plan_edits import PlanHistory, redo_plan_edit, undo_plan_edit


def test_a_step_is_not_taken_back_over_a_later_one(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        result = desk.plan.achievements[0].id
        first, second = (correct_achievement(desk, result, TypedAchievement(name)) for name in ("甲", "乙"))

        with pytest.raises(PlanChangedSince):
            undo_plan_edit(desk, first)
        undo_plan_edit(desk, second)
        undo_plan_edit(desk, first)
        with pytest.raises(PlanChangedSince):
            undo_plan_edit(desk, first)
        redo_plan_edit(desk, first)


def test_a_history_forgets_what_was_undone_once_something_new_is_done(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        first, second = confirm(desk, [item_of_code(desk, "2.1.1").id]), confirm(desk, [item_of_code(desk, "1.1.1").id])
        nothing = confirm(desk, [item_of_code(desk, "1.1.1").id])

        history = PlanHistory().push(first).push(second).push(nothing)
        assert (history.done, history.undone) == ((first, second), ())
        assert history.undid() == PlanHistory((first,), (second,))
        assert history.undid().redid() == history
        assert history.undid().push(second).undone == ()
