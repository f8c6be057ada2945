"""`jiannuo press`: the child process that lays pages out for the window.

One JSON request a line comes in on stdin; for each goes out one JSON line, and after {"ok": true, "size": n} exactly n bytes of PDF. A
request for a paper that names its pages in view is answered twice: with these alone ("is_whole": false), then with the whole. The process
ends when its input does. Nothing else is ever written to stdout: what any library prints there goes to stderr.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from core.cli.frame import Command, Frame, pass_frame
from core.errors import UserError
from core.ids import IndicatorId, UnitId
from core.messages import sentence
from core.model.paper_kind import PaperKind
from core.model.period import Period
from core.services.desk import open_desk_to_read
from core.settings import load

if TYPE_CHECKING:
    from core.services.papers import Typeset, Typesetter

Request = dict[str, Any]


def add_press_command(root: click.Group) -> None:
    """Hang the command on the root."""
    root.add_command(press)


@click.command("press", cls=Command, hidden=True)
@pass_frame
def press(frame: Frame) -> None:
    """为窗口排版（由程序自己启动）。 Lay pages out for the window; started by the program itself."""
    frame.prepare_drawing()
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    with requests, answers:
        serve(frame, requests, answers)


def serve(frame: Frame, requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer one request after another until there are no more, or nobody reads the answers."""
    room = _PressRoom(frame)
    for line in requests:
        for header, data in _answered(frame, room, line):
            try:
                answers.write(json.dumps(header, ensure_ascii=False).encode() + b"\n" + data)
                answers.flush()
            except BrokenPipeError:
                return


def _answered(frame: Frame, room: _PressRoom, line: bytes) -> Iterator[tuple[dict[str, object], bytes]]:
    number: object = None
    try:
        request = json.loads(line)
        number = request["id"]
        for typeset in room.done(request):
            part = {} if typeset.is_whole else {"is_whole": False}
            yield {"id": number, "ok": True, "size": len(typeset.data), "unprintable": typeset.unprintable} | part, typeset.data
    except UserError as error:
        yield {"id": number, "ok": False, "code": error.code, "sentence": sentence(error, frame.language)}, b""
    except Exception:  # noqa: BLE001 # the loop of this process, as the worker's: the window shows the report, the next page is laid out
        yield {"id": number, "ok": False, "crash": traceback.format_exc()}, b""


class _PressRoom:
    """What is kept between requests: fonts, and what the last paper's blocks became."""

    def __init__(self, frame: Frame) -> None:
        self._program = frame.program
        self._kept: Typesetter | None = None
        self._operations: dict[str, Callable[[Request], Iterator[Typeset]]] = {
            "warm": self._warm,
            "paper": self._paper,
            "trajectory": self._trajectory,
        }

    def done(self, request: Request) -> Iterator[Typeset]:
        return self._operations[request["op"]](request)

    @property
    def _setter(self) -> Typesetter:
        # Late: the process answers "warm" with what takes long already behind it, and the command line never pays for it.
        from core.services.papers import Typesetter  # noqa: PLC0415 # see above

        fonts = load(self._program.data_folder).paper_fonts
        if self._kept is None or self._kept.paper_fonts != fonts:
            self._kept = Typesetter(fonts)
        return self._kept

    def _warm(self, request: Request) -> Iterator[Typeset]:
        del request
        self._setter.fonts.register()
        yield self._setter.finished(b"")

    def _paper(self, request: Request) -> Iterator[Typeset]:
        from core.services.papers import PaperWanted, paper_bytes, paper_in_parts  # noqa: PLC0415 # see _setter

        with open_desk_to_read(self._program, Path(request["workspace"])) as desk:
            viewpoint = desk.find_unit(request["viewpoint"]).id if request.get("viewpoint") else None
            wanted = PaperWanted(PaperKind(request["kind"]), Period.parse(request["period"]), viewpoint)
            if request.get("first_in_view") is None:
                yield paper_bytes(desk, wanted, self._setter)
            else:
                in_view = range(int(request["first_in_view"]), int(request["last_in_view"]) + 1)
                yield from paper_in_parts(desk, wanted, self._setter, in_view=in_view)

    def _trajectory(self, request: Request) -> Iterator[Typeset]:
        from core.services.papers import trajectory_bytes  # noqa: PLC0415 # see _setter
        from core.services.trajectories import TrajectoryWanted  # noqa: PLC0415 # see _setter

        wanted = TrajectoryWanted(IndicatorId(request["indicator"]), UnitId(request["unit"]), Period.parse(request["period"]))
        width, height = float(request["width_pt"]), float(request["height_pt"])
        with open_desk_to_read(self._program, Path(request["workspace"])) as desk:
            yield trajectory_bytes(desk, wanted, self._setter, width_pt=width, height_pt=height)
