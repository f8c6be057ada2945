"""The open workspace as the window has it.

Three lanes: *writer* owns the writing desk, *reader* a read-only one, so that a slow question never keeps a typed figure from being saved,
and *runner* does what needs no workspace. The GUI thread itself holds no connection. Answers, refusals and crashes come back on the GUI
thread, each by one route.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from core.errors import UserError
from core.messages import sentence
from core.services.desk import Desk, Program
from gui.session.bindings import Bindings
from gui.session.desk_work import called, touched, written
from gui.session.facts import Changed, Opened, Pressed, PressRequest, Trouble
from gui.session.job import Job, Reporter
from gui.session.keeper import Keeper, Opening
from gui.session.lane import Order
from gui.session.lanes import Lanes
from gui.session.look import look_around
from gui.session.press import Press

Result = TypeVar("Result")


class Session(QObject):
    """At most one open workspace, and the only way to it.

    Signals:
        opened(Opened): a workspace is open; also emitted again when the plan or who works here changed.
        closing(): the open workspace is about to be let go of; what is written now still goes into it.
        closed(): none is open any more.
        changed(Changed): a write is committed.
        troubled(Trouble): something could not be done, and what to do about it.
        crashed(text): a bug; the text is a traceback.
        ended(): after `end`: all lanes are done.
        writing_changed(bool): whether a write is under way.
    """

    opened = Signal(object)
    closing = Signal()
    closed = Signal()
    changed = Signal(object)
    troubled = Signal(object)
    crashed = Signal(str)
    ended = Signal()
    writing_changed = Signal(bool)

    def __init__(self, program: Program, press: Press, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now: Opened | None = None
        self.press = press
        self.program = program
        self._lanes = Lanes(self)
        self._writing, self._reading = Keeper(), Keeper()
        self._opening: dict[Keeper, Keeper] = {}  # the reader's by the writer's
        self._newest: dict[tuple[int, str], Order] = {}
        self._running = 2  # the lanes and the press
        self._runs: list[Job] = []
        self._bindings = Bindings()
        self._writes = 0
        self._lanes.refused.connect(self._on_refused)
        self._lanes.crashed.connect(self.crashed)
        self._lanes.stopped.connect(self._on_one_stopped)
        press.setParent(self)
        press.crashed.connect(self.crashed)
        press.stopped.connect(self._on_one_stopped)

    @property
    def is_idle(self) -> bool:
        """Whether everything ordered is done and told, the layout of pages included."""
        return self._lanes.is_idle and self.press.is_idle

    def open(self, path: Path, *, owner: QObject, failed: Callable[[UserError], object] | None = None, is_read_only: bool = False) -> Job:
        """Open a workspace; `opened` tells when it is usable, and only then is the one before closed."""
        opening, keeper = Opening(self.program, path, is_read_only), Keeper()
        self._opening[keeper] = Keeper()

        def work(_: Reporter) -> Opened:
            return keeper.open(opening).do(partial(look_around, is_read_only=is_read_only))

        order = Order(work, owner, Job(self), lambda seen: self._open_reading(keeper, opening, seen), failed)
        # By the way that closing takes: a file just closed is let go of by then, and can be opened again.
        self._lanes.submit_after_reading(order)
        return order.job

    def close(self, *, then: Callable[[], object] | None = None) -> None:
        """Close the workspace after what was ordered so far, and any just being opened; `then` is called once its file is let go."""
        if self.now is not None:
            self.closing.emit()
        for writing, reading in self._opening.items():
            self._close_keepers(writing, reading)
        self._opening.clear()
        self._close_keepers(self._writing, self._reading, then)
        self._writing, self._reading = Keeper(), Keeper()
        if self.now is not None:
            self._forget()
            self.closed.emit()

    def end(self) -> None:
        """Close everything for good; `ended` tells when all that was typed is committed and the files are closed."""
        self.close()
        self.press.stop()
        for job in filter(shiboken6.isValid, self._runs):
            job.cancel()
        self._lanes.stop()

    def read(
        self,
        question: Callable[[Desk], Result],
        *,
        then: Callable[[Result], object],
        owner: QObject,
        key: str,
        failed: Callable[[UserError], object] | None = None,
    ) -> Job:
        """Ask the workspace; of questions of one owner with one key only the newest is answered, and none once it is closed."""
        keeper = self._reading
        order = Order(lambda _: keeper.desk.ask(question), owner, Job(self), then, failed)
        if self.now is None:
            order.skip()
        older = self._newest.get((id(owner), key))
        if older is not None:
            older.skip()
        self._newest[id(owner), key] = order
        order.is_stale = lambda: order.job.is_cancelled or self._newest.get((id(owner), key)) is not order
        return self._lanes.reader.submit(order)

    def bind(self, owner: QObject) -> None:
        """Let nothing that belongs to an owner ever write into another workspace than the one that is open now."""
        self._bindings.bind(owner, self._writing)

    def write(
        self,
        work: Callable[[Desk], Result],
        *,
        owner: QObject,
        then: Callable[[Result], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
    ) -> Job:
        """Change the workspace; `changed` tells everyone what was touched before `then` is called. Nothing is done where none is open."""
        return self.write_long(lambda desk, _: work(desk), owner=owner, then=then, failed=failed)

    def write_long(
        self,
        work: Callable[[Desk, Reporter], Result],
        *,
        owner: QObject,
        then: Callable[[Result], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
    ) -> Job:
        """The same for a work that reports its progress and can be called off."""
        keeper = self._writing
        order = Order(lambda reporter: written(keeper.desk, work, reporter), owner, Job(self), failed=failed)
        if self.now is None or not self._bindings.allow(owner, keeper):
            order.skip()

        def deliver(both: tuple[Result, Changed | None]) -> None:
            self._tell(both[1], owner)
            if then is not None:
                then(both[0])

        order.then = deliver
        order.unwell = lambda: self._collect(owner)
        order.job.ended.connect(self._on_write_ended)
        self._writes += 1
        if self._writes == 1:
            self.writing_changed.emit(True)
        return self._lanes.writer.submit(order)

    def run(
        self,
        work: Callable[[Program, Reporter], Result],
        *,
        owner: QObject,
        then: Callable[[Result], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
    ) -> Job:
        """Work that needs no open workspace (a new one, the example, a file's bytes), in a lane of its own; called off at the end."""
        program = self.program
        job = Job(self)
        self._runs = [run for run in self._runs if shiboken6.isValid(run)] + [job]
        return self._lanes.runner.submit(Order(lambda reporter: work(program, reporter), owner, job, then, failed))

    def render(
        self,
        request: PressRequest,
        *,
        then: Callable[[Pressed], object],
        owner: QObject,
        key: str,
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Lay pages of the open workspace out, as it stands in its file."""
        if self.now is not None:
            self.press.render(request, self.now.path, then=then, owner=owner, key=key, failed=failed)

    def call(self, actor: str) -> None:
        """Work on under another name."""
        self.program = replace(self.program, actor=actor)
        self._lanes.order(self._lanes.writer, partial(called, self._writing, actor))
        for keeper in self._opening:
            self._lanes.submit_after_reading(Order(partial(called, keeper, actor), self, Job(self)))
        if self.now is not None:
            self._on_looked(self.now)

    def trouble(self, error: UserError) -> Trouble:
        """A failure with its sentence in the person's language."""
        return Trouble(error, sentence(error, self.program.language))

    def _forget(self) -> None:
        self.now = None
        self._newest.clear()

    def _open_reading(self, writing: Keeper, opening: Opening, seen: Opened) -> None:
        reading = self._opening.get(writing)
        if reading is None:  # everything was closed meanwhile
            return

        def work(_: Reporter) -> None:
            reading.open(replace(opening, is_read_only=True)).know_plan(seen.plan)

        def swap(_: None) -> None:
            if self._opening.pop(writing, None) is not None:
                if self.now is not None:
                    self.closing.emit()
                before = self._writing, self._reading
                self._writing, self._reading = writing, reading
                self._newest.clear()
                self._close_keepers(*before)
                self._on_looked(seen)

        def give_up(error: UserError) -> None:
            if self._opening.pop(writing, None) is not None:
                self._close_keepers(writing, reading)
            self.troubled.emit(self.trouble(error))

        self._lanes.reader.submit(Order(work, self, Job(self), swap, give_up))

    def _close_keepers(self, writing: Keeper, reading: Keeper, then: Callable[[], object] | None = None) -> None:
        """Close a workspace's two desks, the reader's first: the last writer then leaves one whole file behind."""
        closed = None if then is None else lambda _: then()
        self._lanes.order(self._lanes.reader, lambda _: reading.close())
        self._lanes.submit_after_reading(Order(lambda _: writing.close(), self, Job(self), closed))

    def _tell(self, changed: Changed | None, initiator: QObject) -> None:
        if changed is None:
            return
        changed = replace(changed, initiator=initiator)
        if changed.plan_changed:
            self._look_again()
        self.changed.emit(changed)

    def _collect(self, initiator: QObject) -> None:
        """Tell what a work that was refused half way has touched, if its workspace is still open."""
        if self.now is None:
            return
        keeper = self._writing
        order = Order(lambda _: touched(keeper.desk), self, Job(self), lambda changed: self._tell(changed, initiator))
        self._lanes.writer.submit(order)

    def _look_again(self) -> None:
        """Read the plan anew, if its workspace is still open; `opened` tells everyone."""
        if self.now is None:
            return
        is_read_only = self.now.is_read_only
        writing, reading = self._writing, self._reading
        self._lanes.order(self._lanes.reader, lambda _: reading.desk.forget_plan())
        order = Order(lambda _: writing.desk.do(partial(look_around, is_read_only=is_read_only)), self, Job(self), self._on_looked)
        order.is_stale = lambda: self._writing is not writing
        self._lanes.writer.submit(order)

    def _on_looked(self, seen: Opened) -> None:
        self.now = replace(seen, actor=self.program.actor)
        self.opened.emit(self.now)

    def _on_refused(self, order: Order) -> None:
        if order.trouble is not None:
            self.troubled.emit(self.trouble(order.trouble))

    def _on_write_ended(self) -> None:
        self._writes -= 1
        if self._writes == 0:
            self.writing_changed.emit(False)

    def _on_one_stopped(self) -> None:
        self._running -= 1
        if self._running == 0:
            self.ended.emit()
