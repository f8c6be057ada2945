from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.prompts import FileKind, Prompts, Question
from gui.dialogs.text_question import TextQuestion

BUNDLES = FileKind("数据包", ("*.jnb",))


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[QWidget]:
    owner = QWidget()
    owner.show()
    yield owner
    owner.close()
    owner.deleteLater()


@pytest.fixture
def prompts(qapp: QApplication) -> Iterator[Prompts]:
    prompts = Prompts()
    yield prompts
    prompts.deleteLater()


def shown(kind: type[QDialog]) -> QDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def gone(qtbot: QtBot, dialog: QDialog) -> None:
    dialog.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


def test_confirmed_question_calls_back(qtbot: QtBot, prompts: Prompts, owner: QWidget) -> None:
    answers: list[str] = []
    prompts.confirm(owner, Question("全部核定？", "三个单位。", "核定"), lambda: answers.append("yes"))
    box = shown(QMessageBox)
    assert isinstance(box, QMessageBox)

    next(button for button in box.buttons() if button.text() == "核定").click()

    assert answers == ["yes"]
    qtbot.waitUntil(lambda: not shiboken6.isValid(box))


def test_declined_question_calls_nothing(qtbot: QtBot, prompts: Prompts, owner: QWidget) -> None:
    answers: list[str] = []
    prompts.confirm(owner, Question("删除？", "不能恢复。", "删除", is_dangerous=True), lambda: answers.append("yes"))

    gone(qtbot, shown(QMessageBox))

    assert answers == []


def test_files_are_asked_for_in_chinese_where_they_were_last(qtbot: QtBot, prompts: Prompts, owner: QWidget, tmp_path: Path) -> None:
    prompts.open_file(owner, "选择数据包", [BUNDLES], print, start=tmp_path)
    dialog = shown(QFileDialog)
    assert isinstance(dialog, QFileDialog)

    labels = [dialog.labelText(label) for label in QFileDialog.DialogLabel]
    folder = Path(dialog.directory().absolutePath())
    gone(qtbot, dialog)

    assert labels == ["位置：", "文件名：", "文件类型：", "打开", "取消"]
    assert folder == tmp_path


@pytest.mark.parametrize("folders", [["Documents"], []], ids=["documents", "no documents"])
def test_files_are_asked_for_among_documents_where_there_were_none(  # what a dialog needs
    qtbot: QtBot, prompts: Prompts, owner: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folders: list[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for folder in folders:
        (tmp_path / folder).mkdir()

    prompts.open_files(owner, "选择数据包", [BUNDLES], print)
    dialog = shown(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    begun = Path(dialog.directory().absolutePath())
    gone(qtbot, dialog)

    assert begun == tmp_path.joinpath(*folders)


def test_chosen_files_come_as_paths(qtbot: QtBot, prompts: Prompts, owner: QWidget, tmp_path: Path) -> None:
    answers: list[Path] = []
    prompts.open_files(owner, "选择数据包", [BUNDLES], answers.extend)
    dialog = shown(QFileDialog)
    assert isinstance(dialog, QFileDialog)

    dialog.filesSelected.emit([str(tmp_path / "甲.jnb"), str(tmp_path / "乙.jnb")])
    gone(qtbot, dialog)

    assert answers == [tmp_path / "甲.jnb", tmp_path / "乙.jnb"]


def test_file_to_be_written_begins_with_what_is_suggested(qtbot: QtBot, prompts: Prompts, owner: QWidget, tmp_path: Path) -> None:
    prompts.save_file(owner, "写到哪里", BUNDLES, tmp_path / "丙.jnb", print)
    dialog = shown(QFileDialog)
    assert isinstance(dialog, QFileDialog)

    assert dialog.defaultSuffix() == "jnb"
    assert [Path(name).name for name in dialog.selectedFiles()] == ["丙.jnb"]
    gone(qtbot, dialog)


def test_short_text_is_asked_for(qtbot: QtBot, prompts: Prompts, owner: QWidget) -> None:
    answers: list[str] = []
    prompts.short_text(owner, "填报人", "姓名", answers.append)
    dialog = shown(TextQuestion)
    assert isinstance(dialog, TextQuestion)

    dialog.answered.emit("李四")
    gone(qtbot, dialog)

    assert answers == ["李四"]


def test_a_printer_is_asked_for_with_the_pages_there_are(qtbot: QtBot, prompts: Prompts, owner: QWidget) -> None:
    answers: list[QPrinter] = []
    prompts.choose_printer(owner, 7, answers.append)
    dialog = shown(QPrintDialog)
    assert isinstance(dialog, QPrintDialog)

    assert (dialog.minPage(), dialog.maxPage()) == (1, 7)
    dialog.done(QPrintDialog.DialogCode.Accepted)
    gone(qtbot, dialog)

    assert len(answers) == 1
