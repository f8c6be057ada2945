"""Every failure the program knows, one class each, under one root.

A `UserError` is something the person or their machine can put right. It carries facts (its fields) and a code (its class name in
kebab-case), never a sentence: the sentence and its cure are in `core.messages`. A `BugError` is our own fault and travels to the top.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import ClassVar


class JiannuoError(Exception):
    """The root of all failures raised on purpose."""


class BugError(JiannuoError):
    """Our own fault: a state that the program's rules exclude."""


class UserError(JiannuoError):
    """A failure that the person or their machine can put right."""

    code: ClassVar[str] = "user-error"

    def __init_subclass__(cls) -> None:
        """Derive the stable code from the class name: ReportIsEmpty → report-is-empty."""
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    @property
    def facts(self) -> dict[str, object]:
        """The fields of the error by name, for the sentence in `core.messages`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]  # subclasses are dataclasses

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({facts})"


# --- quantities and periods ---------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotAQuantity(UserError):
    """Text stands where a number is expected; `field` names the field in the user's words."""

    text: str
    field: str


@dataclass(eq=False)
class QuantityOutOfRange(UserError):
    """The number does not fit integer millionths of its unit (9.2 × 10¹² units)."""

    text: str
    field: str


@dataclass(eq=False)
class NotAPeriod(UserError):
    """The text is not 2025-06, 2025-Q2, 2025-H1 or 2025."""

    text: str


# --- files of the machine -----------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class PathIsFolder(UserError):
    """A file was expected where a folder is."""

    path: Path


@dataclass(eq=False)
class FileNotFound(UserError):
    """There is no such file."""

    path: Path


@dataclass(eq=False)
class FileNotReadable(UserError):
    """The file exists but may not be read, or its medium fails."""

    path: Path
    reason: str


@dataclass(eq=False)
class CannotWrite(UserError):
    """The place is read-only, or the person may not write there."""

    path: Path
    reason: str


@dataclass(eq=False)
class FileExists(UserError):
    """Something stands already where a new file was to be made."""

    path: Path


@dataclass(eq=False)
class DiskFull(UserError):
    """No space is left where the file was to be written."""

    path: Path


# --- the change log -----------------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class ChangeNotCanonical(UserError):
    """A line of changes is not in the one form that the format allows."""

    reason: str


# --- the workspace file -------------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotAWorkspace(UserError):
    """The file is not a Jiannuo workspace."""

    path: Path


@dataclass(eq=False)
class WorkspaceNewer(UserError):
    """A newer program made the workspace."""

    path: Path
    version: str


@dataclass(eq=False)
class WorkspaceDamaged(UserError):
    """SQLite finds the file damaged."""

    path: Path
    reason: str


@dataclass(eq=False)
class WorkspaceInUse(UserError):
    """Someone else is writing it; `holder` is name@machine, or `?` when unknown."""

    path: Path
    holder: str


# --- reading a report ---------------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class ReportIsEmpty(UserError):
    """The report holds no words."""


@dataclass(eq=False)
class ReportIsTooLarge(UserError):
    """The file is larger than any report's text; sizes are in megabytes."""

    path: Path
    size_mb: int
    limit_mb: int


@dataclass(eq=False)
class ReportIsNotText(UserError):
    """The file is no text: a picture, a program, or a text in an unknown encoding."""

    path: Path


@dataclass(eq=False)
class ReportFormatNotRead(UserError):
    """The file is of a kind that is not read as it is; `kind` is its ending, such as DOCX."""

    path: Path
    kind: str


@dataclass(eq=False)
class ReportHasNoHeadings(UserError):
    """Nothing in the text looks like the heading of a part, and no target is named."""


# --- bundles and keys ---------------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotABundle(UserError):
    """The file does not begin as a bundle does."""

    path: Path


@dataclass(eq=False)
class BundleDamaged(UserError):
    """The file begins as a bundle but is cut short, altered, or not as the format demands; `reason` is `part: what`."""

    path: Path
    reason: str


@dataclass(eq=False)
class BundleTooLarge(UserError):
    """The bundle, or a part of it, exceeds what the format allows."""

    path: Path
    limit_mb: int


@dataclass(eq=False)
class BundleNewer(UserError):
    """The bundle is of a format that this program does not know yet."""

    path: Path
    version: str


@dataclass(eq=False)
class BundleSignatureWrong(UserError):
    """A signature in the bundle is not that of the site which it names."""

    path: Path
    site: str


