"""What the window was started with; pure. Tested with the entrance (tests/gui/test_launch.py)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

_LANGUAGES = {"zh", "en"}


class Arguments(Struct, frozen=True):
    """The words of the start: a file to open, whether the example is wanted; `language` and `actor` are empty where the settings decide."""

    file: Path | None = None
    wants_example: bool = False
    language: str = ""
    actor: str = ""

    def as_line(self) -> bytes:
        """As one instance tells it to another: one line of JSON, the file's place absolute."""
        told = {"file": str(self.file.absolute()) if self.file else "", "example": self.wants_example}
        return json.dumps(told).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> Arguments:
        """What another instance told; a line that makes no sense asks for nothing but the window."""
        try:
            told = json.loads(line)
            return cls(Path(told["file"]) if told["file"] else None, bool(told["example"]))
        except (ValueError, KeyError, TypeError):
            return cls()


def parse_words(words: Iterable[str]) -> Arguments:
    """The arguments of the words: at most one file, `--example`, `--lang zh|en`, `--actor NAME`; others are passed over.

    >>> parse_words(["--lang", "en", "--example"])
    Arguments(file=None, wants_example=True, language='en', actor='')
    """
    rest = iter(words)
    file, wants_example, language, actor = None, False, "", ""
    for word in rest:
        if word == "--example":
            wants_example = True
        elif word == "--lang":
            language = next(rest, "")
        elif word == "--actor":
            actor = next(rest, "").strip()
        elif not word.startswith("--"):
            file = Path(word)
    return Arguments(file, wants_example, language if language in _LANGUAGES else "", actor)
