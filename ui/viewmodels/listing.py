"""A list read page by page, and what stands in its place: what Purchasing, Suppliers and Products have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.requests import Clock
from app.queries.paging import Page, Position
from ui.models.columns import Column
from ui.models.paged_table import HasId, PagedTable
from ui.runtime.background import Background
from ui.runtime.failures import Failure
from ui.runtime.language import tr

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ui.runtime.workplace import Workplace

Row = TypeVar("Row", bound=HasId)


class ReadPage(Protocol):
    """Reads the page that follows `after`."""

    def __call__(self, connection: Connection, after: Position | None, /) -> Page[Any]: ...


class Phase(StrEnum):
    """What the list shows: a wait, rows, nothing at all, nothing that fits the filters, or a failure."""

    LOADING = "loading"
    SHOWN = "shown"
    EMPTY = "empty"
    NO_MATCH = "no_match"
    FAILED = "failed"


class ListState(Struct, frozen=True):
    """`count` rows are held and `complete` says whether that is all; `problem` is why they may be old.

    `narrowed`: a search or filters leave something out.
    """

    phase: Phase = Phase.LOADING
    count: int = 0
    complete: bool = True
    narrowed: bool = False
    as_of: datetime | None = None
    problem: str = ""

    @property
    def count_words(self) -> str:
        """`12`, or `200+` while more follow."""
        return f"{self.count}{'' if self.complete else '+'}" if self.phase is Phase.SHOWN else ""

    @property
    def age_words(self) -> str:
        """How old the list is and why, where it could not be read again."""
        if not self.problem or self.as_of is None:
            return ""
        return tr("as of {time}: {problem}", time=f"{self.as_of:%H:%M}", problem=self.problem)


class Listing(QObject, Generic[Row]):
    """Keeps a table of rows and its `ListState`, which `changed` carries."""

    changed = Signal(object)

    def __init__(
        self,
        background: Background,
        place: Workplace,
        read: ReadPage,
        columns: Sequence[Column[Any]],
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.state = ListState()
        self._place, self._clock = place, clock
        self.table: PagedTable[Row] = PagedTable(background, self._fetch(read), columns, self)
        self.table.loaded.connect(self._loaded)
        self.table.failed.connect(self._failed)

    def refresh(self) -> None:
        """Read again what is shown; it stays until the answer is here."""
        self.table.refresh()

    def keep_fresh(self) -> None:
        """Read again unless an answer is on its way."""
        if not self.table.is_waiting:
            self.refresh()

    def show(self, read: ReadPage, *, narrowed: bool) -> None:
        """Another list. Late answers about the old one are dropped."""
        self._become(replace(self.state, phase=Phase.LOADING, narrowed=narrowed, problem=""))
        self.table.restart(self._fetch(read))

    def close(self) -> None:
        """Wait for no answer any more."""
        self.table.close()

    def _fetch(self, read: ReadPage) -> Callable[[Position | None], Page[Any]]:
        return partial(_read_page, self._place, read)

    def _loaded(self) -> None:
        count = self.table.rowCount()
        phase = Phase.SHOWN if count else Phase.NO_MATCH if self.state.narrowed else Phase.EMPTY
        self._become(ListState(phase, count, self.table.is_complete, self.state.narrowed, self._clock()))

    def _failed(self, failure: Failure) -> None:
        phase = Phase.SHOWN if self.table.rowCount() else Phase.FAILED
        self._become(replace(self.state, phase=phase, problem=failure.text))

    def _become(self, state: ListState) -> None:
        self.state = state
        self.changed.emit(state)


def _read_page(place: Workplace, read: ReadPage, after: Position | None) -> Page[Any]:
    with place.database.read() as connection:
        return read(connection, after)
