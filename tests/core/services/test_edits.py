from __future__ import annotations

import pytest
from tests.core.services.figuring import MARCH, item

from core.errors import CannotRecordThis, ItemUnknown, PeriodNotInPlan
from core.ids import ItemId
from core.model.period import Period
from core.services.desk import Desk
from core.services.drafting import progress_register, set_text
from core.services.edits import drafted, edit_draft, must_have_duty


def test_an_edit_tells_what_it_set_and_what_stood_there(east: Desk) -> None:
    set_text(east, MARCH, item(east), "text", "开工。")
    edit = set_text(east, MARCH, item(east), "text", "全部开工。")
    register = progress_register(east, MARCH, item(east), "text")

    assert (edit.period, edit.item) == (MARCH, item(east))
    assert edit.before == ((register, "开工。"),)
    assert edit.after == ((register, "全部开工。"),)
    assert (edit.touched.changes, edit.touched.ids) == (1, {register.id})


def test_setting_what_stands_there_already_changes_nothing(east: Desk) -> None:
    set_text(east, MARCH, item(east), "text", "开工。")

    edit = set_text(east, MARCH, item(east), "text", "开工。")

    assert edit.is_empty
    assert edit.touched.changes == 0


def test_only_what_changed_is_in_the_edit(east: Desk) -> None:
    text, problems = (progress_register(east, MARCH, item(east), field) for field in ("text", "problems"))
    edit_draft(east, MARCH, item(east), {text: "甲"})

    edit = edit_draft(east, MARCH, item(east), {text: "甲", problems: "乙"})

    assert edit.after == ((problems, "乙"),)


def test_a_long_text_is_read_back_whole(east: Desk) -> None:
    set_text(east, MARCH, item(east), "text", "进展" * 60)

    assert drafted(east, progress_register(east, MARCH, item(east), "text")) == "进展" * 60


def test_other_units_items_and_other_years_are_refused(east: Desk) -> None:
    with pytest.raises(CannotRecordThis):
        must_have_duty(east, MARCH, item(east, "1.2.1"))
    with pytest.raises(ItemUnknown):
        must_have_duty(east, MARCH, ItemId("gone"))
    with pytest.raises(PeriodNotInPlan):
        must_have_duty(east, Period.parse("2026-03"), item(east))
