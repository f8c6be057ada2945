from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from tests.gui.answers import Answers
from tests.gui.pages.review.conftest import Settle, Show, bring, document_in, report_with

from core.model.progress import SubmissionState
from core.services.desk import Program
from core.services.merging import dry_run, merge
from gui.widgets.fact_sheet import Opener


def test_evidence_is_laid_in_the_programs_folder_and_shown(
    show: Show, office_file: Path, district_file: Path, settled: Settle, program: Program, tmp_path: Path, opened_urls: list[str]
) -> None:
    bring(program, district_file, office_file, document_in(tmp_path), tmp_path)
    page = show(office_file, "溧阳市")
    opener = next(block for block in page.pane.sheets[1].blocks if isinstance(block, Opener))

    page.pane.evidence_wanted.emit(opener.name)
    settled(page.session)

    (url,) = opened_urls
    path = Path(QUrl(url).toLocalFile())
    assert path.is_relative_to(program.data_folder)
    assert path.read_bytes() == document_in(tmp_path).read_bytes()


def test_what_could_run_is_only_saved_where_the_person_says(
    show: Show,
    office_file: Path,
    district_file: Path,
    answers: Answers,
    settled: Settle,
    program: Program,
    tmp_path: Path,
    opened_urls: list[str],
) -> None:
    script = tmp_path / "说明.bat"
    script.write_bytes(b"echo off")
    bring(program, district_file, office_file, script, tmp_path)
    page = show(office_file, "溧阳市")
    opener = next(block for block in page.pane.sheets[1].blocks if isinstance(block, Opener))
    answers.files.append([tmp_path / "存.bat"])

    page.pane.evidence_wanted.emit(opener.name)
    settled(page.session)

    assert opened_urls == []
    assert (tmp_path / "存.bat").read_bytes() == b"echo off"


def test_a_submission_that_came_meanwhile_is_not_accepted_unseen(
    show: Show, office_file: Path, district_file: Path, settled: Settle, program: Program, tmp_path: Path
) -> None:
    bring(program, district_file, office_file, document_in(tmp_path), tmp_path)
    page = show(office_file, "溧阳市")
    later = report_with(program, district_file, document_in(tmp_path, b"%PDF-2"), tmp_path / "又报.jnb")

    page.session.write(lambda desk: merge(desk, dry_run(desk, [later])), owner=page)
    QTest.mouseClick(page.pane.accept_button, Qt.MouseButton.LeftButton)
    settled(page.session)

    assert "没有记入" in page.banner.sentence
    assert page.pane.page is not None
    assert page.pane.page.submission is not None
    assert page.pane.page.submission.number == 3
    assert page.pane.page.state is SubmissionState.SUBMITTED
