"""The demo: the whole journey on the example report, with real files and the same services that everyone uses.

Keys, ids and clock are seeded, so the same program makes the same papers; its workspaces are marked as demo, and no real workspace takes
their bundles. Every figure is a sample and says so.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from core.clock import SteppingClock
from core.errors import FolderNotEmpty
from core.files import write_file, writing_error
from core.model.asked import asked_figures
from core.model.org_unit import OrgUnit, UnitKind
from core.model.paper_kind import PaperKind
from core.model.period import Period
from core.model.plan_settings import PlanSettings
from core.resources import resource
from core.services.assignments import assign
from core.services.briefings import print_ledger, print_paper, roll_up_json
from core.services.demo_data import SampleTexts, record_csv
from core.services.desk import Desk, Program
from core.services.merging import dry_run, merge
from core.services.opening import open_task_file
from core.services.packing import SentFile, write_feedback, write_report, write_task_files
from core.services.plans import NewPlan, confirm_all, issue, new_plan
from core.services.progress import attach, record, submit
from core.services.reviews import accept, send_back
from core.store.workspace import Workspace

SEED = 20250118
YEAR = 2025
MONTHS = 6
ISSUE_DATE = date(YEAR, MONTHS + 1, 4)
OTHERS = ".其他单位"  # workspaces of the units whose files alone are shown
LISTING = "demo.json"
DISTRICTS = ("溧阳市", "武进区", "新北区")
BUREAUS = ("市发改委", "市工信局")
OFFICE_FILE = "常州市（主办）.jiannuo"
UNITS = "单位"  # the folder of the workspaces that are kept
STEPS = MONTHS + 2  # plan, units, months: what is reported of the making
RETURNED = "溧阳市"  # whose May comes back once
SILENT = "钟楼区"  # whose June never comes
PENDING = ("天宁区", "市交通运输局", "市教育局")  # whose June nobody has reviewed yet


class DemoFile(Struct, frozen=True):
    """A file that the demo made: its role, and the unit and period it belongs to ("" where there is none)."""

    role: str
    path: Path
    unit: str = ""
    period: str = ""
    title: str = ""
    is_notable: bool = False


def make_demo(folder: Path, data_folder: Path) -> list[DemoFile]:
    """Make the demo in a folder that is free, empty, or holds an earlier demo, and return what was made.

    Raises:
        FolderNotEmpty, CannotWrite, DiskFull: other people's files are untouched.
    """
    _clear(folder)
    write_file(folder / LISTING, b"[]")  # first, so that a demo cut short can be made again in the same place
    with _demo(folder, data_folder, report=_unreported) as demo:
        made = [*demo.make_workspaces(), *demo.print_papers()]
    rows = [
        {"role": file.role, "file": file.path.relative_to(folder).as_posix(), "unit": file.unit, "period": file.period} for file in made
    ]
    write_file(folder / LISTING, json.dumps(rows, ensure_ascii=False, indent=1).encode())
    return made


def make_demo_workspaces(folder: Path, data_folder: Path, *, report: Callable[[int, int], None]) -> list[DemoFile]:
    """Make the demo without its papers in an empty folder, telling before each step how many of how many are done.

    Raises:
        CannotWrite, DiskFull: as their names say.
    """
    with _demo(folder, data_folder, report=report) as demo:
        return list(demo.make_workspaces())


@contextmanager
def _demo(folder: Path, data_folder: Path, *, report: Callable[[int, int], None]) -> Iterator[_Demo]:
    clock = SteppingClock(datetime(YEAR, 1, 22, 1, tzinfo=UTC))
    program = Program(clock, data_folder, "示例填报员", random.Random(SEED).randbytes)  # noqa: S311 # demo keys prove nothing anyway
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder / OTHERS, ignore_errors=True)  # first in, so it runs when all workspaces are closed
        yield _Demo(folder, program, clock, stack, report)


def _unreported(done: int, total: int) -> None:
    """Whoever waits at a terminal is told at the end."""


class _Demo:
    """One run; workspaces stay open until its end."""

    def __init__(self, folder: Path, program: Program, clock: SteppingClock, stack: ExitStack, report: Callable[[int, int], None]) -> None:
        self._folder = folder
        self._program = program
        self._clock = clock
        self._stack = stack
        self._report_step = report
        self._texts = SampleTexts.load()
        self._desks: dict[str, Desk] = {}

    def make_workspaces(self) -> Iterator[DemoFile]:
        """The plan issued, the units' workspaces, and six months of reports."""
        self._report_step(0, STEPS)
        office = self._office
        yield DemoFile("office", office.workspace.path, "常州市", title="主办单位的工作簿", is_notable=True)
        self._report_step(1, STEPS)
        for sent in write_task_files(office, self._folder / "任务包"):
            unit = office.plan.units_by_id[sent.recipient or office.unit]
            yield DemoFile("task_file", sent.path, unit.short_name)
            yield from self._open(sent, unit)
        for month in range(1, MONTHS + 1):
            self._report_step(month + 1, STEPS)
            yield from self._month(office, Period.of_month(YEAR, month))

    def print_papers(self) -> Iterator[DemoFile]:
        """The papers of the last month, of the office and of its districts."""
        yield from self._papers(self._office, Period.of_month(YEAR, MONTHS))

    @cached_property
    def _office(self) -> Desk:
        """The office with its plan issued."""
        path = self._folder / OFFICE_FILE
        program = replace(self._program, actor="示例督查员")
        settings = PlanSettings(masthead="政府工作报告督查简报", issuing_unit="常州市人民政府督查室")
        report = resource("report", "changzhou_2025.md")
        new_plan(program, NewPlan(report, path, resource("report", "units.csv"), settings, is_sample=True, is_demo=True))
        desk = Desk(program, self._stack.enter_context(Workspace.open(path, holder=program.actor, random_bytes=program.random_bytes)))
        assign(desk, assignments=resource("report", "assignments.csv"), indicators=resource("report", "indicators.csv"))
        confirm_all(desk)
        issue(desk, reason="下发2025年《政府工作报告》任务分解方案（示例）")
        return desk

    def _open(self, sent: SentFile, unit: OrgUnit) -> Iterator[DemoFile]:
        kept = unit.short_name in DISTRICTS + BUREAUS
        path = self._folder / (UNITS if kept else OTHERS) / f"{unit.short_name}.jiannuo"
        path.parent.mkdir(parents=True, exist_ok=True)
        open_task_file(self._program, sent.path, path)
        workspace = Workspace.open(path, holder=self._program.actor, random_bytes=self._program.random_bytes)
        self._stack.enter_context(workspace)
        self._desks[unit.short_name] = Desk(self._program, workspace)
        if kept:
            role = "district" if unit.kind is UnitKind.DISTRICT else "bureau"
            yield DemoFile(role, path, unit.short_name, title=f"{unit.short_name}的工作簿", is_notable=True)

    def _month(self, office: Desk, period: Period) -> Iterator[DemoFile]:
        """Everyone reports, the office merges and reviews, feedback goes back."""
        self._clock.set(datetime(YEAR, period.last_month, 26, 1, tzinfo=UTC))
        received = []
        for name, desk in self._desks.items():
            if name == SILENT and period.last_month == MONTHS:
                continue
            file = self._report(desk, name, period)
            received.append(file.path)
            yield file
        merge(office, dry_run(office, received))
        pending = PENDING if period.last_month == MONTHS else ()
        for name in self._desks:
            unit = office.find_unit(name).id
            if name == RETURNED and period.last_month == MONTHS - 1:
                send_back(office, unit, period, reason=self._texts.return_reason)
            elif name not in pending and not (name == SILENT and period.last_month == MONTHS):
                accept(office, unit, period)
        yield from self._feedback(office, period)
        if period.last_month == MONTHS - 1:
            yield from self._second_coming(office, period)

    def _report(self, desk: Desk, name: str, period: Period) -> DemoFile:
        table = self._folder / "填报表" / f"{period}_{name}.csv"
        write_file(table, record_csv(desk.plan, desk.unit, period, self._texts).encode("utf-8-sig"))
        recorded = record(desk, period, table)
        if recorded.refused:
            raise recorded.refused[0].error
        if period.last_month == MONTHS and name == RETURNED:
            item = asked_figures(desk.plan, desk.unit, period)[0].item
            attach(desk, period, item.id, resource("report", "sample_texts.json"), caption="示例佐证材料")
        submit(desk, period)
        sent = write_report(desk, self._folder / "上报包" / str(period) / f"上报包_{name}_{period}.jnb")
        return DemoFile("report", sent.path, name, str(period))

    def _feedback(self, office: Desk, period: Period) -> Iterator[DemoFile]:
        for sent in write_feedback(office, self._folder / "反馈包" / str(period)):
            unit = office.plan.units_by_id[sent.recipient or office.unit]
            desk = self._desks[unit.short_name]
            merge(desk, dry_run(desk, [sent.path]))
            yield DemoFile("feedback", sent.path, unit.short_name, str(period))

    def _second_coming(self, office: Desk, period: Period) -> Iterator[DemoFile]:
        """The returned unit corrects one figure, says why, and reports again; the office accepts."""
        desk = self._desks[RETURNED]
        unit = desk.unit
        figure = next(asked for asked in asked_figures(desk.plan, unit, period) if asked.indicator.name == "新增总投资超亿元项目")
        table = self._folder / "填报表" / f"{period}_{RETURNED}_更正.csv"
        corrected = max(1, int((desk.plan.allocations_by_key[figure.indicator.id, unit].value * period.last_month) // 12) - 2)
        text = f"经与固定资产投资项目库核对，剔除2个未入库项目，{figure.indicator.name}累计{corrected}个。"
        rows = f"事项编号,指标,数值,进展情况\n{figure.item.code},{figure.indicator.name},{corrected},{text}\n"
        write_file(table, rows.encode("utf-8-sig"))
        record(desk, period, table)
        submit(desk, period)
        sent = write_report(desk, self._folder / "上报包" / str(period) / f"上报包_{RETURNED}_{period}_第2次.jnb")
        merge(office, dry_run(office, [sent.path]))
        accept(office, unit, period)
        yield DemoFile("report", sent.path, RETURNED, str(period))
        yield from self._feedback(office, period)

    def _papers(self, office: Desk, period: Period) -> Iterator[DemoFile]:
        papers = self._folder / "简报"
        path = papers / f"工作简报_常州市_{period}.pdf"
        print_paper(office, PaperKind.WORK, period, path, issue_date=ISSUE_DATE)
        yield DemoFile("briefing", path, "常州市", str(period), "主办单位的工作简报", is_notable=True)
        path = papers / f"领导专报_常州市_{period}.pdf"
        print_paper(office, PaperKind.LEADER, period, path, issue_date=ISSUE_DATE)
        yield DemoFile("leader", path, "常州市", str(period), "一页纸的领导专报", is_notable=True)
        for name in DISTRICTS:
            path = papers / f"工作简报_{name}_{period}.pdf"
            print_paper(office, PaperKind.WORK, period, path, viewpoint=office.find_unit(name).id, issue_date=ISSUE_DATE)
            yield DemoFile("briefing", path, name, str(period), f"{name}的工作简报", is_notable=True)
        ledger = self._folder / "台账" / f"台账_常州市_{period}.xlsx"
        print_ledger(office, period, ledger)
        yield DemoFile("ledger", ledger, "常州市", str(period), "台账", is_notable=True)
        data = self._folder / "台账" / f"汇总_常州市_{period}.json"
        write_file(data, json.dumps(roll_up_json(office, period), ensure_ascii=False, indent=1).encode())
        yield DemoFile("rollup", data, "常州市", str(period))


def _clear(folder: Path) -> None:
    """Make the folder ready; an earlier demo in it goes, anything else stays and stops us."""
    try:
        if folder.is_dir() and any(folder.iterdir()):
            if not (folder / LISTING).is_file():
                raise FolderNotEmpty(path=folder)
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:  # ValueError: a path that no folder can have
        raise writing_error(folder, error) from error
