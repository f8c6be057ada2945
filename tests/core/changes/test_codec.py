from __future__ import annotations

import hashlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.changes.strategies import CHANGES, SEQS, VALUES, WORDS

from core.changes.change import Change, ChangeRef, Json, Register, Scope, StreamKey
from core.changes.codec import (
    LARGEST_SEQ,
    chain_next,
    chain_start,
    decode,
    decode_value,
    encode,
    encode_value,
    head_message,
    normalised,
)
from core.errors import ChangeNotCanonical
from core.ids import PlanId, SiteId

SITE = SiteId("k3f9q2wzabcd")
CHANGE = Change(
    SITE,
    Scope("liyang"),
    7,
    "2025-07-25T09:00:00Z",
    "张三",
    2,
    Register("observation", "liyang/i4/liyang/2025-06", "figure"),
    {"value": "12.5", "status": "actual", "missing": None},
    (ChangeRef(SiteId("aaaaaaaaaaaa"), 3),),
)
LINE = (
    '{"site":"k3f9q2wzabcd","scope":"liyang","seq":7,"stamp":"2025-07-25T09:00:00Z","actor":"张三","plan":2,'
    '"entity":"observation","id":"liyang/i4/liyang/2025-06","field":"figure",'
    '"value":{"missing":null,"status":"actual","value":"12.5"},"supersedes":["aaaaaaaaaaaa:3"]}'
).encode()


@given(CHANGES)
def test_decoding_gives_back_the_change(change: Change) -> None:
    assert decode(encode(change)) == change


@given(CHANGES)
def test_line_is_json_that_others_read_with_keys_in_their_order(change: Change) -> None:
    raw = json.loads(encode(change))

    keys = ["site", "scope", "seq", "stamp", "actor", "plan", "entity", "id", "field", "value", "supersedes"]

    assert list(raw) == keys + sorted(change.extra)
    assert raw["value"] == change.value
    assert b"\n" not in encode(change)


def test_line_looks_as_the_format_says() -> None:
    assert encode(CHANGE) == LINE
    assert decode(LINE) == CHANGE


@pytest.mark.parametrize("index", [place for place, byte in enumerate(LINE) if byte in b"{}[],:" and LINE[place - 1 : place] in b'"]}{'])
@pytest.mark.parametrize("blank", [b" ", b"\t", b"\n"])
def test_blank_outside_texts_is_refused(index: int, blank: bytes) -> None:
    with pytest.raises(ChangeNotCanonical):
        decode(LINE[:index] + blank + LINE[index:])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"12.5"', b"12.5"),
        (b'"12.5"', b"1e3"),
        (b'"12.5"', b"[1.0]"),
        (b'"12.5"', b'{"a":-0.0}'),
        (b'"12.5"', b"-0"),
        (b'"12.5"', b"007"),
        (b'"12.5"', b"NaN"),
        (b'"12.5"', b'"\\u0031"'),
        (b'"12.5"', b'"e\xcc\x81"'),
        (b'"12.5"', b'"\\/"'),
        (b'"12.5"', b'"\xed\xa0\x80"'),
        (b'"12.5"', b'"\xc0\x80"'),
        (b'"12.5"', b'"\\ud800"'),
        (b'"12.5"', b"9" * 1_000_000),
        (b'"12.5"', b"[" * 20 + b"]" * 20),
        (b'"12.5"', b"[" * 100_000),
        (b'"seq":7', b'"seq":0'),
        (b'"seq":7', b'"seq":-1'),
        (b'"seq":7', b'"seq":7.0'),
        (b'"seq":7', b'"seq":true'),
        (b'"seq":7', b'"seq":"7"'),
        (b'"seq":7', b'"seq":9007199254740993'),
        (b'"seq":7', b'"seq":7,"seq":7'),
        (b'"plan":2', b'"plan":null'),
        (b'"plan":2,', b""),
        (b'"missing":null,"status":"actual"', b'"status":"actual","missing":null'),
        (b'"missing":null', b'"missing":null,"missing":null'),
        (b"aaaaaaaaaaaa:3", b"aaaaaaaaaaaa:03"),
        (b"aaaaaaaaaaaa:3", b"aaaaaaaaaaaa:x"),
        (b"aaaaaaaaaaaa:3", b"aaaaaaaaaaaa"),
        (b"aaaaaaaaaaaa:3", b"aaaaaaaaaaaa: 3"),
        (b"aaaaaaaaaaaa:3", b"aaaaaaaaaaaa:1_0"),
        (b'"site":"k3f9q2wzabcd","scope":"liyang"', b'"scope":"liyang","site":"k3f9q2wzabcd"'),
        (b'{"site"', b'{"extra":1,"site"'),
        (b'"]}', b'"]}\n'),
        (b'"]}', b'"],"b":1,"a":1}'),
        (b'"]}', b'"],"a":1.5}'),
        (b'{"site"', b'\xef\xbb\xbf{"site"'),
    ],
)
def test_every_other_spelling_is_refused(old: bytes, new: bytes) -> None:
    line = LINE.replace(old, new, 1)
    assert line != LINE

    with pytest.raises(ChangeNotCanonical):
        decode(line)


