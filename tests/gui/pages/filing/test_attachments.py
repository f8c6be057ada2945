from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.pages.filing.conftest import Filing

from core.services.desk import Program
from gui.pages.filing.attachments import COPIES, Attachments

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # a page by itself is a window, which the offscreen screen cannot size


@pytest.fixture
def attachments(filing: Filing) -> Attachments:
    """A second one beside the page's own, which starts no other program."""
    return Attachments(filing.page.session, filing.page.prompts, filing.page)


def attach(filing: Filing, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    filing.page.saver.attach([path])
    filing.settle()


def test_a_file_is_looked_at_as_a_copy(filing: Filing, attachments: Attachments, tmp_path: Path, qtbot: QtBot) -> None:
    attach(filing, tmp_path / "批复.txt", "同意")
    page = filing.page.form.page
    assert page is not None

    with qtbot.waitSignal(attachments.unpacked) as told:
        attachments.look_at(page.evidence[0])
    filing.settle()

    (path,) = told.args
    assert (path.name, path.read_text(encoding="utf-8")) == ("批复.txt", "同意")


def test_only_the_last_copy_is_left(filing: Filing, attachments: Attachments, tmp_path: Path, program: Program, qtbot: QtBot) -> None:
    attach(filing, tmp_path / "批复.txt", "同意")
    attach(filing, tmp_path / "纪要.txt", "研究")
    page = filing.page.form.page
    assert page is not None

    for evidence in page.evidence:
        with qtbot.waitSignal(attachments.unpacked):
            attachments.look_at(evidence)
    filing.settle()

    assert len(list((program.data_folder / COPIES).glob("*/*"))) == 1
