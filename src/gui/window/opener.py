"""How workspaces come to be open: a file, a task file, a report's text, the example, a copy."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from core.errors import UserError
from core.services.desk import Desk, Program
from core.settings import Recent
from gui.dialogs.prompts import FileKind, Prompts, Question
from gui.session.facts import Opened
from gui.session.job import Reporter
from gui.session.session import Session
from gui.session.settings_keeper import SettingsKeeper
from gui.window.busy import Busy

if TYPE_CHECKING:
    from core.services.rescuing import Rescued

WORKSPACE_SUFFIX = ".jiannuo"
BUNDLE_SUFFIX = ".jnb"
_FOLDER = "workspace"
_TASK_FILE_MARK = "任务包_"


class Opener(QObject):
    """Opens and makes workspaces.

    Signals:
        opening(callable): another workspace is to be opened; who hears this calls what it carries once what was typed in the one before
            needs it no more.
        saved(Path): a copy was written.
        rescued(Rescued): a new workspace was made from a damaged one.
        refused(Trouble): a workspace could not be opened.
    """

    opening = Signal(object)
    saved = Signal(object)
    rescued = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, prompts: Prompts, settings: SettingsKeeper, *, busy: Busy, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._prompts = prompts
        self._settings = settings
        self._busy = busy
        self._window = window
        self._on_the_way: Path | None = None
        for over in (session.opened, session.closed, session.troubled, session.crashed, self.refused):
            over.connect(self._on_arrived)

    @property
    def is_opening(self) -> bool:
        """Whether a workspace is on its way."""
        return self._on_the_way is not None

    def open(self, path: Path) -> None:
        """Open a workspace; nothing is done for the one that is open, or is just being opened."""
        path = path.absolute()
        if not self._is_at(path):
            self.opening.emit(partial(self._open, path, is_read_only=False))

    def open_read_only(self, path: Path) -> None:
        """Open a workspace to look at it only."""
        self.opening.emit(partial(self._open, path.absolute(), is_read_only=True))

    def ask_for_workspace(self) -> None:
        """Ask which workspace to open."""
        self._prompts.open_file(
            self._window, self.tr("打开工作簿"), [self._workspace_kind()], self._on_workspace_chosen, start=self._folder()
        )

    def ask_for_task_file(self) -> None:
        """Ask for a task file, then where its workspace is to be kept."""
        self._prompts.open_file(self._window, self.tr("打开收到的任务包"), [self._bundle_kind()], self.open_task, start=self._folder())

    def open_task(self, task_file: Path) -> None:
        """Ask where the workspace of a task file is to be kept, make it there and open it."""
        suggested = self._folder() / f"{task_file.stem.removeprefix(_TASK_FILE_MARK)}{WORKSPACE_SUFFIX}"

        def make(place: Path) -> None:
            self._make_from_task(task_file, place)

        self._prompts.save_file(self._window, self.tr("工作簿保存在哪里"), self._workspace_kind(), suggested, make)

    def ask_for_report(self) -> None:
        """Ask for a report's text, then where the office's workspace is to be kept."""
        kinds = [FileKind(self.tr("政府工作报告"), ("*.docx", "*.pdf", "*.txt", "*.md"))]
        self._prompts.open_file(self._window, self.tr("选择政府工作报告"), kinds, self.begin_plan, start=self._folder())

    def begin_plan(self, report: Path) -> None:
        """Ask where the office's workspace is to be kept, read the report into it and open it."""
        suggested = self._folder() / f"{report.stem}{self.tr('（主办）')}{WORKSPACE_SUFFIX}"

        def make(place: Path) -> None:
            self._make_from_report(report, place)

        self._prompts.save_file(self._window, self.tr("工作簿保存在哪里"), self._workspace_kind(), suggested, make)

    def open_example_of_unit(self) -> None:
        """Open the example as one of its units."""
        self._open_example(is_office=False)

    def open_example_of_office(self) -> None:
        """Open the example as its office."""
        self._open_example(is_office=True)

    def ask_for_fresh_example(self) -> None:
        """Ask whether the example is to be made anew, and open it again as who looked at it last."""
        question = Question(
            self.tr("要恢复示例吗？"),
            self.tr("示例的两个工作簿（溧阳市、常州市）会恢复成最初的样子，在其中填写的内容都会丢掉。您自己的工作簿不受影响。"),
            self.tr("恢复示例"),
            is_dangerous=True,
        )
        self._prompts.confirm(self._window, question, partial(self.opening.emit, self._renew_example))

    def ask_for_copy(self) -> None:
        """Ask where a copy of the open workspace is to be kept, and write it."""
        now = self._session.now
        if now is None:
            return
        folder = self._folder() if now.is_sample else now.path.parent
        suggested = folder / f"{now.path.stem}{self.tr('（副本）')}{WORKSPACE_SUFFIX}"
        self._prompts.save_file(self._window, self.tr("另存副本"), self._workspace_kind(), suggested, self._save_copy)

    def ask_for_rescue(self, damaged: Path) -> None:
        """Ask where what can still be read of a damaged workspace is to be kept, and make a new one of it there."""
        suggested = damaged.with_name(f"{damaged.stem}{self.tr('（抢救）')}{WORKSPACE_SUFFIX}")

        def make(place: Path) -> None:
            self._rescue(damaged, place)

        self._prompts.save_file(self._window, self.tr("抢救出的内容保存在哪里"), self._workspace_kind(), suggested, make)

    def remember(self, opened: Opened) -> None:
        """Put an open workspace at the top of the recent ones."""
        recent = Recent(
            path=opened.path,
            place=opened.plan.place,
            year=opened.plan.year,
            unit=opened.unit.name,
            role="office" if opened.is_office else "unit",
            is_sample=opened.is_sample,
            opened=datetime.now(UTC),
        )
        settings = self._settings.value.with_recent(recent)
        # What is the person's own is not to be kept beside the example, which is made anew when they ask for that.
        self._settings.change(settings if opened.is_sample else settings.with_folder(_FOLDER, opened.path.parent))

    def forget(self, path: Path) -> None:
        """Take a workspace off the recent ones."""
        self._settings.change(self._settings.value.without_recent(path))

    def _open(self, path: Path, *, is_read_only: bool) -> None:
        job = self._session.open(path, owner=self, failed=self._on_refused, is_read_only=is_read_only)
        self._on_the_way = None if is_read_only else path
        self._busy.follow(job, self.tr("正在打开“{name}”…").format(name=path.name))

    def _is_at(self, path: Path) -> bool:
        """Whether a workspace is open to work in it, or about to be; asking for it again would find it in use by oneself."""
        now = self._session.now
        return path == self._on_the_way or (now is not None and now.path == path and not now.is_read_only)

    def _on_arrived(self, *told: object) -> None:
        del told
        self._on_the_way = None

    def _on_refused(self, error: UserError) -> None:
        self.refused.emit(self._session.trouble(error))

    def _on_workspace_chosen(self, path: Path) -> None:
        self.open(path)

    def _make_from_task(self, task_file: Path, place: Path) -> None:
        def work(program: Program, reporter: Reporter) -> None:
            # Late: needed once for each workspace.
            from core.services.opening import open_task_file  # noqa: PLC0415 # see above

            del reporter
            open_task_file(program, task_file, place)

        def opened(nothing: None) -> None:
            del nothing
            self.open(place)

        self._busy.follow(self._session.run(work, owner=self, then=opened), self.tr("正在由任务包建立工作簿…"))

    def _rescue(self, damaged: Path, place: Path) -> None:
        def work(program: Program, reporter: Reporter) -> Rescued:
            # Late: hardly ever needed.
            from core.services.rescuing import rescue  # noqa: PLC0415 # see above

            del reporter
            return rescue(program, damaged, place)

        self._busy.follow(self._session.run(work, owner=self, then=self.rescued.emit), self.tr("正在抢救…"))

    def _make_from_report(self, report: Path, place: Path) -> None:
        def work(program: Program, reporter: Reporter) -> None:
            # Late: the reader of reports takes a while to import, which only reading one should cost.
            from core.services.plans import NewPlan, new_plan  # noqa: PLC0415 # see above

            del reporter
            new_plan(program, NewPlan(report, place))

        def opened(nothing: None) -> None:
            del nothing
            self.open(place)

        self._busy.follow(self._session.run(work, owner=self, then=opened), self.tr("正在读报告…"))

    def _open_example(self, *, is_office: bool) -> None:
        def work(program: Program, reporter: Reporter) -> Path:
            # Late: what makes the example is needed once on a machine.
            from core.services.example import example_workspaces  # noqa: PLC0415 # see above

            files = example_workspaces(program, report=reporter.report)
            return files.office if is_office else files.unit

        job = self._session.run(work, owner=self, then=self.open)
        self._busy.follow(job, self.tr("正在准备示例…"), can_be_cancelled=True)

    def _renew_example(self) -> None:
        """Let go of the example where it is open, since it is in use until then."""
        # Late, as below.
        from core.services.example import example_files  # noqa: PLC0415 # see above

        now, example = self._session.now, example_files(self._session.program)
        if now is not None and now.path in {example.office, example.unit}:
            self._session.close(then=partial(self._make_example_anew, is_office=now.is_office))
        else:
            self._make_example_anew(is_office=False)

    def _make_example_anew(self, *, is_office: bool) -> None:
        def work(program: Program, reporter: Reporter) -> Path:
            # Late: seldom asked for.
            from core.services.example import reset_example  # noqa: PLC0415 # see above

            files = reset_example(program, report=reporter.report)
            return files.office if is_office else files.unit

        job = self._session.run(work, owner=self, then=self.open)
        self._busy.follow(job, self.tr("正在恢复示例…"), can_be_cancelled=True)

    def _save_copy(self, place: Path) -> None:
        def work(desk: Desk) -> Path:
            # Late: what copies is needed seldom.
            from core.services.copying import save_copy  # noqa: PLC0415 # see above

            save_copy(desk, place)
            return place

        self._busy.follow(self._session.write(work, owner=self, then=self.saved.emit), self.tr("正在写副本…"))

    def _folder(self) -> Path:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return self._settings.value.last_folders.get(_FOLDER, Path(documents))

    def _workspace_kind(self) -> FileKind:
        return FileKind(self.tr("践诺工作簿"), (f"*{WORKSPACE_SUFFIX}",))

    def _bundle_kind(self) -> FileKind:
        return FileKind(self.tr("践诺数据包"), (f"*{BUNDLE_SUFFIX}",))
