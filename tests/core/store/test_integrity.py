from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.core.store.building import DISTRICT_1, DRAFT, FIGURE, PLAN_ID, author, figure, make, public_key, text_register

from core.changes.change import StreamKey
from core.changes.codec import head_message
from core.store.integrity import Damage, DamageKind, damages
from core.store.schema import SCHEMA_MAJOR, SCHEMA_MINOR, VERSION_STEP
from core.store.workspace import Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed workspace with a figure, a long text and a piece of evidence."""
    with make(tmp_path / "w.jiannuo") as workspace, workspace.unit_of_work(author()) as work:
        work.set(DRAFT, FIGURE, figure("1"))
        work.set(DRAFT, text_register(1), "长文" * 100)
        work.keep_blob("0" * 64, b"not what the hash says")
    return tmp_path / "w.jiannuo"


def _kinds(path: Path) -> set[DamageKind]:
    with Workspace.open_read_only(path) as workspace:
        return {damage.kind for damage in damages(workspace)}


def _sql(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    assert connection.execute(statement).rowcount != 0
    connection.close()


def test_evidence_that_is_not_what_its_hash_says_is_found(path: Path) -> None:
    assert _kinds(path) == {DamageKind.EVIDENCE}


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE observation SET value_micros = value_micros * 7", DamageKind.PROJECTION),
        ("DELETE FROM progress", DamageKind.PROJECTION),
        ("DELETE FROM head", DamageKind.PROJECTION),
        ("UPDATE text SET body = body || '。'", DamageKind.TEXT),
        ('UPDATE change SET value = \'{"value":"2"}\' WHERE seq = 1', DamageKind.CHAIN),
        ("UPDATE stream SET last_seq = last_seq + 1", DamageKind.CHAIN),
        ("DELETE FROM change WHERE seq = 1", DamageKind.NUMBERING),
        ("DELETE FROM change WHERE seq = 1", DamageKind.REFERENCE),
    ],
)
def test_what_was_altered_behind_the_programs_back_is_found(path: Path, statement: str, kind: DamageKind) -> None:
    _sql(path, "DELETE FROM blob")

    _sql(path, statement)

    assert kind in _kinds(path)


def test_whole_file_has_no_damages(path: Path) -> None:
    _sql(path, "DELETE FROM blob")

    assert _kinds(path) == set()


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("DROP INDEX change_register", "index change_register"),
        ("CREATE TABLE notes (text)", "table notes"),
        ("CREATE INDEX notes ON change (stamp)", "index notes"),
    ],
)
def test_schema_that_is_not_this_versions_is_found(path: Path, statement: str, where: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement)
    connection.close()

    with Workspace.open_read_only(path) as workspace:
        assert Damage(DamageKind.SCHEMA, where) in damages(workspace)


def test_schema_of_a_newer_minor_version_is_not_held_against_it(path: Path) -> None:
    _sql(path, "DELETE FROM blob")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE notes (text)")
    connection.execute(f"PRAGMA user_version = {SCHEMA_MAJOR * VERSION_STEP + SCHEMA_MINOR + 1}")
    connection.close()

    assert _kinds(path) == set()


@pytest.mark.parametrize(("is_right", "expected"), [(True, set()), (False, {DamageKind.SIGNATURE})])
def test_signature_over_a_head_is_looked_at(path: Path, is_right: bool, expected: set[DamageKind]) -> None:
    _sql(path, "DELETE FROM blob")
    asked = []

    def verify(key: bytes, signature: bytes, message: bytes) -> bool:
        asked.append((key, signature, message))
        return is_right

    with Workspace.open(path) as workspace:
        with workspace.unit_of_work(author()) as work:
            seq, chain = work.position(DRAFT)
            work.sign_head(StreamKey(DISTRICT_1, DRAFT), seq, b"signature")
        found = {damage.kind for damage in damages(workspace, verify)}

    assert found == expected
    assert asked == [(public_key(DISTRICT_1), b"signature", head_message(PLAN_ID, StreamKey(DISTRICT_1, DRAFT), seq, chain))]
