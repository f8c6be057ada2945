"""What goes out: the part of the log that a receiver may hold and does not hold yet, signed, as one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from core.bundle.contents import BundleContents, SaltedText, StreamSlice, sign_slice
from core.bundle.enrolment import Invitation
from core.bundle.keys import SiteKey, site_label
from core.bundle.manifest import BundleKind
from core.bundle.sent_heads import SentHead
from core.bundle.writer import write_bundle
from core.changes.change import PLAN, Json, Register, Scope, StreamKey, unit_scope
from core.changes.codec import chain_next, chain_start, encode
from core.changes.plan_values import OFFER
from core.changes.registers import EVIDENCE, INVITATION
from core.errors import NothingToSend, NotTheOffice
from core.ids import SiteId, UnitId
from core.services.desk import Desk
from core.services.file_names import file_name, unit_file_names
from core.store.merge_journal import is_undoable
from core.store.plan_queries import latest_revision
from core.store.queries import acknowledged_by, active_sites, all_streams, blob, head_signature, held_streams, keys_of_sites, units_of_sites

SUFFIX = ".jnb"


class SentFile(Struct, frozen=True):
    """A file written: its kind, whom it is for (None: whoever stands above), and how many changes it carries."""

    path: Path
    kind: BundleKind
    recipient: UnitId | None
    changes: int


def write_task_files(desk: Desk, folder: Path) -> list[SentFile]:
    """A task file for every unit with duties of which no report has come yet, or none but of revoked computers; each has a new invitation.

    The invitation replaces an earlier one of the unit: of two task files only the later admits a computer.

    Raises:
        NotTheOffice: this is a unit's workspace.
        CannotWrite, DiskFull: the folder cannot take them.
    """
    desk.must_be_office()
    plan = desk.issued_plan
    names = unit_file_names(plan)
    enrolled = set(active_sites(desk.workspace.database).values())
    keys = desk.program.keys(plan.id, (desk.unit,), is_demo=desk.identity.is_demo)
    units = [unit for unit in plan.reporting_units if unit.id not in enrolled]
    invited = {unit.id: Invitation(plan.id, unit.id, keys.make_invitation(site_label(plan.id, unit.id, 1))) for unit in units}
    with desk.writing() as work:
        for unit_id, invitation in invited.items():
            offer: Json = {"unit": unit_id, "public": invitation.public.hex()}
            work.set(PLAN, invitation_register(unit_id), offer)
    paths = {unit.id: folder / f"任务包_{file_name(plan.place)}{plan.year}_{names[unit.id]}{SUFFIX}" for unit in units}
    return [_send(desk, paths[unit.id], BundleKind.TASK_FILE, unit.id, invitation=invited[unit.id]) for unit in units]


def invitation_register(unit: UnitId) -> Register:
    """Where the plan offers a unit's invitation: one place a unit, so that a new offer ends the one before."""
    return Register(INVITATION, unit, OFFER)


def write_report(desk: Desk, path: Path) -> SentFile:
    """What this unit handed up and the office has not acknowledged yet.

    Raises:
        NothingToSend: the office has everything.
        CannotWrite, DiskFull: the file could not be written.
    """
    return _send(desk, path, BundleKind.REPORT, None)


def write_feedback(desk: Desk, folder: Path) -> list[SentFile]:
    """Reviews and plan revisions for every unit whose computer is known, as far as it does not hold them yet.

    Raises:
        NotTheOffice: this is a unit's workspace.
        CannotWrite, DiskFull: the folder cannot take them.
    """
    desk.must_be_office()
    plan = desk.issued_plan
    names = unit_file_names(plan)
    sent = []
    for unit in plan.units:
        if unit.id == plan.root or unit.id not in set(units_of_sites(desk.workspace.database).values()):
            continue
        path = folder / f"反馈包_{file_name(plan.place)}{plan.year}_{names[unit.id]}{SUFFIX}"
        try:
            sent.append(_send(desk, path, BundleKind.FEEDBACK, unit.id))
        except NothingToSend:
            continue
    return sent


def outstanding(desk: Desk, recipients: Iterable[UnitId | None]) -> dict[UnitId | None, int]:
    """How many changes a file for each receiver (None: whoever stands above) would carry now; nothing is written."""
    keys = _keys(desk)
    sendable: dict[Scope, dict[StreamKey, int]] = {}
    for stream in all_streams(desk.workspace.database):
        if stream.site in keys:
            sendable.setdefault(stream.scope, {})[stream] = _sendable(desk, stream)
    found = dict[UnitId | None, int]()
    for recipient in recipients:
        known = _known_to(desk, recipient)
        streams = [each for scope in _scopes(desk, recipient) for each in sendable.get(scope, {}).items()]
        found[recipient] = sum(max(0, last - known.get(stream, 0)) for stream, last in streams)
    return found