@dataclass(eq=False)
class BundleForeignPlan(UserError):
    """The bundle belongs to another plan than the workspace."""

    path: Path
    plan: str


@dataclass(eq=False)
class BundleDemoMismatch(UserError):
    """A demo bundle meets a real workspace, or the other way."""

    path: Path


@dataclass(eq=False)
class BundleUnknownSigner(UserError):
    """The sender's site is not enrolled in the plan and brings no valid invitation; `unit` is the one it claims."""

    path: Path
    site: str
    unit: str


@dataclass(eq=False)
class BundleWrongKind(UserError):
    """A bundle of one kind is given where another is needed; both in the format's words."""

    path: Path
    kind: str
    expected: str


@dataclass(eq=False)
class BundleForOtherUnit(UserError):
    """The bundle is addressed to another unit than the workspace's."""

    path: Path
    unit: str


@dataclass(eq=False)
class EvidenceDamaged(UserError):
    """The bytes of an evidence file are no longer those of its SHA-256."""

    sha256: str


@dataclass(eq=False)
class EnrolmentWrong(UserError):
    """A site's enrolment does not prove what it claims; `reason` says which part."""

    site: str
    reason: str


@dataclass(eq=False)
class KeyNotHere(UserError):
    """The private key of a site is not on this computer."""

    site: str


@dataclass(eq=False)
class KeyFileDamaged(UserError):
    """A key file does not hold the key that its name says."""

    path: Path


# --- tables -------------------------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class TableNotReadable(UserError):
    """The file holds no table that can be read."""

    path: Path
    reason: str


@dataclass(eq=False)
class TableColumnMissing(UserError):
    """A needed column is not in the table."""

    path: Path
    column: str


@dataclass(eq=False)
class UnitCodeRepeated(UserError):
    """Two units of a table have one code, or one has none; `row` counts from 1, the head."""

    path: Path
    row: int
    unit: str


@dataclass(eq=False)
class UnitParentUnknown(UserError):
    """A unit stands under a code that the table does not have."""

    path: Path
    row: int
    parent: str


@dataclass(eq=False)
class UnitKindUnknown(UserError):
    """A unit's kind is none of the known words."""

    path: Path
    row: int
    kind: str


@dataclass(eq=False)
class UnitTreeHasNoRoot(UserError):
    """Not exactly one unit stands at the top."""

    path: Path


# --- the plan -----------------------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotTheOffice(UserError):
    """Only the office may do this; the workspace is a unit's."""

    unit: str


@dataclass(eq=False)
class UnitUnknown(UserError):
    """The plan has no unit of that name or code."""

    unit: str


@dataclass(eq=False)
class ItemUnknown(UserError):
    """The plan has no item of that code."""

    item: str


@dataclass(eq=False)
class IndicatorUnknown(UserError):
    """The item has no indicator of that name; `item` is the item's code."""

    item: str
    name: str


@dataclass(eq=False)
class WordUnknown(UserError):
    """A cell holds none of the words that its column knows."""

    column: str
    text: str
    words: str


@dataclass(eq=False)
class PlanNotConfirmed(UserError):
    """Proposals are still open."""

    count: int


@dataclass(eq=False)
class PlanHasItemsWithoutLead(UserError):
    """Items have no lead; `codes` names the first few."""

    count: int
    codes: str


@dataclass(eq=False)
class NothingToIssue(UserError):
    """Nothing was changed since the last revision."""


@dataclass(eq=False)
class PlanNotIssued(UserError):
    """Units have no plan yet, so there is nothing to send, judge or print."""


# --- exchange -----------------------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class NothingToSend(UserError):
    """The receiver holds everything already."""


@dataclass(eq=False)
class StreamForked(UserError):
    """A site wrote two different things under the same numbers: its file was copied or restored behind the program's back."""

    path: Path
    site: str


# --- recording and reviewing --------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class PeriodNotInPlan(UserError):
    """The plan does not ask for reports on this period."""

    period: str
    plan: str


@dataclass(eq=False)
class CannotRecordThis(UserError):
    """The item or figure is not asked of this unit in this period; `item` is the item's code."""

    item: str
    name: str


@dataclass(eq=False)
class NothingToSubmit(UserError):
    """Nothing differs from what was handed up last, or nothing was entered."""

    period: str


