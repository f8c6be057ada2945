"""The members of a bundle from bytes to values.

Every function raises ValueError, with a few words, where it meets what the format does not allow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from core.bundle.canonical import decode_canonical, from_hex
from core.bundle.contents import ReadSlice, SaltedText
from core.bundle.enrolment import Invitation
from core.bundle.keys import KEY_BYTES, SIGNATURE_BYTES, is_site
from core.bundle.manifest import (
    CHANGES_NAME,
    EVIDENCE_FOLDER,
    FORMAT_MINOR,
    HOLDS_NAME,
    INVITATION_NAME,
    MANIFEST_NAME,
    SIGNATURE_NAME,
    TEXTS_NAME,
    Algorithms,
    BundleKind,
    Holds,
    Manifest,
    Range,
    is_name,
    parse_stream,
)
from core.changes.change import StreamKey, is_draft
from core.changes.codec import LARGEST_SEQ, SALT_BYTES, chain_next, decode
from core.errors import ChangeNotCanonical
from core.ids import PlanId, SiteId, UnitId

LONGEST_LINE: Final = 1024 * 1024
LONGEST_TEXT_LINE: Final = 8 * 1024 * 1024

_ORDER: Final = (HOLDS_NAME, CHANGES_NAME, TEXTS_NAME, INVITATION_NAME)
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


def check_manifest(manifest: Manifest) -> None:
    """Check all that the manifest says against itself, before any member is opened."""
    names = [member.name for member in manifest.members]
    _require(is_name(manifest.plan) and is_name(manifest.sender.unit) and is_site(manifest.sender.site), "name")
    _require(manifest.recipient is None or is_name(manifest.recipient), "recipient")
    _require(manifest.algorithms == Algorithms(), "algorithms")
    _require(0 <= manifest.revision <= LARGEST_SEQ, "revision")
    _require(names == sorted(set(names), key=_rank), "order of members")
    _require({HOLDS_NAME, CHANGES_NAME, TEXTS_NAME} <= set(names), "members")
    _require(MANIFEST_NAME not in names and SIGNATURE_NAME not in names, "members")
    _require(INVITATION_NAME not in names or manifest.kind is BundleKind.TASK_FILE, "an invitation outside a task file")
    known = sum(_is_known(name) for name in names)
    _require(known == len(names) or _minor(manifest) > FORMAT_MINOR, "unknown member")
    _require(sum(name.startswith(EVIDENCE_FOLDER) for name in names) == manifest.counts.evidence, "counts")
    _require(manifest.wanted == sorted(set(manifest.wanted)) and all(map(_SHA256.fullmatch, manifest.wanted)), "wanted")
    for text, piece in manifest.ranges.items():
        _require(not is_draft(parse_stream(text).scope), "a draft")
        _require(1 <= piece.first <= piece.last <= LARGEST_SEQ, "range")
    _require(sum(piece.last - piece.first + 1 for piece in manifest.ranges.values()) == manifest.counts.changes, "counts")


def parse_changes(manifest: Manifest, content: bytes) -> tuple[ReadSlice, ...]:
    """The slices of `changes.jsonl`: canonical lines, numbered and chained as the manifest's ranges say.

    Raises:
        ChangeNotCanonical: a line is not in its one form.
    """
    lines = _lines(content, LONGEST_LINE)
    _require(len(lines) == manifest.counts.changes, "number of changes")
    slices: list[ReadSlice] = []
    start = 0
    for text in sorted(manifest.ranges):
        piece = manifest.ranges[text]
        end = start + piece.last - piece.first + 1
        slices.append(_slice(parse_stream(text), piece, lines[start:end]))
        start = end
    return tuple(slices)


def parse_texts(manifest: Manifest, content: bytes) -> dict[str, SaltedText]:
    """The texts of `texts.jsonl` by their hashes, sorted, each hash proved."""
    texts: dict[str, SaltedText] = {}
    previous = ""
    for line in _lines(content, LONGEST_TEXT_LINE):
        raw = decode_canonical(line, _decode_text)
        text = SaltedText(from_hex(raw.salt, SALT_BYTES), raw.text)
        _require(raw.hash > previous, "order of texts")
        _require(text.hash == raw.hash, "hash of a text")
        texts[raw.hash] = text
        previous = raw.hash
    _require(len(texts) == manifest.counts.texts, "number of texts")
    return texts


def parse_holds(content: bytes) -> tuple[Holds, ...]:
    """The statements of `holds.json`, one a site, sorted by site; signatures are for the caller to verify."""
    raw = decode_canonical(content, _decode_holds)
    sites = [statement.site for statement in raw]
    _require(sites == sorted(set(sites)) and all(map(is_site, sites)), "sites of holds")
    return tuple(_holds(statement) for statement in raw)


def parse_invitation(manifest: Manifest, content: bytes) -> Invitation:
    """The invitation of a task file, which is for the unit addressed."""
    raw = decode_canonical(content, _decode_invitation)
    invitation = Invitation(PlanId(raw.plan), UnitId(raw.unit), from_hex(raw.private, KEY_BYTES))
    _require((raw.plan, raw.unit) == (manifest.plan, manifest.recipient), "an invitation for someone else")
    _require(invitation.public.hex() == raw.public, "public half of the invitation")
    return invitation


class _Text(msgspec.Struct):
    hash: str
    salt: str
    text: str


class _Holds(msgspec.Struct):
    site: str
    streams: dict[str, int]
    signature: str


class _Invitation(msgspec.Struct):
    plan: str
    unit: str
    private: str
    public: str


_decode_text: Final = msgspec.json.Decoder(_Text)
_decode_holds: Final = msgspec.json.Decoder(list[_Holds])
_decode_invitation: Final = msgspec.json.Decoder(_Invitation)


def _slice(stream: StreamKey, piece: Range, lines: Sequence[bytes]) -> ReadSlice:
    before, after = from_hex(piece.before, KEY_BYTES), from_hex(piece.after, KEY_BYTES)
    changes = []
    chain = before
    for seq, line in enumerate(lines, start=piece.first):
        change = decode(line)
        if (change.seq, change.scope, change.site) != (seq, stream.scope, stream.site):
            raise ChangeNotCanonical(reason=f"{stream.site}:{stream.scope} {seq}")
        changes.append(change)
        chain = chain_next(chain, line)
    _require(chain == after, "chain")
    return ReadSlice(stream, piece.first, before, tuple(lines), after, from_hex(piece.signature, SIGNATURE_BYTES), tuple(changes))


def _lines(content: bytes, longest: int) -> list[bytes]:
    if not content:
        return []
    lines = content.split(b"\n")
    _require(lines.pop() == b"", "last line feed")
    _require(max(map(len, lines)) <= longest, "length of a line")
    return lines


def _holds(raw: _Holds) -> Holds:
    streams = {parse_stream(text): last for text, last in raw.streams.items()}
    _require(all(1 <= last <= LARGEST_SEQ and not is_draft(stream.scope) for stream, last in streams.items()), "streams of holds")
    return Holds(SiteId(raw.site), streams, from_hex(raw.signature, SIGNATURE_BYTES))


def _rank(name: str) -> tuple[int, str]:
    """Known members in their order, then a newer format's, then evidence, each by name."""
    if name in _ORDER:
        return _ORDER.index(name), name
    return len(_ORDER) + name.startswith(EVIDENCE_FOLDER), name


def _is_known(name: str) -> bool:
    return name in _ORDER or name.startswith(EVIDENCE_FOLDER)


def _minor(manifest: Manifest) -> int:
    return int(manifest.format.partition(".")[2])


def _require(holds: bool, words: str) -> None:  # noqa: FBT001  # a condition is what it takes
    if not holds:
        raise ValueError(words)