def _send(desk: Desk, path: Path, kind: BundleKind, recipient: UnitId | None, *, invitation: Invitation | None = None) -> SentFile:
    unit = desk.unit if recipient is None else recipient
    if recipient is not None and not desk.is_office:
        raise NotTheOffice(unit=desk.unit)
    scopes = _scopes(desk, recipient)
    key = desk.key
    keys = _keys(desk)
    known = {} if invitation is not None else _known_to(desk, recipient)
    streams = [stream for stream in all_streams(desk.workspace.database) if stream.scope in scopes and stream.site in keys]
    slices = [piece for stream in streams if (piece := _slice(desk, key, stream, keys[stream.site], known.get(stream, 0))) is not None]
    if not slices:
        raise NothingToSend
    texts, evidence = _attachments(desk, slices)
    held = {stream: last for stream, last in held_streams(desk.workspace.database).items() if stream.scope in (PLAN, unit_scope(unit))}
    contents = BundleContents(
        kind=kind,
        plan=desk.identity.plan,
        revision=latest_revision(desk.workspace.database),
        unit=desk.unit,
        recipient=recipient,
        demo=desk.identity.is_demo,
        slices=slices,
        texts=texts,
        evidence=evidence,
        holds=held,
        invitation=invitation,
    )
    if is_undoable(desk.workspace.database):  # what goes out says what is held here
        with desk.writing() as work:
            work.note_sent()
    _remember_sent(desk, slices)
    write_bundle(path, contents, key)
    with desk.writing() as work:
        for piece in slices:
            if piece.key.site == key.site:
                work.sign_head(piece.key, piece.last, piece.head_signature)
    return SentFile(path, kind, recipient, sum(len(piece.lines) for piece in slices))


def _remember_sent(desk: Desk, slices: Iterable[StreamSlice]) -> None:
    """Remember, before anything leaves, how far this site's streams go out."""
    if desk.identity.is_demo:  # whose keys anyone can derive, on any computer
        return
    own = [piece for piece in slices if piece.key.site == desk.identity.site]
    desk.must_be_current()
    desk.program.sent_heads.remember(desk.identity.site, {piece.key.scope: SentHead(piece.last, piece.after.hex()) for piece in own})


def _scopes(desk: Desk, recipient: UnitId | None) -> tuple[Scope, ...]:
    """What may go to a receiver: upwards the own unit's, downwards the plan and that unit's."""
    return (unit_scope(desk.unit),) if recipient is None else (PLAN, unit_scope(recipient))


def _keys(desk: Desk) -> Mapping[SiteId, bytes]:
    return keys_of_sites(desk.workspace.database) | {desk.identity.site: desk.identity.site_key}


def _sendable(desk: Desk, stream: StreamKey) -> int:
    """Up to which number a stream can go out: the own one whole, another's as far as its site signed it."""
    if stream.site != desk.identity.site:
        return head_signature(desk.workspace.database, stream)[0]
    state = desk.workspace.log.stream(stream)
    return state.last_seq if state is not None else 0


def _known_to(desk: Desk, recipient: UnitId | None) -> Mapping[StreamKey, int]:
    """What every computer of the receiving unit has acknowledged, revoked ones aside; what one of them never mentioned goes again."""
    database = desk.workspace.database
    receiver = desk.plan.root if recipient is None else recipient
    sites = [site for site, unit in active_sites(database).items() if unit == receiver]
    statements = [acknowledged_by(database, site) for site in sites]
    if not statements:
        return {}
    return {stream: min(statement.get(stream, 0) for statement in statements) for stream in statements[0]}


def _slice(desk: Desk, key: SiteKey, stream: StreamKey, public: bytes, after: int) -> StreamSlice | None:
    """A stream from number `after` + 1 on, as far as its site signed it; None when that is nothing."""
    state = desk.workspace.log.stream(stream)
    if state is None or state.last_seq <= after:
        return None
    lines = [encode(change) for change in desk.workspace.log.changes(stream)]
    before = chain_start(desk.identity.plan, public, stream.scope)
    for line in lines[:after]:
        before = chain_next(before, line)
    if stream.site == key.site:
        return sign_slice(key, plan=desk.identity.plan, stream=stream, first=after + 1, before=before, lines=lines[after:])
    signed, signature = head_signature(desk.workspace.database, stream)
    last = before
    for line in lines[after:signed]:
        last = chain_next(last, line)
    return StreamSlice(stream, after + 1, before, tuple(lines[after:signed]), last, signature) if signed > after else None


def _attachments(desk: Desk, slices: Iterable[StreamSlice]) -> tuple[dict[str, SaltedText], dict[str, bytes]]:
    """The texts and the evidence that the changes of slices refer to, as far as they are held."""
    texts: dict[str, SaltedText] = {}
    evidence: dict[str, bytes] = {}
    for piece in slices:
        for change in desk.workspace.log.changes(piece.key, piece.first - 1):
            for text_hash, salt, body in desk.workspace.log.texts(change.value):
                texts[text_hash] = SaltedText(salt, body)
            if change.register.entity == EVIDENCE and isinstance(change.value, dict):
                sha256 = change.value.get("sha256")
                data = blob(desk.workspace.database, sha256) if isinstance(sha256, str) else None
                if isinstance(sha256, str) and data is not None:
                    evidence[sha256] = data
    return texts, evidence
