from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.services.figuring import APRIL, LISTED, MARCH, item, key, type_in, values, written
from tests.journeys.conftest import City

from core.changes.change import Change, Json, Register, draft_scope, unit_scope
from core.changes.registers import SITE, site_id
from core.errors import ChangedSince
from core.ids import SiteId
from core.model.progress import Standing
from core.services.desk import Desk, Program, open_desk
from core.services.drafting import figure_register, progress_register, remove_evidence, set_caption, set_self_rating, set_text
from core.services.edits import Edit, drafted, is_contested
from core.services.progress import attach, record, submit
from core.services.undoing import NextSteps, Step, next_steps, redo_last, undo_last
from core.store.records import DRAFT, evidence_of, progress_of
from core.store.workspace import IncomingStream

TEXTS = st.one_of(st.just(""), st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=80))
STEPS: dict[str, Callable[[Desk, str], Edit]] = {
    "figure": lambda desk, text: type_in(desk, str(len(text)) if text else ""),
    "text": lambda desk, text: set_text(desk, MARCH, item(desk), "text", text),
    "note": lambda desk, text: set_text(desk, MARCH, item(desk), "note", text),
    "rating": lambda desk, text: set_self_rating(desk, MARCH, item(desk), Standing.ON if text else None),
}


def elsewhere(desk: Desk, register: Register, value: Json) -> None:
    """What another computer of the unit, which knows nothing of this one, wrote into the draft, as it comes in."""
    site, public, stamp = SiteId("second"), bytes(32), "2099-01-01T00:00:00Z"
    facts: Json = {"public": public.hex(), "authority": "00"}
    enrolment = Change(site, unit_scope(desk.unit), 1, stamp, "李四", 1, Register(SITE, site_id(desk.unit, site), "enrolment"), facts)
    draft = Change(site, draft_scope(desk.unit), 1, stamp, "李四", 1, register, value)
    with desk.writing() as work:
        work.enter([IncomingStream(change.stream, public, (change,), 1, b"signature") for change in (enrolment, draft)], [])


def state(desk: Desk) -> list[tuple[Json, ...]]:
    """Everything that the draft's registers hold; one that was emptied says as little as one never set."""
    database = desk.workspace.database
    rows = database.execute(
        "SELECT r.entity, r.entity_id, r.field, c.value FROM register r JOIN head h ON h.register = r.id JOIN change c ON c.id = h.change"
        " WHERE r.scope LIKE '%/draft' AND c.value <> 'null' ORDER BY r.entity, r.entity_id, r.field"
    ).fetchall()
    texts = dict(database.execute("SELECT hash, body FROM text").fetchall())
    return [(*row[:3], next((body for key, body in texts.items() if key in row[3]), row[3])) for row in rows]


class Model:
    """What undo and redo do, as it is thought of: the states that were, and where among them one is."""

    def __init__(self, start: list[tuple[Json, ...]]) -> None:
        self.states = [start]
        self.at = 0

    def edit(self, state: list[tuple[Json, ...]]) -> None:
        if state != self.states[self.at]:
            self.states[self.at + 1 :] = [state]
            self.at += 1

    def undo(self) -> None:
        self.at = max(self.at - 1, 0)

    def redo(self) -> None:
        self.at = min(self.at + 1, len(self.states) - 1)

    @property
    def ways(self) -> tuple[bool, bool]:
        return self.at > 0, self.at < len(self.states) - 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(moves=st.lists(st.tuples(st.sampled_from([*STEPS, "undo", "redo", "reopen"]), TEXTS), max_size=12))
def test_edits_go_back_and_forth_as_in_a_list_of_states_also_after_reopening(
    city: City, program: Program, moves: list[tuple[str, str]]
) -> None:
    file = Path(shutil.copy(city.unit("东区"), city.folder / "一例.jiannuo"))
    with ExitStack() as stack:
        desk = stack.enter_context(open_desk(program, file))
        model = Model(state(desk))
        for name, text in moves:
            if name == "undo":
                undo_last(desk)
                model.undo()
            elif name == "redo":
                redo_last(desk)
                model.redo()
            elif name == "reopen":
                stack.close()
                desk = stack.enter_context(open_desk(program, file))
            else:
                STEPS[name](desk, text)
                model.edit(state(desk))
            offered = next_steps(desk)
            assert state(desk) == model.states[model.at]
            assert name not in STEPS or (offered.undo is not None, offered.redo is not None) == model.ways


def test_an_undone_figure_is_gone_from_the_sheet(east: Desk) -> None:
    type_in(east, "20")
    type_in(east, "21")

    undo_last(east)

    assert values(east) == ["20"]


def test_undoing_tells_what_it_changed(east: Desk) -> None:
    edit = type_in(east, "20")

    undone = undo_last(east)

    assert undone is not None
    assert (undone.before, undone.after) == (edit.after, edit.before)
    assert undone.touched.changes == 1


