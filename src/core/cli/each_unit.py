"""`briefing --each-unit DIR`: a paper for every unit, told as they are written, on all cores; Ctrl-C stops between two papers.

With many units the command starts itself again for a share of them, since laying pages out keeps one core busy. Each process judges the
period once and holds one paper at a time.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from core.cli.frame import Frame
from core.services.desk import Desk, open_desk_to_read
from core.services.each_unit import EachUnit, Share, print_each_unit, units_to_print

LEAST_FOR_ANOTHER = 12  # papers that a further process must have to be worth its start
MOST_PROCESSES = 4


def print_all(frame: Frame, workspace: Path, wanted: EachUnit, folder: Path, share: Share | None) -> int:
    """Print the papers of all units and return 0, or how a process ended that failed; with a share only its own."""
    with open_desk_to_read(frame.program, workspace) as desk:
        count = len(units_to_print(desk, wanted.period))
        if share is not None:
            _print_share(frame, desk, wanted, folder, share)
            return 0
        processes = max(1, min(os.cpu_count() or 1, MOST_PROCESSES, count // LEAST_FOR_ANOTHER))
        others = [_start(frame, workspace, wanted, folder, Share(number, processes)) for number in range(1, processes)]
        try:
            _print_share(frame, desk, wanted, folder, Share(0, processes))
            ended = [other.wait() for other in others]
        finally:
            for other in others:
                if other.poll() is None:
                    other.terminate()
                    other.wait()
    if not any(ended):
        frame.say(f"已写出{count}份，在 {folder}。", f"{count} papers written, in {folder}.")
    return max(ended, default=0)


def _print_share(frame: Frame, desk: Desk, wanted: EachUnit, folder: Path, share: Share) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    count = len(units_to_print(desk, wanted.period))
    for number, printed in print_each_unit(desk, wanted, folder, share):
        click.echo(f"{number}/{count}  {printed.path.name}")  # flushed: several processes write whole lines
        if printed.unprintable:
            missing = "".join(printed.unprintable)
            frame.say(f"注意：字体中没有这些字，已印为“〓”：{missing}", f"No font has these characters, printed as 〓: {missing}")


def _start(frame: Frame, workspace: Path, wanted: EachUnit, folder: Path, share: Share) -> subprocess.Popen[bytes]:
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "jiannuo"]
    words = ["briefing", str(workspace), "--kind", wanted.kind.value, "--period", str(wanted.period), "--each-unit", str(folder)]
    words += ["--share", f"{share.number}/{share.of}", "--lang", frame.language]
    words += ["--date", wanted.issue_date.isoformat()] if wanted.issue_date is not None else []
    return subprocess.Popen([*program, *words], env=frame.surroundings)  # noqa: S603 # the program itself
