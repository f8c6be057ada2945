"""Small bundles that the tests of this folder write, read and damage."""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from pathlib import Path

from core.bundle.archive import (
    MIMETYPE,
    MIMETYPE_NAME,
    Archive,
    Record,
    directory_and_end,
    is_deflated,
    local_header,
)
from core.bundle.canonical import encode_canonical
from core.bundle.contents import BundleContents, SaltedText, StreamSlice, sign_slice
from core.bundle.enrolment import Invitation
from core.bundle.keys import SiteKey
from core.bundle.manifest import (
    MANIFEST_NAME,
    SIGNATURE_ALGORITHM,
    SIGNATURE_NAME,
    BundleKind,
    Signature,
)
from core.bundle.writer import write_bundle
from core.changes.change import Change, Json, Register, Scope, StreamKey
from core.changes.codec import chain_next, chain_start, encode
from core.ids import PlanId, UnitId

PLAN = PlanId("changzhou-2025")
OFFICE = UnitId("changzhou")
UNIT = UnitId("liyang")
OFFICE_KEY = SiteKey.from_seed(b"office")
UNIT_KEY = SiteKey.from_seed(b"unit")
EVIDENCE = b"%PDF-1.7 a scanned page"
EVIDENCE_HASH = hashlib.sha256(EVIDENCE).hexdigest()
TEXT = SaltedText(b"0123456789abcdef", "本月新开工亿元以上项目三个，累计开工二十一个。" * 3)
INVITATION = Invitation(PLAN, UNIT, b"i" * 32)


def lines_of(key: SiteKey, scope: Scope, *, count: int, first: int = 1) -> list[bytes]:
    """Changes of one stream, as they travel."""
    return [encode(_change(key, scope, seq, {"value": str(seq * 17), "status": "actual"})) for seq in range(first, first + count)]


def slice_of(key: SiteKey, scope: Scope, *, count: int, first: int = 1, plan: PlanId = PLAN) -> StreamSlice:
    """A stream's changes from `first`, signed by its site; those before it are made too, for the chain."""
    before = chain_start(plan, key.public, scope)
    for line in lines_of(key, scope, count=first - 1):
        before = chain_next(before, line)
    lines = lines_of(key, scope, count=count, first=first)
    return sign_slice(key, plan=plan, stream=StreamKey(key.site, scope), first=first, before=before, lines=lines)


def report() -> BundleContents:
    """A unit's report: one stream, a long text, a file."""
    piece = slice_of(UNIT_KEY, Scope(UNIT), count=3, first=2)
    return BundleContents(
        kind=BundleKind.REPORT,
        plan=PLAN,
        revision=1,
        unit=UNIT,
        slices=[piece],
        texts={TEXT.hash: TEXT},
        evidence={EVIDENCE_HASH: EVIDENCE},
        holds={piece.key: 4, StreamKey(OFFICE_KEY.site, Scope("plan")): 40},
        wanted=frozenset({"ab" * 32}),
    )


def task_file() -> BundleContents:
    """An office's task file: the plan and the unit's invitation."""
    return BundleContents(
        kind=BundleKind.TASK_FILE,
        plan=PLAN,
        revision=1,
        unit=OFFICE,
        recipient=UNIT,
        slices=[slice_of(OFFICE_KEY, Scope("plan"), count=5), slice_of(OFFICE_KEY, Scope(UNIT), count=1)],
        invitation=INVITATION,
    )


def write_report(folder: Path) -> Path:
    """The report as a file."""
    return write_bundle(folder / "report.jnb", report(), UNIT_KEY)


def write_task_file(folder: Path) -> Path:
    """The task file as a file."""
    return write_bundle(folder / "task.jnb", task_file(), OFFICE_KEY)


def members_of(path: Path) -> dict[str, bytes]:
    """The members of a bundle by name, unpacked, in their order."""
    with path.open("rb") as file:
        archive = Archive(path, file)
        return {record.name: archive.content(record) for record in archive.records}


def pack(path: Path, members: list[tuple[str, bytes]]) -> Path:
    """Write an archive of canonical layout with any members whatever, the way an attacker would."""
    out = io.BytesIO()
    records: list[Record] = []
    for name, content in members:
        packed = deflated(content) if is_deflated(name) else content
        record = Record(name, zlib.crc32(content), len(packed), len(content), out.tell())
        out.write(local_header(record) + packed)
        records.append(record)
    path.write_bytes(out.getvalue() + directory_and_end(records))
    return path


def repack(path: Path, replaced: dict[str, bytes | None], *, key: SiteKey, manifest: dict[str, Json] | None = None) -> Path:
    """Replace, add or (None) drop members of a bundle; its manifest is made true again, changed as told, and signed by `key`."""
    members = {**members_of(path), **replaced}
    said = json_of(members[MANIFEST_NAME] or b"")
    names = [name for name in members if name not in {MIMETYPE_NAME, MANIFEST_NAME, SIGNATURE_NAME}]
    inner = [(name, members[name]) for name in sorted(names, key=_place)]
    said["members"] = [_member(name, content) for name, content in inner if content is not None]
    said.update(manifest or {})
    manifest_bytes = encode_canonical(said)
    signature = Signature(SIGNATURE_ALGORITHM, key.public.hex(), key.sign(manifest_bytes).hex())
    kept = [(name, content) for name, content in inner if content is not None]
    outer = [(MIMETYPE_NAME, MIMETYPE), (MANIFEST_NAME, manifest_bytes), *kept, (SIGNATURE_NAME, encode_canonical(signature))]
    return pack(path, outer)


def json_of(data: bytes) -> dict[str, Json]:
    """A JSON object of a bundle."""
    value: dict[str, Json] = json.loads(data)
    return value


def deflated(content: bytes) -> bytes:
    """Raw deflate, as members travel."""
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflater.compress(content) + deflater.flush()


def _place(name: str) -> tuple[int, str]:
    """Where a member stands in the format's order."""
    known = ["holds.json", "changes.jsonl", "texts.jsonl", "invitation.json"]
    return (known.index(name) if name in known else 4 + name.startswith("evidence/")), name


def _member(name: str, content: bytes) -> dict[str, Json]:
    member: dict[str, Json] = {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    if is_deflated(name):
        packed = deflated(content)
        member["packed"] = {"size": len(packed), "sha256": hashlib.sha256(packed).hexdigest()}
    return member


def _change(key: SiteKey, scope: Scope, seq: int, value: Json) -> Change:
    register = Register("observation", f"{UNIT}/i{seq}/{UNIT}/2025-06", "figure")
    return Change(key.site, scope, seq, "2025-07-25T09:00:00Z", "张三", 1, register, value)
