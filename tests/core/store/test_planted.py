from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from core.store.planted import differences, missing_table, plain_statement, planted
from core.store.schema import each_version, migrate

VERSIONS = len(list(each_version(Database(memory=True))))


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """An empty file of this version."""
    database = Database(memory=True)
    migrate(database)
    yield database.conn
    database.close()


@pytest.mark.parametrize("number", range(VERSIONS))
def test_schema_of_every_version_is_ours(number: int) -> None:
    database = Database(memory=True)
    for place, _ in enumerate(each_version(database)):
        if place == number:
            break

    assert planted(database.conn) is None
    assert missing_table(database.conn) is None
    database.close()


def test_schema_of_this_version_differs_in_nothing(connection: sqlite3.Connection) -> None:
    assert list(differences(connection)) == []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER x AFTER INSERT ON change BEGIN DELETE FROM head; END",
        "CREATE VIEW x AS SELECT * FROM change",
        "CREATE VIRTUAL TABLE x USING fts5(body)",
        "CREATE VIRTUAL TABLE x USING rtree(id, a, b)",
        "CREATE TABLE x (a, b GENERATED ALWAYS AS (hex(a)))",
        "CREATE TABLE x (a, b AS (abs(a)))",
        "CREATE TABLE x (a CHECK (length(a) > 3))",
        "CREATE TABLE x (a, CHECK/**/(abs(a) > 3))",
        "CREATE TABLE x (a DEFAULT (hex(randomblob(9))))",
        "CREATE INDEX x ON change (length(value))",
        "CREATE INDEX x ON change (value) WHERE length(value) > 1",
        "CREATE INDEX x ON change (value || '')",
    ],
)
def test_what_could_run_or_compute_is_found(connection: sqlite3.Connection, statement: str) -> None:
    connection.execute(statement)

    found = planted(connection)

    assert found is not None
    assert found.split()[1].startswith("x")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE x (a TEXT NOT NULL DEFAULT '', b INTEGER REFERENCES change, PRIMARY KEY (a, b)) WITHOUT ROWID",
        "ALTER TABLE progress ADD COLUMN x TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX x ON change (stamp) WHERE not_counting IS NOT NULL",
        "CREATE UNIQUE INDEX x ON change (stream, stamp DESC)",
        "ANALYZE",
    ],
)
def test_plain_things_of_a_newer_version_are_not_held_against_a_file(connection: sqlite3.Connection, statement: str) -> None:
    connection.execute(statement)

    assert planted(connection) is None


def test_table_that_is_gone_is_missed(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE head")

    assert missing_table(connection) == "head"
    assert list(differences(connection)) == ["table head"]


def test_index_that_is_gone_is_a_difference_only(connection: sqlite3.Connection) -> None:
    connection.execute("DROP INDEX change_register")

    assert missing_table(connection) is None
    assert list(differences(connection)) == ["index change_register"]


def test_statements_are_compared_without_case_quotes_and_space() -> None:
    assert plain_statement('CREATE  TABLE "A" (\n  [b] TEXT)') == plain_statement("create table a ( b text)")
