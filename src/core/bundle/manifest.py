"""What a bundle says about itself: the manifest, the signature over it, and the sender's word on what it holds.

Hashes, keys and signatures are lower-case hex. Streams are named `site:scope`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import msgspec
from msgspec import Struct

from core.bundle.canonical import encode_canonical
from core.bundle.keys import SITE_LENGTH, SiteKey, is_site, verify
from core.changes.change import Scope, StreamKey
from core.ids import PlanId, SiteId

FORMAT_MAJOR: Final = 1
FORMAT_MINOR: Final = 0
FORMAT: Final = f"{FORMAT_MAJOR}.{FORMAT_MINOR}"
HASH_ALGORITHM: Final = "sha256"
SIGNATURE_ALGORITHM: Final = "ed25519"
HOLDS_DOMAIN: Final = "jiannuo-holds-1"

MANIFEST_NAME: Final = "manifest.json"
HOLDS_NAME: Final = "holds.json"
CHANGES_NAME: Final = "changes.jsonl"
TEXTS_NAME: Final = "texts.jsonl"
INVITATION_NAME: Final = "invitation.json"
EVIDENCE_FOLDER: Final = "evidence/"
SIGNATURE_NAME: Final = "signature.json"

LONGEST_SCOPE: Final = 200


class BundleKind(StrEnum):
    """What a bundle is for."""

    TASK_FILE = "task_file"  # 任务包: the plan for one unit, with its invitation
    REPORT = "report"  # 上报包: a unit's submissions, upward
    FEEDBACK = "feedback"  # 反馈包: reviews and revisions, downward


class Algorithms(msgspec.Struct, frozen=True):
    """Which algorithms the bundle uses; a reader refuses names it does not know."""

    hash: str = HASH_ALGORITHM
    signature: str = SIGNATURE_ALGORITHM


class Range(msgspec.Struct, frozen=True):
    """Which part of a stream travels: numbers `first` to `last` inclusive, the chain's hash before and after, the signed head of `last`."""

    first: int
    last: int
    before: str
    after: str
    signature: str


class Packed(msgspec.Struct, frozen=True):
    """A deflated member as it stands in the file."""

    size: int
    sha256: str


class Member(msgspec.Struct, frozen=True, omit_defaults=True):
    """A member's content; `packed` is there for deflated members only."""

    name: str
    size: int
    sha256: str
    packed: Packed | None = None


class Counts(msgspec.Struct, frozen=True):
    """How many of each the bundle carries."""

    changes: int
    texts: int
    evidence: int


class Sender(msgspec.Struct, frozen=True):
    """Who made the bundle."""

    site: str
    unit: str


class Manifest(msgspec.Struct, frozen=True):
    """The manifest as it travels.

    `revision` is the plan revision that the sender works on. `recipient` is the unit addressed, None when it is for whoever stands above.
    `understands` is the highest format that the sender reads, so that answers can be written in it. `ranges` has streams as keys;
    `members` are in the archive's order, without mimetype, manifest and signature. `wanted` lists evidence that the sender would like to
    be sent, by SHA-256, sorted.
    """

    format: str
    understands: str
    algorithms: Algorithms
    kind: BundleKind
    plan: str
    revision: int
    demo: bool
    sender: Sender
    recipient: str | None
    ranges: dict[str, Range]
    counts: Counts
    members: list[Member]
    wanted: list[str]


class Signature(msgspec.Struct, frozen=True):
    """The sender's signature over the manifest's bytes, with the public key that made it."""

    algorithm: str
    key: str
    signature: str


class FormatOnly(msgspec.Struct, frozen=True):
    """The one key of a manifest that every version has."""

    format: str


class Holds(Struct, frozen=True):
    """A site's signed word on what it holds: the last number of each stream; anyone may pass it on."""

    site: SiteId
    streams: Mapping[StreamKey, int]
    signature: bytes

    def is_signed_by(self, public: bytes, *, plan: PlanId) -> bool:
        """Whether the signature is the key's over this statement for the plan."""
        return verify(public, self.signature, _holds_message(plan, self.site, self.streams))


def sign_holds(key: SiteKey, *, plan: PlanId, streams: Mapping[StreamKey, int]) -> Holds:
    """A site's own statement of what it holds."""
    return Holds(key.site, dict(streams), key.sign(_holds_message(plan, key.site, streams)))


def stream_text(stream: StreamKey) -> str:
    """A stream as manifest and holds name it."""
    return f"{stream.site}:{stream.scope}"


def parse_stream(text: str) -> StreamKey:
    """The stream of its text.

    Raises:
        ValueError: the text names no stream.
    """
    site, colon, scope = text[:SITE_LENGTH], text[SITE_LENGTH : SITE_LENGTH + 1], text[SITE_LENGTH + 1 :]
    if not (is_site(site) and colon == ":" and is_name(scope)):
        message = f"no stream: {text[:40]!r}"
        raise ValueError(message)
    return StreamKey(SiteId(site), Scope(scope))


def is_name(text: str) -> bool:
    """Whether a text can name a scope, unit or plan: printable, no blanks or invisible characters, no colon, at most 200 characters."""
    return 0 < len(text) <= LONGEST_SCOPE and text.isprintable() and not any(c.isspace() or c == ":" for c in text)


def _holds_message(plan: PlanId, site: SiteId, streams: Mapping[StreamKey, int]) -> bytes:
    by_text = {stream_text(stream): last for stream, last in streams.items()}
    return f"{HOLDS_DOMAIN}\n{plan}\n{site}\n".encode() + encode_canonical(by_text)
