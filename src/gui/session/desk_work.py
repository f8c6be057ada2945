"""What lanes do with a keeper's desk. Tested with the session (tests/gui/session/test_session.py)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from core.services.desk import Desk, touches_plan
from gui.session.facts import Changed
from gui.session.job import Reporter
from gui.session.keeper import Keeper

Result = TypeVar("Result")


def called(keeper: Keeper, actor: str, reporter: Reporter) -> None:
    """Let it be worked on under another name."""
    del reporter
    keeper.call(actor)


def written(desk: Desk, work: Callable[[Desk, Reporter], Result], reporter: Reporter) -> tuple[Result, Changed | None]:
    """Do a work and tell what it touched."""
    return desk.do(lambda _: work(desk, reporter)), touched(desk)


def touched(desk: Desk) -> Changed | None:
    """What was written since this was last asked; None when nothing was."""
    taken = desk.take_touched()
    if not taken.entities:
        return None
    return Changed(frozenset(taken.entities), frozenset(taken.ids), None, touches_plan(taken))
