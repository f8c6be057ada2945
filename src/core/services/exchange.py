"""The page of exchange: what came in, which computers are known, what is still to be sent; and a dry run in lines for the screen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from core.changes.change import StreamKey, unit_scope
from core.changes.registers import REVIEW, SUBMISSION
from core.errors import FileWasUndone, UserError
from core.ids import SiteId, SubmissionId, UnitId
from core.model.period import Period
from core.model.plan import Plan
from core.services.desk import Desk
from core.services.file_names import file_name, unit_file_names
from core.services.home import office_holds
from core.services.imports import ImportLine, recent_imports
from core.services.merge_undoing import MergeToUndo, merge_to_undo
from core.services.merging import AcceptedFile, DryRun, FilePreview
from core.services.packing import SUFFIX, outstanding
from core.store.office_queries import EnrolledSite, enrolled_sites, stretches
from core.store.queries import units_of_sites

MOST_IMPORTS = 200


class SiteLine(Struct, frozen=True):
    """A computer whose word is taken; `is_here` marks this one."""

    unit: UnitId
    site: SiteId
    since: datetime
    is_here: bool


class ReportToSend(Struct, frozen=True):
    """What a unit has for the office: submissions that it has not acknowledged, by period and number, the latest first.

    `changes` counts what the file would carry and `file_name` is what to call it.
    """

    submissions: tuple[tuple[Period, int], ...]
    changes: int
    file_name: str

    @property
    def last_number(self) -> int:
        """The number of the latest of them within its period."""
        return self.submissions[0][1]


class FeedbackToSend(Struct, frozen=True):
    """What the office has for a unit that this has not acknowledged: how many changes."""

    unit: UnitId
    changes: int


class ExchangePage(Struct, frozen=True):
    """What came in (the latest first), who is known, what is to be sent.

    `report` is set in a unit's workspace only; `without_task_file` (units with duties no computer of which has reported yet) and `feedback`
    in the office's. Before the plan is issued nothing is to be sent. `undoing` is the latest merge where it can be undone, else why not.
    """

    imports: tuple[ImportLine, ...]
    sites: tuple[SiteLine, ...]
    report: ReportToSend | None
    without_task_file: tuple[UnitId, ...]
    feedback: tuple[FeedbackToSend, ...]
    undoing: MergeToUndo | UserError


class GapLine(Struct, frozen=True):
    """Numbers of a unit's stream that never arrived, both ends inclusive."""

    unit: UnitId
    first: int
    last: int


class DecisionLine(Struct, frozen=True):
    """The office's word on one of the unit's own submissions."""

    period: Period
    number: int
    is_accepted: bool


class FileLine(Struct, frozen=True):
    """What one file of a dry run would do; `unit` is the sender's name, "" where the file does not say or the plan has no such unit.

    `submissions` are those among what is new, by unit name, period and number; `decisions` those on this unit's own submissions, by period
    and number.
    """

    path: Path
    unit: str
    new: int
    repeated: int
    waiting: int
    gaps: tuple[GapLine, ...]
    refused: UserError | None
    submissions: tuple[tuple[str, Period, int], ...]
    decisions: tuple[DecisionLine, ...] = ()

    @property
    def was_undone(self) -> bool:
        """Whether it is passed over because its merge was undone."""
        return isinstance(self.refused, FileWasUndone)

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


def exchange_page(desk: Desk) -> ExchangePage:
    """The page; of what grows with use it reads the last imports and, in a unit's workspace, the unit's own submissions."""
    units = units_of_sites(desk.workspace.database)
    return ExchangePage(
        recent_imports(desk, MOST_IMPORTS),
        _sites(desk),
        None if desk.is_office else report_to_send(desk),
        without_task_file(desk, units),
        _feedback(desk, units) if desk.is_office else (),
        _undoing(desk),
    )


def report_to_send(desk: Desk) -> ReportToSend | None:
    """The submissions that the office has not acknowledged; None where it holds them all."""
    held = office_holds(desk)
    scope = unit_scope(desk.unit)
    waiting = [
        stretch.submission
        for stretch in stretches(desk.workspace.database, desk.unit)
        if stretch.seq > held.get(StreamKey(stretch.site, scope), 0)
    ]
    if not waiting:
        return None
    latest = waiting[0]
    name = report_file_name(desk.plan, desk.unit, latest.period, latest.number)
    return ReportToSend(tuple((each.period, each.number) for each in waiting), outstanding(desk, [None])[None], name)