@pytest.mark.parametrize("line", [b"", b"{}", b"null", b"[]", b"\x00", b"\xff", b'"text"'])
def test_what_is_no_change_is_refused(line: bytes) -> None:
    with pytest.raises(ChangeNotCanonical):
        decode(line)


@given(st.binary(max_size=60), st.integers(0, len(LINE)), st.integers(0, 60))
def test_damaged_line_is_refused_or_is_another_changes_own_line(noise: bytes, index: int, cut: int) -> None:
    line = LINE[:index] + noise + LINE[index + cut :]

    try:
        change = decode(line)
    except ChangeNotCanonical:
        return
    assert encode(change) == line


def test_keys_of_a_newer_format_are_kept() -> None:
    line = LINE[:-1] + b',"colour":{"a":[1]},"shape":"round"}'

    change = decode(line)

    assert change.extra == {"colour": {"a": [1]}, "shape": "round"}
    assert encode(change) == line


@pytest.mark.parametrize("text", ["第一行\n\u0303", "\t\u0301", "\x1f\u0307", '"\u0301', "\\\u0301"])
def test_mark_after_an_escaped_character_travels(text: str) -> None:
    change = replace(CHANGE, value=normalised(text))

    assert decode(encode(change)) == change


@given(VALUES)
def test_values_come_back_from_their_bytes(value: Json) -> None:
    assert decode_value(encode_value(value)) == value
    assert decode_value(encode_value(value).decode()) == value


@given(
    st.recursive(
        st.text(max_size=8) | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner), max_leaves=8
    )
)
def test_normalising_twice_changes_nothing_more(value: Json) -> None:
    once = normalised(value)

    assert normalised(once) == once
    assert decode(encode(replace(CHANGE, value=once))).value == once


def test_text_is_normalised_wherever_it_stands() -> None:
    decomposed = "e\u0301"

    assert normalised([{decomposed: decomposed}, 1, None]) == [{"\u00e9": "\u00e9"}, 1, None]
    assert unicodedata.is_normalized("NFC", str(normalised(decomposed)))


def test_chain_starts_from_plan_key_and_scope() -> None:
    key = bytes(range(32))

    start = chain_start(PlanId("p"), key, Scope("plan"))

    assert start == hashlib.sha256(b"jiannuo-stream-1\np\n" + key.hex().encode() + b"\nplan").digest()
    assert len({start, chain_start(PlanId("q"), key, Scope("plan")), chain_start(PlanId("p"), key, Scope("u"))}) == 3


@given(st.lists(CHANGES.map(encode), min_size=1, max_size=6), st.data())
def test_chain_depends_on_every_line_and_on_their_order(lines: list[bytes], data: st.DataObject) -> None:
    other = data.draw(st.permutations(lines)) if data.draw(st.booleans()) else lines[:-1]

    assert (_chain(lines) == _chain(other)) == (lines == other)


def test_chain_is_the_hash_of_the_hash_before_and_the_line() -> None:
    assert chain_next(bytes(32), LINE) == hashlib.sha256(bytes(32) + LINE).digest()


@given(WORDS, SEQS, st.binary(min_size=32, max_size=32))
def test_head_message_names_plan_stream_number_and_hash(scope: str, seq: int, chain: bytes) -> None:
    message = head_message(PlanId("p"), StreamKey(SITE, Scope(scope)), seq, chain)

    assert message.decode().split("\n") == ["jiannuo-head-1", "p", SITE, scope, str(seq), chain.hex()]


def test_largest_number_is_one_that_every_json_reader_keeps() -> None:
    change = replace(CHANGE, seq=LARGEST_SEQ)

    assert float(LARGEST_SEQ) == LARGEST_SEQ
    assert decode(encode(change)) == change


def _chain(lines: list[bytes]) -> bytes:
    chain = bytes(32)
    for line in lines:
        chain = chain_next(chain, line)
    return chain


def test_plan_revision_that_no_table_could_hold_is_refused() -> None:
    line = encode(replace(CHANGE, plan=2**63))

    with pytest.raises(ChangeNotCanonical):
        decode(line)
