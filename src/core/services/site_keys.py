"""The computers that a workspace knows, and whom of them somebody has checked: 未核对 until six words were compared.

A computer is admitted by bytes alone; that they are the right person's only a person can say. The office's word that they are is a register
of the plan, which names the key itself (decision 0065).
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from core.bundle.six_words import six_words, typed_words
from core.changes.admitting import BY_SITE
from core.changes.change import PLAN, Json, Register, unit_scope
from core.changes.registers import CHECKED_SITE, site_id
from core.errors import SiteUnknown, WordsDiffer
from core.ids import SiteId, UnitId
from core.services.desk import Desk
from core.services.site_names import SiteName, SiteNames
from core.store.cutting import enrolments
from core.store.queries import active_sites, head_values, keys_of_sites

KEY = "key"  # the one field


class SiteState(StrEnum):
    """What is known of a computer."""

    HERE = "here"  # this very one
    UNCHECKED = "unchecked"  # 未核对
    CHECKED = "checked"
    CUT = "cut"  # 停用: what it goes on writing does not count


class SiteKeyState(Struct, frozen=True):
    """A computer: whose, its six words, what is known of it, and the site that admitted it (None: none did)."""

    name: SiteName
    unit: UnitId
    words: tuple[str, ...]
    state: SiteState
    admitted_by: SiteId | None


def site_keys(desk: Desk) -> tuple[SiteKeyState, ...]:
    """Every enrolled computer, by unit and then as they were enrolled."""
    database = desk.workspace.database
    keys, active = keys_of_sites(database), active_sites(database)
    checked = {identity: value for identity, field, value in head_values(database, PLAN, CHECKED_SITE) if field == KEY}
    names = SiteNames(desk).by_site
    by_key = {key.hex(): site for site, key in keys.items()}
    sponsors: dict[SiteId, SiteId | None] = {}
    for scope in {PLAN, *(unit_scope(name.unit) for name in names.values() if name.unit is not None)}:
        for told in enrolments(desk.workspace.log, scope):
            sponsors.setdefault(told.site, by_key.get(told.authority) if told.admission == BY_SITE else None)
    found = []
    for site, name in names.items():
        unit = name.unit
        if unit is None or site not in keys:
            continue
        is_checked = checked.get(site_id(unit, site)) == keys[site].hex()
        state = SiteState.CHECKED if is_checked else SiteState.UNCHECKED
        if site == desk.identity.site:
            state = SiteState.HERE
        elif site not in active:
            state = SiteState.CUT
        found.append(SiteKeyState(name, unit, six_words(keys[site], desk.identity.plan), state, sponsors.get(site)))
    return tuple(found)


def own_words(desk: Desk) -> tuple[str, ...]:
    """The six words of this computer, to be read out."""
    return six_words(desk.identity.site_key, desk.identity.plan)


def check_site(desk: Desk, site: SiteId, words: str) -> SiteKeyState:
    """Say that a computer is who it says it is, by the six words that were read out, and return what is known of it now.

    Raises:
        NotTheOffice, SiteUnknown: nothing was written.
        WordsDiffer: they are not those of the key that is enrolled: it may be somebody else's.
    """
    desk.must_be_office()
    known = {each.name.site: each for each in site_keys(desk)}.get(site)
    if known is None:
        raise SiteUnknown(site=site)
    if typed_words(words) != known.words:
        raise WordsDiffer(site=site)
    value: Json = keys_of_sites(desk.workspace.database)[site].hex()
    with desk.writing() as work:
        work.set(PLAN, Register(CHECKED_SITE, site_id(known.unit, site), KEY), value)
    return next(each for each in site_keys(desk) if each.name.site == site)
