"""Driving the program as a person or a script does: words in; exit status, stdout and stderr out.

`run_words` calls the command line in this process, `run_program` starts a program of its own. Both keep keys in the data folder given.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from core.cli import main

DATA_FOLDER_VARIABLE = "JIANNUO_DATA"
# A reader beside a writer leaves these; they hold nothing that was not in the file before.
PASSING_FILES = ("-shm", "-wal", ".lock")
# What matplotlib looks up when it draws: the program's own, made when it is missing, and nobody's data.
DRAWING_FOLDER = "matplotlib"
# Opening to write may switch SQLite's journal, which its header notes here together with a count of such changes.
JOURNAL_NOTES = (slice(18, 20), slice(24, 28), slice(92, 96))
SQLITE_HEADER = b"SQLite format 3"
# linux/prctl.h, linux/capability.h
_DROP_FROM_BOUNDING_SET = 24
_WRITES_ANYWHERE = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@dataclass(frozen=True)
class Answer:
    """What a run said."""

    status: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        """The lines on stderr."""
        return self.err.splitlines()

    @property
    def data(self) -> dict[str, object]:
        """What --json printed."""
        found: dict[str, object] = json.loads(self.out)
        return found


@dataclass(frozen=True)
class Desk:
    """A person's computer: a data folder of its own, and the command line."""

    data_folder: Path

    def __call__(self, *words: str | Path) -> Answer:
        return run_words(self.data_folder, *words)

    def does(self, *words: str | Path) -> str:
        """Run what must succeed, and return what it said."""
        answer = self(*words)
        assert (answer.status, answer.err) == (0, ""), answer
        return answer.out

    def refuses(self, *words: str | Path) -> str:
        """Run what must be refused, and return the one sentence."""
        answer = self(*words)
        assert answer.status == 1, answer
        assert len(answer.complaints) == 1, answer.err
        return answer.complaints[0]


def run_words(data_folder: Path, *words: str | Path) -> Answer:
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv(DATA_FOLDER_VARIABLE, str(data_folder))
        status = main([str(word) for word in words])
    return Answer(status, out.getvalue(), err.getvalue())


def run_program(
    data_folder: Path, *words: str | Path, extra: Mapping[str, str] | None = None, before: Callable[[], None] | None = None
) -> Answer:
    environment = os.environ | {DATA_FOLDER_VARIABLE: str(data_folder)} | dict(extra or {})
    done = subprocess.run(
        [sys.executable, "-m", "jiannuo", *map(str, words)],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        preexec_fn=before,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def without_roots_rights() -> None:
    """Before a program starts: root may write anywhere only by a capability, which the program then has not. Others need nothing."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in _WRITES_ANYWHERE:
            if libc.prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0) != 0:
                raise OSError(ctypes.get_errno(), "prctl")


def content(path: Path) -> str:
    """SHA-256 of a file; of a workspace without the header's note on how it was last opened."""
    data = bytearray(path.read_bytes())
    if data.startswith(SQLITE_HEADER):
        for note in JOURNAL_NOTES:
            data[note] = bytes(len(data[note]))
    return hashlib.sha256(data).hexdigest()


def content_of(folder: Path) -> dict[str, str]:
    """The content of every file of a folder by its path in it."""
    return {
        path.relative_to(folder).as_posix(): content(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(PASSING_FILES) and DRAWING_FOLDER not in path.relative_to(folder).parts
    }


def copied_folder(source: Path, target: Path) -> Path:
    shutil.copytree(source, target)
    return target
