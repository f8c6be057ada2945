from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bundle.canonical import decode_canonical, encode_canonical, from_hex

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


class _Point(msgspec.Struct):
    y: int
    x: int


POINT = msgspec.json.Decoder(_Point)


@given(JSON)
def test_decoding_gives_back_what_was_encoded(value: object) -> None:
    assert decode_canonical(encode_canonical(value), msgspec.json.Decoder()) == value


@given(JSON)
def test_bytes_are_what_any_json_program_makes_with_sorted_keys(value: object) -> None:
    expected = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    assert encode_canonical(value) == expected.encode()
    assert encode_canonical({"b": 1, "a": [True, None, "语"]}) == '{"a":[true,null,"语"],"b":1}'.encode()


@pytest.mark.parametrize(
    "data",
    [
        b'{"x": 1,"y":2}',
        b'{"y":2,"x":1}',
        b'{"x":1,"x":1,"y":2}',
        b'{"x":1,"y":2}\n',
        b'\xef\xbb\xbf{"x":1,"y":2}',
        b'{"x":1.0,"y":2}',
        b'{"x":01,"y":2}',
        b'{"x":1,"y":-0}',
        b'{"\\u0078":1,"y":2}',
        b'{"x":1}',
        b'{"x":"1","y":2}',
        b"[" * 100_000,
        b'{"x":' + b"9" * 1_000_000 + b',"y":2}',
        b"",
    ],
)
def test_every_other_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # words differ with the library
        decode_canonical(data, POINT)


def test_keys_of_a_newer_format_are_passed_over_when_canonical() -> None:
    assert decode_canonical(b'{"colour":"red","x":1,"y":2}', POINT) == _Point(y=2, x=1)
    with pytest.raises(ValueError, match="not canonical"):
        decode_canonical(b'{"x":1,"y":2,"colour":"red"}', POINT)


@given(st.binary(max_size=40))
def test_hex_has_one_spelling(data: bytes) -> None:
    assert from_hex(data.hex(), len(data)) == data


@pytest.mark.parametrize("text", ["AB", "a", "ab cd", " ab", "abcd", "zz", ""])
def test_other_hex_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # words differ with the library
        from_hex(text, 1)
