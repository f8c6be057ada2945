from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import Demo

from gui.launch import has_screen
from gui.session.arguments import Arguments, parse_words

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0


@pytest.mark.parametrize(
    ("environment", "there_is_one"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": "far.example:0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
    ],
)
@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="these always have a screen")
def test_screen_is_known_by_the_surroundings(environment: dict[str, str], *, there_is_one: bool) -> None:
    assert has_screen(environment) is there_is_one


def test_qt_is_not_needed_to_ask_for_a_screen() -> None:
    code = "import sys, gui.launch; gui.launch.has_screen(); print('PySide6' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src")

    assert answer.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ([], Arguments()),
        (["--example"], Arguments(wants_example=True)),
        (["某市.jiannuo"], Arguments(Path("某市.jiannuo"))),
        (["--lang", "en", "--actor", " 李四 ", "某市.jnb"], Arguments(Path("某市.jnb"), language="en", actor="李四")),
        (["--lang", "fr"], Arguments()),
    ],
)
def test_words_are_understood(words: list[str], arguments: Arguments) -> None:
    assert parse_words(words) == arguments


def test_arguments_travel_from_one_start_to_another(tmp_path: Path) -> None:
    arguments = Arguments(tmp_path / "某市.jiannuo")

    assert Arguments.from_line(arguments.as_line()) == arguments


@pytest.mark.parametrize("line", [b"", b"[]\n", b"{}\n", b"\xff\n", b'{"file": 1}\n'])
def test_line_that_makes_no_sense_asks_for_nothing(line: bytes) -> None:
    assert Arguments.from_line(line) == Arguments()


class Running:
    """The program with its window on no screen, on a data folder of its own."""

    def __init__(self, folder: Path, demo: Demo) -> None:
        self.data = folder / "data"
        self.file = Path(shutil.copy(demo.file("district", unit="溧阳市"), folder / "溧阳市.jiannuo"))
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "JIANNUO_DATA": str(self.data), "PYTHONPATH": str(ROOT / "src")}
        return subprocess.Popen([sys.executable, "-m", "jiannuo", str(self.file)], env=environment, stderr=subprocess.DEVNULL)

    def wait_until_open(self) -> None:
        """The window remembers what it has opened; there is nothing else to be seen of another process."""
        end = time.monotonic() + PATIENCE_S
        while not (self.data / "settings.json").is_file():
            assert self.process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)  # another process gives no signal to wait for


@pytest.fixture
def running(tmp_path: Path, demo: Demo) -> Iterator[Running]:
    running = Running(tmp_path, demo)
    running.wait_until_open()
    yield running
    running.process.kill()
    running.process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_program_ends_orderly_when_the_system_asks(running: Running, number: signal.Signals) -> None:
    running.process.send_signal(number)

    assert running.process.wait(PATIENCE_S) == 0
    assert [path.name for path in running.file.parent.glob("溧阳市*")] == ["溧阳市.jiannuo"]
    # Beside the settings only what remembers where one has looked, which a page in sight writes.
    assert {"settings.json"} <= {path.name for path in running.data.iterdir()} <= {"settings.json", "looked"}


def test_second_start_ends_at_once_and_leaves_the_first(running: Running) -> None:
    second = running.start()

    assert second.wait(PATIENCE_S) == 0
    assert running.process.poll() is None
