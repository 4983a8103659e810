"""What stands beside a conversation: read after every answer, and never more than one reading on its way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

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

    @property
    def is_idle(self) -> bool:
        """No reading is on its way."""
        return self._pending is None

    def look(self, read: Callable[[Connection], Facts]) -> None:
        """Read them now, or after the reading that is on its way: fifty quick scans cost two readings, not fifty."""
        if self._pending is not None:
            self._next = read
            return
        self._pending = self._background.read(lambda: self._read(read), self._seen, self._unseen)

    def close(self) -> None:
        """Wait for no answer any more."""
        self._next = None
        if self._pending is not None:
            self._pending.drop()

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
        self._pending, waiting = None, self._next
        self._next = None
        if waiting is not None:
            self.look(waiting)
