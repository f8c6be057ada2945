"""The program's name: no words open the window, words go to the command line."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program on `sys.argv` and exit with its status."""
    # Late, so that the window never pays for the command line.
    from core.cli import main as run_command_line  # noqa: PLC0415  # see above

    sys.exit(run_command_line(sys.argv[1:]))


if __name__ == "__main__":
    main()
