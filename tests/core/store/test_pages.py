from __future__ import annotations

import random
import sqlite3
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.store.pages import DEFAULT_PAGE_SIZE, MAGIC, PageFile, Row, page_size

VALUES = (
    st.none()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False).filter(lambda number: not number.is_integer())
    | st.text(max_size=20)
    | st.binary(max_size=20)
    | st.integers(0, 20_000).map(lambda length: "长" * length)
    | st.integers(0, 20_000).map(bytes)
)
ROWS = st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1), VALUES, VALUES), max_size=20, unique_by=lambda row: row[0])


def _database(size: int, *statements: str, rows: list[tuple[object, ...]] | None = None) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute(f"PRAGMA page_size = {size}")
        for statement in statements[:-1] if rows else statements:
            connection.execute(statement)
        if rows:
            connection.executemany(statements[-1], rows)
        connection.close()
        return path.read_bytes()


def _rows(data: bytes) -> list[Row]:
    return list(PageFile(BytesIO(data)).rows())


@given(ROWS, st.sampled_from([512, 1024, 4096, 65536]))
def test_rows_of_a_table_are_read_as_sqlite_wrote_them(rows: list[tuple[object, ...]], size: int) -> None:
    data = _database(
        size, "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)", *(["INSERT INTO t VALUES (?, ?, ?)"] if rows else []), rows=rows or None
    )

    found = {(row.rowid, *row.values) for row in _rows(data) if len(row.values) == 3}

    assert found == {(key, None, a, b) for key, a, b in rows}


@given(st.lists(st.text(max_size=300), max_size=60, unique=True), st.sampled_from([512, 4096]))
def test_rows_of_a_table_without_row_ids_are_read_from_leaves_and_nodes(keys: list[str], size: int) -> None:
    rows: list[tuple[object, ...]] = [(key.replace("\x00", ""), number) for number, key in enumerate(keys)]
    rows = list({row[0]: row for row in rows}.values())
    insert = ["INSERT INTO t VALUES (?, ?)"] if rows else []
    data = _database(size, "CREATE TABLE t (a TEXT PRIMARY KEY, b) WITHOUT ROWID", *insert, rows=rows or None)

    assert {row.values for row in _rows(data) if row.rowid is None} == set(rows)


def test_rows_are_found_where_the_list_of_a_page_is_spoilt() -> None:
    rows: list[tuple[object, ...]] = [(number, f"第{number}行" * 3) for number in range(1, 20)]
    data = bytearray(_database(4096, "CREATE TABLE t (id INTEGER PRIMARY KEY, a)", "INSERT INTO t VALUES (?, ?)", rows=rows))
    data[4096 + 8 : 4096 + 8 + 2 * len(rows)] = b"\xff" * 2 * len(rows)

    found = {(row.rowid, row.values[1]) for row in _rows(bytes(data)) if len(row.values) == 2}

    assert found >= set(rows)


def test_rows_are_found_where_a_page_does_not_say_what_it_is() -> None:
    rows: list[tuple[object, ...]] = [(number, f"第{number}行") for number in range(1, 20)]
    data = bytearray(_database(4096, "CREATE TABLE t (id INTEGER PRIMARY KEY, a)", "INSERT INTO t VALUES (?, ?)", rows=rows))
    data[4096] = 77

    assert {(row.rowid, row.values[1]) for row in _rows(bytes(data)) if len(row.values) == 2} >= set(rows)


@pytest.mark.parametrize("seed", range(40))
def test_no_bytes_are_too_odd_to_read(seed: int) -> None:
    chance = random.Random(seed)
    rows: list[tuple[object, ...]] = [(number, "长" * (number * 97 % 3000)) for number in range(1, 60)]
    data = bytearray(_database(1024, "CREATE TABLE t (id INTEGER PRIMARY KEY, a)", "INSERT INTO t VALUES (?, ?)", rows=rows))
    for _ in range(chance.choice([1, 10, 1000])):
        data[chance.randrange(len(data))] = chance.randrange(256)

    found = _rows(bytes(data[: chance.randrange(len(data))]))

    assert all(isinstance(row.values, tuple) for row in found)


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (b"", DEFAULT_PAGE_SIZE),
        (MAGIC + b"\x02\x00", 512),
        (MAGIC + b"\x00\x01", 65536),
        (MAGIC + b"\x02\x01", DEFAULT_PAGE_SIZE),
        (MAGIC + b"\x00\x00", DEFAULT_PAGE_SIZE),
        (b"x" * 40, DEFAULT_PAGE_SIZE),
    ],
)
def test_page_size_is_what_the_header_says_else_the_usual_one(head: bytes, size: int) -> None:
    assert page_size(head) == size
