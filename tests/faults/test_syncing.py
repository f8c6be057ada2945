"""Every commit reaches the disk before it is acknowledged: seen in a trace of what the program asks of the system."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from tests.core.store.building import make
from tests.faults.processes import start

COMMITS = 12
SYNCS = {"fsync", "fdatasync"}
# With -y strace says which file a descriptor is; a call that another interrupts is told in two lines, of which the first has the file.
_CALL = re.compile(r"(?:\[pid +\d+\] |\d+ +)?(write|pwrite64|fsync|fdatasync)\((\d+)<([^>]*)>(.*)")

traced = pytest.mark.skipif(shutil.which("strace") is None, reason="only Linux has strace, which dev.py test installs there")


def _calls(path: Path, trace: Path, journal: str) -> list[tuple[str, str]]:
    """Call and file name of each write and sync while figures are committed; an acknowledgement is a write to `said`."""
    words = ("strace", "-f", "-y", "-s", "8", "-o", str(trace), "-e", "trace=write,pwrite64,fsync,fdatasync")
    with start("commit", path, COMMITS, journal, before=words) as process:
        out, err = process.communicate()
    assert out.split() == [str(number) for number in range(1, COMMITS + 1)], err
    found = []
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        call = _CALL.match(line)
        if call is not None:
            name, descriptor, file, _ = call.groups()
            found.append((name, "said" if descriptor == "1" else Path(file).name))
    return found


def _acknowledged_after_syncs(calls: list[tuple[str, str]], path: Path) -> int:
    """How many acknowledgements there were; none of them while anything written to the workspace was not synced."""
    waiting: set[str] = set()
    acknowledged = 0
    for name, file in calls:
        if file == "said":
            assert waiting == set(), f"acknowledged while {waiting} was not synced"
            acknowledged += 1
        elif file.startswith(path.name) and not file.endswith("-shm"):
            if name in SYNCS:
                waiting.discard(file)
            else:
                waiting.add(file)
    return acknowledged


@traced
def test_log_is_synced_between_the_last_write_of_a_commit_and_its_acknowledgement(tmp_path: Path) -> None:
    path = tmp_path / "w.jiannuo"
    make(path).close()

    calls = _calls(path, tmp_path / "trace", "wal")

    assert _acknowledged_after_syncs(calls, path) == COMMITS
    assert sum(file == f"{path.name}-wal" and name in SYNCS for name, file in calls) >= COMMITS


@traced
def test_journal_file_and_folder_are_synced_where_a_log_is_unsafe(tmp_path: Path) -> None:
    path = tmp_path / "w.jiannuo"
    make(path).close()

    calls = _calls(path, tmp_path / "trace", "delete")

    assert _acknowledged_after_syncs(calls, path) == COMMITS
    ends = [place for place, (_, file) in enumerate(calls) if file == "said"]
    for begin, end in pairwise([0, *ends]):
        synced = [file for name, file in calls[begin:end] if name in SYNCS]
        # The journal before the file; the folder once the journal is gone, which is what makes a commit last through a power cut.
        assert synced.index(f"{path.name}-journal") < synced.index(path.name) < len(synced) - 1 - synced[::-1].index(tmp_path.name)
