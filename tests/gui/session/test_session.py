"""The session: opening, writing and reading in lanes, what changed, what was refused, closing."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PATIENCE_MS

from core.errors import NotAWorkspace, ReasonMissing, UserError, WorkspaceInUse
from core.model.period import Period
from core.services.desk import Desk, Program, open_desk
from core.services.reviews import send_back, set_reviewed_value
from gui.session.facts import Changed
from gui.session.job import Reporter
from gui.session.press import Press
from gui.session.session import Session

Opener = Callable[[Path], Session]
Settler = Callable[[Session], None]
JUNE = Period.parse("2025-06")


def test_opened_workspace_says_whose_it_is(open_session: Opener, district_file: Path) -> None:
    now = open_session(district_file).now

    assert now is not None
    assert (now.plan.place, now.plan.year, now.unit.short_name) == ("常州市", 2025, "溧阳市")
    assert (now.is_office, now.is_sample, now.is_read_only, now.is_issued) == (False, True, False, True)


def test_nothing_is_written_where_no_workspace_is_open(session: Session, settled: Settler) -> None:
    done: list[object] = []

    session.write(done.append, owner=session)
    settled(session)

    assert done == []


def test_reads_and_writes_run_in_their_own_lanes(open_session: Opener, settled: Settler, district_file: Path) -> None:
    session = open_session(district_file)
    names: list[str] = []

    session.read(lambda desk: threading.current_thread().name, then=names.append, owner=session, key="name")
    session.write(lambda desk: threading.current_thread().name, then=names.append, owner=session)
    settled(session)

    assert sorted(names) == ["reader", "writer"]


def test_write_tells_what_it_touched_and_who_asked(qtbot: QtBot, open_session: Opener, office_file: Path) -> None:
    session, page = open_session(office_file), QObject()

    with qtbot.waitSignal(session.changed, timeout=PATIENCE_MS) as told:
        session.write(office_writes, owner=page)

    changed: Changed = told.args[0]
    assert changed.entities == {"reviewed_value"}
    assert changed.initiator is page
    assert not changed.plan_changed


def office_writes(desk: Desk) -> None:
    """Hand-ups of June stand accepted in the demo: a value of the office's own is a write that any state allows."""
    unit = desk.find_unit("武进区").id
    indicator = desk.plan.allocations[0].indicator
    set_reviewed_value(desk, unit, indicator, unit, JUNE, value=Decimal(1), reason="抽查核实")


def test_only_the_newest_question_of_a_key_is_answered(open_session: Opener, settled: Settler, district_file: Path) -> None:
    session = open_session(district_file)
    answers: list[int] = []
    go_on = threading.Event()

    session.read(lambda desk: go_on.wait(), then=lambda _: None, owner=session, key="first")
    for number in range(4):
        session.read(lambda desk, number=number: number, then=answers.append, owner=session, key="item")  # type: ignore[misc]
    go_on.set()
    settled(session)

    assert answers == [3]


def test_refused_write_is_told_in_a_sentence(qtbot: QtBot, open_session: Opener, office_file: Path) -> None:
    session = open_session(office_file)

    with qtbot.waitSignal(session.troubled, timeout=PATIENCE_MS) as told:
        session.write(lambda desk: send_back(desk, desk.find_unit("武进区").id, JUNE, reason=" "), owner=session)

    assert isinstance(told.args[0].error, ReasonMissing)
    assert told.args[0].sentence.endswith("。")


def test_file_that_is_no_workspace_leaves_the_open_one_open(qtbot: QtBot, open_session: Opener, district_file: Path) -> None:
    session = open_session(district_file)
    wrong = district_file.with_name("错.jiannuo")
    wrong.write_text("这不是工作簿", encoding="utf-8")

    with qtbot.waitSignal(session.troubled, timeout=PATIENCE_MS) as told:
        session.open(wrong, owner=session)

    assert isinstance(told.args[0].error, NotAWorkspace)
    assert session.now is not None
    assert session.now.path == district_file


def test_second_opener_is_told_who_works_there(qtbot: QtBot, session: Session, program: Program, district_file: Path) -> None:
    with open_desk(program, district_file), qtbot.waitSignal(session.troubled, timeout=PATIENCE_MS) as told:
        session.open(district_file, owner=session)

    assert isinstance(told.args[0].error, WorkspaceInUse)
    assert "张三" in told.args[0].sentence


def test_workspace_in_use_opens_to_read(qtbot: QtBot, session: Session, program: Program, district_file: Path) -> None:
    with open_desk(program, district_file), qtbot.waitSignal(session.opened, timeout=PATIENCE_MS):
        session.open(district_file, owner=session, is_read_only=True)

    assert session.now is not None
    assert session.now.is_read_only


