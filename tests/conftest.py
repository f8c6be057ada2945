"""What every test may use: a computer to work on, and the demo, made once for all workers."""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from tests.driving import Desk, run_program
from tests.golden_files import Golden

READY_DEMO_VARIABLE = "JIANNUO_TEST_DEMO"  # a folder with a demo made before: saves a part of the tests, run by hand, its making

settings.register_profile("default", max_examples=40, deadline=None)
settings.register_profile("nightly", max_examples=500, deadline=None)
settings.load_profile(os.environ.get("JIANNUO_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files that differ")


@pytest.fixture(scope="session")
def golden(pytestconfig: pytest.Config) -> Golden:
    return Golden(is_updating=bool(pytestconfig.getoption("--update-golden")))


@dataclass(frozen=True)
class Demo:
    """The demo as it was made; read it, and copy what a test changes."""

    folder: Path

    def files(self, role: str, *, unit: str = "", period: str = "") -> list[Path]:
        """The files of a role, in the order in which they were made."""
        rows = json.loads((self.folder / "demo.json").read_text(encoding="utf-8"))
        found = [row for row in rows if row["role"] == role and unit in {"", row["unit"]} and period in {"", row["period"]}]
        return [self.folder / row["file"] for row in found]

    def file(self, role: str, *, unit: str = "", period: str = "") -> Path:
        """The one file of a role, unit and period."""
        (path,) = self.files(role, unit=unit, period=period)
        return path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "data")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Demo:
    if READY_DEMO_VARIABLE in os.environ:
        return Demo(Path(os.environ[READY_DEMO_VARIABLE]))
    return _made_once(tmp_path_factory, worker_id, "demo")


@pytest.fixture(scope="session")
def second_demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Demo:
    """The same demo by another process, with another order of hashes and another time zone."""
    return _made_once(tmp_path_factory, worker_id, "second", PYTHONHASHSEED="7", TZ="Pacific/Auckland")


def _made_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str, name: str, **environment: str) -> Demo:
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the first worker makes it, the others wait; the lock goes with the process
        if not (shared / f"{name}.json").is_file():
            answer = run_program(shared / f"{name}-data", "demo", folder, "--json", extra=environment)
            assert answer.status == 0, answer.err
            (shared / f"{name}.json").write_text(answer.out, encoding="utf-8")
    return Demo(folder)
