"""A district's workspace into which came what another computer of it handed up without knowing of this one."""

from __future__ import annotations

from pathlib import Path

from core.changes.change import Change, Json, Register, StreamKey, unit_scope
from core.changes.codec import chain_next, chain_start, encode
from core.changes.registers import HANDED_UP, OBSERVATION, PROGRESS, SITE, SUBMISSION, site_id, submission_id
from core.ids import SiteId, SubmissionId
from core.model.period import Period
from core.services.desk import Desk, Program, open_desk
from core.store.queries import registers_of
from core.store.workspace import IncomingStream

JUNE = Period.parse("2025-06")
STAMP = "2025-07-03T02:00:00Z"
OTHER_TEXT = "截至6月底，项目已全部开工，完成年度投资计划的62%；设备正在安装。"  # Chinese marks


def bring_conflict(program: Program, path: Path, owner: str = "溧阳市") -> None:
    """Let the first figure and the first text of June be in conflict in a workspace, a unit's own or the office's."""
    with open_desk(program, path) as desk:
        enter_other_computer(desk, owner)


def enter_other_computer(desk: Desk, owner: str) -> None:
    """Enter what the other computer handed up; a work of the writer's lane."""
    unit = desk.find_unit(owner).id
    site, scope, public = SiteId("second"), unit_scope(unit), bytes(32)
    registers = [each for each in registers_of(desk.workspace.database, scope) if each.id.endswith("/2025-06")]
    figure = next(each for each in registers if each.entity == OBSERVATION)
    text = next(each for each in registers if (each.entity, each.field) == (PROGRESS, "text"))
    held = desk.workspace.log.resolved(desk.workspace.log.heads(scope, text)[-1].value)
    said: dict[Register, Json] = {
        Register(SITE, site_id(unit, site), "enrolment"): {"public": public.hex(), "authority": "00"},
        figure: {"value": "88"},
        text: OTHER_TEXT if not isinstance(held, str) else held.replace("。", "，设备正在安装。", 1),  # Chinese marks
    }
    values = {register: desk.workspace.log.keep_texts(value) for register, value in said.items() if register.entity != SITE}
    changes = [
        Change(site, scope, seq, STAMP, "李四", 1, register, values.get(register, value))
        for seq, (register, value) in enumerate(said.items(), 1)
    ]
    chain = chain_start(desk.identity.plan, public, scope)
    for change in changes:
        chain = chain_next(chain, encode(change))
    covers: Json = {"period": str(JUNE), "number": 1, "first": 2, "last": len(changes), "hash": chain.hex()}
    handed_up = Register(SUBMISSION, submission_id(unit, SubmissionId("bsecond")), HANDED_UP)
    changes.append(Change(site, scope, len(changes) + 1, STAMP, "李四", 1, handed_up, covers))
    with desk.writing() as work:
        work.enter([IncomingStream(StreamKey(site, scope), public, tuple(changes), len(changes), b"signature")], [])
