from __future__ import annotations

from pathlib import Path

import pytest
from tests.journeys.conftest import City

from core.changes.change import PLAN_DRAFT, Register
from core.errors import CannotWrite, FileExists, PathIsFolder, WorkspaceGone
from core.services.briefings import fingerprint
from core.services.copying import save_copy
from core.services.desk import Desk, Program, open_desk

NOTE = Register("item", "i-new", "text")


def write_note(desk: Desk, text: str) -> None:
    with desk.writing() as work:
        work.set(PLAN_DRAFT, NOTE, text)


def test_a_copy_holds_the_last_edit_and_can_be_worked_in(office: Desk, program: Program, tmp_path: Path) -> None:
    write_note(office, "刚刚写下")

    copy = save_copy(office, tmp_path / "副本.jiannuo")

    with open_desk(program, copy) as desk:
        assert fingerprint(desk) == fingerprint(office)
        write_note(desk, "继续")
    assert [path.name for path in tmp_path.glob("*副本*")] == ["副本.jiannuo"]
    assert not list(tmp_path.glob(".副本*"))


def test_a_workspace_that_was_taken_away_refuses_edits_and_can_be_saved(office: Desk, city: City, program: Program, tmp_path: Path) -> None:
    write_note(office, "先前写下")
    city.office.unlink()

    with pytest.raises(WorkspaceGone) as refused:
        write_note(office, "之后写下")

    assert refused.value.path == city.office
    with open_desk(program, save_copy(office, tmp_path / "副本.jiannuo")) as desk:
        assert fingerprint(desk) == fingerprint(office)


def test_it_can_be_saved_where_it_was(office: Desk, city: City, program: Program) -> None:
    city.office.unlink()

    save_copy(office, city.office)

    assert city.office.is_file()


@pytest.mark.parametrize(("name", "error"), [("there.jiannuo", FileExists), ("folder", PathIsFolder), ("there.jiannuo/x", CannotWrite)])
def test_other_files_are_left_alone(office: Desk, tmp_path: Path, name: str, error: type[Exception]) -> None:
    (tmp_path / "there.jiannuo").write_bytes(b"other")
    (tmp_path / "folder").mkdir()

    with pytest.raises(error):
        save_copy(office, tmp_path / name)

    assert (tmp_path / "there.jiannuo").read_bytes() == b"other"
    assert not list(tmp_path.glob(".*part*"))
