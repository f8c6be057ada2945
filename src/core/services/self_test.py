"""What a shipped program must be able to do on the machine it came to, tried out with real files in a folder that is thrown away."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from core.bundle.keys import verify
from core.bundle.reader import read_bundle
from core.calc.sentences import templates
from core.errors import BugError
from core.files import read_file
from core.resources import resource
from core.services.assignments import assign
from core.services.desk import Program, open_desk
from core.services.packing import write_task_files
from core.services.plans import NewPlan, confirm_all, issue, new_plan

_ROLES = 5
_REPORT_FILES = ("changzhou_2025.md", "units.csv", "assignments.csv", "indicators.csv", "sample_texts.json")


class Check(Struct, frozen=True):
    """One thing tried: whether it went well, and what was seen, or what went wrong."""

    name: str
    is_passed: bool
    fact: str


def self_test(program: Program, folder: Path) -> tuple[Check, ...]:
    """Try everything out in an empty folder; a failure stops nothing but what stands on it."""
    trials = _Trials(replace(program, data_folder=folder / "data", written=None), folder)
    return tuple(_tried(name, trial) for name, trial in trials.in_order())


def _tried(name: str, trial: Callable[[], str]) -> Check:
    try:
        return Check(name, is_passed=True, fact=trial())
    except Exception as error:  # noqa: BLE001 # whatever it is, it is what this asks about, and the next trial goes on
        return Check(name, is_passed=False, fact=f"{type(error).__name__}: {error}")


class _Trials:
    """The trials, in an order in which later ones may use what earlier ones made."""

    def __init__(self, program: Program, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._workspace = folder / "office.jiannuo"

    def in_order(self) -> tuple[tuple[str, Callable[[], str]], ...]:
        return (
            ("resources", self._resources),
            ("fonts", self._fonts),
            ("workspace", self._make_workspace),
            ("commit", self._commit),
            ("signature", self._sign),
            ("bundle", self._exchange),
            ("page", self._typeset),
            ("chart", self._draw),
            ("spreadsheet", self._write_ledger),
        )

    def _resources(self) -> str:
        sizes = [len(read_file(resource("report", name))) for name in _REPORT_FILES]
        _must(all(sizes), "an empty file of the example")
        return f"{len(sizes)} + {len(templates('zh'))} + {len(templates('en'))}"

    def _fonts(self) -> str:
        from core.briefing.font_files import bundled_fonts, has_truetype_outlines  # noqa: PLC0415 # see core.services.papers

        paths = {file.path for file in bundled_fonts().values()}
        _must(len(paths) == _ROLES, f"{len(paths)} fonts")
        for path in paths:
            _must(has_truetype_outlines(path), path.name)
        return "、".join(sorted(path.name for path in paths))

    def _make_workspace(self) -> str:
        request = NewPlan(resource("report", "changzhou_2025.md"), self._workspace, resource("report", "units.csv"))
        summary = new_plan(self._program, request)
        with open_desk(self._program, self._workspace) as desk:
            assign(desk, assignments=resource("report", "assignments.csv"), indicators=resource("report", "indicators.csv"))
            confirm_all(desk)
            issue(desk, reason="自检")
        return f"{summary.place}{summary.year}: {summary.items}"

    def _commit(self) -> str:
        with open_desk(self._program, self._workspace) as desk:
            database = desk.workspace.database
            (mode,) = database.execute("PRAGMA journal_mode").fetchone()
            (synchronous,) = database.execute("PRAGMA synchronous").fetchone()
            (version,) = database.execute("SELECT sqlite_version()").fetchone()
        _must(synchronous >= 2, "commits are not synced")  # 2: FULL
        return f"SQLite {version} {mode}"

    def _sign(self) -> str:
        with open_desk(self._program, self._workspace) as desk:
            key = desk.key
        signature = key.sign(b"jiannuo")
        _must(verify(key.public, signature, b"jiannuo") and not verify(key.public, signature, b"jiannuO"), "signature")
        return key.site

    def _exchange(self) -> str:
        with open_desk(self._program, self._workspace) as desk:
            sent = write_task_files(desk, self._folder / "tasks")
        for file in sent:
            read_bundle(file.path)
        _must(bool(sent), "no task file")
        return f"{len(sent)}"

    def _typeset(self) -> str:
        from core.briefing.blocks import Heading, Masthead, Paper, Paragraph, Run, Title  # noqa: PLC0415 # see core.services.papers
        from core.briefing.fonts import load_font_set  # noqa: PLC0415 # see core.services.papers
        from core.briefing.render import render_paper  # noqa: PLC0415 # see core.services.papers

        blocks = (
            Masthead("督查简报", "第1期", "督查室", "2025年7月4日"),
            Title("自检"),
            Heading(1, "一、黑体"),
            Heading(2, "（一）楷体"),
            Paragraph((Run("正文用仿宋，数字123。"),)),
        )
        data = render_paper(Paper("自检", blocks), load_font_set())
        embedded = set(re.findall(rb"/FontName\s*/\w{6}\+([\w#-]+)", data))
        pages = len(re.findall(rb"/Type\s*/Page\b", data))
        _must(data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF") and pages == 1, f"{pages} pages")
        _must(len(embedded) == _ROLES, f"{len(embedded)} fonts embedded")
        return f"PDF {len(data) // 1024} KB"

    def _draw(self) -> str:
        from core.briefing.chart_page import trajectory_page  # noqa: PLC0415 # see core.services.papers
        from core.briefing.charts.data import TrajectoryData  # noqa: PLC0415 # see core.services.papers
        from core.briefing.fonts import load_font_set  # noqa: PLC0415 # see core.services.papers

        months = tuple(Decimal(month) for month in range(1, 13))
        data = TrajectoryData("自检", "个", months, months, (None,) * 12, "12个")
        page = trajectory_page(data, load_font_set(), width_pt=400, height_pt=150)
        _must(page.startswith(b"%PDF"), "chart")
        return f"PDF {len(page) // 1024} KB"

    def _write_ledger(self) -> str:
        from core.services.briefings import print_ledger  # noqa: PLC0415 # see there

        path = self._folder / "ledger.xlsx"
        with open_desk(self._program, self._workspace) as desk:
            rows = print_ledger(desk, desk.plan.periods[0], path)
        with zipfile.ZipFile(path) as book:
            _must("xl/worksheets/sheet1.xml" in book.namelist(), "no sheet")
        return f"{rows}"


def _must(holds: bool, what: str) -> None:  # noqa: FBT001 # a statement, not a switch
    if not holds:
        raise BugError(what)
