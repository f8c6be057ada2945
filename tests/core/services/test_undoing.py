from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.services.figuring import LISTED, MARCH, item, type_in, values, written

from core.changes.change import Change, Json, Register, draft_scope, unit_scope
from core.changes.registers import SITE, site_id
from core.errors import ChangedSince, HandedUpSince
from core.ids import SiteId
from core.model.progress import Standing
from core.services.desk import Desk
from core.services.drafting import progress_register, remove_evidence, set_caption, set_self_rating, set_text
from core.services.edits import Edit, drafted, is_contested
from core.services.progress import attach, submit
from core.services.undoing import History, redo, undo
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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(STEPS)), TEXTS), max_size=6))
def test_undoing_every_edit_leaves_nothing_and_redoing_brings_all_back(east: Desk, steps: list[tuple[str, str]]) -> None:
    start = state(east)
    edits = [STEPS[name](east, text) for name, text in steps]
    end = state(east)

    for edit in reversed(edits):
        undo(east, edit)
    undone = state(east)
    for edit in edits:
        redo(east, edit)

    assert undone == start
    assert state(east) == end


def test_an_undone_figure_is_gone_from_the_sheet(east: Desk) -> None:
    type_in(east, "20")
    edit = type_in(east, "21")

    undo(east, edit)

    assert values(east) == ["20"]


def test_undoing_tells_what_it_changed(east: Desk) -> None:
    edit = type_in(east, "20")

    undone = undo(east, edit)

    assert (undone.before, undone.after) == (edit.after, edit.before)
    assert undone.touched.changes == 1


def test_evidence_comes_and_goes_with_its_edits(east: Desk, tmp_path: Path) -> None:
    attached = attach(east, MARCH, item(east), written(tmp_path))
    captioned = set_caption(east, attached.id, "批复文件")
    removed = remove_evidence(east, attached.id)

    undo(east, removed)
    (evidence,) = evidence_of(east.workspace.database, MARCH, layer=DRAFT)
    undo(east, captioned)
    undo(east, attached.edit)

    assert evidence.caption == "批复文件"
    assert evidence_of(east.workspace.database, MARCH, layer=DRAFT) == []


def test_nothing_is_undone_behind_the_last_handing_up(east: Desk) -> None:
    edit = type_in(east, "20")
    type_in(east, "1", LISTED)
    submit(east, MARCH)

    with pytest.raises(HandedUpSince):
        undo(east, edit)
    assert sorted(values(east)) == ["1", "20"]


def test_nothing_is_redone_behind_it_either(east: Desk) -> None:
    type_in(east, "20")
    type_in(east, "1", LISTED)
    edit = set_text(east, MARCH, item(east), "text", "开工。")
    undo(east, edit)
    submit(east, MARCH)

    with pytest.raises(HandedUpSince):
        redo(east, edit)


def test_an_edit_made_after_handing_up_can_be_undone(east: Desk) -> None:
    type_in(east, "20")
    type_in(east, "1", LISTED)
    submit(east, MARCH)
    edit = set_text(east, MARCH, item(east), "text", "开工。")

    undo(east, edit)

    assert [entry.text for entry in progress_of(east.workspace.database, MARCH, layer=DRAFT) if entry.text] == []


def test_what_was_changed_since_stays(east: Desk) -> None:
    edit = type_in(east, "20")
    type_in(east, "22")

    with pytest.raises(ChangedSince) as refused:
        undo(east, edit)
    assert refused.value.item == "1.1.1"
    assert values(east) == ["22"]


def test_a_history_goes_back_and_forth(east: Desk) -> None:
    first, second = type_in(east, "20"), type_in(east, "21")
    history = History().push(first).push(second)

    back = history.undid()

    assert (history.can_undo, history.can_redo) == (True, False)
    assert (back.done, back.undone) == ((first,), (second,))
    assert back.redid() == history


def test_a_new_edit_forgets_what_was_undone(east: Desk) -> None:
    first, second, third = (type_in(east, str(number)) for number in (20, 21, 22))

    history = History().push(first).push(second).undid().push(third)

    assert history == History((first, third))


def test_an_edit_that_changed_nothing_is_no_step(east: Desk) -> None:
    first = type_in(east, "20")
    history = History().push(first).undid()

    assert history.push(type_in(east, "20")) == history


def test_what_another_computer_of_the_unit_wrote_meanwhile_stays(east: Desk) -> None:
    edit = set_text(east, MARCH, item(east), "text", "开工。")
    elsewhere(east, progress_register(east, MARCH, item(east), "text"), "续建。")

    with pytest.raises(ChangedSince):
        undo(east, edit)


def test_an_edit_settles_what_two_computers_wrote(east: Desk) -> None:
    register = progress_register(east, MARCH, item(east), "text")
    set_text(east, MARCH, item(east), "text", "开工。")
    elsewhere(east, register, "续建。")
    was_contested = is_contested(east, register)

    edit = set_text(east, MARCH, item(east), "text", "续建。")

    assert (was_contested, is_contested(east, register)) == (True, False)
    assert (drafted(east, register), edit.touched.changes) == ("续建。", 1)
