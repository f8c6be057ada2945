from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.core.store.building import DRAFT, FIGURE, author, figure, make, text_register

from core.store.integrity import DamageKind, damages
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
    ],
)
def test_what_was_altered_behind_the_programs_back_is_found(path: Path, statement: str, kind: DamageKind) -> None:
    _sql(path, "DELETE FROM blob")

    _sql(path, statement)

    assert kind in _kinds(path)


def test_whole_file_has_no_damages(path: Path) -> None:
    _sql(path, "DELETE FROM blob")

    assert _kinds(path) == set()
