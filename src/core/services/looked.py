"""Up to where a person has looked at a page: kept with the program's own data, not in the workspace.

Looking is nobody's fact: it must not write what travels, it works in a workspace that is open to be read, and each person on a computer has
marks of their own. One file for each person and group of pages; one that cannot be read counts as never looked (decision 0059).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from core.changes.change import Scope, StreamKey
from core.errors import UserError
from core.files import read_file, write_file
from core.ids import SiteId
from core.services.desk import Desk

_FOLDER: Final = "looked"
_DIGITS: Final = 16
_BETWEEN: Final = "\n"


class LookedPage(Struct, frozen=True):
    """One page of one person in one workspace: the file of its group, and its own name there."""

    file: Path
    name: str


class Positions(Struct, frozen=True):
    """Up to which number each stream was seen."""

    last: dict[StreamKey, int]


def looked_page(desk: Desk, group: str, name: str) -> LookedPage:
    """The page of who works here; pages of one group stand in one file."""
    person = hashlib.sha256(desk.program.actor.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    folder = desk.program.data_folder / _FOLDER / hashlib.sha256(desk.identity.site.encode()).hexdigest()[:_DIGITS]
    return LookedPage(folder / f"{person}-{group}.json", name)


def looked_at(page: LookedPage) -> Positions | None:
    """Up to where the page was looked at; None where it never was."""
    return group_looked_at(page).get(page.name)


def group_looked_at(page: LookedPage) -> dict[str, Positions]:
    """The same for every page of the group, by name."""
    return {name: _positions(numbers) for name, numbers in _read(page.file).items()}


def look(page: LookedPage, seen: Positions) -> None:
    """Remember that a page was looked at, up to there; where the disk refuses, it will be told once more.

    May be called on any thread, one at a time.
    """
    pages = _read(page.file)
    numbers = {f"{key.site}{_BETWEEN}{key.scope}": last for key, last in seen.last.items()}
    if pages.get(page.name) == numbers:
        return
    with suppress(UserError, OSError):
        page.file.parent.mkdir(parents=True, exist_ok=True)
        write_file(page.file, msgspec.json.encode(pages | {page.name: numbers}))


def _read(file: Path) -> dict[str, dict[str, int]]:
    try:
        return msgspec.json.decode(read_file(file), type=dict[str, dict[str, int]])
    except (UserError, msgspec.MsgspecError):
        return {}


def _positions(numbers: Mapping[str, int]) -> Positions:
    found = {}
    for name, last in numbers.items():
        site, _, scope = name.partition(_BETWEEN)
        found[StreamKey(SiteId(site), Scope(scope))] = last
    return Positions(found)
