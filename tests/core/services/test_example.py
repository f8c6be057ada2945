from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import Demo

from core import resources
from core.changes.change import PLAN_DRAFT, Register
from core.clock import SystemClock
from core.errors import CannotWrite, WorkspaceInUse
from core.services import example
from core.services.desk import Program, open_desk, open_desk_to_read
from core.services.example import OFFICE_NAME, UNIT_NAME, ExampleFiles, example_files, example_workspaces, reset_example


@pytest.fixture
def here(tmp_path: Path) -> Program:
    return Program(SystemClock(), tmp_path / "data", "测试员")


@pytest.fixture
def prebuilt(demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that brings the example ready-made, as a frozen one does."""
    folder = tmp_path / "resources" / "example"
    folder.mkdir(parents=True)
    shutil.copyfile(demo.file("office"), folder / OFFICE_NAME)
    shutil.copyfile(demo.file("district", unit="溧阳市"), folder / UNIT_NAME)
    monkeypatch.setattr(example, "resource", (tmp_path / "resources").joinpath)
    return folder


def names_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_programs_own_example_is_made_by_the_demos_steps(here: Program) -> None:
    steps: list[tuple[int, int]] = []

    files = example_workspaces(here, report=lambda *told: steps.append(told[:2]))

    with open_desk_to_read(here, files.office) as office, open_desk_to_read(here, files.unit) as unit:
        assert (office.is_office, unit.is_office) == (True, False)
        assert office.identity.is_demo
        assert office.plan.is_sample
        assert unit.plan.units_by_id[unit.unit].short_name == "溧阳市"
    assert steps == [(done, 8) for done in range(8)]
    assert names_in(here.data_folder) == [f"示例/{name}" for name in sorted((OFFICE_NAME, UNIT_NAME))]


def test_a_ready_made_example_is_copied(here: Program, prebuilt: Path) -> None:
    files = example_workspaces(here)

    assert files == example_files(here)
    assert [path.read_bytes() for path in (files.office, files.unit)] == [
        (prebuilt / name).read_bytes() for name in (OFFICE_NAME, UNIT_NAME)
    ]


def worked_in(here: Program, files: ExampleFiles) -> bytes:
    with open_desk(here, files.office) as desk, desk.writing() as work:
        work.set(PLAN_DRAFT, Register("item", "i1", "text"), "试一试")
    return files.office.read_bytes()


def test_a_copy_that_was_worked_in_stays(here: Program, prebuilt: Path) -> None:
    files = example_workspaces(here)
    before = worked_in(here, files)
    files.unit.unlink()

    example_workspaces(here)

    assert files.office.read_bytes() == before
    assert files.unit.is_file()


def test_the_example_can_be_had_afresh(here: Program, prebuilt: Path) -> None:
    files = example_workspaces(here)
    worked_in(here, files)

    reset_example(here)

    assert files.office.read_bytes() == (prebuilt / OFFICE_NAME).read_bytes()
    assert names_in(here.data_folder) == [f"示例/{name}" for name in sorted((OFFICE_NAME, UNIT_NAME))]


def test_an_example_that_is_open_is_not_taken_away(here: Program, prebuilt: Path) -> None:
    files = example_workspaces(here)

    with open_desk(here, files.unit), pytest.raises(WorkspaceInUse):
        reset_example(here)

    assert files.office.is_file()


def test_giving_up_leaves_nothing(here: Program) -> None:
    def give_up(done: int, total: int, sentence: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        example_workspaces(here, report=give_up)

    assert names_in(here.data_folder) == []


def test_a_data_folder_that_cannot_be_written_is_told(here: Program) -> None:
    here.data_folder.touch()

    with pytest.raises(CannotWrite):
        example_workspaces(here)


def test_a_checkout_brings_no_ready_made_example() -> None:
    assert not (resources.resource_folder() / "example").exists()
