"""What changed since a person last looked at a page: at the office on a unit's submission, at a unit on its first page.

What the person wrote here themselves is no news. A page that was never looked at has none either: all of it is new, and the page shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from core.changes import registers as entities
from core.changes.change import PLAN, Json, Register, Scope, StreamKey, unit_scope
from core.ids import UnitId
from core.model.period import Period
from core.services.desk import Desk
from core.services.history_page import ShownChange
from core.services.looked import LookedPage, Positions, group_looked_at, look, looked_at, looked_page
from core.services.period_history import registers_of_period
from core.services.register_words import reason_in, subject_of, title_of, value_words
from core.services.site_names import SiteNames
from core.store.queries import held_streams
from core.store.register_records import Version, positions_in, registers_since, versions_of

__all__ = ["News", "Positions", "home_news", "look", "queue_news", "submission_news"]

MOST_NEWS: Final = 200
_HOME: Final = "home"
_SAYS_NOTHING: Final = frozenset({entities.SITE, entities.CHECKED, entities.INVITATION})


class News(Struct, frozen=True):
    """What changed on a page, the latest first, at most `MOST_NEWS`; `since` is up to where it was looked at, None where it never was.

    `seen` is what is seen with it: pass it to `look` once it is shown.
    """

    page: LookedPage
    changes: tuple[ShownChange, ...]
    since: Positions | None
    seen: Positions


def submission_news(desk: Desk, unit: UnitId, period: Period, *, since: Positions | None = None) -> News:
    """What changed of a unit's period; `since` keeps to an earlier look while the page stays open.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
    """
    desk.must_be_asked(period)
    page = looked_page(desk, str(period), unit)
    belongs = registers_of_period(desk, unit, period)
    return _news(desk, page, (unit_scope(unit),), belongs, since or looked_at(page))


def home_news(desk: Desk, *, since: Positions | None = None) -> News:
    """What the office answered and issued to this unit, and what another computer of it handed up."""
    page = looked_page(desk, _HOME, _HOME)
    return _news(desk, page, (unit_scope(desk.unit), PLAN), lambda register: _concerns(desk, register), since or looked_at(page))


def queue_news(desk: Desk, period: Period) -> Mapping[UnitId, int]:
    """How many registers of a period changed since it was looked at, by unit; units of which none did, or never looked at, are not in it.

    Of a unit whose streams stand where they were nothing more is read.
    """
    found: dict[UnitId, int] = {}
    held: dict[Scope, dict[StreamKey, int]] = {}
    for key, last in held_streams(desk.workspace.database).items():
        held.setdefault(key.scope, {})[key] = last
    for name, since in group_looked_at(looked_page(desk, str(period), "")).items():
        streams = held.get(unit_scope(UnitId(name)), {})
        if any(last > since.last.get(key, 0) for key, last in streams.items()):
            belongs = registers_of_period(desk, UnitId(name), period)
            count = sum(belongs(register) for register in _registers(desk, streams, since))
            if count:
                found[UnitId(name)] = count
    return found


def _news(desk: Desk, page: LookedPage, scopes: Sequence[Scope], belongs: Callable[[Register], bool], since: Positions | None) -> News:
    held = {scope: positions_in(desk.workspace.database, scope) for scope in scopes}
    seen = Positions({key: last for streams in held.values() for key, last in streams.items()})
    changes: list[ShownChange] = []
    if since is not None and since != seen:
        names = SiteNames(desk)
        for scope, streams in held.items():
            registers = filter(belongs, _registers(desk, streams, since))
            changes += (change for register in registers if (change := _change(desk, scope, register, since, names)) is not None)
    changes.sort(key=lambda change: change.at, reverse=True)
    return News(page, tuple(changes[:MOST_NEWS]), since, seen)


def _concerns(desk: Desk, register: Register) -> bool:
    if register.entity == entities.ALLOCATION:
        return register.id.rpartition("/")[2] == desk.unit
    return register.entity == entities.REVISION or register.entity not in entities.PLAN_ENTITIES


def _registers(desk: Desk, streams: Mapping[StreamKey, int], since: Positions) -> list[Register]:
    """What was set in some streams of a scope after what was seen of them."""
    found: dict[Register, None] = {}
    for key, last in streams.items():
        after = since.last.get(key, 0)
        if last <= after:
            continue
        own = desk.program.actor if key.site == desk.identity.site else None
        registers = registers_since(desk.workspace.database, key, after, besides=own, most=MOST_NEWS)
        found |= dict.fromkeys(register for register in registers if register.entity not in _SAYS_NOTHING)
    return list(found)


def _change(desk: Desk, scope: Scope, register: Register, since: Positions, names: SiteNames) -> ShownChange | None:
    """A register's way from what was seen to what stands; None where both say the same."""
    language, resolved = desk.program.language, desk.workspace.log.resolved
    versions = [version for version in versions_of(desk.workspace.database, scope, register) if version.not_counting is None]
    known = [each for each in versions if each.ref.seq <= since.last.get(StreamKey(each.ref.site, scope), 0)]
    before = [each for each in known if not any(other.replaces(each.ref) for other in known)]
    now = [version for version in versions if version.is_head]
    if not now:
        return None

    def words(some: Iterable[Version]) -> str:
        return " / ".join(dict.fromkeys(value_words(desk.plan, register, resolved(version.value), language) for version in some))

    value: Json = resolved(now[-1].value)
    if words(before) == words(now):
        return None
    last = now[-1]
    return ShownChange(
        at=datetime.fromisoformat(last.stamp),
        actor=last.actor,
        computer=names.of(last.ref.site).label(desk.plan, language),
        title=title_of(desk.plan, subject_of(desk.workspace.database, register), language),
        before=words(before),
        value=words(now),
        reason=reason_in(register, value),
        not_counting="",
        plan=last.plan,
        number=0,
        is_draft=False,
        is_current=True,
    )
