"""The program's own journal of refused files: a workspace is not touched by what it refuses, so the reason stands beside the settings.

One file a computer, the last so many refusals of all its workspaces; one that cannot be read counts as empty.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from core.errors import FileWasUndone, UserError
from core.files import open_to_read, plain_name, plain_text, read_file, write_file
from core.messages import Language, sentence
from core.services.desk import Desk, Program
from core.services.merging import DryRun

MOST_REFUSALS: Final = 500
_FILE: Final = "refused.json"
_PIECE_BYTES: Final = 1 << 20


class Refusal(Struct, frozen=True):
    """A file that was refused: when last and by whom it was given, in which site's workspace; its name and SHA-256, and why.

    `sha256` is of the whole file, empty where it could not be read; why is the error's code, and its sentence in both languages.
    """

    at: datetime
    by: str
    site: str
    name: str
    sha256: str
    code: str
    chinese: str
    english: str

    def sentence_in(self, language: Language) -> str:
        """Why it was refused."""
        return self.chinese if language == "zh" else self.english

    @property
    def same_as(self) -> tuple[str, str, str, str]:
        """What two refusals of one file have in common."""
        return self.site, self.name, self.sha256, self.code


def note_refusals(desk: Desk, run: DryRun) -> None:
    """Remember the files that a dry run refused; where the disk refuses that, they are as refused as before.

    Whoever gives the same file again is remembered by the last time. May be called on any thread, one at a time.
    """
    new = [
        _refusal(desk, preview.path, preview.refused)
        for preview in run.files
        if preview.refused is not None and not isinstance(preview.refused, FileWasUndone)
    ]
    if new:
        path = _path(desk.program)
        kept = [each for each in _read(path) if each.same_as not in {one.same_as for one in new}]
        with suppress(UserError, OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, msgspec.json.encode([*kept, *new][-MOST_REFUSALS:]))


def refusals(desk: Desk) -> tuple[Refusal, ...]:
    """The files that were refused in this workspace on this computer, the latest first."""
    return tuple(each for each in reversed(_read(_path(desk.program))) if each.site == desk.identity.site)


def _refusal(desk: Desk, path: Path, error: UserError) -> Refusal:
    program = desk.program
    told = (plain_name(path), _digest(path), error.code, plain_text(sentence(error, "zh")), plain_text(sentence(error, "en")))
    return Refusal(program.clock.now(), program.actor, desk.identity.site, *told)


def _digest(path: Path) -> str:
    with suppress(UserError, OSError):
        if path.is_file():  # nobody may wait for a pipe
            with open_to_read(path) as file:
                digest = hashlib.sha256()
                while piece := file.read(_PIECE_BYTES):
                    digest.update(piece)
                return digest.hexdigest()
    return ""


def _path(program: Program) -> Path:
    return program.data_folder / _FILE


def _read(path: Path) -> list[Refusal]:
    try:
        return msgspec.json.decode(read_file(path), type=list[Refusal])
    except (UserError, msgspec.MsgspecError):
        return []
