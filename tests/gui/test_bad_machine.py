"""A machine that refuses while a workspace is open: what is typed stays before the person, who is told the cure and can go on after it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.gui.hands import Person, listed_of
from tests.gui.hardship import full_disk, without_roots_rights

from core.services.desk import Program
from gui.app import Parts
from gui.session.place import PageName
from gui.window.main_window import MainWindow

Open = Callable[[Path], MainWindow]
LITTLE = 16 * 1024  # less than a figure takes in the write-ahead log


@pytest.fixture(autouse=True)
def modest() -> Iterator[None]:
    """Before the window starts its threads."""
    with without_roots_rights():
        yield


@pytest.fixture
def person(modest: None, qtbot: QtBot, parts: Parts) -> Person:
    del modest
    return Person(qtbot, parts.window)


@pytest.fixture
def modes(tmp_path: Path) -> Iterator[Callable[[Path, int], None]]:
    """Changes modes, and gives them back."""
    changed: list[tuple[Path, int]] = []

    def change(path: Path, mode: int) -> None:
        changed.append((path, path.stat().st_mode))
        path.chmod(mode)

    yield change
    for path, mode in reversed(changed):
        if path.exists():
            path.chmod(mode)


def delete(path: Path) -> None:
    path.unlink()


def rename(path: Path) -> None:
    path.rename(path.with_name("改名.jiannuo"))


def replace(path: Path) -> None:
    copy = shutil.copy(path, path.with_name("别的.jiannuo"))
    Path(copy).replace(path)


def remove_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


TAKEN_AWAY: dict[str, Callable[[Path], None]] = {
    "deleted": delete,
    "renamed": rename,
    "replaced": replace,
    "folder removed": remove_folder,
}


@pytest.fixture
def place(district_file: Path) -> Path:
    """The workspace in a folder of its own."""
    folder = district_file.parent / "工作"
    folder.mkdir()
    return district_file.rename(folder / district_file.name)


def test_a_file_that_may_not_be_read_is_told(person: Person, place: Path, modes: Callable[[Path, int], None]) -> None:
    modes(place, 0o000)

    person.opens(place)

    person.must_be_told("无法读取", "权限")


def test_a_file_that_may_not_be_written_can_be_looked_at(person: Person, place: Path, modes: Callable[[Path, int], None]) -> None:
    modes(place, 0o444)

    person.opens(place)
    person.must_be_told("无法写入")
    person.chooses("以只读方式打开")

    assert person.session.now is not None
    assert person.session.now.is_read_only


def test_a_file_in_a_folder_that_may_not_be_written_can_be_looked_at(
    person: Person, place: Path, modes: Callable[[Path, int], None]
) -> None:
    modes(place.parent, 0o555)

    person.opens(place)
    person.must_be_told("无法写入")
    person.chooses("以只读方式打开")

    assert person.session.now is not None
    assert person.session.now.is_read_only


@pytest.mark.parametrize("how", TAKEN_AWAY)
def test_a_figure_for_a_workspace_that_was_taken_away_stays_in_its_field(opened: Open, person: Person, place: Path, how: str) -> None:
    opened(place)
    person.fills_in()
    TAKEN_AWAY[how](place)

    person.types("7")

    assert (person.figure.text(), person.figure.property("state")) == ("7", "trouble")
    assert "另存副本" in person.form.form.cards[0].trouble
    person.must_be_told("另存副本")


@pytest.mark.parametrize("how", TAKEN_AWAY)
def test_a_workspace_that_was_taken_away_can_be_saved_elsewhere(
    opened: Open, person: Person, program: Program, place: Path, answers: Answers, how: str
) -> None:
    copy = place.parent.parent / "副本.jiannuo"
    answers.files.append([copy])
    opened(place)
    person.fills_in()
    person.types("6")
    TAKEN_AWAY[how](place)
    person.types("7")

    person.chooses("另存副本")

    assert "副本已写好" in person.told
    assert listed_of(program, copy).figures[0].value == 6


@pytest.mark.parametrize("how", ["renamed", "replaced"])
def test_what_stands_in_the_place_is_not_touched(opened: Open, person: Person, place: Path, how: str) -> None:
    opened(place)
    person.fills_in()
    TAKEN_AWAY[how](place)
    before = place.read_bytes() if place.exists() else None

    person.types("7")
    person.closes_file()

    assert (place.read_bytes() if place.exists() else None) == before


def test_a_workspace_that_comes_back_takes_the_figure_with_enter(opened: Open, person: Person, program: Program, place: Path) -> None:
    opened(place)
    person.fills_in()
    away = place.rename(place.with_name("改名.jiannuo"))
    person.types("7")
    away.rename(place)

    person.presses_enter()
    state = person.figure.property("state")
    person.closes_file()

    assert state == ""
    assert listed_of(program, place).figures[0].value == 7


def test_a_text_for_a_workspace_that_was_taken_away_stays_and_is_saved_later(
    opened: Open, person: Person, program: Program, place: Path
) -> None:
    opened(place)
    person.fills_in()
    away = place.rename(place.with_name("改名.jiannuo"))
    field = person.form.form.texts.fields["text"]
    field.setFocus()
    field.selectAll()
    field.insertPlainText("新增两家")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.wait()
    kept = field.toPlainText(), field.property("state")
    away.rename(place)

    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.wait()
    person.closes_file()

    assert kept == ("新增两家", "trouble")
    assert listed_of(program, place).texts.text == "新增两家"


def test_a_figure_on_a_full_disk_stays_in_its_field(opened: Open, person: Person, place: Path) -> None:
    opened(place)
    person.fills_in()

    with full_disk(LITTLE):
        person.types("7")

    assert (person.figure.text(), person.figure.property("state")) == ("7", "trouble")
    person.must_be_told("磁盘已满")


def test_a_figure_is_saved_with_enter_once_the_disk_has_room(opened: Open, person: Person, program: Program, place: Path) -> None:
    opened(place)
    person.fills_in()
    with full_disk(LITTLE):
        person.types("7")

    person.presses_enter()
    person.closes_file()

    assert listed_of(program, place).figures[0].value == 7


def test_a_workspace_on_a_full_disk_is_offered_to_be_saved_elsewhere(opened: Open, person: Person, place: Path, answers: Answers) -> None:
    copy = place.parent.parent / "副本.jiannuo"
    answers.files.append([copy])
    opened(place)
    person.fills_in()
    with full_disk(LITTLE):
        person.types("7")

    person.chooses("另存副本")

    assert copy.exists()


def test_a_copy_on_a_full_disk_is_told_and_leaves_nothing(opened: Open, person: Person, place: Path, answers: Answers) -> None:
    copy = place.parent.parent / "副本.jiannuo"
    answers.files.append([copy])
    opened(place)

    with full_disk(LITTLE):
        person.window.menus.copy_file.trigger()
        person.wait()

    person.must_be_told("磁盘已满")
    assert [path.name for path in place.parent.parent.iterdir() if "副本" in path.name] == []


def test_a_figure_is_saved_although_the_folder_became_read_only(
    opened: Open, person: Person, program: Program, place: Path, modes: Callable[[Path, int], None]
) -> None:
    opened(place)
    person.fills_in()
    modes(place.parent, 0o555)
    modes(place, 0o444)

    person.types("7")
    person.closes_file()

    assert listed_of(program, place).figures[0].value == 7


def test_a_workspace_cut_short_while_it_is_open_is_told(opened: Open, person: Person, place: Path) -> None:
    opened(place)
    person.fills_in()
    with place.open("r+b") as file:
        file.truncate(5000)

    person.goes_to(PageName.BENCH)
    person.fills_in("1.1.1") if person.session.now is None else person.goes_to(PageName.FILING)

    person.must_be_told("已损坏")


def test_settings_that_cannot_be_kept_are_told(opened: Open, person: Person, program: Program, place: Path) -> None:
    program.data_folder.mkdir(exist_ok=True)
    program.data_folder.chmod(0o555)
    try:
        opened(place)
    finally:
        program.data_folder.chmod(0o755)

    person.must_be_told("无法写入")


def test_closing_asks_before_what_cannot_be_saved_is_lost(opened: Open, person: Person, place: Path, answers: Answers) -> None:
    opened(place)
    person.fills_in()
    place.rename(place.with_name("改名.jiannuo"))
    person.writes("7")

    answers.yes = False
    person.window.close()
    person.wait()
    asked, is_open, text = list(answers.asked), person.session.now is not None, person.figure.text()
    answers.yes = True

    assert (len(asked), is_open, text) == (1, True, "7")


def test_closing_does_not_ask_once_the_file_takes_what_was_typed(
    opened: Open, person: Person, program: Program, place: Path, answers: Answers
) -> None:
    opened(place)
    person.fills_in()
    away = place.rename(place.with_name("改名.jiannuo"))
    person.types("7")
    away.rename(place)

    person.closes_file()

    assert answers.asked == []
    assert listed_of(program, place).figures[0].value == 7


def test_nobody_is_asked_when_the_system_ends_the_program(opened: Open, person: Person, place: Path, answers: Answers) -> None:
    opened(place)
    person.fills_in()
    place.rename(place.with_name("改名.jiannuo"))
    person.types("7")

    person.window.end()

    assert answers.asked == []


def test_opening_another_asks_before_what_cannot_be_saved_is_lost(
    opened: Open, person: Person, place: Path, answers: Answers, office_file: Path
) -> None:
    opened(place)
    person.fills_in()
    place.rename(place.with_name("改名.jiannuo"))
    person.types("7")

    answers.yes = False
    person.opens(office_file)
    asked, text = list(answers.asked), person.figure.text()
    answers.yes = True

    assert (len(asked), text) == (1, "7")
