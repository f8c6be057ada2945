"""Opens a workspace in the window, visits every page, and prints which of some modules were imported meanwhile."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from core.clock import SteppingClock
from core.services.desk import Program
from core.settings import Settings
from gui.app import build, machine_data_folder, make_application
from gui.session.place import Place
from gui.session.session import Session

LOOK_AGAIN_MS = 20


def main(workspace: Path, modules: list[str]) -> None:
    application = make_application()
    program = Program(SteppingClock(datetime(2025, 7, 4, tzinfo=UTC)), machine_data_folder(), "张三")
    parts = build(application, program, Settings(theme="light"))
    parts.window.show()
    parts.window.take_files([workspace])
    wait_until_idle(parts.session)
    assert parts.session.now is not None
    for name in parts.window.frame.rail.names:
        parts.window.pages.go(Place(name, parts.session.now.default_period))
        wait_until_idle(parts.session)
    print(*[name for name in modules if name in sys.modules])
    parts.window.ended.connect(application.quit)
    parts.window.close()
    application.exec()


def wait_until_idle(session: Session) -> None:
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if session.is_idle else None)
    timer.start(LOOK_AGAIN_MS)
    loop.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
