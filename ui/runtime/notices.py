"""Who has to look again: after every write of this window, and every ten seconds for what other stations wrote."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from app.queries.changes import Mark, News, news_since
from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure

if TYPE_CHECKING:
    from app.db.engine import Database

#: Nothing tells this window of other stations: it looks by itself this often, in ms.
LOOK_EVERY_MS = 10_000
#: After a write the answer is painted first; and a scan is two writes, so this saves a look too, in ms.
_PAINTED_MS = 20


class Subject(StrEnum):
    """What a screen may show, and so has to read again."""

    ORDERS = "orders"
    PURCHASES = "purchases"
    GOODS = "goods"
    CATALOG = "catalog"
    PRINTS = "prints"
    SHIPMENTS = "shipments"
    SCANS = "scans"
    SETTINGS = "settings"


class Changes(Struct, frozen=True):
    """What may be different now."""

    subjects: frozenset[Subject]

    def concern(self, subjects: frozenset[Subject]) -> bool:
        return bool(self.subjects & subjects)


EVERYTHING = frozenset(Subject)

#: The subjects of a fact, by the first word of its name; a fact of none of these may concern everything.
_SUBJECTS = {
    "Order": frozenset({Subject.ORDERS}),
    "Purchase": frozenset({Subject.PURCHASES, Subject.ORDERS}),
    "Parcel": frozenset({Subject.PURCHASES, Subject.GOODS}),
    "Goods": frozenset({Subject.GOODS, Subject.ORDERS, Subject.PURCHASES}),
    "Receipt": frozenset({Subject.GOODS, Subject.ORDERS, Subject.PURCHASES}),
    "Package": frozenset({Subject.ORDERS}),
    "Item": frozenset({Subject.ORDERS}),
    "Papers": frozenset({Subject.ORDERS}),
    "Shipment": frozenset({Subject.ORDERS, Subject.SHIPMENTS, Subject.GOODS}),
    "Print": frozenset({Subject.PRINTS}),
    "Code": frozenset({Subject.CATALOG}),
    "Product": frozenset({Subject.CATALOG}),
    "Supplier": frozenset({Subject.CATALOG}),
}


def changes_of(news: News) -> Changes:
    """The subjects that the facts are about."""
    found = {Subject.SCANS} if news.scanned else set()
    for kind in news.kinds:
        found |= _subjects_of(kind)
    return Changes(frozenset(found))


def _subjects_of(kind: str) -> frozenset[Subject]:
    return next((subjects for word, subjects in _SUBJECTS.items() if kind.startswith(word)), EVERYTHING)


class Notices(QObject):
    """`changed` carries `Changes`; `reached` says after every look whether the database answered, and why not."""

    changed = Signal(object)
    reached = Signal(object)

    def __init__(self, background: Background, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._database = database
        self._mark: Mark | None = None
        self._pending: Interest | None = None
        self._again = False
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._wrote = QTimer(self, singleShot=True, interval=_PAINTED_MS)
        self._wrote.timeout.connect(self.look)
        background.writing.connect(self._look_soon)

    def start(self) -> None:
        """Look now, to know where to begin, and from now on."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look now, or once more after the look that is on its way: fifty quick scans cost two looks."""
        if self._pending is not None:
            self._again = True
            return
        mark = self._mark
        self._pending = self._background.read(lambda: self._read(mark), self._seen, self._unseen)

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._wrote.stop()
        self._background.writing.disconnect(self._look_soon)
        self._again = False
        if self._pending is not None:
            self._pending.drop()

    def _look_soon(self) -> None:
        if not self._wrote.isActive():
            self._wrote.start()

    def _read(self, mark: Mark | None) -> News:
        with self._database.read() as connection:
            return news_since(connection, mark)

    def _seen(self, news: News) -> None:
        self._mark = news.mark
        self.reached.emit(None)
        changes = changes_of(news)
        if changes.subjects:
            self.changed.emit(changes)
        self._go_on()

    def _unseen(self, failure: Failure) -> None:
        self.reached.emit(failure)
        self._go_on()

    def _go_on(self) -> None:
        self._pending, again, self._again = None, self._again, False
        if again:
            self.look()
