"""Work for processes of their own, which are ended suddenly: each says a number once the work of that number is acknowledged."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

from tests.core.store.building import DRAFT, FIGURE, author, figure, text_register
from tests.faults.fixture_files import DISTRICT, STORES

from core.clock import SystemClock
from core.errors import UserError
from core.model.period import Period
from core.services.desk import Desk, Program, open_desk
from core.services.drafting import set_text
from core.services.merge_undoing import undo_merge
from core.services.merging import dry_run, merge
from core.services.mirroring import MirrorKeeper
from core.services.packing import write_report
from core.services.progress import record, submit
from core.store.workspace import Workspace

ROOT_FOLDER = Path(__file__).parents[2]
ITEM, MARCH, APRIL = "1.1.1", Period.parse("2025-03"), Period.parse("2025-04")
LONGEST_S = 0.4  # of a work that is then ended; its first acknowledgement comes before that begins
OLD = "1.0"


def start(work: str, *arguments: object, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """Run one of the functions below in a process of its own, under another program where one is given."""
    command = [*before, sys.executable, "-c", f"import sys; from tests.faults.processes import {work} as work; work(*sys.argv[1:])"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT_FOLDER), *sys.path])}
    return subprocess.Popen([*command, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def acknowledged_until_killed(work: str, *arguments: object, chance: random.Random) -> int:
    """Let a work go on for a while that chance decides, end it with SIGKILL, and return the last number that it said."""
    with start(work, *arguments) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert said, process.stderr.read() if process.stderr else ""
        try:
            process.wait(timeout=chance.uniform(0, LONGEST_S))
        except subprocess.TimeoutExpired:
            process.kill()
        else:
            assert process.returncode == 0, process.stderr.read() if process.stderr else ""
        return max(map(int, (said + process.stdout.read()).split()))


def edit(workspace: str, data_folder: str, begin: str) -> None:
    """Type one text after another into the draft."""
    with open_desk(_program(data_folder), Path(workspace)) as desk:
        item = desk.find_item(ITEM).id
        for number in count(int(begin)):
            set_text(desk, APRIL, item, "problems", text_of(number))
            _say(number)


def hand_up(workspace: str, data_folder: str, begin: str) -> None:
    """Record a text and hand the period up, again and again, and write the report file."""
    folder = Path(workspace).parent
    with open_desk(_program(data_folder), Path(workspace)) as desk:
        for number in count(int(begin)):
            table = folder / "figures.csv"
            rows = f"1.1.1,新增总投资超亿元项目,10,{text_of(number)}\n2.1.1,新增上市企业,1,\n"
            table.write_text(f"事项编号,指标,数值,进展情况\n{rows}", encoding="utf-8")
            record(desk, MARCH, table)
            submit(desk, MARCH)
            write_report(desk, folder / "report.jnb")
            _say(number)


def merge_each(workspace: str, data_folder: str, *files: str) -> None:
    """Merge files one by one, with a number for each."""
    with open_desk(_program(data_folder), Path(workspace)) as desk:
        _say(0)
        for number, file in enumerate(files, start=1):
            merge(desk, dry_run(desk, [Path(file)]))
            _say(number)


def merge_and_undo(workspace: str, data_folder: str, file: str) -> None:
    """Merge a file and take that back, again and again."""
    with open_desk(_program(data_folder), Path(workspace)) as desk:
        _say(0)
        for number in count(1):
            merge(desk, dry_run(desk, [Path(file)]))
            undo_merge(desk)
            _say(number)


def mirror(workspace: str, data_folder: str, begin: str) -> None:
    """Type a text and bring the mirror up to date, again and again."""
    program = _program(data_folder)
    keeper = MirrorKeeper(program)
    with open_desk(program, Path(workspace)) as desk:
        item = desk.find_item(ITEM).id
        for number in count(int(begin)):
            set_text(desk, APRIL, item, "problems", text_of(number))
            keeper.keep(desk)
            _say(number)


def migrate(folder: str) -> None:
    """Open one old file after another for writing."""
    for number in count(1):
        path = Path(folder) / f"{number}.jiannuo"
        shutil.copy(STORES / OLD / DISTRICT, path)
        Workspace.open(path).close()
        _say(number)


def commit(path: str, times: str, journal: str) -> None:
    """Commit so many figures, with the journal of a safe place or of an unsafe one."""
    with Workspace.open(Path(path)) as workspace:
        if journal == "delete":  # as where a log beside the file is unsafe
            workspace.database.execute("PRAGMA journal_mode = DELETE")
            workspace.database.execute("PRAGMA synchronous = EXTRA")
        for number in range(1, int(times) + 1):
            with workspace.unit_of_work(author()) as work:
                work.set(DRAFT, FIGURE, figure(str(number)))
            _say(number)


def commit_and_checkpoint(path: str) -> None:
    """Commit a figure and a text that belong together, and bring the write-ahead log into the file, again and again."""
    with Workspace.open(Path(path)) as workspace:
        workspace.database.execute("PRAGMA busy_timeout = 0")
        for number in count(1):
            with workspace.unit_of_work(author()) as work:
                work.set(DRAFT, FIGURE, figure(str(number)))
                work.set(DRAFT, text_register(1), text_of(number))
            workspace.database.execute(f"PRAGMA wal_checkpoint({('PASSIVE', 'FULL', 'RESTART', 'TRUNCATE')[number % 4]})")
            _say(number)


def text_of(number: int) -> str:
    """A text too long to stand in a change, that says a number."""
    return f"第{number}次" + "，用地手续正在办理" * 20


def problem_of(desk: Desk) -> str | None:
    """What the draft of April says now."""
    row = desk.workspace.database.execute("SELECT problems FROM progress WHERE layer = 1 AND period = ?", (str(APRIL),)).fetchone()
    return row[0] if row else None


def _program(data_folder: str) -> Program:
    return Program(SystemClock(), Path(data_folder), "张三")


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def migrate_on_full_disk(path: str, limit: str) -> None:
    """Open an old file for writing where no file may grow beyond so many bytes, and say what came of it."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
    try:
        Workspace.open(Path(path)).close()
    except UserError as error:
        sys.stdout.write(f"{error.code}\n")
    else:
        sys.stdout.write("migrated\n")
