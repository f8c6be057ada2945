"""Which bureau likely leads an item, from a table of bureaus and their subjects that an office may replace (docs/decisions/0046).

The longest and most specific subjects count most, and more in an indicator's name than in the sentence, more there than in the task's
title. It is a proposal with its reason; the office decides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct, ValidationError, convert

from core.errors import BureausNotRead, FileNotFound
from core.resources import resource

_WEIGHTS = (4, 2, 1)  # of a subject in an indicator's name, in the item's sentence, in its task's title
_MOST_NAMED = 3


class Bureau(Struct, frozen=True):
    """A bureau: its usual name, words that a unit's name is known by, and what it looks after."""

    name: str
    known_by: tuple[str, ...]
    subjects: tuple[str, ...]

    def is_meant_by(self, unit_name: str) -> bool:
        """Whether a unit of this name is this bureau."""
        return any(word in unit_name for word in self.known_by)


class LikelyLead(Struct, frozen=True):
    """A bureau that likely leads, with the subjects that say so, the weightiest first."""

    bureau: Bureau
    subjects: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Why, in words for the screen."""
        return "、".join(f"“{subject}”" for subject in self.subjects) + f"通常由{self.bureau.name}牵头"


class _Table(Struct, forbid_unknown_fields=True):
    bureau: tuple[Bureau, ...]


def read_bureaus(path: Path | None = None) -> tuple[Bureau, ...]:
    """The table of bureaus in a TOML file, the program's own where none is given.

    Raises:
        FileNotFound: there is no such file.
        BureausNotRead: it is no TOML, or not such a table.
    """
    path = path or resource("reading", "bureaus.toml")
    try:
        return convert(tomllib.loads(path.read_text(encoding="utf-8")), _Table).bureau
    except FileNotFoundError as error:
        raise FileNotFound(path=path) from error
    except (tomllib.TOMLDecodeError, ValidationError, UnicodeDecodeError, OSError) as error:
        raise BureausNotRead(path=path, reason=str(error)) from error


def likely_lead(names: Sequence[str], text: str, title: str, bureaus: Sequence[Bureau]) -> LikelyLead | None:
    """The bureau that most speaks for leading an item with indicators of these names; None where nothing does.

    >>> bureaus = (Bureau("商务局", ("商务",), ("消费", "社会消费品零售")), Bureau("统计局", ("统计",), ("生产总值",)))
    >>> lead = likely_lead(["社会消费品零售总额增长"], "社会消费品零售总额增长5%左右", "", bureaus)
    >>> lead.bureau.name, lead.subjects
    ('商务局', ('社会消费品零售',))
    """
    best: tuple[int, LikelyLead] | None = None
    for bureau in bureaus:
        weights: dict[str, int] = {}
        for words, weight in zip(("；".join(names), text, title), _WEIGHTS, strict=True):
            for subject in _longest(subject for subject in bureau.subjects if subject in words):
                weights[subject] = weights.get(subject, 0) + weight * len(subject)
        score = sum(weights.values())
        if score and (best is None or score > best[0]):
            subjects = sorted(_longest(weights), key=lambda subject: -weights[subject])[:_MOST_NAMED]
            best = (score, LikelyLead(bureau, tuple(subjects)))
    return best[1] if best else None


def _longest(subjects: Iterable[str]) -> list[str]:
    """Without those that are part of another: 社会消费品零售 says all that 消费 does."""
    found = list(subjects)
    return [subject for subject in found if not any(subject != other and subject in other for other in found)]
