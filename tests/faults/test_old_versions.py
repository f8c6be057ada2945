"""Every version of the workspace file that was ever released opens, is whole, and holds what it held; see `fixture_files`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.faults.fixture_files import DISTRICT, FACTS, OFFICE, STORES, columns_of, facts, kept_versions, table_digest

from core.bundle.keys import verify
from core.store.integrity import damages
from core.store.schema import PROJECTIONS, VERSION_STEP, each_version
from core.store.sqlite import Database
from core.store.workspace import Workspace

FILES = [(version, name) for version in kept_versions() for name in (OFFICE, DISTRICT)]
KEPT = ("fingerprint", "scopes", "streams", "registers", "not_counting", "conflicts")


@pytest.fixture(params=FILES, ids=" ".join)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """A copy of a kept workspace, and what its own version said of it."""
    version, name = request.param
    shutil.copy(STORES / version / name, tmp_path / name)
    return tmp_path / name, json.loads((STORES / version / FACTS).read_text(encoding="utf-8"))[name]


def _tables_as_told(path: Path, told: dict[str, Any]) -> dict[str, str]:
    """The digests of a workspace's tables in the columns that its version had."""
    with Workspace.open_read_only(path) as workspace:
        return {table: table_digest(workspace.database, table, facts["columns"]) for table, facts in told["tables"].items()}


def _tables(path: Path) -> dict[str, str]:
    with Workspace.open_read_only(path) as workspace:
        return {table: table_digest(workspace.database, table, columns_of(workspace.database, table)) for table in PROJECTIONS}


def test_every_version_is_kept_once_the_next_one_is_begun() -> None:
    """Before a migration is added, `python -m tests.faults.fixture_files` keeps the version that it migrates from."""
    numbers = list(each_version(Database(memory=True)))

    begun = [f"{number // VERSION_STEP}.{number % VERSION_STEP}" for number in numbers]
    assert set(begun[:-1]) <= set(kept_versions()) <= set(begun)


def test_old_file_opens_and_is_whole(kept: tuple[Path, dict[str, Any]]) -> None:
    path, _ = kept

    with Workspace.open(path) as workspace:
        assert damages(workspace, verify) == ()


def test_old_file_holds_what_it_held(kept: tuple[Path, dict[str, Any]]) -> None:
    path, told = kept
    Workspace.open(path).close()

    now = facts(path)

    assert {name: now[name] for name in KEPT} == {name: told[name] for name in KEPT}
    assert _tables_as_told(path, told) == {table: facts["sha256"] for table, facts in told["tables"].items()}


def test_tables_of_an_old_file_are_those_made_anew(kept: tuple[Path, dict[str, Any]]) -> None:
    path, _ = kept
    Workspace.open(path).close()
    before = _tables(path)

    with Workspace.open(path) as workspace:
        workspace.rebuild()

    assert _tables(path) == before


def test_old_file_opened_to_read_only_says_the_same_and_stays_as_it_is(kept: tuple[Path, dict[str, Any]]) -> None:
    path, told = kept
    before = path.read_bytes()

    now = facts(path)

    assert {name: now[name] for name in KEPT} == {name: told[name] for name in KEPT}
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
