from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.gui.pages.filing.conftest import Filing


def test_a_document_is_shown_by_another_program(filing: Filing, tmp_path: Path, opened_urls: list[str]) -> None:
    attach(filing, tmp_path / "批复.txt", "同意")

    open_first(filing)

    assert [Path(url).name for url in opened_urls] == ["批复.txt"]


def test_where_a_program_was_saved_is_told(filing: Filing, answers: Answers, tmp_path: Path, opened_urls: list[str], qtbot: QtBot) -> None:
    attach(filing, tmp_path / "说明.bat", "echo off")
    answers.files.append([tmp_path / "存.bat"])

    with qtbot.waitSignal(filing.page.attachments.told) as told:
        open_first(filing)

    assert told.args == ["佐证材料已另存为“存.bat”。"]
    assert opened_urls == []


def attach(filing: Filing, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    filing.page.saver.attach([path])
    filing.settle()


def open_first(filing: Filing) -> None:
    page = filing.page.form.page
    assert page is not None
    filing.page.form.evidence.opened.emit(page.evidence[0].id)
    filing.settle()
