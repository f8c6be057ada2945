from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.gui.conftest import PATIENCE_MS

from core.settings import load
from gui.app import Parts


def test_text_grows_step_by_step_and_not_beyond_the_last(parts: Parts) -> None:
    for _ in range(6):
        parts.window.menus.larger.trigger()

    assert parts.settings.value.text_scale == 200
    parts.window.menus.smaller.trigger()
    assert parts.settings.value.text_scale == 175


def test_language_is_kept_for_the_next_start(qtbot: QtBot, parts: Parts) -> None:
    parts.window.menus.language_chosen.emit("en")
    qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)

    assert load(parts.session.program.data_folder).language == "en"
    assert "下次打开" in parts.window.frame.banner.sentence


def test_menu_edits_whatever_has_the_keyboard(qtbot: QtBot, parts: Parts) -> None:
    field = QLineEdit("一二三", parts.window)
    field.show()
    qtbot.waitUntil(parts.window.isActiveWindow, timeout=PATIENCE_MS)
    field.setFocus()

    parts.window.menus.select_all.trigger()
    parts.window.menus.cut.trigger()

    assert field.text() == ""


def test_official_fonts_are_chosen_for_papers_and_kept(qtbot: QtBot, parts: Parts) -> None:
    parts.window.menus.official_fonts.trigger()
    qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)

    assert load(parts.session.program.data_folder).paper_fonts == "official"
    parts.window.menus.official_fonts.trigger()
    qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)
    assert load(parts.session.program.data_folder).paper_fonts == "bundled"


def test_second_mirror_is_chosen_kept_and_stopped(qtbot: QtBot, parts: Parts, answers: Answers, tmp_path: Path) -> None:
    (tmp_path / "U盘").mkdir()

    def pressed() -> Path | None:
        parts.window.menus.second_mirror.trigger()
        qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)
        return load(parts.session.program.data_folder).second_mirror

    answers.files.append([tmp_path / "U盘"])
    assert pressed() == tmp_path / "U盘"
    assert parts.window.menus.second_mirror.isChecked()
    assert pressed() is None
    assert not parts.window.menus.second_mirror.isChecked()


def test_second_mirror_beside_the_first_is_refused(qtbot: QtBot, parts: Parts, answers: Answers) -> None:
    parts.session.program.data_folder.mkdir(exist_ok=True)
    answers.files.append([parts.session.program.data_folder])

    parts.window.menus.second_mirror.trigger()
    qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)

    assert "一同丢失" in parts.window.frame.banner.sentence
    assert not parts.window.menus.second_mirror.isChecked()
