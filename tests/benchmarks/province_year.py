"""A province's year as it arrives: an office's workspace with its plan, and a signed bundle of a whole year from each unit.

Keys, figures and texts are seeded, so that every run makes the same bytes. A tool, with no test of its own.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from tests.benchmarks.judging import year_of

from core.bundle.contents import BundleContents, SaltedText, sign_slice
from core.bundle.enrolment import Enrolment, Invitation, root_enrolment
from core.bundle.keys import KeyStore, SiteKey
from core.bundle.manifest import BundleKind
from core.bundle.writer import write_bundle
from core.changes.change import PLAN, Change, Json, Register, StreamKey, unit_scope
from core.changes.codec import SALT_BYTES, chain_next, chain_start, encode
from core.changes.plan_values import IDENTITY, ISSUE, SETTINGS, VALUE, indicator_values, item_values, section_values, task_values
from core.changes.registers import (
    ALLOCATION,
    HANDED_UP,
    INDICATOR,
    ITEM,
    OBSERVATION,
    PLAN_ENTITY,
    PROGRESS,
    REVISION,
    SECTION,
    SITE,
    SUBMISSION,
    TASK,
    UNIT,
    allocation_id,
    observation_id,
    progress_id,
    site_id,
    submission_id,
)
from core.changes.settings_values import settings_value
from core.changes.unit_values import unit_values
from core.clock import SteppingClock
from core.ids import IndicatorId, ItemId, PlanId, SubmissionId, UnitId, made_id, root_unit
from core.model.indicator import RollUpRule
from core.model.period import Period
from core.model.plan import Plan
from core.model.plan_settings import PlanSettings
from core.model.quantity import decimal_text
from core.services.desk import Desk, Program
from core.services.packing import invitation_register
from core.services.plans import ENROLMENT
from core.store.workspace import Identity, Workspace, WorkUnit

INDICATORS, MONTHS, DISTRICTS = 90, 12, 30
TEXTS_A_MONTH = 11  # 1 500 units × 12 months of these are 200 000
SECONDS_BETWEEN = 40
PLAN_ID = PlanId("pbenchprovince")
OFFICE_KEY = SiteKey.from_seed(b"benchmark\noffice")
_WORDS = "已完成项目立项用地审批和施工招标正在推进主体工程建设预计年底竣工全市各区县加强统筹调度落实要素保障"


class Sender(Struct, frozen=True):
    """What a unit's bundle is made from; `number` is its place among the units, from 0."""

    number: int
    unit: UnitId
    indicators: tuple[IndicatorId, ...]
    items: tuple[ItemId, ...]


def program_in(folder: Path) -> Program:
    """The office's program: its key in its store, a clock that begins when the year is over."""
    KeyStore(folder / "data" / "keys").add(OFFICE_KEY)
    return Program(SteppingClock(datetime(2026, 1, 5, tzinfo=UTC)), folder / "data", "汇总员")


def province_plan(units: int) -> Plan:
    """A plan of so many reporting units in their districts, with ids as the program makes them, each with a share of each indicator."""
    plan = year_of(units, min(DISTRICTS, units), months=1).plan
    root, site = root_unit(PLAN_ID), OFFICE_KEY.site
    unit_ids = {unit.id: root if unit.parent is None else UnitId(made_id("u", site, n)) for n, unit in enumerate(plan.units, 1)}
    kept = plan.indicators[:INDICATORS]
    ids = {each.id: IndicatorId(made_id("m", site, n)) for n, each in enumerate(kept, 5000)}
    items = {each.id: ItemId(made_id("i", site, n)) for n, each in enumerate(plan.items, 6000)}
    return replace(
        plan,
        id=PLAN_ID,
        root=root,
        units=tuple(replace(unit, id=unit_ids[unit.id], parent=unit.parent and unit_ids[unit.parent]) for unit in plan.units),
        items=tuple(replace(item, id=items[item.id], lead=root) for item in plan.items),
        indicators=tuple(
            replace(each, id=ids[each.id], item=items[each.item], unit_roll_up=RollUpRule.SUM, order=n) for n, each in enumerate(kept)
        ),
        allocations=tuple(
            replace(share, indicator=ids[share.indicator], unit=unit_ids[share.unit])
            for share in plan.allocations
            if share.indicator in ids
        ),
    )


def senders(plan: Plan) -> list[Sender]:
    """The units that report: those with no others below them."""
    parents = {unit.parent for unit in plan.units}
    reporting = [unit for unit in plan.units if unit.id not in parents]
    indicators, items = tuple(each.id for each in plan.indicators), tuple(each.id for each in plan.items[:TEXTS_A_MONTH])
    return [Sender(number, unit.id, indicators, items) for number, unit in enumerate(reporting)]


def make_office(folder: Path, plan: Plan) -> Path:
    """The office's workspace, with the plan issued and every reporting unit invited."""
    path = folder / "office.jiannuo"
    identity = Identity(PLAN_ID, OFFICE_KEY.site, OFFICE_KEY.public, plan.root, False)  # no demo
    with (
        Workspace.making(path, identity, random_bytes=random.Random(1).randbytes) as workspace,
        Desk(program_in(folder), workspace).writing() as work,
    ):
        work.set(PLAN, Register(SITE, site_id(plan.root, OFFICE_KEY.site), ENROLMENT), _office_enrolment(plan).to_json())
        for entity, identity_, name, value in _plan_registers(plan):
            work.set(PLAN, Register(entity, identity_, name), value)
        for sender in senders(plan):
            _invite(work, sender)
    return path


