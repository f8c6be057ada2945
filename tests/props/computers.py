"""Computers with seeded keys, clocks that may be wrong, and a small city made once, from which every story begins.

A unit's workspaces stand on one computer: it has the unit's keys, its mirrors and its memory of what went out.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from core.bundle.keys import Keys, SiteKey
from core.clock import SteppingClock
from core.errors import KeyNotHere
from core.ids import PlanId, SiteId, UnitId
from core.model.check_settings import CHECKS, CheckSeverities
from core.model.period import Period
from core.model.plan_settings import PlanSettings
from core.model.severity import Severity
from core.services.assignments import assign
from core.services.desk import Program, open_desk
from core.services.opening import open_task_file
from core.services.packing import write_task_files
from core.services.plans import NewPlan, confirm_all, issue, new_plan

OFFICE, EAST, WEST, TOWN = "市", "东区", "西区", "南镇"
REPORTERS = (EAST, WEST)
UNITS = (OFFICE, *REPORTERS)
SHARES_HEAD = "事项编号,指标,分解方式,汇总方式,填报方式,频次"
LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地人和"  # one more than a story has steps, each of which may make a site
START = datetime(2025, 2, 1, tzinfo=UTC)
PERIODS = (Period.parse("2025-01"), Period.parse("2025-02"))
MEMORY_FOLDER = Path("/dev/shm")  # nothing here outlives a test, and syncing a disk is not what is proved

_REPORT = """2025年海州市政府工作报告

一、2025年重点工作
（一）扩大有效需求
1.狠抓项目投资。全年新增总投资超亿元项目60个以上。新增上市企业6家。
"""
_UNITS = """代码,名称,简称,类型,上级代码
HZ,海州市人民政府,市,市,
DQ,海州市东区人民政府,东区,辖市区,HZ
XQ,海州市西区人民政府,西区,辖市区,HZ
NZ,海州市南镇人民政府,南镇,乡镇,DQ
"""
_DUTIES = "事项编号,牵头单位,配合单位\n1.1,东区,西区\n"
_SHARES = f"""{SHARES_HEAD},东区,西区
1.1.1,新增总投资超亿元项目,分解,求和,各单位,月,36,24
1.1.2,新增上市企业,分解,求和,各单位,月,4,2
"""


class SeededKeys:
    """Keys in memory, the same ones in every run: each next one of a computer follows from its name and a count."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._made: dict[SiteId, SiteKey] = {}
        self._count = 0

    def make(self, label: str) -> SiteKey:
        """The next key."""
        key = SiteKey.from_seed(self._next_seed(label))
        self._made[key.site] = key
        return key

    def make_invitation(self, label: str) -> bytes:
        """The private half of the next invitation."""
        return hashlib.sha256(self._next_seed(label)).digest()

    def get(self, site: SiteId) -> SiteKey:
        """A key made here.

        Raises:
            KeyNotHere: it is on another computer.
        """
        if site not in self._made:
            raise KeyNotHere(site=site)
        return self._made[site]

    def copied(self) -> SeededKeys:
        """The same keys, for a story of their own."""
        copy = SeededKeys(self._name)
        copy._made, copy._count = dict(self._made), self._count
        return copy

    def _next_seed(self, label: str) -> bytes:
        self._count += 1
        return f"{self._name}/{label}/{self._count}".encode()


class Computer(Program, frozen=True, kw_only=True):
    """A unit's computer: the program with keys that are seeded."""

    kept: SeededKeys

    def keys(self, plan: PlanId, units: tuple[UnitId, ...], *, is_demo: bool) -> Keys:  # noqa: ARG002 # all of them are here
        """The computer's keys, whatever plan they are for."""
        return self.kept


class SmallCity(Struct, frozen=True):
    """An office and two districts, each on a computer of its own."""

    folder: Path
    keys: dict[str, SeededKeys]

    def workspace(self, unit: str, letter: str = LETTERS[0]) -> Path:
        """A workspace of a unit: its first, or a later one."""
        return self.folder / unit / f"{letter}.jiannuo"

    def workspaces(self) -> list[tuple[str, Path]]:
        """Every workspace with its unit, a unit's in the order in which they came to be."""
        return [(unit, path) for unit in UNITS for letter in LETTERS if (path := self.workspace(unit, letter)).exists()]

    def copied(self, folder: Path) -> SmallCity:
        """The same city in another folder, for a story of its own."""
        shutil.copytree(self.folder, folder)
        return SmallCity(folder, {unit: keys.copied() for unit, keys in self.keys.items()})

    def computer(self, unit: str, actor: str, clock: SteppingClock) -> Computer:
        """The unit's computer with somebody at it."""
        return Computer(clock, self.folder / unit, actor, _seeded_bytes(f"{unit}/{actor}"), kept=self.keys[unit])


@contextmanager
def small_city() -> Iterator[SmallCity]:
    """Make the city in a folder of its own, right after the task files were opened; in memory where the system has such a place."""
    with scratch_folder() as folder:
        city = SmallCity(folder / "city", {unit: SeededKeys(unit) for unit in UNITS})
        tables = {"report.txt": _REPORT, "units.csv": _UNITS, "duties.csv": _DUTIES, "shares.csv": _SHARES}
        for name, text in tables.items():
            (folder / name).write_text(text, encoding="utf-8")
        for unit in UNITS:
            (city.folder / unit).mkdir(parents=True)
        # Nothing that is checked stands against handing up: stories are about changes, not about what the figures say.
        severities = CheckSeverities(tuple((code, Severity.HINT) for code in sorted(CHECKS)))
        settings = PlanSettings(severities=severities)
        office = city.computer(OFFICE, "市甲", SteppingClock(START))
        wanted = NewPlan(folder / "report.txt", city.workspace(OFFICE), units=folder / "units.csv", settings=settings)
        new_plan(office, wanted)
        with open_desk(office, city.workspace(OFFICE)) as desk:
            assign(desk, assignments=folder / "duties.csv", indicators=folder / "shares.csv")
            confirm_all(desk)
            issue(desk, reason="")
            sent = write_task_files(desk, folder / "tasks")
            names = {unit.id: unit.short_name for unit in desk.plan.units}
        for file in sent:
            assert file.recipient is not None
            unit = names[file.recipient]
            open_task_file(city.computer(unit, f"{unit[0]}甲", SteppingClock(START)), file.path, city.workspace(unit))
        yield city


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder that goes with the block."""
    place = MEMORY_FOLDER if MEMORY_FOLDER.is_dir() and os.access(MEMORY_FOLDER, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        yield Path(folder)


def _seeded_bytes(name: str) -> Callable[[int], bytes]:
    """Bytes that look random and are the same in every run, for one computer after its name."""
    drawn = 0

    def draw(count: int) -> bytes:
        nonlocal drawn
        drawn += 1
        return hashlib.shake_256(f"{name}/{drawn}".encode()).digest(count)

    return draw
