"""An open desk within one lane: opened, used and closed on its thread. Tested with the session (tests/gui/session/test_session.py)."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from core.errors import BugError, UserError
from core.services.desk import Desk, Program, open_desk, open_desk_to_read
from core.services.sample_clock import clock_of


class Opening(Struct, frozen=True):
    """How a desk is to be opened: by whom, and whether only to read."""

    program: Program
    path: Path
    is_read_only: bool


class Keeper:
    """Holds at most one desk. Every method runs on the lane's thread."""

    def __init__(self) -> None:
        self._desk: Desk | None = None
        self._stack = ExitStack()

    @property
    def desk(self) -> Desk:
        """The open desk.

        Raises:
            BugError: none is open; the session asks only while one is.
        """
        if self._desk is None:
            message = "no workspace is open in this lane"
            raise BugError(message)
        return self._desk

    def open(self, opening: Opening) -> Desk:
        """Open a desk; the one before is closed first.

        Raises:
            UserError: it cannot be opened; none is open then.
        """
        self.close()
        opener = open_desk_to_read if opening.is_read_only else open_desk
        with ExitStack() as stack:
            desk = stack.enter_context(opener(opening.program, opening.path))
            self._stack = stack.pop_all()
        desk.program = replace(desk.program, clock=clock_of(desk))
        self._desk = desk
        return desk

    def call(self, actor: str) -> None:
        """Work on under another name; where none is open there is nobody to name."""
        if self._desk is not None:
            self._desk.program = replace(self._desk.program, actor=actor)

    def close(self) -> None:
        """Close the desk, if one is open, with its mirror brought up to date where something was written."""
        if self._desk is not None and self._desk.has_written:
            # Late: the start has no use for it.
            from core.services.mirroring import MirrorKeeper  # noqa: PLC0415 # see above

            with suppress(UserError):  # nobody is there to be told; the next opening tells
                MirrorKeeper(self._desk.program).keep(self._desk)
        self._desk = None
        self._stack.close()
