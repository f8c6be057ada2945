"""A unit's workspace from the task file that the office sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from core.bundle.contents import ReadSlice, verify_slice
from core.bundle.enrolment import Admission, Enrolment, Invitation, whole_enrolment
from core.bundle.keys import SiteKey, site_label
from core.bundle.manifest import BundleKind
from core.bundle.reader import Bundle, read_bundle
from core.changes.change import PLAN, Change, Json, Register, Scope, unit_scope
from core.changes.heads import heads
from core.changes.plan_values import IDENTITY
from core.changes.registers import PLAN_ENTITY, REVISION, SITE, UNIT, site_id
from core.errors import BundleSignatureWrong, BundleUnknownSigner, BundleWrongKind, TaskFileIncomplete
from core.files import plain_name
from core.ids import SiteId, UnitId, root_unit
from core.services.admission import enrol
from core.services.desk import Desk, Program
from core.services.packing import invitation_register
from core.services.plans import ENROLMENT
from core.store.imports import ImportedFile
from core.store.workspace import Identity, IncomingStream, Workspace


class OpenedTask(Struct, frozen=True):
    """A workspace made from a task file: whose it is and how much it asks."""

    place: str
    year: int
    unit: str
    duties: int
    items_led: int


def open_task_file(program: Program, task_file: Path, workspace: Path) -> OpenedTask:
    """Make a unit's workspace from a task file, with a new key of this computer admitted by the file's invitation.

    Raises:
        UserError: the file or the place cannot be used; nothing is left behind.
    """
    bundle = read_bundle(task_file)
    if bundle.manifest.kind is not BundleKind.TASK_FILE or bundle.invitation is None:
        raise BundleWrongKind(path=task_file, kind=bundle.manifest.kind.value, expected=BundleKind.TASK_FILE.value)
    invitation = bundle.invitation
    keys = _office_keys(bundle) | _unit_keys(bundle, invitation.unit)
    streams = [_incoming(bundle, piece, keys) for piece in bundle.slices]
    _must_be_whole(bundle, invitation)
    key = program.keys(bundle.plan, (invitation.unit,), is_demo=bundle.manifest.demo).make(site_label(bundle.plan, invitation.unit, 1))
    identity = Identity(bundle.plan, key.site, key.public, invitation.unit, bundle.manifest.demo)
    with Workspace.making(workspace, identity, holder=program.actor, random_bytes=program.random_bytes) as opened:
        desk = Desk(program, opened)
        _fill(desk, bundle, streams, invitation, key)
        plan = desk.plan
        duties = plan.duties_by_unit.get(desk.unit, ())
        unit = plan.units_by_id.get(desk.unit)
        if unit is None:
            raise TaskFileIncomplete(path=task_file, reason="unit")
        return OpenedTask(plan.place, plan.year, unit.name, len(duties), sum(duty.is_lead for duty in duties))


def _fill(desk: Desk, bundle: Bundle, streams: list[IncomingStream], invitation: Invitation, key: SiteKey) -> None:
    texts = [(text_hash, text.salt, text.text) for text_hash, text in bundle.texts.items()]
    with desk.writing() as work:
        work.enter(streams, texts)
        for holds in bundle.holds:
            if holds.is_signed_by(bundle.sender_key, plan=bundle.plan):
                work.acknowledge(holds.site, holds.streams)
        enrol(desk, work, invitation, key)
        work.note_import(ImportedFile(plain_name(bundle.path), bundle.digest, bundle.sender, bundle.unit, work.touched.changes))


def _incoming(bundle: Bundle, piece: ReadSlice, keys: Mapping[SiteId, bytes]) -> IncomingStream:
    key = keys.get(piece.key.site)
    if key is None or not verify_slice(piece, key, plan=bundle.plan):
        raise BundleSignatureWrong(path=bundle.path, site=piece.key.site)
    return IncomingStream(piece.key, key, piece.changes, piece.last, piece.head_signature)


def _must_be_whole(bundle: Bundle, invitation: Invitation) -> None:
    """Refuse a task file that no workspace can begin with, before anything is made.

    Raises:
        TaskFileIncomplete: streams do not begin at 1, something is another unit's, or plan, unit, revision or invitation are not in it.
    """
    allowed = {PLAN, unit_scope(invitation.unit)}
    offer: Json = {"unit": invitation.unit, "public": invitation.public.hex()}
    by_register: dict[Register, list[Change]] = {}
    for change in (change for piece in bundle.slices if piece.key.scope == PLAN for change in piece.changes):
        by_register.setdefault(change.register, []).append(change)
    # Of several of the office's computers the one that saw the others' words has the last.
    values = {register: heads(changes)[-1].value if len(changes) > 1 else changes[0].value for register, changes in by_register.items()}
    has = {
        "scope": all(piece.key.scope in allowed for piece in bundle.slices),
        "first change": all(piece.first == 1 for piece in bundle.slices),
        "plan": isinstance(values.get(Register(PLAN_ENTITY, PLAN_ENTITY, IDENTITY)), dict),
        "revision": any(register.entity == REVISION for register in values),
        "unit": isinstance(values.get(Register(UNIT, invitation.unit, IDENTITY)), dict),
        "invitation": values.get(invitation_register(invitation.unit)) == offer,
    }
    missing = [part for part, is_there in has.items() if not is_there]
    if missing:
        raise TaskFileIncomplete(path=bundle.path, reason=missing[0])


def _office_keys(bundle: Bundle) -> dict[SiteId, bytes]:
    """The office's keys, which come with the task file: its first site's, on its own word, and those that this one and its like admitted.

    Raises:
        BundleUnknownSigner, EnrolmentWrong: the file does not prove itself.
    """
    told = _enrolments(bundle, root_unit(bundle.plan), PLAN)
    keys = _with_admitted(told, {each.site: each.public for each in told if each.admission is Admission.ROOT})
    if keys.get(bundle.sender) != bundle.sender_key:
        raise BundleUnknownSigner(path=bundle.path, site=bundle.sender, unit=bundle.unit)
    return keys


def _unit_keys(bundle: Bundle, unit: UnitId) -> dict[SiteId, bytes]:
    """The keys of the unit's computers before this one, a revoked one's among them, admitted by what the plan has ever offered the unit.

    Raises:
        EnrolmentWrong: the file does not prove itself.
    """
    offers = {
        change.value.get("public")
        for piece in bundle.slices
        for change in piece.changes
        if piece.key.scope == PLAN and change.register == invitation_register(unit) and isinstance(change.value, dict)
    }
    told = _enrolments(bundle, unit, unit_scope(unit))
    invited = [each for each in told if each.admission is Admission.INVITATION and each.authority.hex() in offers]
    return _with_admitted(told, {each.site: each.public for each in invited})


def _enrolments(bundle: Bundle, unit: UnitId, scope: Scope) -> list[Enrolment]:
    """What the unit's sites say of themselves."""
    return [
        enrolment
        for piece in bundle.slices
        for change in piece.changes
        if piece.key.scope == scope and change.register == Register(SITE, site_id(unit, change.site), ENROLMENT)
        if (enrolment := whole_enrolment(change.value, plan=bundle.plan, unit=unit)).site == change.site
    ]


def _with_admitted(told: Sequence[Enrolment], first: dict[SiteId, bytes]) -> dict[SiteId, bytes]:
    """Those that are known first, and whom they and their like admitted; clocks do not tell who admitted whom first."""
    keys, grew = dict(first), True
    while grew:
        known = set(keys.values())
        keys |= {each.site: each.public for each in told if each.admission is Admission.SITE and each.authority in known}
        grew = len(keys) > len(known)
    return keys
