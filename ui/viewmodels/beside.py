"""What stands beside a conversation: read once an answer was painted, never more than one reading on its way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ui.runtime.workplace import Workplace

Facts = TypeVar("Facts")


class Beside(QObject, Generic[Facts]):
    """Reads facts from the database. `arrived` carries them, `failed` the sentence why they could not be read."""

    arrived = Signal(object)
    failed = Signal(str)

    def __init__(self, background: Background, place: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._place = place
        self._pending: Interest | None = None
        self._next: Callable[[Connection], Facts] | None = None
        # A reading at once would take the interpreter from the painting of the answer.
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._ask)

    @property
    def is_idle(self) -> bool:
        """No reading is on its way."""
        return self._pending is None and self._next is None

    def look(self, read: Callable[[Connection], Facts]) -> None:
        """Read them when what is drawn now is painted, and after the reading that is on its way: fifty quick scans cost
        two readings, not fifty.
        """
        self._next = read
        if self._pending is None:
            self._painted.start()

    def close(self) -> None:
        """Wait for no answer any more; whoever looks again begins anew."""
        self._next = None
        self._painted.stop()
        if self._pending is not None:
            self._pending.drop()
            self._pending = None

    def _ask(self) -> None:
        read, self._next = self._next, None
        if read is not None:
            self._pending = self._background.read(lambda: self._read(read), self._seen, self._unseen)

    def _read(self, read: Callable[[Connection], Facts]) -> Facts:
        with self._place.database.read() as connection:
            return read(connection)

    def _seen(self, facts: Facts) -> None:
        self.arrived.emit(facts)
        self._go_on()

    def _unseen(self, failure: Failure) -> None:
        self.failed.emit(failure.text)
        self._go_on()

    def _go_on(self) -> None:
        self._pending = None
        if self._next is not None:
            self._painted.start()
