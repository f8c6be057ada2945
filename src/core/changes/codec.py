"""The bytes of a change, and the hash chain over them.

A line is UTF-8 JSON with fixed key order (values' keys sorted), no spaces, no floats, NFC. Decoding refuses any line that encoding would
not make, so that bytes and change determine each other and the log need not keep the line itself.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from typing import Any, cast

import msgspec

from core.changes.change import Change, ChangeRef, Json, Register, Scope, StreamKey
from core.errors import ChangeNotCanonical
from core.ids import PlanId, SiteId

STREAM_DOMAIN = "jiannuo-stream-1"
HEAD_DOMAIN = "jiannuo-head-1"
LARGEST_SEQ = 2**53
SALT_BYTES = 16  # in front of a text that enters changes by its hash
DEEPEST_VALUE = 12


class _Line(msgspec.Struct, forbid_unknown_fields=False):
    """The keys of a line, in the order in which they travel."""

    site: str
    scope: str
    seq: int
    stamp: str
    actor: str
    plan: int
    entity: str
    id: str
    field: str
    value: Any
    supersedes: list[str]


_KEYS = _Line.__struct_fields__
_encode = msgspec.json.Encoder(order="deterministic").encode  # structs in their own order, keys of values sorted
_decode_line = msgspec.json.Decoder(_Line).decode
_decode_any = msgspec.json.Decoder().decode


def encode(change: Change) -> bytes:
    """The exact bytes of a change as it travels, without a line feed."""
    register = change.register
    refs = [f"{ref.site}:{ref.seq}" for ref in change.supersedes]
    head = (change.site, change.scope, change.seq, change.stamp, change.actor, change.plan)
    line = _encode(_Line(*head, register.entity, register.id, register.field, change.value, refs))
    return line if not change.extra else _with_extra(line, change.extra)


def decode(line: bytes) -> Change:
    """The change of a line.

    Raises:
        ChangeNotCanonical: the bytes are not what `encode` makes of any change.
    """
    try:
        raw = _decode_line(line)
        canonical = _encode(raw)
        extra: dict[str, Json] = {}
        if canonical != line:  # rare: a newer minor format's keys, or bytes that nobody honest makes
            whole = cast("dict[str, Json]", _decode_any(line))
            extra = {key: value for key, value in whole.items() if key not in _KEYS}
            canonical = _with_extra(canonical, extra)
        for value in (raw.value, *extra.values()):
            _check_value(value)
        refs = tuple([_ref(text) for text in raw.supersedes])
    except (msgspec.MsgspecError, ValueError, RecursionError, TypeError) as error:
        raise ChangeNotCanonical(reason=type(error).__name__) from error
    if canonical != line:
        raise ChangeNotCanonical(reason="bytes")
    if not (1 <= raw.seq <= LARGEST_SEQ and 0 <= raw.plan <= LARGEST_SEQ) or not _is_normalized(line):
        raise ChangeNotCanonical(reason="seq or NFC")
    register = Register(raw.entity, raw.id, raw.field)
    return Change(SiteId(raw.site), Scope(raw.scope), raw.seq, raw.stamp, raw.actor, raw.plan, register, raw.value, refs, extra)


def encode_value(value: Json) -> bytes:
    """A value's canonical bytes: sorted keys, no spaces."""
    return _encode(value)


def decode_value(data: bytes | str) -> Json:
    """The value of canonical bytes that the log itself wrote."""
    return cast("Json", _decode_any(data))


def normalised(value: Json) -> Json:
    """A value with all its texts in NFC, as only such values may enter the log."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case list():
            return [normalised(member) for member in value]
        case dict():
            return {unicodedata.normalize("NFC", key): normalised(member) for key, member in value.items()}
    return value


def chain_start(plan: PlanId, site_key: bytes, scope: Scope) -> bytes:
    """The 32 bytes before a stream's first change: they bind the stream to its plan, its site's public key and its scope."""
    return hashlib.sha256(f"{STREAM_DOMAIN}\n{plan}\n{site_key.hex()}\n{scope}".encode()).digest()


def chain_next(previous: bytes, line: bytes) -> bytes:
    """The chain's 32 bytes after a line."""
    return hashlib.sha256(previous + line).digest()


def text_hash(salt: bytes, body: str) -> str:
    """The salted SHA-256, in hex, under which a long text enters a change."""
    return hashlib.sha256(salt + body.encode()).hexdigest()


def head_message(plan: PlanId, stream: StreamKey, seq: int, chain: bytes) -> bytes:
    """What a site signs to vouch for a stream up to `seq`."""
    return f"{HEAD_DOMAIN}\n{plan}\n{stream.site}\n{stream.scope}\n{seq}\n{chain.hex()}".encode()


def _with_extra(line: bytes, extra: Mapping[str, Json]) -> bytes:
    """A line with a newer minor format's keys after its own, sorted."""
    parts = [b"," + _encode(key) + b":" + _encode(extra[key]) for key in sorted(extra)]
    return line[:-1] + b"".join(parts) + b"}"


def _ref(text: str) -> ChangeRef:
    site, _, seq = text.rpartition(":")
    ref = ChangeRef(SiteId(site), int(seq))
    if str(ref.seq) != seq or not 1 <= ref.seq <= LARGEST_SEQ:
        message = "not the one form of a number"
        raise ValueError(message)
    return ref


def _is_normalized(line: bytes) -> bool:
    """Whether all texts of a line are in NFC.

    A line that is in NFC as a whole has such texts. The reverse does not hold: the n of an escaped line feed composes with a tilde that
    begins the next line, so a doubtful line is taken apart.
    """
    return line.isascii() or unicodedata.is_normalized("NFC", line.decode()) or _has_normalized_texts(_decode_any(line))


def _has_normalized_texts(value: object) -> bool:
    match value:
        case str():
            return unicodedata.is_normalized("NFC", value)
        case list():
            return all(map(_has_normalized_texts, value))
        case dict():
            return all(_has_normalized_texts(key) and _has_normalized_texts(member) for key, member in value.items())
    return True


def _check_value(value: object, depth: int = 0) -> None:
    if depth > DEEPEST_VALUE or isinstance(value, float):
        message = "a float or too deep a value"
        raise ValueError(message)
    if isinstance(value, dict):
        for member in value.values():
            _check_value(member, depth + 1)
    elif isinstance(value, list):
        for member in value:
            _check_value(member, depth + 1)