def test_closed_workspace_is_one_file(qtbot: QtBot, open_session: Opener, settled: Settler, district_file: Path, office_file: Path) -> None:
    shutil.copy(district_file, district_file.with_name("另一个.jiannuo"))
    session = open_session(office_file)
    session.write(office_writes, owner=session)
    settled(session)

    open_session(district_file)
    settled(session)

    assert sorted(path.name for path in office_file.parent.glob("*常州市*")) == [office_file.name]


def test_other_name_is_on_what_is_written_next(open_session: Opener, settled: Settler, office_file: Path) -> None:
    session = open_session(office_file)
    names: list[Any] = []

    session.call("李四")
    session.write(lambda desk: desk.program.actor, then=names.append, owner=session)
    settled(session)

    assert names == ["李四"]
    assert session.now is not None
    assert session.now.actor == "李四"


def test_question_after_closing_is_asked_of_nobody(open_session: Opener, settled: Settler, district_file: Path) -> None:
    session = open_session(district_file)
    answers: list[str] = []

    session.close()
    session.read(lambda desk: "late", then=answers.append, owner=session, key="late")
    settled(session)

    assert answers == []


def test_session_that_ends_while_it_opens_leaves_one_whole_file(qtbot: QtBot, program: Program, district_file: Path) -> None:
    session = Session(program, Press(("nothing",), {}))

    session.open(district_file, owner=session)
    with qtbot.waitSignal(session.ended, timeout=PATIENCE_MS):
        session.end()
    session.deleteLater()

    assert sorted(path.name for path in district_file.parent.iterdir() if path.is_file()) == [district_file.name]


def test_of_two_openings_at_once_the_last_one_stays(
    qtbot: QtBot, session: Session, settled: Settler, district_file: Path, office_file: Path
) -> None:
    session.open(district_file, owner=session)
    session.open(office_file, owner=session)
    settled(session)

    assert session.now is not None
    assert session.now.path == office_file
    assert [path.name for path in district_file.parent.glob(".*.lock")] == [f".{office_file.name}.lock"]


def test_closed_workspace_can_be_opened_again_at_once(open_session: Opener, settled: Settler, district_file: Path) -> None:
    session = open_session(district_file)
    refused: list[UserError] = []

    session.close()
    session.open(district_file, owner=session, failed=refused.append)
    settled(session)

    assert refused == []
    assert session.now is not None


def test_what_is_written_while_another_workspace_opens_goes_into_its_own(
    qtbot: QtBot, open_session: Opener, settled: Settler, district_file: Path, office_file: Path
) -> None:
    session = open_session(district_file)
    written: list[Path] = []
    session.closing.connect(lambda: session.write(lambda desk: written.append(desk.workspace.path), owner=session))

    open_session(office_file)
    settled(session)

    assert written == [district_file]


def test_part_of_a_closed_workspace_never_writes_into_the_next(
    open_session: Opener, settled: Settler, district_file: Path, office_file: Path
) -> None:
    session, page = open_session(district_file), QObject()
    part, written = QObject(page), list[Path]()
    session.bind(page)

    open_session(office_file)
    session.write(lambda desk: written.append(desk.workspace.path), owner=part)
    settled(session)

    assert written == []


def test_name_called_while_a_workspace_opens_is_the_one_shown_and_written(
    qtbot: QtBot, session: Session, settled: Settler, office_file: Path
) -> None:
    names: list[str] = []

    with qtbot.waitSignal(session.opened, timeout=PATIENCE_MS):
        session.open(office_file, owner=session)
        session.call("李四")
    session.write(lambda desk: names.append(desk.program.actor), owner=session)
    settled(session)

    assert session.now is not None
    assert (session.now.actor, names) == ("李四", ["李四"])


def test_writing_ends_even_where_a_receiver_fails(qtbot: QtBot, open_session: Opener, settled: Settler, district_file: Path) -> None:
    session = open_session(district_file)
    told: list[bool] = []
    session.writing_changed.connect(told.append)

    with qtbot.capture_exceptions() as raised:
        session.write(lambda desk: 1, owner=session, then=lambda _: 1 // 0)
        settled(session)

    assert told == [True, False]
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]


def test_long_run_is_called_off_at_the_end(qtbot: QtBot, session: Session) -> None:
    begun = threading.Event()

    def run(program: Program, reporter: Reporter) -> None:
        begun.set()
        while True:
            reporter.check()

    session.run(run, owner=session)
    begun.wait()  # the session's own fixture now ends it, or waits for ever
