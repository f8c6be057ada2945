"""Workspaces of one small plan, what one hands to another, and what their tables hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from core.changes.change import PLAN, Change, Json, Register, Scope, StreamKey, is_draft
from core.changes.registers import SITE, UNIT, site_id
from core.changes.unit_values import PARENT
from core.clock import SteppingClock
from core.ids import PlanId, SiteId, UnitId, root_unit
from core.store.schema import PROJECTIONS
from core.store.workspace import Author, Identity, IncomingStream, Workspace, WorkUnit

PLAN_ID = PlanId("p1")
ROOT = root_unit(PLAN_ID)
DISTRICT, TOWN = UnitId("uD"), UnitId("uT")
OFFICE, DISTRICT_1, DISTRICT_2, TOWN_1, STRANGER = map(SiteId, ("office", "district-1", "district-2", "town-1", "stranger"))
OFFICE_2 = SiteId("office-2")  # admitted by the first
UNIT_BY_SITE = {OFFICE: ROOT, OFFICE_2: ROOT, DISTRICT_1: DISTRICT, DISTRICT_2: DISTRICT, TOWN_1: TOWN}
SHARED, DRAFT = Scope(DISTRICT), Scope(f"{DISTRICT}/draft")
FIGURE = Register("observation", f"{DISTRICT}/gdp/{DISTRICT}/2025-06", "value")
LONG_TEXT = "本月新开工亿元以上项目三个，累计开工二十一个，完成年度投资计划的百分之五十八。"


def public_key(site: SiteId) -> bytes:
    return site.encode().ljust(32, b".")


def identity(site: SiteId) -> Identity:
    return Identity(PLAN_ID, site, public_key(site), UNIT_BY_SITE[site], is_demo=False)


def author(start: datetime = datetime(2025, 7, 1, tzinfo=UTC), name: str = "张三") -> Author:
    return Author(name, SteppingClock(start), 1)


def make(path: Path, site: SiteId = DISTRICT_1) -> Workspace:
    return Workspace.create(path, identity(site), holder="张三")


def figure(value: str) -> Json:
    return {"value": value}


def enrol(work: WorkUnit, site: SiteId) -> None:
    """Enter a site into the plan's records on its own word, as its own workspace does."""
    unit = UNIT_BY_SITE[site]
    value: Json = {"public": public_key(site).hex(), "authority": public_key(OFFICE).hex() if site == OFFICE_2 else "00"}
    work.set(PLAN if unit == ROOT else Scope(unit), Register(SITE, site_id(unit, site), "enrolment"), value)


def place(work: WorkUnit, unit: UnitId, parent: UnitId | None) -> None:
    """Say where a unit stands, as the office does."""
    work.set(PLAN, Register(UNIT, unit, PARENT), [{"from": "2025-01", "unit": parent}])


def incoming(changes: Iterable[Change], *, key: StreamKey) -> IncomingStream:
    own = tuple(changes)
    return IncomingStream(key, public_key(key.site), own, own[-1].seq, b"signature")


def deliver(source: Workspace, target: Workspace) -> None:
    """Enter in one workspace all shared changes that another holds and it does not."""
    streams, texts = [], []
    for key in stream_keys(source):
        held = target.log.stream(key)
        fresh = list(source.log.changes(key, 0 if held is None else held.last_seq))
        if fresh and not is_draft(key.scope):
            streams.append(incoming(fresh, key=key))
            texts += [text for change in fresh for text in source.log.texts(change.value)]
    with target.unit_of_work(author()) as work:
        work.enter(streams, texts)


def stream_keys(workspace: Workspace) -> list[StreamKey]:
    rows = workspace.database.execute("SELECT site, scope FROM stream ORDER BY scope, site").fetchall()
    return [StreamKey(SiteId(site), Scope(scope)) for site, scope in rows]


def chains(workspace: Workspace) -> dict[StreamKey, tuple[int, bytes]]:
    """Every shared stream's last number and chain as the file has them."""
    rows = workspace.database.execute("SELECT site, scope, last_seq, chain FROM stream WHERE last_seq > 0").fetchall()
    return {StreamKey(SiteId(row[0]), Scope(row[1])): (row[2], row[3]) for row in rows if not is_draft(Scope(row[1]))}


def not_counting(workspace: Workspace) -> dict[tuple[str, str, int], str]:
    """Why changes do not count, by site, scope and number."""
    rows = workspace.database.execute(
        "SELECT s.site, s.scope, c.seq, c.not_counting FROM change c JOIN stream s ON s.id = c.stream WHERE c.not_counting IS NOT NULL"
    ).fetchall()
    return {(site, scope, seq): reason for site, scope, seq, reason in rows}


def tables(workspace: Workspace) -> Mapping[str, list[str]]:
    """Heads and typed tables as sorted lines, with row ids told as what they stand for."""
    streams = {row[0]: f"{row[1]} {row[2]}" for row in workspace.database.execute("SELECT id, site, scope FROM stream").fetchall()}
    changes = {row[0]: f"{streams[row[1]]} {row[2]}" for row in workspace.database.execute("SELECT id, stream, seq FROM change").fetchall()}
    found = {}
    for table in PROJECTIONS:
        cursor = workspace.database.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        told: Mapping[str, Mapping[int | None, str]] = {"stream": {None: "", **streams}, "change": {**changes}}
        found[table] = sorted(
            repr([told[name][value] if name in told else value for name, value in zip(names, row, strict=True)])
            for row in cursor.fetchall()
        )
    heads = workspace.database.execute(
        "SELECT r.scope, r.entity, r.entity_id, r.field, h.change FROM head h JOIN register r ON r.id = h.register"
    ).fetchall()
    found["head"] = sorted(repr([*row[:4], changes[row[4]]]) for row in heads)
    return found


def text_register(number: int) -> Register:
    """A register of a text, one of many."""
    return Register("progress", f"{DISTRICT}/i{number}/2025-06", "text")
