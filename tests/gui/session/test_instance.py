from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PATIENCE_MS

from gui.session.arguments import Arguments
from gui.session.instance import Instance

OTHER_START = """
import os
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from gui.session.arguments import Arguments
from gui.session.instance import Instance
application = QCoreApplication([])
print(Instance(Path(sys.argv[1])).claim(Arguments(Path(sys.argv[2]))))
"""


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[Instance]:
    instance = Instance(tmp_path / "data")
    yield instance
    instance.release()
    instance.deleteLater()


def other_start(data_folder: Path, file: Path, *, deed: str = "") -> subprocess.Popen[str]:
    words = [sys.executable, "-c", OTHER_START + deed, str(data_folder), str(file)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3] / "src")


def test_first_start_goes_on(first: Instance) -> None:
    assert first.claim(Arguments())


def test_second_start_hands_its_file_to_the_first_and_ends(qtbot: QtBot, first: Instance, tmp_path: Path) -> None:
    first.claim(Arguments())

    with qtbot.waitSignal(first.asked, timeout=PATIENCE_MS) as told:
        other = other_start(tmp_path / "data", tmp_path / "某市.jiannuo")

    assert told.args == [Arguments(tmp_path / "某市.jiannuo")]
    assert other.communicate(timeout=60)[0] == "False\n"


def test_starts_on_other_data_folders_do_not_meet(first: Instance, tmp_path: Path) -> None:
    first.claim(Arguments())

    other = other_start(tmp_path / "elsewhere", tmp_path / "某市.jiannuo")

    assert other.communicate(timeout=60)[0] == "True\n"


def test_socket_left_by_a_crash_is_no_hindrance(first: Instance, tmp_path: Path) -> None:
    crashed = other_start(tmp_path / "data", tmp_path / "某市.jiannuo", deed="os.kill(os.getpid(), 9)")
    crashed.communicate(timeout=60)
    assert crashed.returncode == -signal.SIGKILL

    assert first.claim(Arguments())


def test_no_lock_is_left_in_the_data_folder(first: Instance, tmp_path: Path) -> None:
    first.claim(Arguments())

    assert list((tmp_path / "data").iterdir()) == []


def test_data_folder_that_cannot_be_made_keeps_nobody_from_starting(first: Instance, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file stands where the folder should be", encoding="utf-8")

    assert first.claim(Arguments())


def test_start_after_the_first_began_to_end_goes_on_by_itself(first: Instance, tmp_path: Path) -> None:
    first.claim(Arguments())

    first.release()

    assert other_start(tmp_path / "data", tmp_path / "某市.jiannuo").communicate(timeout=60)[0] == "True\n"
