"""Going on as a new site of the same unit: of a restored file, a copy, or one that is older than what has gone out from it.

The streams of the old site end where they are, signed once more; the new site writes streams of its own and is admitted by the old key, so
that nobody's stream ever forks by honest means.

Tested in tests/journeys/test_mirror.py.
"""

from __future__ import annotations

from msgspec.structs import replace

from core.bundle.enrolment import site_enrolment
from core.bundle.keys import site_label
from core.changes.change import PLAN, Register, Scope, is_draft, unit_scope
from core.changes.codec import head_message
from core.changes.registers import SITE, site_id
from core.errors import SiteNotRenewable
from core.ids import SiteId
from core.services.desk import Desk
from core.services.plans import ENROLMENT
from core.store.plan_queries import latest_revision
from core.store.queries import all_streams, units_of_sites
from core.store.workspace import Author


def renew(desk: Desk) -> SiteId:
    """Make this workspace a new site of its unit, on the old site's word, in one transaction; return the new site.

    Raises:
        SiteNotRenewable: the old site was never enrolled.
        KeyNotHere: its key is on another computer; a new task file's invitation is the way there.
    """
    sites = units_of_sites(desk.workspace.database)
    old = desk.key
    if sites.get(old.site) != desk.unit:
        raise SiteNotRenewable(path=desk.workspace.path)
    number = 1 + sum(unit == desk.unit for unit in sites.values())
    keys = desk.program.keys(desk.identity.plan, (desk.unit,), is_demo=desk.identity.is_demo)
    key = keys.make(site_label(desk.identity.plan, desk.unit, number))
    identity = replace(desk.identity, site=key.site, site_key=key.public)
    enrolment = site_enrolment(key, admitted_by=old, plan=identity.plan, unit=identity.unit)
    author = Author(desk.program.actor, desk.program.clock, latest_revision(desk.workspace.database))
    with desk.workspace.unit_of_work(author) as work:  # not the desk's own, which refuses what is to be mended here
        for stream in all_streams(desk.workspace.database):
            if stream.site == old.site and not is_draft(stream.scope):
                seq, chain = work.position(stream.scope)
                work.sign_head(stream, seq, old.sign(head_message(identity.plan, stream, seq, chain)))
        work.become(identity)
        work.set(_own_scope(desk), Register(SITE, site_id(identity.unit, key.site), ENROLMENT), enrolment.to_json())
    desk.workspace.identity = identity
    desk.note(work.touched)
    return key.site


def _own_scope(desk: Desk) -> Scope:
    """Where a unit's sites are enrolled: the office's in the plan, since everyone must know its keys."""
    return PLAN if desk.is_office else unit_scope(desk.unit)
