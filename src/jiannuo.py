"""The program's name: no words or a file open the window, other words go to the command line."""

from __future__ import annotations

import sys
from pathlib import Path

EXAMPLE = "--example"
OPTIONS_WITH_A_WORD = {"--lang", "--actor"}
FILE_KINDS = {".jiannuo", ".jnb"}
NO_SCREEN = (
    "践诺：此处没有屏幕，窗口无法打开；请用命令行，例如 jiannuo demo 文件夹，全部命令见 jiannuo --help。\n"
    "Jiannuo: there is no screen here to open a window on; use the command line, for example jiannuo demo FOLDER (all: jiannuo --help)."
)


def main() -> None:
    """Run the program on `sys.argv` and exit with its status."""
    words = sys.argv[1:]
    sys.exit(open_window(words) if is_for_window(words) else run_command_line(words))


def is_for_window(words: list[str]) -> bool:
    """Say whether the words ask for the window: none, the example, or one file to open, whoever works in whichever language."""
    rest = _without_options(words)
    return rest in ([], [EXAMPLE]) or (len(rest) == 1 and _names_a_file(rest[0]))


def open_window(words: list[str]) -> int:
    """Show the window until it is closed; where there is no screen, say so and what to run instead."""
    # Late, so that the command line never pays for the window.
    from gui.launch import has_screen  # noqa: PLC0415  # see above
    from gui.launch import open_window as open_on_screen  # noqa: PLC0415  # see above

    if not has_screen():
        print(NO_SCREEN, file=sys.stderr)  # noqa: T201  # there is nothing else to say it with
        return 1
    return open_on_screen(words)


def run_command_line(words: list[str]) -> int:
    """Run a command and return its status."""
    # Late, so that the window never pays for the command line.
    from core.cli import main as run_words  # noqa: PLC0415  # see above

    return run_words(words)


def _without_options(words: list[str]) -> list[str]:
    """What is left of the words without the options that the window takes, wherever they stand."""
    rest = iter(words)
    left = []
    for word in rest:
        if word in OPTIONS_WITH_A_WORD:
            next(rest, "")
        else:
            left.append(word)
    return left


def _names_a_file(word: str) -> bool:
    return Path(word).suffix in FILE_KINDS or Path(word).is_file()


if __name__ == "__main__":
    main()