@dataclass(eq=False)
class ChecksFailed(UserError):
    """Blocking findings stand against handing the period up; `first` is the sentence of the first."""

    count: int
    first: str


@dataclass(eq=False)
class NothingHandedUp(UserError):
    """The unit has handed nothing up for the period."""

    unit: str
    period: str


@dataclass(eq=False)
class AlreadyAccepted(UserError):
    """The unit's latest submission of the period is accepted already."""

    unit: str
    period: str


@dataclass(eq=False)
class ReasonMissing(UserError):
    """A return or a 核定值 needs a reason."""


@dataclass(eq=False)
class FolderNotEmpty(UserError):
    """The demo needs an empty folder, and this one holds something else."""

    path: Path


@dataclass(eq=False)
class InvitationUsedTwice(UserError):
    """A second computer was admitted by an invitation that admits one; both sites are named."""

    path: Path
    unit: str
    first: str
    second: str


# --- fonts --------------------------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class FontFileMissing(UserError):
    """A font file that a paper needs is gone from the program's folder or the machine."""

    path: Path


@dataclass(eq=False)
class WorkspaceWithoutPlan(UserError):
    """Nothing in the workspace or the file says what plan it is."""

    plan: str


# --- tables, names and paths as people have them ------------------------------------------------------------------------------------------


@dataclass(eq=False)
class TableColumnRepeated(UserError):
    """Two columns of a table have one head, or name one unit."""

    path: Path
    column: str


@dataclass(eq=False)
class TableColumnUnknown(UserError):
    """A column's head is none of those that the table may have; `known` lists them."""

    path: Path
    column: str
    known: str


@dataclass(eq=False)
class TableCellOutside(UserError):
    """A row has a filled cell in a column without a head; `row` counts from 1, the head."""

    path: Path
    row: int
    text: str


@dataclass(eq=False)
class TableCodeIsNumber(UserError):
    """A spreadsheet keeps a code such as 1.10 as the number 1.1; `row` counts from 1, the head."""

    path: Path
    row: int
    column: str
    text: str


@dataclass(eq=False)
class TableFormulaWithoutResult(UserError):
    """A cell holds a formula whose result was never saved; `row` counts from 1, the head."""

    path: Path
    row: int
    column: str


@dataclass(eq=False)
class TableRowRepeated(UserError):
    """Two rows of a table are about the same thing, named by `text`; rows count from 1, the head."""

    path: Path
    row: int
    first: int
    text: str


@dataclass(eq=False)
class UnitNameMissing(UserError):
    """A unit of a table has no name; `row` counts from 1, the head."""

    path: Path
    row: int


@dataclass(eq=False)
class UnitNameRepeated(UserError):
    """A unit's name, short name or code is also one of another unit's; `row` counts from 1, the head."""

    path: Path
    row: int
    name: str


@dataclass(eq=False)
class UnitAmbiguous(UserError):
    """Several units of the plan go by the text; `names` lists them."""

    unit: str
    names: str


@dataclass(eq=False)
class UnitOutsideSubtree(UserError):
    """The unit is neither the workspace's own nor below it."""

    unit: str
    own: str


@dataclass(eq=False)
class IndicatorMissing(UserError):
    """A cell belongs to a figure, and its row names no indicator."""

    column: str


@dataclass(eq=False)
class ValueAndReason(UserError):
    """A row has a figure and the reason why there is none."""

    value: str
    reason: str


@dataclass(eq=False)
class RecordedTwice(UserError):
    """An earlier row of the same table says something else of the same figure or text."""

    first: int


@dataclass(eq=False)
class NothingAsked(UserError):
    """The plan asks nothing of the unit, so it has nothing to hand up."""

    unit: str
    period: str


@dataclass(eq=False)
class ActorNotText(UserError):
    """The name of who works is no text in the terminal's encoding, or holds control characters."""

    text: str


# --- who may send, and what a task file must hold -----------------------------------------------------------------------------------------


@dataclass(eq=False)
class BundleNotFromAbove(UserError):
    """A unit is given a bundle of a unit that is neither itself nor above it."""

    path: Path
    unit: str


@dataclass(eq=False)
class InvitationReplaced(UserError):
    """A site was admitted by an invitation that the plan does not offer, or no longer since a new task file was sent."""

    path: Path
    unit: str


@dataclass(eq=False)
class TaskFileIncomplete(UserError):
    """A task file does not hold what a workspace is made from; `reason` names the part."""

    path: Path
    reason: str
