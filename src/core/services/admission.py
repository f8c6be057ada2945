"""Whose word is taken: which files a workspace takes at all, which sites are known, and how a new one is admitted.

A site is admitted by its unit's invitation, which admits one and only while it is the unit's latest. One that opened an earlier task file
and is not known yet enrols itself anew when it takes in the later one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from core.bundle.contents import ReadSlice
from core.bundle.enrolment import Admission, Enrolment, Invitation, whole_enrolment
from core.bundle.keys import SiteKey
from core.bundle.reader import Bundle
from core.changes.authority import is_above
from core.changes.change import PLAN, Change, Register, unit_scope
from core.changes.registers import SITE, site_id
from core.errors import (
    BundleDemoMismatch,
    BundleForeignPlan,
    BundleForOtherUnit,
    BundleNotFromAbove,
    BundleUnknownSigner,
    EnrolmentWrong,
    InvitationReplaced,
    InvitationUsedTwice,
    UserError,
)
from core.ids import SiteId, UnitId, root_unit
from core.services.desk import Desk
from core.services.plans import ENROLMENT
from core.store.plan_queries import invitations
from core.store.queries import active_sites, admitted_by, keys_of_sites, parents_of_units, units_of_sites
from core.store.workspace import WorkUnit


class KnownSites(Struct, frozen=True):
    """The sites whose word is taken: key and unit of each, and which one each invitation (its public half, in hex) has admitted.

    The office has said of those `cut` that they go no further: they bring nobody.
    """

    keys: Mapping[SiteId, bytes]
    units: Mapping[SiteId, UnitId]
    admitted: Mapping[str, SiteId]
    cut: frozenset[SiteId] = frozenset()

    def knows(self, bundle: Bundle) -> bool:
        """Whether the bundle's sender is the site and of the unit that it says."""
        return self.keys.get(bundle.sender) == bundle.sender_key and self.units.get(bundle.sender) == bundle.unit

    def plus(self, unit: UnitId, enrolment: Enrolment) -> KnownSites:
        """With one more site."""
        return KnownSites(
            {enrolment.site: enrolment.public, **self.keys},
            {enrolment.site: unit, **self.units},
            self.admitted if enrolment.admission is Admission.SITE else {enrolment.authority.hex(): enrolment.site, **self.admitted},
            self.cut,
        )

    def keys_of(self, unit: UnitId, *, but_for: SiteId) -> list[bytes]:
        """The keys of a unit's sites, another one's left out."""
        return [self.keys[site] for site, owner in sorted(self.units.items()) if owner == unit and site != but_for]


def known_sites(desk: Desk) -> KnownSites:
    """The sites that a workspace holds."""
    database = desk.workspace.database
    units = units_of_sites(database)
    return KnownSites(keys_of_sites(database), units, admitted_by(database), frozenset(units) - frozenset(active_sites(database)))


def check_address(desk: Desk, bundle: Bundle) -> None:
    """Refuse what is for someone else: another plan, a demo, another unit; and in a unit's workspace what comes from beside or below it.

    Raises:
        BundleDemoMismatch, BundleForeignPlan, BundleForOtherUnit, BundleNotFromAbove: as their names say.
    """
    if bundle.manifest.demo != desk.identity.is_demo:
        raise BundleDemoMismatch(path=bundle.path)
    if bundle.plan != desk.identity.plan:
        raise BundleForeignPlan(path=bundle.path, plan=bundle.plan)
    if bundle.recipient is not None and bundle.recipient != desk.unit:
        raise BundleForOtherUnit(path=bundle.path, unit=_name(desk, bundle.recipient))
    if not (desk.is_office or bundle.unit == desk.unit or _stands_above(desk, bundle.unit)):
        raise BundleNotFromAbove(path=bundle.path, unit=_name(desk, bundle.unit))
    allowed = {unit_scope(bundle.unit)} if desk.is_office else {PLAN, unit_scope(desk.unit)}
    for piece in bundle.slices:  # a unit's file may carry its own scope; the office's also the plan
        if piece.key.scope not in allowed:
            raise BundleForOtherUnit(path=bundle.path, unit=piece.key.scope)


def admit(desk: Desk, bundle: Bundle, slices: Iterable[ReadSlice], known: KnownSites) -> KnownSites:
    """The sites known once some of a bundle's slices are held, its sender among them.

    A site is known by any one of its enrolments that admits it. Of another site, whose invitation does not admit it (any more), a sender
    that is known, and not cut, brings the stream on its own word: it could admit it itself. Whom a cut site admitted enters, and does
    not count (`changes.admitting`).

    Raises:
        BundleUnknownSigner: the sender is not among them.
        EnrolmentWrong: a site that enrols itself does not prove it.
        InvitationUsedTwice: another computer was admitted by the same invitation, or by the one that replaced it.
        InvitationReplaced: the plan no longer offers the invitation.
    """
    told = [_told(bundle, change) for piece in slices for change in piece.changes if change.register.entity == SITE]
    # The earlier first of two that claim one invitation; clocks do not tell who admitted whom.
    waiting = sorted(told, key=lambda each: (each.enrolment.admission is Admission.SITE, each.stamp))
    known = _with_admitted(desk, waiting, known)
    while (
        known.knows(bundle)
        and bundle.sender not in known.cut
        and (brought := next((each for each in waiting if each.is_invited), None)) is not None
    ):
        waiting.remove(brought)
        known = _with_admitted(desk, waiting, known.plus(brought.unit, brought.enrolment))
    for each in waiting:
        if not each.is_in(known):
            raise _refusal(desk, bundle, each, known)
    if not known.knows(bundle):
        raise BundleUnknownSigner(path=bundle.path, site=bundle.sender, unit=bundle.unit)
    return known


