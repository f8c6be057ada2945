"""Names of units and places as parts of file names: legal on every system, short enough, and different for different units."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import chain
from itertools import count as count_from

from core.ids import UnitId
from core.model.plan import Plan

LONGEST_BYTES = 80  # of UTF-8; a file's name may have 255 on most systems, and has a kind, a place and a unit

# What Windows forbids has a full-width twin that reads the same.
_TWINS = {ord(mark): ord(mark) + 0xFEE0 for mark in '\\/:*?"<>|'}
# Control characters, invisible marks of direction, undecodable bytes, separators of lines.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_EDGES = ". \u3000_"


def file_name(text: str) -> str:
    """A text as a part of a file's name, at most 80 bytes of UTF-8, never empty.

    >>> file_name(" 西:区/开发区. ")
    '西：区／开发区'
    """
    plain = "".join("_" if unicodedata.category(mark) in _INVISIBLE else mark for mark in unicodedata.normalize("NFC", text))
    return _cut(plain.translate(_TWINS).strip(_EDGES), LONGEST_BYTES).strip(_EDGES) or "_"


def unit_file_names(plan: Plan) -> dict[UnitId, str]:
    """For every unit of a plan its short name as a part of file names, no two alike even where case does not count.

    Where short names are alike the code goes with each of them, and a number where that does not help.
    """
    names = {unit.id: file_name(unit.short_name) for unit in plan.units}
    counts = Counter(name.casefold() for name in names.values())
    taken = {name for name, count in counts.items() if count == 1}
    for unit in plan.units:
        if counts[file_name(unit.short_name).casefold()] == 1:
            continue
        for tail in chain([_cut(file_name(unit.code), 20)], map(str, count_from(1))):
            names[unit.id] = f"{_cut(file_name(unit.short_name), 50)}_{tail}"
            if names[unit.id].casefold() not in taken:
                break
        taken.add(names[unit.id].casefold())
    return names


def _cut(text: str, longest: int) -> str:
    """The beginning of a text that has so many bytes at most, cut between characters."""
    return text.encode("utf-8")[:longest].decode("utf-8", "ignore")