def report_file_name(plan: Plan, unit: UnitId, period: Period, number: int) -> str:
    """What to call the file of a submission: 上报包_常州市_溧阳市_2025-06.jnb, from the second on with its number."""
    again = f"_第{number}次" if number > 1 else ""
    return f"上报包_{file_name(plan.place)}_{unit_file_names(plan)[unit]}_{period}{again}{SUFFIX}"


def without_task_file(desk: Desk, units: Mapping[SiteId, UnitId]) -> tuple[UnitId, ...]:
    """The units with duties of which no computer is known yet, in the order of the tree; in a unit's workspace none."""
    known = set(units.values())
    return tuple(unit.id for unit in desk.plan.reporting_units if unit.id not in known) if desk.is_office else ()


def describe(desk: Desk, run: DryRun) -> tuple[FileLine, ...]:
    """A dry run's files in lines for the screen, in the order given."""
    new = {(each.unit, each.period, each.number) for each in run.handed_up}
    accepted = {file.bundle.path: file for file in run.accepted}
    lines = (_line(desk.plan, preview, accepted.get(preview.path), new) for preview in run.files)
    if desk.is_office:
        return tuple(lines)
    own = {each.submission.id: (each.submission.period, each.submission.number) for each in stretches(desk.workspace.database, desk.unit)}
    decided = {change.register.id for stream in run.streams for change in stream.changes if change.register.entity == REVIEW}
    return tuple(replace(line, decisions=_decisions(accepted.get(line.path), own, decided)) for line in lines)


def _line(plan: Plan, preview: FilePreview, file: AcceptedFile | None, new: set[tuple[UnitId, str, int]]) -> FileLine:
    brought = _submissions(file) & new if file is not None and preview.new else set()
    return FileLine(
        preview.path,
        _name(plan, preview.unit),
        preview.new,
        preview.repeated,
        preview.waiting,
        tuple(GapLine(gap.unit, gap.first, gap.last) for gap in preview.gaps),
        preview.refused,
        tuple((_name(plan, unit), Period.parse(period), number) for unit, period, number in sorted(brought)),
    )


def _submissions(file: AcceptedFile) -> set[tuple[UnitId, str, int]]:
    """Unit, period and number of the submissions in a file, as far as it does not wait."""
    return {
        (UnitId(change.register.id.partition("/")[0]), str(change.value.get("period")), number)
        for piece in file.slices
        for change in piece.changes
        if change.register.entity == SUBMISSION and isinstance(change.value, dict)
        if isinstance(number := change.value.get("number"), int)
    }


def _decisions(
    file: AcceptedFile | None, own: Mapping[SubmissionId, tuple[Period, int]], decided: Collection[str]
) -> tuple[DecisionLine, ...]:
    """The office's new words in a file on submissions of one's own; `decided` are the ids of what is new."""
    found = [
        DecisionLine(*own[submission], is_accepted=change.value.get("accepted") is True)
        for piece in (file.slices if file is not None else ())
        for change in piece.changes
        if change.register.entity == REVIEW and change.register.id in decided and isinstance(change.value, dict)
        if (submission := SubmissionId(change.register.id.split("/")[1])) in own
    ]
    return tuple(sorted(found, key=lambda each: (each.period.last_day, each.number)))


def _name(plan: Plan, unit: UnitId | None) -> str:
    return plan.units_by_id[unit].name if unit is not None and unit in plan.units_by_id else ""


def _undoing(desk: Desk) -> MergeToUndo | UserError:
    try:
        return merge_to_undo(desk)
    except UserError as error:
        return error


def _sites(desk: Desk) -> tuple[SiteLine, ...]:
    """The known computers, units in the order of the tree."""
    places = {unit.id: place for place, unit in enumerate(desk.plan.units)}

    def order(each: EnrolledSite) -> int:
        return places.get(each.unit, len(places))

    known = sorted(enrolled_sites(desk.workspace.database, desk.identity), key=order)
    return tuple(SiteLine(each.unit, each.site, each.since, each.site == desk.identity.site) for each in known)


def _feedback(desk: Desk, units: Mapping[SiteId, UnitId]) -> tuple[FeedbackToSend, ...]:
    """The units whose computer is known and that do not hold everything yet, in the order of the tree."""
    known = set(units.values())
    receivers = [unit.id for unit in desk.plan.units if unit.id != desk.plan.root and unit.id in known]
    changes = outstanding(desk, receivers)
    return tuple(FeedbackToSend(unit, changes[unit]) for unit in receivers if changes[unit])
