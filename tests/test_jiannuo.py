from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jiannuo import is_for_window

SCREENS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--example"],
        ["溧阳市.jiannuo"],
        ["上报.jnb"],
        ["--lang", "en"],
        ["--actor", "张敏", "--example"],
        ["溧阳市.jiannuo", "--lang", "en"],
        ["--actor", "张敏", "溧阳市.jiannuo", "--lang", "en"],
    ],
)
def test_no_words_the_example_and_one_file_are_for_the_window(words: list[str]) -> None:
    assert is_for_window(words)


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["demo", "folder"],
        ["demo"],
        ["check", "a.jiannuo"],
        ["--lang", "en", "--help"],
        ["--lang", "en", "demo"],
        ["check", "a.jiannuo", "--lang", "en"],
    ],
)
def test_all_other_words_are_for_the_command_line(words: list[str]) -> None:
    assert not is_for_window(words)


def test_a_file_of_any_name_is_for_the_window(tmp_path: Path) -> None:
    (tmp_path / "溧阳市").touch()

    assert is_for_window([str(tmp_path / "溧阳市")])
    assert not is_for_window([str(tmp_path)])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux may be without a screen")
def test_without_a_screen_it_says_so_in_both_languages_and_what_to_run_instead(tmp_path: Path) -> None:
    answer = run(tmp_path)

    assert answer.returncode == 1
    chinese, english = answer.stderr.splitlines()
    assert "没有屏幕" in chinese
    assert "no screen" in english
    assert all("jiannuo demo" in line for line in (chinese, english))
    assert answer.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_the_command_line_needs_no_screen(tmp_path: Path) -> None:
    assert "Usage: jiannuo" in run(tmp_path, "--help").stdout


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in SCREENS} | {"JIANNUO_DATA": str(folder / "data")}
    return subprocess.run([sys.executable, "-m", "jiannuo", *words], env=environment, capture_output=True, encoding="utf-8", check=False)
