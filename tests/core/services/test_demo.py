from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Demo

from core.errors import CannotWrite, FolderNotEmpty
from core.services.demo import BUREAUS, DISTRICTS, LISTING, make_demo


@pytest.mark.parametrize("name", ["重要.txt", ".hidden"])
def test_other_peoples_folders_are_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("别删", encoding="utf-8")

    with pytest.raises(FolderNotEmpty):
        make_demo(tmp_path, tmp_path / "data")

    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CannotWrite):
        make_demo(tmp_path / "file" / "demo", tmp_path / "data")


def test_workspaces_are_kept_of_three_districts_and_two_bureaus(demo: Demo) -> None:
    kept = {path.name for path in (demo.folder / "单位").iterdir() if path.suffix == ".jiannuo"}

    assert kept == {f"{name}.jiannuo" for name in DISTRICTS + BUREAUS}
    assert not list(demo.folder.glob(".其他*"))
    assert (demo.folder / LISTING).is_file()
