"""Decisions on submissions as they were seen: works of the writer's lane. Tested through the page (tests/gui/pages/review/test_page.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.files import write_file
from core.ids import ItemId, SubmissionId, UnitId
from core.model.period import Period
from core.model.progress import Evidence
from core.services.desk import Desk, Program
from core.services.file_names import file_name
from core.services.review_queue import Heap, QueueRow, queue_rows
from core.services.reviews import accept, send_back
from core.services.submission_page import SubmissionPage, evidence_bytes, submission_page

OPENED_FOLDER = "opened"
_LONGEST_SUFFIX = 8


@dataclass(frozen=True)
class Seen:
    """The submission that the person has before them; a later one that came meanwhile is not decided on unseen."""

    unit: UnitId
    period: Period
    submission: SubmissionId


@dataclass(frozen=True)
class Decided:
    """What a decision made of a submission; `is_done` is False where another one had come, and nothing was written."""

    page: SubmissionPage
    is_done: bool


def accepting(seen: Seen) -> Callable[[Desk], Decided]:
    """Accept what was seen."""

    def work(desk: Desk) -> Decided:
        if not _still_stands(desk, seen):
            return Decided(submission_page(desk, seen.unit, seen.period), is_done=False)
        accept(desk, seen.unit, seen.period)
        return Decided(submission_page(desk, seen.unit, seen.period), is_done=True)

    return work


def returning(seen: Seen, reason: str, comments: Mapping[ItemId, str]) -> Callable[[Desk], Decided]:
    """Return what was seen."""

    def work(desk: Desk) -> Decided:
        if not _still_stands(desk, seen):
            return Decided(submission_page(desk, seen.unit, seen.period), is_done=False)
        send_back(desk, seen.unit, seen.period, reason=reason, comments={str(item): words for item, words in comments.items()})
        return Decided(submission_page(desk, seen.unit, seen.period), is_done=True)

    return work


def accepting_all(rows: Sequence[QueueRow], period: Period) -> Callable[[Desk], list[str]]:
    """Accept the clean submissions that were listed, as far as they still are the same and clean; return the names of their units."""
    listed = {(row.unit, row.number, row.at) for row in rows}

    def work(desk: Desk) -> list[str]:
        accepted = []
        for row in queue_rows(desk, period):
            if row.heap is Heap.CLEAN and (row.unit, row.number, row.at) in listed:
                accept(desk, row.unit, period)
                accepted.append(row.name)
        return accepted

    return work


def fetching(evidence: Evidence, program: Program) -> Callable[[Desk], Path | None]:
    """Lay a file that was handed up in the program's own folder, so that another program can show it; None while it is only promised."""
    folder = program.data_folder / OPENED_FOLDER / evidence.sha256[:16]

    def work(desk: Desk) -> Path | None:
        content = evidence_bytes(desk, evidence.sha256)
        if content is None:
            return None
        path = folder / legal_name(evidence.name)
        for old in folder.parent.glob("*/*"):  # what other programs no longer hold
            with suppress(OSError):
                old.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        write_file(path, content)
        return path

    return work


def saving(evidence: Evidence, path: Path) -> Callable[[Desk], Path | None]:
    """Write a file that was handed up where the person wants it; None while it is only promised."""

    def work(desk: Desk) -> Path | None:
        content = evidence_bytes(desk, evidence.sha256)
        if content is not None:
            write_file(path, content)
        return None if content is None else path

    return work


def legal_name(name: str) -> str:
    """A name that every system takes, with its suffix kept, since that decides what opens the file.

    >>> legal_name("../报告:定稿.pdf")
    '／报告：定稿.pdf'
    """
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or len(suffix) > _LONGEST_SUFFIX:
        return file_name(name)
    return f"{file_name(stem)}.{file_name(suffix)}"


def _still_stands(desk: Desk, seen: Seen) -> bool:
    submission = submission_page(desk, seen.unit, seen.period).submission
    return submission is not None and submission.id == seen.submission
