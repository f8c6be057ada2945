from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.changes.change import draft_scope
from core.ids import ItemId
from core.model.period import Period
from core.model.progress import Progress
from core.services.desk import Desk
from core.services.drafting import progress_register, set_text
from core.services.edits import Edit
from core.store.records import DRAFT, progress_of
from gui.session.edits import EditHistory
from gui.session.session import Session

Settler = Callable[[Session], None]
JULY = Period.parse("2025-07")


@pytest.fixture
def opened(open_session: Callable[[Path], Session], district_file: Path) -> Session:
    return open_session(district_file)


@pytest.fixture
def history(opened: Session) -> EditHistory:
    return EditHistory(opened, opened)


def typed(opened: Session, settled: Settler, text: str) -> None:
    """Type a text into the first duty of July."""
    opened.write(lambda desk: set_text(desk, JULY, first_item(desk), "text", text), owner=opened)
    settled(opened)


def first_item(desk: Desk) -> ItemId:
    return desk.plan.duties_by_unit[desk.unit][0].item


def text_of(opened: Session, settled: Settler) -> str:
    """What stands in the draft of that duty."""
    settled(opened)
    found: list[list[Progress]] = []
    opened.read(drafted, then=found.append, owner=opened, key="text")
    settled(opened)
    return found[0][0].text if found[0] else ""


def written_by_another(desk: Desk) -> None:
    with desk.writing() as work:
        work.set(draft_scope(desk.unit), progress_register(desk, JULY, first_item(desk), "text"), "别人写的")


def drafted(desk: Desk) -> list[Progress]:
    return [each for each in progress_of(desk.workspace.database, JULY, layer=DRAFT, unit=desk.unit) if each.item == first_item(desk)]


def test_latest_edit_is_taken_back_first(opened: Session, history: EditHistory, settled: Settler) -> None:
    typed(opened, settled, "第一遍")
    typed(opened, settled, "第二遍")

    history.undo()

    assert text_of(opened, settled) == "第一遍"


def test_undone_edit_is_made_again(opened: Session, history: EditHistory, settled: Settler) -> None:
    typed(opened, settled, "第一遍")
    history.undo()
    settled(opened)

    history.redo()

    assert text_of(opened, settled) == "第一遍"
    assert history.next_redo is None


def test_steps_asked_for_at_once_are_done_in_order(opened: Session, history: EditHistory, settled: Settler) -> None:
    for text in ("一", "二", "三"):
        typed(opened, settled, text)

    history.undo()
    history.undo()
    history.redo()

    assert text_of(opened, settled) == "二"


def test_new_edit_ends_what_could_be_made_again(opened: Session, history: EditHistory, settled: Settler) -> None:
    typed(opened, settled, "第一遍")
    history.undo()
    settled(opened)

    typed(opened, settled, "另一遍")

    assert history.next_redo is None


def test_edit_that_was_overtaken_is_dropped_and_told(opened: Session, history: EditHistory, settled: Settler) -> None:
    told: list[object] = []
    opened.troubled.connect(told.append)
    typed(opened, settled, "第一遍")
    opened.write(written_by_another, owner=opened)
    settled(opened)

    history.undo()
    settled(opened)

    assert len(told) == 1
    assert (history.next_undo, history.next_redo) == (None, None)


def test_what_was_written_before_the_workspace_was_closed_is_taken_back(
    open_session: Callable[[Path], Session], district_file: Path, settled: Settler
) -> None:
    session = open_session(district_file)
    history = EditHistory(session, session)
    typed(session, settled, "第一遍")
    typed(session, settled, "第二遍")
    session.close()
    settled(session)
    was_offered = history.next_undo
    open_session(district_file)
    settled(session)

    history.undo()

    assert was_offered is None
    assert text_of(session, settled) == "第一遍"
    assert (history.next_undo is None, history.next_redo is None) == (False, False)


def test_what_is_on_its_way_can_be_taken_back(opened: Session, history: EditHistory, settled: Settler) -> None:
    opened.write(lambda desk: set_text(desk, JULY, first_item(desk), "text", "第一遍"), owner=opened)
    may_undo = history.may_undo

    history.undo()

    assert may_undo
    assert text_of(opened, settled) == ""


def test_changes_and_moves_are_told(qtbot: QtBot, opened: Session, history: EditHistory, settled: Settler) -> None:
    moves: list[Edit] = []
    history.moved.connect(moves.append)
    with qtbot.waitSignal(history.changed):
        typed(opened, settled, "第一遍")

    history.undo()
    settled(opened)

    assert len(moves) == 1


def test_history_without_edits_has_nothing_to_do(history: EditHistory) -> None:
    history.undo()
    history.redo()

    assert history.next_undo is None
