"""One paper a unit, many at once: the period is judged a single time, and one paper is in memory at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from core.files import write_file
from core.model.org_unit import OrgUnit
from core.model.paper_kind import PaperKind
from core.model.period import Period
from core.services.briefings import PrintedPaper, picture
from core.services.desk import Desk
from core.services.file_names import file_name
from core.settings import load


class EachUnit(Struct, frozen=True):
    """Which papers: a kind, a period, the day that they bear (None: the usual one)."""

    kind: PaperKind
    period: Period
    issue_date: date | None = None


class Share(Struct, frozen=True):
    """Every `of`-th unit from the `number`-th on (from 0): several processes part the work so."""

    number: int = 0
    of: int = 1


def units_to_print(desk: Desk, period: Period) -> tuple[OrgUnit, ...]:
    """The units below that have something to report in the period, in the order of the tree."""
    plan = desk.issued_plan
    below = {unit.id for unit in plan.subtree(desk.unit)} - {desk.unit}
    return tuple(unit for unit in plan.reporting_units_at(period) if unit.id in below)


def print_each_unit(desk: Desk, wanted: EachUnit, folder: Path, share: Share | None = None) -> Iterator[tuple[int, PrintedPaper]]:
    """Print the papers of a share of the units, each with its number among all (from 1) as soon as it is written.

    Whoever stops asking leaves whole papers behind and none in part. The papers are the same as those printed one by one.

    Raises:
        PeriodNotInPlan, CannotWrite, DiskFull, PathIsFolder: as their names say.
    """
    # Late: see core.services.briefings
    from core.services.papers import Typesetter, set_paper  # noqa: PLC0415 # see above

    share = share or Share()
    units = units_to_print(desk, wanted.period)
    names = _names(units)
    mine = [(number, unit) for number, unit in enumerate(units, start=1) if (number - 1) % share.of == share.number]
    if not mine:
        return
    whole = picture(desk, wanted.period, issue_date=wanted.issue_date)
    setter = Typesetter(load(desk.program.data_folder).paper_fonts)
    for number, unit in mine:
        paper = set_paper(replace(whole, viewpoint=unit.id), wanted.kind, setter)
        path = folder / f"{wanted.kind.label}_{names[number - 1]}_{wanted.period}.pdf"
        write_file(path, paper.data)
        yield number, PrintedPaper(path, len(paper.data), paper.unprintable)


def _names(units: tuple[OrgUnit, ...]) -> list[str]:
    """What files are called by: the short name, with the code where two units share it."""
    names = [file_name(unit.short_name or unit.name) for unit in units]
    counts = Counter(name.casefold() for name in names)
    return [name if counts[name.casefold()] == 1 else f"{name}_{file_name(unit.code)}" for name, unit in zip(names, units, strict=True)]
