from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from core.store.sqlite import Database, _kept_out


def said_by(code: str) -> str:
    """What a Python of its own prints; it has the path of this one."""
    program = f"import sys; sys.path[:] = {sys.path!r}\n{code}"
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, encoding="utf-8").stdout.strip()


def test_a_database_brings_no_numpy_along() -> None:
    said = said_by("import core.store.workspace; print(sorted({'numpy', 'pandas'} & set(sys.modules)))")

    assert said == "[]"


def test_numpy_can_be_imported_afterwards() -> None:
    assert said_by("import core.store.workspace, numpy; print(numpy.int8(3) + 1)") == "4"


def test_dates_can_be_guessed_at_afterwards() -> None:
    said = said_by("import core.store.workspace, sqlite_utils; from sqlite_utils.recipes import parsedate; print(parsedate('3 July 2025'))")

    assert said == "2025-07-03"


def test_click_is_stood_in_for_until_it_is_needed() -> None:
    code = "import core.store.workspace, sqlite_utils.utils as tools; print('click' in sys.modules, tools.click.progressbar.__module__)"

    assert said_by(code) == "False click.termui"


def test_the_command_line_has_the_real_click() -> None:
    assert said_by("import core.store.workspace, click; print(click.Group.__module__)") == "click.core"


def test_a_process_that_has_numpy_keeps_it() -> None:
    assert said_by("import numpy, core.store.workspace; print(sys.modules['numpy'] is numpy, numpy.int8(3) + 1)") == "True 4"


def test_what_the_window_needs_brings_no_heavy_library_along() -> None:
    heavy = {"numpy", "matplotlib", "reportlab", "openpyxl", "cryptography", "core.reading.proposal"}

    said = said_by("from core.services import desk, progress, merging, status; print(*sys.modules)")

    assert heavy & set(said.split()) == set()


def test_another_thread_finds_all_modules_meanwhile() -> None:
    found = []
    with _kept_out():
        thread = threading.Thread(target=lambda: found.append(sys.meta_path[0].find_spec("numpy", None)))
        thread.start()
        thread.join()

        with pytest.raises(ModuleNotFoundError):
            sys.meta_path[0].find_spec("numpy", None)

    assert found == [None]


def test_it_is_a_database() -> None:
    database = Database(memory=True)

    assert database.execute("SELECT 1").fetchone() == (1,)
    database.close()
