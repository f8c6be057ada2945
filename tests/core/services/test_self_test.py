from __future__ import annotations

from pathlib import Path

import pytest

from core.clock import SystemClock
from core.services import self_test as tested
from core.services.desk import Program
from core.services.self_test import Check, self_test


@pytest.fixture
def here(tmp_path: Path) -> Program:
    return Program(SystemClock(), tmp_path / "data", "自检员")


def by_name(checks: tuple[Check, ...]) -> dict[str, Check]:
    return {check.name: check for check in checks}


def test_this_program_passes(here: Program, tmp_path: Path) -> None:
    (tmp_path / "trial").mkdir()

    checks = self_test(here, tmp_path / "trial")

    assert [check for check in checks if not check.is_passed] == []
    assert len(checks) == 9
    assert not here.data_folder.exists()


def test_what_is_missing_fails_and_the_rest_is_still_tried(here: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tested, "resource", (tmp_path / "nowhere").joinpath)
    (tmp_path / "trial").mkdir()

    checks = by_name(self_test(here, tmp_path / "trial"))

    failed = {name for name, check in checks.items() if not check.is_passed}
    assert failed == {"resources", "workspace", "commit", "signature", "bundle", "spreadsheet"}
    assert "FileNotFound" in checks["resources"].fact


def test_a_folder_that_cannot_be_written_fails(here: Program, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    checks = by_name(self_test(here, tmp_path / "file"))

    assert checks["fonts"].is_passed
    assert not checks["workspace"].is_passed
