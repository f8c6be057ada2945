"""The plan: units, items, indicators, confirming and issuing. Tested with all others in tests/core/test_errors.py."""

from __future__ import annotations

from pathlib import Path

from core.errors.roots import UserError


class UnitCodeRepeated(UserError):
    """Two units of a table have one code, or one has none; `row` counts from 1, the head."""

    path: Path
    row: int
    unit: str


class UnitParentUnknown(UserError):
    """A unit stands under a code that the table does not have."""

    path: Path
    row: int
    parent: str


class UnitKindUnknown(UserError):
    """A unit's kind is none of the known words."""

    path: Path
    row: int
    kind: str


class UnitTreeHasNoRoot(UserError):
    """Not exactly one unit stands at the top."""

    path: Path


class NotTheOffice(UserError):
    """Only the office may do this; the workspace is a unit's."""

    unit: str


class UnitUnknown(UserError):
    """The plan has no unit of that name or code."""

    unit: str


class ItemUnknown(UserError):
    """The plan has no item of that code."""

    item: str


class IndicatorUnknown(UserError):
    """The item has no indicator of that name; `item` is the item's code."""

    item: str
    name: str


class AverageOfPercentages(UserError):
    """An indicator's percentages would be added or averaged; `rule` is the table's word."""

    name: str
    rule: str


class RollUpNotMeant(UserError):
    """A rule means nothing for an indicator of this kind; `kind` and `rule` are the words of the screen and the table."""

    name: str
    kind: str
    rule: str


class IncrementNotMeant(UserError):
    """An increment is given for what is no stock; `kind` is the word of the screen."""

    name: str
    kind: str


class RootStaysPut(UserError):
    """The office itself would be moved or ended."""

    unit: str


class UnitNotThere(UserError):
    """The unit does not exist in the period: it has not begun, or has ended."""

    unit: str
    period: str


class UnitUnderItself(UserError):
    """The unit would stand under itself, or under what lies below it."""

    unit: str
    under: str
    period: str


class SuccessorAmongPredecessors(UserError):
    """A unit would take over from itself."""

    unit: str


class SuccessionTooEarly(UserError):
    """There is no period before, of which a successor could take numbers over."""

    period: str


class PlanNotConfirmed(UserError):
    """Proposals are still open."""

    count: int


class PlanHasItemsWithoutLead(UserError):
    """Items have no lead; `codes` names the first few."""

    count: int
    codes: str


class NothingToIssue(UserError):
    """Nothing was changed since the last revision."""


class NotADay(UserError):
    """A day that cannot be read."""

    text: str


class NodeUnclear(UserError):
    """A node that has a day and no name."""

    text: str


class NothingToDivide(UserError):
    """A target that is no number, or nothing known by which to divide it among the units."""

    name: str


class PlanNotIssued(UserError):
    """Units have no plan yet, so there is nothing to send, judge or print."""


class UnitNameMissing(UserError):
    """A unit of a table has no name; `row` counts from 1, the head."""

    path: Path
    row: int


class UnitNameRepeated(UserError):
    """A unit's name, short name or code is also one of another unit's; `row` counts from 1, the head."""

    path: Path
    row: int
    name: str


class UnitAmbiguous(UserError):
    """Several units of the plan go by the text; `names` lists them."""

    unit: str
    names: str


class UnitOutsideSubtree(UserError):
    """The unit is neither the workspace's own nor below it."""

    unit: str
    own: str


class SettingsNotReadable(UserError):
    """A file of settings is no TOML in UTF-8."""

    path: Path
    reason: str


class SettingUnknown(UserError):
    """A file of settings names something that is no setting, or the same setting twice; `known` lists them."""

    path: Path
    name: str
    known: str


class SettingRefused(UserError):
    """A setting cannot have the value; `expected` says what it may have."""

    name: str
    text: str
    expected: str


class PlanPeriodsFixed(UserError):
    """Units have the plan, so its periods stay what they are; `names` are the settings that would change them."""

    names: str


class LastPlanOfAnotherYear(UserError):
    """The plan that a new one is to begin from is not of the year before."""

    year: int
    expected: int


class PlanChangedSince(UserError):
    """What an edit of the plan set holds something else by now, so that it is not taken back."""


class ItemIssued(UserError):
    """Units have the item, which keeps its words from then on."""

    item: str


class IndicatorIssued(UserError):
    """Units have the indicator, which keeps its unit and kind from then on."""

    name: str


class SplitOutsideItem(UserError):
    """No words of the item are left on one side of where it is to be cut."""

    item: str


class NothingToJoin(UserError):
    """No item follows that this one can be joined with."""

    item: str


class IndicatorNameMissing(UserError):
    """An indicator has no name."""


class TargetWithoutValue(UserError):
    """A target that is compared with a number has none."""

    name: str


class RangeTurned(UserError):
    """The upper end of a range lies below its lower end."""

    name: str
    low: str
    high: str


class SelectionOutsideItems(UserError):
    """The words selected in the report lie neither within one item nor within a review."""


class ReportIssued(UserError):
    """Units have the plan, so that its report is not read anew."""


class ReferenceMissing(UserError):
    """A target that is measured against another indicator does not say which."""

    name: str
