"""Which clock a workspace lives by: a sample's goes on from where its record ends, all others live by the machine's."""

from __future__ import annotations

from datetime import datetime

from core.clock import Clock, SampleClock
from core.services.desk import Desk


def clock_of(desk: Desk) -> Clock:
    """The clock to work with on this desk; it begins to run now."""
    stamp = desk.workspace.last_stamp() if desk.identity.is_demo else ""
    return SampleClock(datetime.fromisoformat(stamp)) if stamp else desk.program.clock
