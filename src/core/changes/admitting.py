"""Which sites a cut leaves without a sponsor: those that a cut site admitted, unless the cut names them.

An enrolment bears no number of the admitting site's stream, so a revoked computer's key could admit others for ever. Therefore a cut names
the sites that the office knew to be admitted by the one it cuts; of any other, nothing counts. That is a pure function of the changes held
(decision 0057).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from msgspec import Struct

from core.changes.change import Change, Json, Scope, StreamKey
from core.changes.cuts import Cut
from core.ids import SiteId

BY_SITE: Final = "site"  # as an enrolment says it
BY_INVITATION: Final = "invitation"


class Enrolled(Struct, frozen=True):
    """One enrolment of a site in a scope: on whose word, its own key and the admitting one, both in hex."""

    site: SiteId
    scope: Scope
    admission: str
    public: str
    authority: str


def enrolled_by(changes: Iterable[Change]) -> list[Enrolled]:
    """The enrolments among changes that set sites, each the site's own."""
    return [
        Enrolled(change.site, change.scope, *(_text(change.value, name) for name in ("admission", "public", "authority")))
        for change in changes
        if change.register.id.rpartition("/")[2] == change.site
    ]


def admitted_by_site(enrolments: Iterable[Enrolled], site: SiteId) -> frozenset[SiteId]:
    """The sites that a site has admitted."""
    known = list(enrolments)
    keys = {each.public for each in known if each.site == site}
    return frozenset(each.site for each in known if each.admission == BY_SITE and each.authority in keys and each.site != site)


def without_sponsor(enrolments: Iterable[Enrolled], cuts: Mapping[StreamKey, Cut], offered: Collection[str]) -> frozenset[StreamKey]:
    """The streams, by the scopes of their enrolments, of sites that count no more because who admitted them is cut.

    `offered` are the public halves of all invitations that the plan ever offered, in hex. A site stays that was admitted by an invitation
    that is nobody else's as well, or of which a cut says itself how far it counts.
    """
    by_stream: dict[StreamKey, list[Enrolled]] = {}
    claims: dict[str, set[SiteId]] = {}
    for each in enrolments:
        by_stream.setdefault(StreamKey(each.site, each.scope), []).append(each)
        if each.admission == BY_INVITATION:
            claims.setdefault(each.authority, set()).add(each.site)
    sites = {(each.scope, each.public): key for key, own in by_stream.items() for each in own}
    own_invitations = {authority for authority, claiming in claims.items() if len(claiming) == 1 and authority in offered}

    def stands(key: StreamKey, below: frozenset[StreamKey]) -> bool:
        own = by_stream[key]
        by_site = [each for each in own if each.admission == BY_SITE]
        if key in cuts or not by_site or any(each.authority in own_invitations for each in own if each.admission == BY_INVITATION):
            return True
        for each in by_site:
            sponsor = sites.get((key.scope, each.authority))
            if sponsor is None:
                return True  # nothing held says that whoever it was is cut
            cut = cuts.get(sponsor)
            names = cut is None or key.site in cut.admitted
            if names and sponsor not in below and stands(sponsor, below | {key}):
                return True
        return False

    return frozenset(key for key in by_stream if not stands(key, frozenset()))


def _text(value: Json, name: str) -> str:
    own = value.get(name) if isinstance(value, dict) else None
    return own if isinstance(own, str) else ""
