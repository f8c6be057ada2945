from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.conftest import Demo

from core.clock import SystemClock
from core.services.desk import Desk, Program, open_desk_to_read
from core.services.sample_clock import clock_of


def test_a_samples_time_goes_on_from_where_its_record_ends(demo: Demo, tmp_path: Path) -> None:
    with open_desk_to_read(Program(SystemClock(), tmp_path, "测试员"), demo.file("office")) as desk:
        now = clock_of(desk).now()
        last = datetime.strptime(desk.workspace.last_stamp(), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)

    assert (last.year, last.month, last.day) == (2025, 6, 26)
    assert timedelta(0) <= now - last < timedelta(minutes=1)


def test_real_workspaces_live_by_the_programs_clock(office: Desk) -> None:
    assert clock_of(office) is office.program.clock
