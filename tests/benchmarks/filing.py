"""Filling in a form: how long another item takes to be shown, and a figure to be saved. A tool, with no test of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.benchmarks.example import example_unit
from tests.benchmarks.heartbeat import Heartbeat
from tests.benchmarks.measurement import Measurement, percentile
from tests.benchmarks.waiting import until, until_told

from core.clock import SystemClock
from core.ids import ItemId
from core.model.period import Period
from core.services.desk import Desk, Program
from core.settings import Settings
from gui.app import Parts, build, make_application, share_turns
from gui.pages.filing.page import FilingPage
from gui.session.arguments import Arguments
from gui.session.place import PageName, Place

SWITCH_BUDGET_MS = 50
BLOCK_BUDGET_MS = 50
SHEET_BUDGET_MS = 300
SAVE_BUDGET = 3
JULY = Period.parse("2025-07")
ITEM_WITH_A_FIGURE = "2.2.2"
ROUNDS = 3
SAVES = 150


def measure(folder: Path) -> Iterator[Measurement]:
    """Both on a copy of the example, in one window."""
    with _window(folder) as parts:
        page = _filing(parts)
        yield from _switching(parts, page)
        yield from _opening_the_sheet(parts, page)
        yield from _saving(parts, page)


@contextmanager
def _window(folder: Path) -> Iterator[Parts]:
    share_turns()
    application = QApplication.instance() or make_application()
    assert isinstance(application, QApplication)
    parts = build(application, Program(SystemClock(), folder / "data", "测试"), Settings())
    parts.window.resize(1366, 768)
    parts.window.show()
    until_told(parts.window.usable, partial(parts.window.take, Arguments(example_unit(folder))))
    try:
        yield parts
    finally:
        until_told(parts.window.ended, parts.window.close)


def _filing(parts: Parts) -> FilingPage:
    parts.window.pages.go(Place(PageName.FILING, JULY, _item(parts, ITEM_WITH_A_FIGURE)))
    until(lambda: parts.session.is_idle)
    page = parts.window.pages.current
    assert isinstance(page, FilingPage)
    return page


def _switching(parts: Parts, page: FilingPage) -> Iterator[Measurement]:
    """From the wish to see another item until the form shows it."""
    assert page.work is not None
    times_ms = []
    heartbeat = Heartbeat()
    heartbeat.start()
    for item in [item.id for _ in range(ROUNDS) for item in page.work.items]:
        if item == page.item:
            continue
        begun = time.perf_counter()
        until_told(page.shown, partial(page.go_to, item))
        times_ms.append((time.perf_counter() - begun) * 1000)
    heartbeat.stop()
    until(lambda: parts.session.is_idle)
    absolute = f"{len(times_ms)} switches, median {median(times_ms):.1f} ms, longest {max(times_ms):.1f} ms"
    yield Measurement("filing: another item shown, p95", percentile(times_ms, 0.95), SWITCH_BUDGET_MS, "ms", absolute)
    yield _block("filing: GUI thread while switching", heartbeat)


def _opening_the_sheet(parts: Parts, page: FilingPage) -> Iterator[Measurement]:
    """From the key until the whole period stands there as a sheet, and the next key is taken by its first empty cell."""
    times_ms = []
    for _ in range(ROUNDS * 3):
        begun = time.perf_counter()
        page.switch()
        until(lambda: parts.session.is_idle)
        times_ms.append((time.perf_counter() - begun) * 1000)
        page.switch()
        until(lambda: parts.session.is_idle)
    rows = 0 if page.sheet.pane is None else len(page.sheet.pane.sheet.lines)
    absolute = f"{rows} lines, median {median(times_ms):.1f} ms, longest {max(times_ms):.1f} ms"
    yield Measurement("filing: the period opened as a sheet, median", median(times_ms), SHEET_BUDGET_MS, "ms", absolute)


def _saving(parts: Parts, page: FilingPage) -> Iterator[Measurement]:
    """From Enter until the field says that it is saved; each beside a commit of one row by the same connection."""
    until_told(page.shown, partial(page.go_to, _item(parts, ITEM_WITH_A_FIGURE)))
    saved_ms, bare_ms = [], list[float]()
    heartbeat = Heartbeat()
    heartbeat.start()
    for number in range(SAVES):
        parts.session.write(_commit_one_row, owner=page, then=bare_ms.append)
        until(lambda: parts.session.is_idle)
        field = page.form.cards[0].value_field
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, str(10 + number % 7))
        begun = time.perf_counter()
        until_told(parts.session.changed, partial(QTest.keyClick, field, Qt.Key.Key_Return))
        saved_ms.append((time.perf_counter() - begun) * 1000)
        until(lambda: parts.session.is_idle)
    heartbeat.stop()
    saved, bare = percentile(saved_ms, 0.99), percentile(bare_ms, 0.99)
    absolute = f"p99 {saved:.1f} against {bare:.1f} ms; medians {median(saved_ms):.1f} and {median(bare_ms):.1f} ms of {SAVES}"
    yield Measurement("filing: keystroke to saved, p99", saved / bare, SAVE_BUDGET, "×", absolute)
    yield _block("filing: GUI thread while saving", heartbeat)


def _commit_one_row(desk: Desk) -> float:
    """A bare commit of one row, in milliseconds; runs in the lane that writes."""
    connection = desk.workspace.database.conn
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('benchmark', ?)", (str(begun),))
    connection.execute("COMMIT")
    return (time.perf_counter() - begun) * 1000


def _block(name: str, heartbeat: Heartbeat) -> Measurement:
    absolute = f"of it busy itself at most {heartbeat.longest_busy_ms:.1f} ms"
    return Measurement(name, heartbeat.longest_ms, BLOCK_BUDGET_MS, "ms", absolute)


def _item(parts: Parts, code: str) -> ItemId:
    assert parts.session.now is not None
    return next(item.id for item in parts.session.now.plan.items if item.code == code)
