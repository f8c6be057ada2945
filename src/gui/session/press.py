"""The child process that lays pages out (`jiannuo press`), so that neither the window nor its memory ever pays for a page.

It is started at the first request, answers one request after the other, and is killed to cancel one.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import shiboken6
from msgspec import Struct
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from gui.session.facts import Pressed, PressRequest


class _Waiting(Struct):
    request: PressRequest
    workspace: Path
    owner: QObject
    key: str
    then: Callable[[Pressed], object]
    failed: Callable[[str], object] | None


class Press(QObject):
    """The child process and what is asked of it.

    Signals:
        refused(sentence): a request without `failed` could not be fulfilled; the sentence says why and what to do.
        crashed(text): a page could not be laid out by our fault; the text is the child's traceback.
        busy_changed(bool): whether anything is being laid out.
        stopped(): after `stop`, once no child is left.
    """

    refused = Signal(str)
    crashed = Signal(str)
    busy_changed = Signal(bool)
    stopped = Signal()

    def __init__(self, command: Sequence[str], surroundings: dict[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._surroundings = surroundings
        self._queue: deque[_Waiting] = deque()
        self._current: _Waiting | None = None
        self._number = 0
        self._buffer = bytearray()
        self._header: dict[str, Any] | None = None
        self._process: QProcess | None = None
        self._dying: list[QProcess] = []
        self._is_stopping = False

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being laid out or waits for it."""
        return self._current is None and not self._queue

    def render(
        self,
        request: PressRequest,
        workspace: Path,
        *,
        then: Callable[[Pressed], object],
        owner: QObject,
        key: str = "",
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Lay pages out; of requests of one owner with one key that still wait only the newest is done, and only its answer delivered.

        A request that names its pages in view is answered by `then` twice: with these, then with the whole.
        """
        if key:
            self.forget(owner, key)
        self._queue.append(_Waiting(request, workspace, owner, key, then, failed))
        self._next()

    def forget(self, owner: QObject, key: str) -> None:
        """Drop what an owner asked under a key: what waits is not begun, what is being done is not delivered."""
        self._queue = deque(each for each in self._queue if not (each.owner is owner and each.key == key))
        if self._current is not None and self._current.owner is owner and self._current.key == key:
            self._current.key = "\0dropped"

    def cancel(self, owner: QObject) -> None:
        """Give up all that an owner asked; the child is killed if it is at it, since a page cannot be stopped half way."""
        self._queue = deque(each for each in self._queue if each.owner is not owner)
        if self._current is not None and self._current.owner is owner:
            self._end_process()
            self._finish()
        self._next()

    def stop(self) -> None:
        """Give up everything and end the child for good; `stopped` tells when."""
        self._is_stopping = True
        self._queue.clear()
        self._end_process()
        self._finish()
        self._tell_stopped()

    def warm(self, workspace: Path) -> None:
        """Start the child while the person looks at the window, so that the first page does not wait for it."""
        self.render(PressRequest("warm"), workspace, then=self._on_warm, owner=self, key="warm")

    def _on_warm(self, pressed: Pressed) -> None:
        del pressed

    def _next(self) -> None:
        if self._current is not None or not self._queue:
            return
        self._current = self._queue.popleft()
        self.busy_changed.emit(True)
        self._number += 1
        facts = {"id": self._number, "op": self._current.request.operation, "workspace": str(self._current.workspace)}
        line = json.dumps(facts | dict(self._current.request.facts), ensure_ascii=False) + "\n"
        self._running_process().write(line.encode())

    def _running_process(self) -> QProcess:
        if self._process is None:
            process = QProcess(self)
            environment = QProcessEnvironment.systemEnvironment()
            for name, value in self._surroundings.items():
                environment.insert(name, value)
            process.setProcessEnvironment(environment)
            process.readyReadStandardOutput.connect(self._on_output)
            process.finished.connect(self._on_finished)
            process.errorOccurred.connect(self._on_error)
            process.start(self._command[0], list(self._command[1:]))
            self._process = process
        return self._process

    def _end_process(self) -> None:
        process, self._process = self._process, None
        self._buffer.clear()
        self._header = None
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._on_output)
        process.finished.disconnect(self._on_finished)
        process.errorOccurred.disconnect(self._on_error)
        if process.state() == QProcess.ProcessState.NotRunning:
            process.deleteLater()
            return
        self._dying.append(process)
        process.finished.connect(self._on_died)
        process.kill()

    def _on_died(self) -> None:
        for process in self._dying:
            if process.state() == QProcess.ProcessState.NotRunning:
                process.deleteLater()
        self._dying = [process for process in self._dying if process.state() != QProcess.ProcessState.NotRunning]
        self._tell_stopped()

    def _tell_stopped(self) -> None:
        if self._is_stopping and not self._dying:
            QTimer.singleShot(0, self, self.stopped.emit)

    def _on_output(self) -> None:
        if self._process is None:
            return
        self._buffer += self._process.readAllStandardOutput().data()
        while True:
            if self._header is None:
                line, newline, rest = self._buffer.partition(b"\n")
                if not newline:
                    return
                self._buffer = bytearray(rest)
                try:
                    self._header = json.loads(line)
                except ValueError:
                    self._lose(self.tr("排版程序的回答读不懂，版面没有生成；请再试一次。"))
                    return
            size = int(self._header.get("size", 0))
            if len(self._buffer) < size:
                return
            body = bytes(self._buffer[:size])
            del self._buffer[:size]
            header, self._header = self._header, None
            self._answer(header, body)

    def _answer(self, header: dict[str, Any], body: bytes) -> None:
        waiting = self._current
        if not header.get("is_whole", True):
            if waiting is not None and header.get("id") == self._number:
                self._deliver(waiting, header, body)
            return
        self._finish()
        if waiting is None or header.get("id") != self._number:
            return
        try:
            self._deliver(waiting, header, body)
        finally:
            self._next()

    def _deliver(self, waiting: _Waiting, header: dict[str, Any], body: bytes) -> None:
        is_wanted = shiboken6.isValid(waiting.owner) and waiting.key != "\0dropped"
        if "crash" in header:
            self.crashed.emit(str(header["crash"]))
        elif is_wanted and header.get("ok"):
            waiting.then(Pressed(body, tuple(header.get("unprintable", ())), is_whole=bool(header.get("is_whole", True))))
        elif is_wanted:
            (waiting.failed or self.refused.emit)(str(header.get("sentence", "")))

    def _finish(self) -> None:
        if self._current is not None:
            self._current = None
            self.busy_changed.emit(False)

    def _on_finished(self) -> None:
        self._lose(self.tr("排版程序意外退出，版面没有生成；请再试一次。"))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._lose(self.tr("排版程序无法启动，版面没有生成；请重新安装本程序。"))

    def _lose(self, sentence: str) -> None:
        """The child is gone: what it was doing is told as failed, what waits is asked of a new one."""
        waiting = self._current
        errors = b"" if self._process is None else bytes(self._process.readAllStandardError().data())
        self._end_process()
        self._finish()
        if waiting is not None and shiboken6.isValid(waiting.owner) and waiting.key != "\0dropped":
            (waiting.failed or self.refused.emit)(sentence)
        if b"Traceback" in errors:
            self.crashed.emit(errors.decode("utf-8", "replace"))
        self._next()
