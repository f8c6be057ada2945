"""Looking at files and merging them as they were seen: works of the lanes. Tested through the page (test_page.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from core.services.desk import Desk
from core.services.exchange import ExchangePage, FileLine, describe, exchange_page
from core.services.home import HandedUpPeriod, unit_home
from core.services.merging import DryRun, dry_run, merge
from core.services.packing import SUFFIX
from core.services.refusals import note_refusals
from gui.session.job import Reporter


class Look(Struct, frozen=True):
    """What a dry run showed: a line a file, and the digests by which the files it would take are known again.

    `come_upon` are those that were found in a folder rather than picked themselves.
    """

    lines: tuple[FileLine, ...]
    digests: tuple[str, ...]
    come_upon: tuple[Path, ...] = ()

    @property
    def new(self) -> int:
        """How many changes would be new."""
        return sum(line.new for line in self.lines)

    def is_same(self, other: Look) -> bool:
        """Whether another look shows exactly this."""
        return self.digests == other.digests and list(map(_traits, self.lines)) == list(map(_traits, other.lines))


class Merged(Struct, frozen=True):
    """How a merge went: what was seen, and how many changes entered; None where it was not done, since it would not be what was shown."""

    look: Look
    entered: int | None


class ExchangeFacts(Struct, frozen=True):
    """The page's values; `held` is the latest own submission that the office has acknowledged, None at the office and before the first."""

    page: ExchangePage
    held: HandedUpPeriod | None


def exchange_facts(today: date) -> Callable[[Desk], ExchangeFacts]:
    """Read what is to be sent, what came, who is known, and what the office holds."""

    def question(desk: Desk) -> ExchangeFacts:
        page = exchange_page(desk)
        if desk.is_office or not desk.plan.periods:
            return ExchangeFacts(page, None)
        # What the office holds does not depend on the period, and the first has the least to be read with it.
        return ExchangeFacts(page, unit_home(desk, desk.plan.periods[0], today).office_holds)

    return question


def look_at(desk: Desk, paths: Sequence[Path]) -> Look:
    """Look at files without changing anything; of a folder at all bundles in it."""
    files = _files(paths)
    come_upon = tuple(file for file in files if file not in paths)
    run = dry_run(desk, files, come_upon=come_upon)
    note_refusals(desk, run)
    return _look(desk, run, come_upon)


def merging(seen: Look, words: str) -> Callable[[Desk, Reporter], Merged]:
    """Merge what was seen; where files or workspace have changed meanwhile nothing is merged."""

    def work(desk: Desk, reporter: Reporter) -> Merged:
        reporter.report(0, 0, words)
        run = dry_run(desk, [line.path for line in seen.lines], come_upon=seen.come_upon)
        look = _look(desk, run, seen.come_upon)
        if not look.is_same(seen):
            return Merged(look, None)
        reporter.check()
        return Merged(look, merge(desk, run).changes)

    return work


def _look(desk: Desk, run: DryRun, come_upon: tuple[Path, ...]) -> Look:
    return Look(describe(desk, run), tuple(file.bundle.digest for file in run.accepted), come_upon)


def _files(paths: Sequence[Path]) -> list[Path]:
    found = [file for path in paths for file in _inside(path)]
    return list(dict.fromkeys(found))


def _inside(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(each for each in path.rglob("*") if each.suffix.lower() == SUFFIX and each.is_file())
    else:
        yield path


def _traits(line: FileLine) -> tuple[object, ...]:
    """What can be compared of a line: errors are one of a kind."""
    refused = None if line.refused is None else line.refused.code
    return line.path, line.unit, line.new, line.repeated, line.waiting, line.gaps, line.submissions, line.decisions, refused
