"""The program's own settings: one JSON file in the data folder, which can never keep the program from starting.

A setting that is missing or makes no sense has its default; what a newer program keeps in the file stays there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from core.errors import UserError
from core.files import read_file, write_file

FILE_NAME: Final = "settings.json"
SMALLEST_SCALE: Final = 100
LARGEST_SCALE: Final = 200

LanguageChoice = Literal["auto", "zh", "en"]
ThemeChoice = Literal["auto", "light", "dark"]
PaperFonts = Literal["bundled", "official"]
Role = Literal["office", "unit"]

_BROKEN_NAME = "settings.broken.json"
_MOST_RECENTS = 24
_MOST_ACTORS = 24
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_Value = TypeVar("_Value")


class Recent(Struct, frozen=True):
    """A workspace that was open: where it is and what it is, so that it can be listed without being opened."""

    path: Path
    place: str
    year: int
    unit: str
    role: Role
    is_sample: bool = False
    opened: datetime = _LONG_AGO


class RecentGroup(Struct, frozen=True):
    """Workspaces of one place, year and role, the last opened first."""

    place: str
    year: int
    role: Role
    recents: tuple[Recent, ...]


class Settings(Struct, frozen=True):
    """What the person has chosen, and what the window remembers.

    `paper_fonts` says which fonts papers are set in: the bundled ones, or the official ones of this machine where it has them.
    `text_scale` is percent, 100 to 200. `actor` is who works, "" when nobody has said; `known_actors` and `recents` have the last one
    first. `window_geometry` is the window's own base64 text; `second_mirror` is a folder on another medium where mirrors
    are kept once more; `last_folders` has the folder last used by purpose. `others` are keys of
    newer programs.
    """

    language: LanguageChoice = "auto"
    theme: ThemeChoice = "auto"
    text_scale: int = SMALLEST_SCALE
    paper_fonts: PaperFonts = "bundled"
    actor: str = ""
    known_actors: tuple[str, ...] = ()
    recents: tuple[Recent, ...] = ()
    window_geometry: str = ""
    second_mirror: Path | None = None
    last_folders: Mapping[str, Path] = field(default_factory=dict)
    others: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not SMALLEST_SCALE <= self.text_scale <= LARGEST_SCALE:
            message = f"text is scaled by {SMALLEST_SCALE} to {LARGEST_SCALE} percent"
            raise ValueError(message)

    def with_actor(self, name: str) -> Settings:
        """The same with another one at work, who is known from now on."""
        known = (name, *(other for other in self.known_actors if other != name))
        return replace(self, actor=name, known_actors=known[:_MOST_ACTORS])

    def with_recent(self, recent: Recent) -> Settings:
        """The same with a workspace opened now; an earlier entry of its path goes."""
        others = (other for other in self.recents if other.path != recent.path)
        return replace(self, recents=(recent, *others)[:_MOST_RECENTS])

    def without_recent(self, path: Path) -> Settings:
        """The same without a workspace that is gone, or that the person wants off the list."""
        return replace(self, recents=tuple(other for other in self.recents if other.path != path))

    def with_folder(self, purpose: str, folder: Path) -> Settings:
        """The same with the folder last used for a purpose."""
        return replace(self, last_folders={**self.last_folders, purpose: folder})


def load(folder: Path) -> Settings:
    """The settings kept in the data folder, or defaults; a file that is no JSON object is set aside under another name."""
    path = folder / FILE_NAME
    try:
        held = msgspec.json.decode(read_file(path), type=dict[str, Any])
    except UserError:
        return Settings()
    except ValueError:
        with suppress(OSError):  # it stays where it may not be renamed, and is written over at the next save
            path.replace(folder / _BROKEN_NAME)
        return Settings()
    return _settings(held)


def save(folder: Path, settings: Settings) -> Path:
    """Keep the settings in the data folder and return their file.

    Raises:
        CannotWrite, DiskFull, PathIsFolder: what was kept before is untouched.
    """
    return write_file(folder / FILE_NAME, msgspec.json.format(msgspec.json.encode(_as_json(settings)), indent=1) + b"\n")


def grouped(recents: Iterable[Recent]) -> tuple[RecentGroup, ...]:
    """Workspaces by place, year and role, samples apart: the group that was used last first, and so within each."""
    newest_first = sorted(recents, key=lambda recent: recent.opened, reverse=True)
    ranks: dict[tuple[object, ...], int] = {}
    for recent in newest_first:
        ranks.setdefault(_group_key(recent), len(ranks))
    ordered = sorted(newest_first, key=lambda recent: ranks[_group_key(recent)])
    groups = (tuple(group) for _, group in groupby(ordered, key=_group_key))
    return tuple(RecentGroup(group[0].place, group[0].year, group[0].role, group) for group in groups)


def _group_key(recent: Recent) -> tuple[object, ...]:
    return recent.is_sample, recent.place, recent.year, recent.role


def _settings(held: dict[str, Any]) -> Settings:
    default = Settings()
    folders: dict[str, str] = _kept(held, "last_folders", dict[str, str], {})
    scale = _kept(held, "text_scale", int, default.text_scale)
    return Settings(
        language=_kept(held, "language", LanguageChoice, default.language),
        theme=_kept(held, "theme", ThemeChoice, default.theme),
        text_scale=scale if SMALLEST_SCALE <= scale <= LARGEST_SCALE else default.text_scale,
        paper_fonts=_kept(held, "paper_fonts", PaperFonts, default.paper_fonts),
        actor=_kept(held, "actor", str, default.actor),
        known_actors=_each(held, "known_actors", str),
        recents=_each(held, "recents", Recent),
        window_geometry=_kept(held, "window_geometry", str, default.window_geometry),
        second_mirror=_kept(held, "second_mirror", Path | None, default.second_mirror),
        last_folders={purpose: Path(folder) for purpose, folder in folders.items()},
        others={key: value for key, value in held.items() if key not in _KEYS},
    )


def _kept(held: dict[str, Any], key: str, kind: Any, default: _Value) -> _Value:  # noqa: ANN401 # a type, a union, or a literal
    try:
        value: _Value = msgspec.convert(held[key], kind, dec_hook=_decoded)
    except (KeyError, ValueError):
        return default
    return value


def _each(held: dict[str, Any], key: str, kind: type[_Value]) -> tuple[_Value, ...]:
    """The entries of a list that make sense."""
    entries: list[Any] = _kept(held, key, list[Any], [])
    found = []
    for entry in entries:
        with suppress(ValueError):
            found.append(msgspec.convert(entry, kind, dec_hook=_decoded))
    return tuple(found)


def _decoded(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise ValueError(kind)


def _as_json(settings: Settings) -> dict[str, Any]:
    kept: dict[str, Any] = dict(settings.others)
    for key in _KEYS:
        kept[key] = msgspec.to_builtins(getattr(settings, key), enc_hook=str)
    return kept


_KEYS: Final = (
    *("language", "theme", "text_scale", "paper_fonts", "actor", "known_actors", "recents", "window_geometry"),
    *("second_mirror", "last_folders"),
)