def enrol(desk: Desk, work: WorkUnit, invitation: Invitation, key: SiteKey) -> None:
    """Enrol this site in its unit by an invitation."""
    register = Register(SITE, site_id(desk.unit, key.site), ENROLMENT)
    work.set(unit_scope(desk.unit), register, invitation.enrol(key).to_json())


def enrol_anew(desk: Desk, invitation: Invitation) -> None:
    """Enrol this site by the invitation of a task file that it took in, if that is what the plan offers its unit now.

    Raises:
        KeyNotHere: the site's key is on another computer.
    """
    if invitation.public in _offers(desk, desk.unit):
        with desk.writing() as work:
            enrol(desk, work, invitation, desk.key)


class _Told(Struct, frozen=True):
    """What a site says of itself, whole in itself: its unit, its enrolment, and when it wrote that."""

    unit: UnitId
    enrolment: Enrolment
    stamp: str

    @property
    def is_invited(self) -> bool:
        """Whether it came by an invitation, whichever."""
        return self.enrolment.admission is Admission.INVITATION

    def is_in(self, known: KnownSites) -> bool:
        """Whether the site is known as what it says, by this enrolment or by another."""
        site = self.enrolment.site
        return (known.keys.get(site), known.units.get(site)) == (self.enrolment.public, self.unit)


def _told(bundle: Bundle, change: Change) -> _Told:
    unit = UnitId(change.register.id.partition("/")[0])
    if change.scope != (PLAN if unit == root_unit(bundle.plan) else unit_scope(unit)):
        raise EnrolmentWrong(site=change.site, reason="scope")
    enrolment = whole_enrolment(change.value, plan=bundle.plan, unit=unit)
    if enrolment.site != change.site:
        raise EnrolmentWrong(site=change.site, reason="site")
    return _Told(unit, enrolment, change.stamp)


def _with_admitted(desk: Desk, waiting: list[_Told], known: KnownSites) -> KnownSites:
    """What is known with all of those waiting who are admitted, one by the other; they wait no more."""
    while (admitted := next((each for each in waiting if _is_admitted(desk, each, known)), None)) is not None:
        waiting.remove(admitted)
        known = known.plus(admitted.unit, admitted.enrolment)
    return known


def _is_admitted(desk: Desk, each: _Told, known: KnownSites) -> bool:
    enrolment, site = each.enrolment, each.enrolment.site
    if enrolment.admission is Admission.SITE:
        return enrolment.authority in known.keys_of(each.unit, but_for=site)
    if each.unit == root_unit(desk.identity.plan):  # the office's key came with the task file, and no other way
        return enrolment.admission is Admission.ROOT and known.keys.get(site) == enrolment.public
    if not each.is_invited:
        return False
    # What admitted this very site stays good, although the plan may offer another invitation by now.
    first = known.admitted.get(enrolment.authority.hex())
    return first == site or (first is None and enrolment.authority in _offers(desk, each.unit))


def _refusal(desk: Desk, bundle: Bundle, each: _Told, known: KnownSites) -> UserError:
    """Why a site is not admitted."""
    enrolment, site, unit = each.enrolment, each.enrolment.site, each.unit
    if not each.is_invited or unit == root_unit(desk.identity.plan):
        return EnrolmentWrong(site=site, reason="authority")
    first = known.admitted.get(enrolment.authority.hex())
    if first is None:
        first = next((other for other, owner in sorted(known.units.items()) if owner == unit and other != site), None)
    if first is None:
        return InvitationReplaced(path=bundle.path, unit=_name(desk, unit))
    return InvitationUsedTwice(path=bundle.path, unit=_name(desk, unit), first=first, second=site)


def _stands_above(desk: Desk, unit: UnitId) -> bool:
    return is_above(unit, desk.unit, parents_of_units(desk.workspace.database))


def _offers(desk: Desk, unit: UnitId) -> list[bytes]:
    """The public halves of the invitations that the plan holds for a unit."""
    values = invitations(desk.workspace.database)
    return [bytes.fromhex(str(value["public"])) for value in values if isinstance(value, dict) and value.get("unit") == unit]


def _name(desk: Desk, unit: UnitId) -> str:
    held = desk.plan.units_by_id.get(unit)
    return unit if held is None else held.name
