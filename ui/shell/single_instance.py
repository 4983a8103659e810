"""One window for each data folder: a second start raises the first window and ends (reliability: single instance)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_RAISE = b"raise\n"
#: How long the first window may take to hear of the second, in ms.
_PATIENCE_MS = 3000


class FirstInstance(QObject):
    """The window that owns a data folder. `raised` says that somebody started it once more."""

    raised = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        # What a killed program left behind would refuse to be listened on.
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)
        self._server.listen(name)

    def close(self) -> None:
        self._server.close()

    def _hear(self) -> None:
        caller = self._server.nextPendingConnection()
        caller.disconnected.connect(caller.deleteLater)
        caller.disconnectFromServer()
        self.raised.emit()


@contextmanager
def only_instance(data_dir: Path) -> Iterator[FirstInstance | None]:
    """Own the data folder within the block; None where another window owns it.

    The operating system gives the lock back when the program ends, however it ends.
    """
    lock = FileLock(data_dir / "window.lock", blocking=False)
    try:
        lock.acquire()
    except Timeout:
        yield None
        return
    first = FirstInstance(_name(data_dir))
    try:
        yield first
    finally:
        first.close()
        lock.release()


def raise_first(data_dir: Path) -> bool:
    """Ask the window that owns the folder to come to the front; False when it does not answer."""
    caller = QLocalSocket()
    caller.connectToServer(_name(data_dir))
    if not caller.waitForConnected(_PATIENCE_MS):
        return False
    caller.write(_RAISE)
    caller.flush()
    return bool(
        caller.state() is QLocalSocket.LocalSocketState.UnconnectedState or caller.waitForDisconnected(_PATIENCE_MS)
    )


def _name(data_dir: Path) -> str:
    """The same for every way to write the folder, and short enough for every system."""
    return "crossdock-" + hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:16]
