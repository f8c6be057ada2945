"""A write-ahead log cut anywhere, as a power cut leaves it: the file opens as it was after one of its commits, and is whole."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from tests.core.store.building import DRAFT, FIGURE, author, figure, make, text_register
from tests.faults.processes import start, text_of

from core.store.integrity import damages
from core.store.workspace import Workspace

HEADER, FRAME = 32, 24 + 4096
NIGHTLY = os.environ.get("JIANNUO_PROFILE") == "nightly"
COMMITS = 40 if NIGHTLY else 8


class Logged:
    """A file as it was before a row of commits, the log that these wrote, and where in it each commit ends."""

    def __init__(self, folder: Path) -> None:
        path = folder / "w.jiannuo"
        make(path).close()
        with Workspace.open(path) as workspace:
            self.base = path.read_bytes()
            log = Path(f"{path}-wal")
            self.ends = [(log.stat().st_size if log.exists() else 0, 0)]
            for number in range(1, COMMITS + 1):
                with workspace.unit_of_work(author()) as work:
                    work.set(DRAFT, FIGURE, figure(str(number)))
                    for place in range(number % 3):
                        work.set(DRAFT, text_register(place), text_of(number))
                self.ends.append((log.stat().st_size, number))
            self.log = log.read_bytes()

    def commits_within(self, size: int) -> int:
        return max((number for end, number in self.ends if end <= size), default=0)


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Logged:
    return Logged(tmp_path_factory.mktemp("log"))


def _opens_with(folder: Path, base: bytes, log: bytes) -> int:
    """Of which commit a file with a log is the state; it must be whole."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / "w.jiannuo"
    path.write_bytes(base)
    Path(f"{path}-wal").write_bytes(log)
    with Workspace.open(path) as workspace:
        assert damages(workspace) == ()
        found = [head.value for head in workspace.log.heads(DRAFT, FIGURE)]
        changes = workspace.database.execute("SELECT count(*) FROM change").fetchone()[0]
    assert [file.name for file in folder.iterdir()] == [path.name]
    number = int(found[0]["value"]) if found and isinstance(found[0], dict) else 0  # type: ignore[arg-type]  # a figure's text
    assert changes == sum(1 + each % 3 for each in range(1, number + 1))  # nothing of the next one
    return number


def test_log_cut_at_every_frame_gives_an_exact_prefix_of_its_commits(logged: Logged, tmp_path: Path) -> None:
    sizes = range(HEADER, len(logged.log) + 1, FRAME)

    found = [_opens_with(tmp_path / "cut", logged.base, logged.log[:size]) for size in sizes]

    assert found == [logged.commits_within(size) for size in sizes]
    assert set(found) == set(range(COMMITS + 1))


def test_log_cut_inside_its_frames_gives_an_exact_prefix_of_its_commits(logged: Logged, tmp_path: Path) -> None:
    chance = random.Random(1)
    sizes = [chance.randrange(len(logged.log)) for _ in range(400 if NIGHTLY else 25)]

    found = [_opens_with(tmp_path / "cut", logged.base, logged.log[:size]) for size in sizes]

    assert found == [logged.commits_within(size) for size in sizes]


def test_log_with_a_turned_bit_gives_what_was_committed_before_it(logged: Logged, tmp_path: Path) -> None:
    chance = random.Random(2)
    for _ in range(400 if NIGHTLY else 25):
        place = chance.randrange(HEADER, len(logged.log))
        log = bytearray(logged.log)
        log[place] ^= 1 << chance.randrange(8)

        assert _opens_with(tmp_path / "turned", logged.base, bytes(log)) == logged.commits_within(place)


def test_reader_sees_whole_commits_while_a_writer_brings_the_log_in(tmp_path: Path) -> None:
    path = tmp_path / "w.jiannuo"
    make(path).close()
    seen = []
    with start("commit_and_checkpoint", path) as process:
        assert process.stdout is not None
        for _ in range(300 if NIGHTLY else 30):
            acknowledged = int(process.stdout.readline())
            with Workspace.open_read_only(path) as reader:
                reader.database.execute("BEGIN")
                (number,) = (head.value for head in reader.log.heads(DRAFT, FIGURE))
                (text,) = (reader.log.resolved(head.value) for head in reader.log.heads(DRAFT, text_register(1)))
                assert isinstance(number, dict)
                seen.append(int(str(number["value"])))
                assert text == text_of(seen[-1])
                assert seen[-1] >= acknowledged
                assert damages(reader) == () if len(seen) % 10 == 0 else True
        process.kill()

    assert seen == sorted(seen)
