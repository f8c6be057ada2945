"""The one form of JSON in bundles: UTF-8, keys sorted, no spaces, no floats; bytes as lower-case hex."""

from __future__ import annotations

from typing import TypeVar

import msgspec

T = TypeVar("T")

_encode = msgspec.json.Encoder(order="sorted").encode
_decode_any = msgspec.json.Decoder().decode


def encode_canonical(value: object) -> bytes:
    """The canonical bytes of a struct, mapping, list or scalar."""
    return _encode(value)


def decode_canonical(data: bytes, decoder: msgspec.json.Decoder[T]) -> T:
    """The value of canonical bytes; keys that the decoder does not know (a newer minor format's) are passed over.

    Raises:
        ValueError: the bytes are not canonical, or not of the decoder's type.
    """
    try:
        value = decoder.decode(data)
        if _encode(value) != data and _encode(_decode_any(data)) != data:
            message = "not canonical"
            raise ValueError(message)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return value


def from_hex(text: str, length: int) -> bytes:
    """The bytes of lower-case hex.

    Raises:
        ValueError: it is not lower-case hex of `length` bytes.
    """
    data = bytes.fromhex(text)
    if len(data) != length or data.hex() != text:
        message = f"expected {length} bytes as lower-case hex"
        raise ValueError(message)
    return data