def write_bundles(folder: Path, plan: Plan) -> list[Path]:
    """A bundle of the whole year from each reporting unit, written by two processes."""
    folder.mkdir()
    with get_context("fork").Pool(2) as pool:
        return pool.map(partial(_write_bundle, folder), senders(plan), chunksize=8)


def changes_of(sender: Sender) -> tuple[list[Change], dict[str, SaltedText]]:
    """A unit's stream of the year, from its enrolment to December's submission, and the texts that it names."""
    key, draw = _key_of(sender), random.Random(sender.number)
    scope, public = unit_scope(sender.unit), _key_of(sender).public
    chain = chain_start(PLAN_ID, public, scope)
    changes: list[Change] = []
    texts: dict[str, SaltedText] = {}

    def add(month: int, register: Register, value: Json) -> None:
        nonlocal chain
        seconds = len(changes) * SECONDS_BETWEEN
        stamp = f"2025-{month:02}-25T{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}:{seconds % 60:02}Z"
        change = Change(key.site, scope, len(changes) + 1, stamp, "填报员", 1, register, value)
        changes.append(change)
        chain = chain_next(chain, encode(change))

    enrolment = Invitation(PLAN_ID, sender.unit, _invitation_of(sender)).enrol(key)
    add(1, Register(SITE, site_id(sender.unit, key.site), ENROLMENT), enrolment.to_json())
    for month in range(1, MONTHS + 1):
        period, first = Period.of_month(2025, month), len(changes) + 1
        for indicator in sender.indicators:
            figure = f"{draw.randrange(10, 900) * month}.{draw.randrange(1, 10)}"
            add(month, Register(OBSERVATION, observation_id(sender.unit, indicator, sender.unit, period), "value"), {"value": figure})
        for item in sender.items:
            text = SaltedText(draw.randbytes(SALT_BYTES), "".join(draw.choices(_WORDS, k=draw.randrange(40, 120))))
            texts[text.hash] = text
            add(month, Register(PROGRESS, progress_id(sender.unit, item, period), "text"), {"~text": text.hash})
        submission = SubmissionId(made_id("b", key.site, month))
        covers: Json = {"period": str(period), "number": 1, "first": first, "last": len(changes), "hash": chain.hex()}
        add(month, Register(SUBMISSION, submission_id(sender.unit, submission), HANDED_UP), covers)
    return changes, texts


def _write_bundle(folder: Path, sender: Sender) -> Path:
    changes, texts = changes_of(sender)
    key, scope = _key_of(sender), unit_scope(sender.unit)
    lines = [encode(change) for change in changes]
    stream = StreamKey(key.site, scope)
    start = chain_start(PLAN_ID, key.public, scope)
    piece = sign_slice(key, plan=PLAN_ID, stream=stream, first=1, before=start, lines=lines)
    contents = BundleContents(
        kind=BundleKind.REPORT, plan=PLAN_ID, revision=1, unit=sender.unit, slices=[piece], texts=texts, holds={stream: len(lines)}
    )
    return write_bundle(folder / f"{sender.number:04}.jnb", contents, key)


def _key_of(sender: Sender) -> SiteKey:
    return SiteKey.from_seed(f"benchmark\n{sender.number}".encode())


def _invitation_of(sender: Sender) -> bytes:
    return random.Random(f"invitation {sender.number}").randbytes(32)


def _invite(work: WorkUnit, sender: Sender) -> None:
    public = Invitation(PLAN_ID, sender.unit, _invitation_of(sender)).public
    work.set(PLAN, invitation_register(sender.unit), {"unit": sender.unit, "public": public.hex()})


def _office_enrolment(plan: Plan) -> Enrolment:
    return root_enrolment(OFFICE_KEY, plan=PLAN_ID, unit=plan.root)


def _plan_registers(plan: Plan) -> Iterator[tuple[str, str, str, Json]]:
    own: Json = {"title": plan.title, "place": plan.place, "year": plan.year, "root": plan.root, "sample": False}
    yield PLAN_ENTITY, PLAN_ENTITY, IDENTITY, own
    yield PLAN_ENTITY, PLAN_ENTITY, SETTINGS, settings_value(PlanSettings())
    parts = [
        *((UNIT, unit.id, unit_values(unit, since="2025-01")) for unit in plan.units),
        *((SECTION, each.id, section_values(each)) for each in plan.sections),
        *((TASK, each.id, task_values(each)) for each in plan.tasks),
        *((ITEM, each.id, item_values(each)) for each in plan.items),
        *((INDICATOR, each.id, indicator_values(each)) for each in plan.indicators),
    ]
    for entity, identity, values in parts:
        for name, value in values.items():
            yield entity, identity, name, value
    for share in plan.allocations:
        yield ALLOCATION, allocation_id(share.indicator, share.unit), VALUE, decimal_text(share.value)
    yield REVISION, "1", ISSUE, {"number": 1, "date": "2025-01-20", "reason": "印发"}
