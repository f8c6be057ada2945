"""Issuing from the page of the plan: works of the writer's lane. Tested through the page (tests/gui/pages/plan/test_page.py)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from core.services.desk import Desk
from core.services.packing import write_task_files
from core.services.plans import issue
from gui.session.job import Reporter


class SentTask(Struct, frozen=True):
    """A task file written: its name, whom it is for, how many changes it carries."""

    name: str
    unit: str
    changes: int


class Sent(Struct, frozen=True):
    """What went out: the revision issued (None: only files were written), where to, how many other units learn of it by feedback."""

    revision: int | None
    folder: Path
    files: tuple[SentTask, ...]
    others: int


def issuing(reason: str, folder: Path, words: str) -> Callable[[Desk, Reporter], Sent]:
    """Issue the plan and write the task files; once it is issued the files are written to the end."""

    def work(desk: Desk, reporter: Reporter) -> Sent:
        reporter.report(0, 0, words)
        number = issue(desk, reason=reason)
        return _sent(desk, folder, number)

    return work


def sending(folder: Path, words: str) -> Callable[[Desk, Reporter], Sent]:
    """Write the task files again, each with a new invitation."""

    def work(desk: Desk, reporter: Reporter) -> Sent:
        reporter.report(0, 0, words)
        return _sent(desk, folder, None)

    return work


def _sent(desk: Desk, folder: Path, revision: int | None) -> Sent:
    files = tuple(
        SentTask(sent.path.name, desk.plan.units_by_id[sent.recipient].short_name if sent.recipient else "", sent.changes)
        for sent in write_task_files(desk, folder)
    )
    return Sent(revision, folder, files, len(desk.issued_plan.reporting_units) - len(files))