def test_evidence_comes_and_goes_with_its_edits(east: Desk, tmp_path: Path) -> None:
    attached = attach(east, MARCH, item(east), written(tmp_path))
    set_caption(east, attached.id, "批复文件")
    remove_evidence(east, attached.id)

    undo_last(east)
    (evidence,) = evidence_of(east.workspace.database, MARCH, layer=DRAFT)
    undo_last(east)
    undo_last(east)

    assert evidence.caption == "批复文件"
    assert evidence_of(east.workspace.database, MARCH, layer=DRAFT) == []


def test_nothing_is_undone_behind_the_last_handing_up(east: Desk) -> None:
    type_in(east, "20")
    type_in(east, "1", LISTED)
    submit(east, MARCH)

    assert (next_steps(east), undo_last(east)) == (NextSteps(), None)
    assert sorted(values(east)) == ["1", "20"]


def test_nothing_is_redone_behind_it_either(east: Desk) -> None:
    type_in(east, "20")
    type_in(east, "1", LISTED)
    set_text(east, MARCH, item(east), "text", "开工。")
    undo_last(east)
    submit(east, MARCH)

    assert redo_last(east) is None


def test_steps_of_other_periods_outlive_a_handing_up(east: Desk) -> None:
    type_in(east, "22", period=APRIL)
    type_in(east, "20")
    type_in(east, "1", LISTED)
    submit(east, MARCH)

    undo_last(east)

    assert (values(east, APRIL), sorted(values(east))) == ([], ["1", "20"])


def test_an_edit_made_after_handing_up_can_be_undone(east: Desk) -> None:
    type_in(east, "20")
    type_in(east, "1", LISTED)
    submit(east, MARCH)
    set_text(east, MARCH, item(east), "text", "开工。")

    undo_last(east)

    assert [entry.text for entry in progress_of(east.workspace.database, MARCH, layer=DRAFT) if entry.text] == []


def test_what_was_changed_since_stays_and_the_step_is_forgotten(east: Desk) -> None:
    type_in(east, "20")
    with east.writing() as work:
        work.set(draft_scope(east.unit), figure_register(east, key(east)), {"value": "22"})

    with pytest.raises(ChangedSince) as refused:
        undo_last(east)
    assert refused.value.item == "1.1.1"
    assert (values(east), next_steps(east)) == (["22"], NextSteps())


def test_what_has_left_the_log_is_no_step(east: Desk) -> None:
    type_in(east, "20")
    with east.writing():
        east.workspace.database.execute("UPDATE step_change SET change = change + 1000")

    with pytest.raises(ChangedSince):
        undo_last(east)


def test_a_new_edit_forgets_what_was_undone(east: Desk) -> None:
    type_in(east, "20")
    undo_last(east)
    type_in(east, "21")

    assert redo_last(east) is None
    assert values(east) == ["21"]


def test_an_edit_that_changed_nothing_is_no_step(east: Desk) -> None:
    type_in(east, "20")
    undo_last(east)

    set_text(east, MARCH, item(east), "text", "")

    assert next_steps(east).redo is not None


def test_a_table_is_one_step(east: Desk, tmp_path: Path) -> None:
    table = tmp_path / "record.csv"
    rows = "事项编号,指标,数值,进展情况\n1.1.1,新增总投资超亿元项目,7,开工。\n2.1.1,新增上市企业,1,\n"
    table.write_text(rows, encoding="utf-8")
    before = state(east)
    record(east, MARCH, table)

    undo_last(east)

    assert state(east) == before
    redo_last(east)
    assert sorted(values(east)) == ["1", "7"]


def test_a_step_says_where_it_is_shown_and_what_it_set(east: Desk) -> None:
    set_text(east, MARCH, item(east), "problems", "用地紧张。")

    assert next_steps(east) == NextSteps(undo=Step(MARCH, item(east), frozenset({"problems"})))


def test_what_another_computer_of_the_unit_wrote_meanwhile_stays(east: Desk) -> None:
    set_text(east, MARCH, item(east), "text", "开工。")
    elsewhere(east, progress_register(east, MARCH, item(east), "text"), "续建。")

    with pytest.raises(ChangedSince):
        undo_last(east)


def test_an_edit_settles_what_two_computers_wrote(east: Desk) -> None:
    register = progress_register(east, MARCH, item(east), "text")
    set_text(east, MARCH, item(east), "text", "开工。")
    elsewhere(east, register, "续建。")
    was_contested = is_contested(east, register)

    edit = set_text(east, MARCH, item(east), "text", "续建。")

    assert (was_contested, is_contested(east, register)) == (True, False)
    assert (drafted(east, register), edit.touched.changes) == ("续建。", 1)
