"""The office's word that a stream counts up to here: a computer revoked, a unit retired or moved, a fork settled.

What lies beyond stays in the log of every workspace that holds it, and counts nowhere. A later word may go further (decision 0050).
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from core.changes.admitting import admitted_by_site
from core.changes.change import PLAN, Scope, StreamKey, unit_scope
from core.changes.codec import chain_start
from core.changes.cuts import Cut, CutReason, cut_register, cut_value
from core.errors import BranchUnknown, CutNotHeld, OwnSiteNotCut, ReasonMissing, SiteUnknown
from core.ids import SiteId, UnitId
from core.services.desk import Desk
from core.store.aside import branch_of
from core.store.cutting import Branch, chain_at, cut_ends, cut_said, enrolments
from core.store.queries import keys_of_sites, units_of_sites

AS_HELD = -1  # cut where the stream ends now


class CutStream(Struct, frozen=True):
    """A stream that the office has cut: whose, after which number, how what is held here lies to that."""

    unit: UnitId
    stream: StreamKey
    last: int
    branch: Branch


def cut_site(desk: Desk, site: SiteId, *, reason: CutReason, text: str, at: int = AS_HELD) -> tuple[CutStream, ...]:
    """Cut all streams of a site, in one unit of work; return those that are cut now.

    `at` is the last number that counts in what the site hands up (of the office's own: of the plan); all else is cut where it is held.

    Raises:
        NotTheOffice, ReasonMissing, SiteUnknown, OwnSiteNotCut, CutNotHeld: nothing was written.
    """
    return _cut(desk, [site], reason, text, at)


def cut_unit(desk: Desk, unit: UnitId, *, reason: CutReason, text: str) -> tuple[CutStream, ...]:
    """Cut all streams of all of a unit's sites where they are held, in one unit of work.

    Raises:
        NotTheOffice, ReasonMissing, SiteUnknown, OwnSiteNotCut: nothing was written.
    """
    sites = [site for site, owner in sorted(units_of_sites(desk.workspace.database).items()) if owner == unit]
    if not sites:
        raise SiteUnknown(site=unit)
    return _cut(desk, sites, reason, text, AS_HELD)


def settle_fork(desk: Desk, stream: StreamKey, branch: str, *, text: str) -> CutStream:
    """Say which branch of a forked stream counts, and up to where; `branch` is the chain, in hex, at its end or how that begins.

    Raises:
        NotTheOffice, ReasonMissing, SiteUnknown, OwnSiteNotCut: nothing was written.
        BranchUnknown: no branch held ends so, or several do.
    """
    desk.must_be_office()
    _must_be_another(desk, stream.site, text)
    start = _start(desk, stream)
    found = branch_of(desk.workspace.database, desk.workspace.log, stream, branch, start=start)
    if found is None:
        raise BranchUnknown(branch=branch, site=stream.site)
    last, end, common, common_end = found
    _write(desk, {stream: Cut(last, end, common, common_end, _admitted(desk, stream))}, CutReason.FORK, text)
    return next(each for each in cut_streams(desk) if each.stream == stream)


def settle_fork_of_site(desk: Desk, site: SiteId, branch: str, *, text: str) -> CutStream:
    """The same for the stream in which a site hands up (of the office's own: the plan).

    Raises:
        UserError: as `settle_fork`.
    """
    desk.must_be_office()
    _must_be_another(desk, site, text)
    return settle_fork(desk, StreamKey(site, _scopes(desk, site)[0]), branch, text=text)


def cut_streams(desk: Desk) -> tuple[CutStream, ...]:
    """Every stream that is cut, by unit, scope and site."""
    units = units_of_sites(desk.workspace.database)
    found = [
        CutStream(units.get(key.site, UnitId(key.scope)), key, end.last, end.branch)
        for key, end in cut_ends(desk.workspace.database).items()
    ]
    return tuple(sorted(found, key=lambda each: (each.unit, each.stream.scope, each.stream.site)))


def _cut(desk: Desk, sites: Iterable[SiteId], reason: CutReason, text: str, at: int) -> tuple[CutStream, ...]:
    desk.must_be_office()
    cuts: dict[StreamKey, Cut] = {}
    for site in sites:
        _must_be_another(desk, site, text)
        own, *others = _scopes(desk, site)
        cuts[StreamKey(site, own)] = _cut_at(desk, StreamKey(site, own), at)
        cuts |= {StreamKey(site, scope): _cut_at(desk, StreamKey(site, scope), AS_HELD) for scope in others}
    _write(desk, cuts, reason, text)
    return tuple(each for each in cut_streams(desk) if each.stream in cuts)


def _write(desk: Desk, cuts: dict[StreamKey, Cut], reason: CutReason, text: str) -> None:
    with desk.writing() as work:
        for key, cut in cuts.items():
            work.set(PLAN, cut_register(key), cut_value(cut, reason=reason, text=text.strip()))


def _must_be_another(desk: Desk, site: SiteId, text: str) -> None:
    if not text.strip():
        raise ReasonMissing
    if site == desk.identity.site:
        raise OwnSiteNotCut(site=site)
    if site not in units_of_sites(desk.workspace.database):
        raise SiteUnknown(site=site)


def _scopes(desk: Desk, site: SiteId) -> list[Scope]:
    """Where a site may write, held or not: what is never cut there would count."""
    unit = units_of_sites(desk.workspace.database)[site]
    if unit != desk.unit:
        return [unit_scope(unit)]
    return [PLAN, *(unit_scope(each.id) for each in desk.plan.units)]


def _cut_at(desk: Desk, key: StreamKey, at: int) -> Cut:
    state, start = desk.workspace.log.stream(key), _start(desk, key)
    held = 0 if state is None else state.last_seq
    last = held if at == AS_HELD else at
    if not 0 <= last <= held:
        raise CutNotHeld(site=key.site, last=last, held=held)
    end = chain_at(desk.workspace.log, key, last, start=start)
    return Cut(last, end, last, end, _admitted(desk, key))


def _admitted(desk: Desk, key: StreamKey) -> frozenset[SiteId]:
    """Whom a site has admitted, as far as is known when it is first cut; a later word takes nobody in besides."""
    said = cut_said(desk.workspace.log, key)
    return admitted_by_site(enrolments(desk.workspace.log, key.scope), key.site) if said is None else said.admitted


def _start(desk: Desk, key: StreamKey) -> bytes:
    return chain_start(desk.identity.plan, keys_of_sites(desk.workspace.database)[key.site], key.scope)
