"""The program's settings while it runs: read once at the start, written in the background whenever they change."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.services.desk import Program
from core.settings import Settings, save
from gui.session.job import Reporter
from gui.session.session import Session


class SettingsKeeper(QObject):
    """Holds the settings.

    Signals:
        changed(Settings): they are others now.
    """

    changed = Signal(object)

    def __init__(self, settings: Settings, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.value = settings
        self._session = session

    def change(self, settings: Settings) -> None:
        """Take other settings, and keep them in the data folder."""
        if settings == self.value:
            return
        self.value = settings

        def work(program: Program, reporter: Reporter) -> None:
            del reporter
            save(program.data_folder, settings)

        self._session.run(work, owner=self)
        self.changed.emit(settings)
