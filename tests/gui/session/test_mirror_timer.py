from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PATIENCE_MS
from tests.journeys.conftest import make_city

from core.changes.change import Register, draft_scope
from core.services.desk import Desk, Program
from core.services.restoring import known_mirrors
from gui.session.facts import Trouble
from gui.session.mirror_timer import MirrorTimer
from gui.session.session import Session

Opener = Callable[[Path], Session]
Settler = Callable[[Session], None]


@pytest.fixture
def unit_file(tmp_path: Path) -> Path:
    """The workspace of a unit of a real plan, of which samples have no mirrors."""
    folder = tmp_path / "city"
    folder.mkdir()
    return make_city(folder).unit("东区")


def note(text: str) -> Callable[[Desk], None]:
    def work(desk: Desk) -> None:
        with desk.writing() as unit_of_work:
            unit_of_work.set(draft_scope(desk.unit), Register("progress", f"{desk.unit}/i/2025-03", "text"), text)

    return work


def changes(program: Program) -> list[int]:
    return [mirror.contents.points[-1].changes for mirror in known_mirrors(program)]


def test_a_write_is_in_the_mirror_soon(qtbot: QtBot, open_session: Opener, program: Program, unit_file: Path) -> None:
    session = open_session(unit_file)
    MirrorTimer(session, session, wait_ms=0)
    session.write(note("有进展"), owner=session)
    qtbot.waitUntil(lambda: bool(changes(program)), timeout=PATIENCE_MS)
    before = changes(program)[0]

    session.write(note("又有进展"), owner=session)

    qtbot.waitUntil(lambda: changes(program) == [before + 1], timeout=PATIENCE_MS)


def test_closing_brings_the_mirror_up_to_date(
    qtbot: QtBot, open_session: Opener, settled: Settler, program: Program, unit_file: Path
) -> None:
    session = open_session(unit_file)
    session.write(note("有进展"), owner=session)
    settled(session)
    assert changes(program) == []

    session.close()
    settled(session)

    assert len(changes(program)) == 1


def test_a_sample_has_no_mirror(open_session: Opener, settled: Settler, program: Program, district_file: Path) -> None:
    session = open_session(district_file)
    MirrorTimer(session, session, wait_ms=0)
    session.write(note("有进展"), owner=session)
    settled(session)
    session.close()
    settled(session)

    assert changes(program) == []


def test_a_mirror_that_cannot_be_written_is_told_once(
    qtbot: QtBot, open_session: Opener, settled: Settler, program: Program, unit_file: Path
) -> None:
    program.mirror_folder.parent.mkdir(parents=True, exist_ok=True)
    program.mirror_folder.write_bytes(b"a file where the folder should be")
    session = open_session(unit_file)
    told: list[Trouble] = []
    timer = MirrorTimer(session, session, wait_ms=0)
    timer.refused.connect(told.append)

    for text in ("一", "二"):
        session.write(note(text), owner=session)
        settled(session)
        qtbot.waitUntil(lambda: session.is_idle and bool(told), timeout=PATIENCE_MS)

    assert len(told) == 1
    assert session.now is not None
