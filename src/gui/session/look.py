"""A first look around an opened workspace. Tested with the session (tests/gui/session/test_session.py)."""

from __future__ import annotations

from core.services.desk import Desk
from core.services.open_periods import default_period
from core.services.places import place_notice
from gui.session.facts import Opened


def look_around(desk: Desk, *, is_read_only: bool) -> Opened:
    """What the window needs to know of a workspace; runs in a lane."""
    today = desk.program.clock.now().astimezone().date()
    return Opened(
        path=desk.workspace.path,
        plan=desk.plan,
        unit=desk.plan.units_by_id[desk.unit],
        is_office=desk.is_office,
        is_sample=desk.identity.is_demo,
        is_read_only=is_read_only,
        is_issued=desk.is_issued,
        default_period=default_period(desk, today),
        today=today,
        actor=desk.program.actor,
        copy_before=None if desk.workspace.upgraded is None else desk.workspace.upgraded.copy,
        place=place_notice(desk.workspace.path, desk.program.language),
    )
