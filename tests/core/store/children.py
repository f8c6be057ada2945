"""Work for other processes: writers that are stopped, that meet a full disk, that hold a lock, that may not write."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.core.store.building import DISTRICT_1, DRAFT, FIGURE, author, figure, identity, make

from core.changes.change import Register
from core.errors import UserError, WorkspaceInUse
from core.store.lock import WriterLock
from core.store.workspace import Workspace

ROOT_FOLDER = Path(__file__).parents[3]
NOBODY = 65534
TEXT = Register("progress", "uD/i/2025-06", "text")


def start(work: str, *arguments: object) -> subprocess.Popen[str]:
    """Run one of the functions below in a process of its own, which may be given lines and gives lines."""
    command = [sys.executable, "-c", f"import sys; from tests.core.store.children import {work} as work; work(*sys.argv[1:])"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT_FOLDER), *sys.path])}
    pipe = subprocess.PIPE
    return subprocess.Popen([*command, *map(str, arguments)], stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=environment)


def outcome(work: str, *arguments: object) -> list[str]:
    """The lines that a function below says before it ends by itself."""
    with start(work, *arguments) as process:
        out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out.splitlines()


def hold(path: str) -> None:
    """Keep a workspace open for writing until told to end."""
    with Workspace.open(Path(path), holder="李四"):
        _say("open")
        sys.stdin.readline()


def write_for_ever(path: str) -> None:
    """Commit one figure after another, and say each number once it is committed."""
    with Workspace.open(Path(path)) as workspace:
        number = 0
        while True:
            number += 1
            with workspace.unit_of_work(author()) as work:
                work.set(DRAFT, FIGURE, figure(str(number)))
                work.set(DRAFT, TEXT, f"第{number}次" * 40)
            _say(number)


def make_for_ever(path: str) -> None:
    """Make one workspace after another in a folder, and say each number once it stands."""
    number = 0
    while True:
        number += 1
        with (
            Workspace.making(Path(path) / f"{number}.jiannuo", identity(DISTRICT_1)) as workspace,
            workspace.unit_of_work(author()) as work,
        ):
            work.set(DRAFT, FIGURE, figure(str(number)))
        _say(number)


def write_on_full_disk(path: str, limit: str) -> None:
    """Write one large unit of work where no file may grow beyond `limit` bytes, then a small one, and say what came of it."""
    with Workspace.open(Path(path)) as workspace:
        _limit_files(int(limit))
        try:
            with workspace.unit_of_work(author()) as work:
                for number in range(400):
                    work.set(DRAFT, Register("progress", f"uD/i{number}/2025-06", "text"), "长文" * 500)
        except UserError as error:
            _say(error.code)
        else:
            _say("written")
        _say(len(list(workspace.log.heads(DRAFT, FIGURE))), workspace.database.execute("SELECT count(*) FROM change").fetchone()[0])


def make_on_full_disk(path: str, limit: str) -> None:
    """Make a workspace where no file may grow beyond `limit` bytes."""
    _limit_files(int(limit))
    try:
        Workspace.create(Path(path), identity(DISTRICT_1)).close()
    except UserError as error:
        _say(error.code)


def take_turns(path: str, name: str, turns: str) -> None:
    """Take and release a lock many times; say "alone" if nobody else held it at the same time."""
    mark = Path(path).with_suffix(".mark")
    taken = 0
    while taken < int(turns):
        try:
            lock = WriterLock(Path(path), name)
        except WorkspaceInUse:
            continue
        taken += 1
        mark.write_text(f"{name}{taken}", encoding="utf-8")
        if mark.read_text(encoding="utf-8") != f"{name}{taken}":
            _say("not alone")
            return
        lock.release()
    _say("alone")


def use_as_nobody(path: str, way: str) -> None:
    """Open a workspace as a person without rights, to write or to read, and say what came of it."""
    _become_nobody()
    try:
        with Workspace.open(Path(path)) if way == "write" else Workspace.open_read_only(Path(path)) as workspace:
            _say([head.value for head in workspace.log.heads(DRAFT, FIGURE)])
    except UserError as error:
        _say(error.code)


def make_as_nobody(path: str) -> None:
    """Make a workspace as a person without rights."""
    _become_nobody()
    try:
        Workspace.create(Path(path), identity(DISTRICT_1)).close()
    except UserError as error:
        _say(error.code)


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def _become_nobody() -> None:
    with TemporaryDirectory() as folder:  # loads what the interpreter loads late, which nobody may not be able to read
        make(Path(folder) / "w.jiannuo").close()
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def _limit_files(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
