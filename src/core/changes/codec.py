"""The bytes of a change, and the hash chain over them.

A line is UTF-8 JSON with fixed key order (values' keys sorted), no spaces, no floats, NFC. Decoding refuses any line that encoding would
not make, so that bytes and change determine each other and the log need not keep the line itself.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Any, cast

import msgspec

from core.changes.change import Change, ChangeRef, Json, Register, Scope, StreamKey
from core.errors import ChangeNotCanonical
from core.ids import PlanId, SiteId

STREAM_DOMAIN = "jiannuo-stream-1"
HEAD_DOMAIN = "jiannuo-head-1"
LARGEST_SEQ = 2**53
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
_encode = msgspec.json.Encoder(order="sorted").encode
_decode_line = msgspec.json.Decoder(_Line).decode
_decode_any = msgspec.json.Decoder().decode


def encode(change: Change) -> bytes:
    """The exact bytes of a change as it travels, without a line feed."""
    register = change.register
    head = {
        "site": change.site,
        "scope": change.scope,
        "seq": change.seq,
        "stamp": change.stamp,
        "actor": change.actor,
        "plan": change.plan,
        "entity": register.entity,
        "id": register.id,
        "field": register.field,
    }
    parts = [_encode(key) + b":" + _encode(value) for key, value in head.items()]
    parts.append(b'"value":' + encode_value(change.value))
    parts.append(b'"supersedes":' + _encode([f"{ref.site}:{ref.seq}" for ref in change.supersedes]))
    parts += [_encode(key) + b":" + encode_value(change.extra[key]) for key in sorted(change.extra)]
    return b"{" + b",".join(parts) + b"}"


def decode(line: bytes) -> Change:
    """The change of a line.

    Raises:
        ChangeNotCanonical: the bytes are not what `encode` makes of any change.
    """
    try:
        raw = _decode_line(line)
        extra: dict[str, Json] = {}
        refs = tuple(_ref(text) for text in raw.supersedes)
        register = Register(raw.entity, raw.id, raw.field)
        change = Change(SiteId(raw.site), Scope(raw.scope), raw.seq, raw.stamp, raw.actor, raw.plan, register, raw.value, refs)
        _check_value(raw.value)
        canonical = encode(change)
        if canonical != line:  # rare: a newer minor format's keys, or bytes that nobody honest makes
            whole = cast("dict[str, Json]", _decode_any(line))
            extra = {key: value for key, value in whole.items() if key not in _KEYS}
            for value in extra.values():
                _check_value(value)
            change = Change(
                change.site, change.scope, change.seq, change.stamp, change.actor, change.plan, register, raw.value, refs, extra
            )
            canonical = encode(change)
    except (msgspec.MsgspecError, ValueError, RecursionError, TypeError) as error:
        raise ChangeNotCanonical(reason=type(error).__name__) from error
    if canonical != line:
        raise ChangeNotCanonical(reason="bytes")
    if not 1 <= change.seq <= LARGEST_SEQ or unicodedata.normalize("NFC", line.decode()) != line.decode():
        raise ChangeNotCanonical(reason="seq or NFC")
    return change


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


def head_message(plan: PlanId, stream: StreamKey, seq: int, chain: bytes) -> bytes:
    """What a site signs to vouch for a stream up to `seq`."""
    return f"{HEAD_DOMAIN}\n{plan}\n{stream.site}\n{stream.scope}\n{seq}\n{chain.hex()}".encode()


def _ref(text: str) -> ChangeRef:
    site, _, seq = text.rpartition(":")
    return ChangeRef(SiteId(site), int(seq))


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
