"""What goes into a bundle and comes out of it, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from core.bundle.enrolment import Invitation
from core.bundle.keys import KEY_BYTES, SIGNATURE_BYTES, SiteKey, site_of, verify
from core.bundle.manifest import BundleKind, Holds
from core.changes.change import Change, StreamKey, is_draft
from core.changes.codec import chain_next, chain_start, head_message, text_hash
from core.ids import PlanId, UnitId


class StreamSlice(Struct, frozen=True):
    """Consecutive changes of one stream, up to a head that its site signed.

    `lines` are the changes' exact bytes without line feeds, numbered from `first`; `before` and `after` are the chain's 32 bytes on both
    sides; `head_signature` is the site's over `head_message` of the last one.
    """

    key: StreamKey
    first: int
    before: bytes
    lines: tuple[bytes, ...]
    after: bytes
    head_signature: bytes

    def __post_init__(self) -> None:
        _require(self.first >= 1 and bool(self.lines), "a slice has changes and counts from 1")
        _require(len(self.before) == KEY_BYTES == len(self.after), "chain hashes have 32 bytes")
        _require(len(self.head_signature) == SIGNATURE_BYTES, "a signature has 64 bytes")

    @property
    def last(self) -> int:
        """The number of the last change."""
        return self.first + len(self.lines) - 1


class ReadSlice(StreamSlice, frozen=True):
    """A slice that came out of a bundle: canonical, numbered and chained, its head not yet verified (`verify_slice`)."""

    changes: tuple[Change, ...]


class SaltedText(Struct, frozen=True):
    """A text that stands in changes by its hash only, so that it can be purged."""

    salt: bytes
    text: str

    @property
    def hash(self) -> str:
        """SHA-256 of salt and UTF-8 text, as hex."""
        return text_hash(self.salt, self.text)


class BundleContents(Struct, frozen=True, kw_only=True):
    """What is to be written.

    `unit` is the sender's; `revision` the plan revision it works on. `texts` and `evidence` have hashes in hex as keys; evidence is given
    as bytes or as a file. `holds` is what the sender holds of the scopes that the receiver may hold, by stream; `relayed_holds` are other
    sites' words passed on. `wanted` is evidence by SHA-256. An invitation goes into a task file only.
    """

    kind: BundleKind
    plan: PlanId
    revision: int
    unit: UnitId
    recipient: UnitId | None = None
    demo: bool = False
    slices: Sequence[StreamSlice] = ()
    texts: Mapping[str, SaltedText] = field(default_factory=dict)
    evidence: Mapping[str, bytes | Path] = field(default_factory=dict)
    holds: Mapping[StreamKey, int] = field(default_factory=dict)
    relayed_holds: Sequence[Holds] = ()
    wanted: frozenset[str] = frozenset()
    invitation: Invitation | None = None

    def __post_init__(self) -> None:
        streams = [piece.key for piece in self.slices]
        _require(len(set(streams)) == len(streams), "a stream travels in one slice")
        _require(not any(is_draft(stream.scope) for stream in [*streams, *self.holds]), "drafts stay home")
        _require(all(text.hash == sha256 for sha256, text in self.texts.items()), "texts go under their hashes")
        if self.invitation is not None:
            _require(self.kind is BundleKind.TASK_FILE, "an invitation goes into a task file only")
            _require((self.invitation.plan, self.invitation.unit) == (self.plan, self.recipient), "the invitation is the recipient's")


def sign_slice(key: SiteKey, *, plan: PlanId, stream: StreamKey, first: int, before: bytes, lines: Sequence[bytes]) -> StreamSlice:
    """A slice of a site's own stream, its head signed now; the last line must be the stream's head or an earlier change of it."""
    after = before
    for line in lines:
        after = chain_next(after, line)
    signature = key.sign(head_message(plan, stream, first + len(lines) - 1, after))
    return StreamSlice(stream, first, before, tuple(lines), after, signature)


def verify_slice(piece: StreamSlice, public: bytes, *, plan: PlanId) -> bool:
    """Whether the key's site vouches for the slice: it is its stream, its head is signed, and a first change follows the chain's start."""
    if site_of(public) != piece.key.site:
        return False
    if piece.first == 1 and piece.before != chain_start(plan, public, piece.key.scope):
        return False
    return verify(public, piece.head_signature, head_message(plan, piece.key, piece.last, piece.after))


def _require(holds: bool, message: str) -> None:  # noqa: FBT001  # a condition is what it takes
    if not holds:
        raise ValueError(message)
