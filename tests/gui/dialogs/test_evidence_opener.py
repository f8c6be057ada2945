from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers

from core.model.period import Period
from core.model.progress import Evidence
from core.services.desk import Program, open_desk
from core.services.evidence_copies import COPIES
from core.services.item_page import item_page
from core.services.progress import attach
from gui.dialogs.evidence_opener import EvidenceOpener
from gui.session.session import Session

JULY = Period.parse("2025-07")
Settle = Callable[[Session], None]
Attach = Callable[[str], Evidence]


@pytest.fixture
def attach_file(program: Program, district_file: Path, tmp_path: Path) -> Attach:
    """Attaches a file of a name to the first item."""

    def attach_named(name: str) -> Evidence:
        (tmp_path / name).write_bytes(name.encode())
        with open_desk(program, district_file) as desk:
            item = desk.plan.duties_by_unit[desk.unit][0].item
            attach(desk, JULY, item, tmp_path / name)
            return item_page(desk, JULY, item).evidence[0]

    return attach_named


@pytest.fixture
def make_opener(
    qtbot: QtBot, open_session: Callable[[Path], Session], district_file: Path, answers: Answers
) -> Callable[[], EvidenceOpener]:
    def make() -> EvidenceOpener:
        page = QWidget()
        qtbot.addWidget(page)
        return EvidenceOpener(open_session(district_file), answers, page)

    return make


def test_a_document_is_shown_as_a_copy(
    attach_file: Attach, make_opener: Callable[[], EvidenceOpener], settled: Settle, program: Program, opened_urls: list[str]
) -> None:
    evidence = attach_file("批复.pdf")
    opener = make_opener()

    opener.open(evidence)
    settled(opener._session)

    path = Path(QUrl(opened_urls[0]).toLocalFile())
    assert (path.name, path.read_bytes()) == ("批复.pdf", "批复.pdf".encode())
    assert path.is_relative_to(program.data_folder / COPIES)


def test_what_could_run_is_only_saved(
    attach_file: Attach,
    make_opener: Callable[[], EvidenceOpener],
    settled: Settle,
    answers: Answers,
    tmp_path: Path,
    opened_urls: list[str],
) -> None:
    evidence = attach_file("名单.pdf.exe")
    opener = make_opener()
    answers.files.append([tmp_path / "存.exe"])

    opener.open(evidence)
    settled(opener._session)

    assert opened_urls == []
    assert (tmp_path / "存.exe").read_bytes() == "名单.pdf.exe".encode()


def test_a_file_that_is_only_promised_is_told(
    attach_file: Attach, make_opener: Callable[[], EvidenceOpener], qtbot: QtBot, opened_urls: list[str]
) -> None:
    evidence = replace(attach_file("批复.pdf"), sha256="0" * 64)
    opener = make_opener()

    with qtbot.waitSignal(opener.missing) as told:
        opener.open(evidence)

    assert told.args == ["批复.pdf"]
    assert opened_urls == []
