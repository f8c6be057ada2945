"""One window for a person: a second start hands its file to the first and ends.

The socket's name comes from the data folder and the person, so that two people on one machine, or a test, never meet.
"""

from __future__ import annotations

import getpass
import hashlib
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from gui.session.arguments import Arguments

_HEARD = b"heard\n"
_CONNECT_MS = 500
_ANSWER_MS = 3000
_CLAIM_MS = 5000


class Instance(QObject):
    """The place where other starts are heard.

    Signals:
        asked(Arguments): another start hands over what it was asked.
    """

    asked = Signal(object)

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = data_folder
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)

    @property
    def name(self) -> str:
        """The socket's name."""
        told = f"{_person()}\n{self._folder.absolute()}"
        return f"jiannuo-{hashlib.sha256(told.encode()).hexdigest()[:16]}"

    def claim(self, arguments: Arguments) -> bool:
        """Become the one instance, or hand over to the one that is there; waits, and so is called before there is a window.

        Answers whether this start goes on. One that hangs and does not answer is left alone: this start goes on beside it, unheard.
        """
        with suppress(OSError):  # a folder that cannot be written is told when something is to be kept in it
            self._folder.mkdir(parents=True, exist_ok=True)
        lock = QLockFile(str(self._folder / "starting.lock"))  # held for a moment, so that of two starts at once one hears the other
        lock.tryLock(_CLAIM_MS)
        try:
            return self._claim(arguments)
        finally:
            lock.unlock()

    def release(self) -> None:
        """Hear no more."""
        self._server.close()

    def _claim(self, arguments: Arguments) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if socket.waitForConnected(_CONNECT_MS):
            return not _hand_over(socket, arguments)
        QLocalServer.removeServer(self.name)  # what a crash left behind
        self._server.listen(self.name)
        return True

    def _on_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._on_ready_read)
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._hear(socket)

    def _on_ready_read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket) and socket.canReadLine():
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if not self._server.isListening():  # told after this one began to end: the other goes on by itself
            socket.abort()
            return
        arguments = Arguments.from_line(bytes(socket.readLine().data()))
        socket.write(_HEARD)
        socket.flush()
        self.asked.emit(arguments)


def _hand_over(socket: QLocalSocket, arguments: Arguments) -> bool:
    """Tell the other one; answers whether it heard."""
    socket.write(arguments.as_line())
    socket.flush()
    while not socket.canReadLine():
        if not socket.waitForReadyRead(_ANSWER_MS):
            return False
    return bytes(socket.readLine().data()) == _HEARD


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a machine without a user database
        return "?"
