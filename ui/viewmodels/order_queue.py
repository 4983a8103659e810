"""The order queue as one state and one table, without a widget."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.orders import OrderState
from app.domain.requests import Clock
from app.queries.order_queue import OrderRow, order_queue_page
from app.queries.paging import Page, Position
from ui.models.columns import Cell, Column, Style, Tone
from ui.models.paged_table import PagedTable
from ui.runtime.background import Background
from ui.runtime.failures import Failure

if TYPE_CHECKING:
    from app.db.engine import Database


class Phase(StrEnum):
    """What the screen shows: a wait, the list, that nothing is open, or that it could not be read."""

    LOADING = "loading"
    SHOWN = "shown"
    EMPTY = "empty"
    FAILED = "failed"


class QueueState(Struct, frozen=True):
    """`count` orders are held, `complete` says whether that is all; `problem` is why `as_of` is not now."""

    phase: Phase = Phase.LOADING
    count: int = 0
    complete: bool = True
    as_of: datetime | None = None
    problem: str = ""

    @property
    def count_words(self) -> str:
        return f"{self.count}{'' if self.complete else '+'}" if self.count else ""


_STATES = {
    OrderState.WAITING: Cell("Waiting", tone=Tone.QUIET),
    OrderState.READY: Cell("Ready", tone=Tone.OK),
    OrderState.PACKING: Cell("Packing", tone=Tone.ACCENT),
    OrderState.PACKED: Cell("Packed", tone=Tone.ACCENT),
}


class OrderQueue(QObject):
    """Shows what is open and keeps it fresh. `table` holds the rows, `changed` carries a `QueueState`."""

    changed = Signal(object)

    def __init__(self, background: Background, database: Database, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = QueueState()
        self._clock = clock
        self.table: PagedTable[OrderRow] = PagedTable(background, partial(_read_page, database), _columns(clock), self)
        self.table.loaded.connect(self._loaded)
        self.table.failed.connect(self._failed)

    def refresh(self) -> None:
        """Read again what is shown."""
        self.table.refresh()

    def keep_fresh(self) -> None:
        """Read again unless an answer is on its way."""
        if not self.table.is_waiting:
            self.refresh()

    def close(self) -> None:
        """Wait for no answer any more."""
        self.table.close()

    def _loaded(self) -> None:
        count = self.table.rowCount()
        phase = Phase.SHOWN if count else Phase.EMPTY
        self._become(QueueState(phase, count, self.table.is_complete, self._clock()))

    def _failed(self, failure: Failure) -> None:
        """What was read before stays on the screen, with its age."""
        phase = Phase.SHOWN if self.state.count else Phase.FAILED
        self._become(replace(self.state, phase=phase, problem=failure.text))

    def _become(self, state: QueueState) -> None:
        self.state = state
        self.changed.emit(state)


def promise(at: datetime, now: datetime) -> Cell:
    """A promise as people say it, in the zone of `now`: `today 16:00`, `Tue 24 Nov`; a broken one says so."""
    local = at.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    words = {0: f"today {local:%H:%M}", 1: f"tomorrow {local:%H:%M}"}.get(days, f"{local:%a} {local.day} {local:%b}")
    return Cell(words, "late", Tone.WRONG) if at < now else Cell(words)


def _columns(clock: Clock) -> tuple[Column[OrderRow], ...]:
    return (
        Column("Order", lambda row: Cell(row.number, f"{row.brand} · {row.channel}"), 230, Style.STRONG),
        Column("Customer", lambda row: Cell(row.customer), 140),
        Column("Promised", lambda row: promise(row.promise_at, clock()), 116),
        Column("State", lambda row: _STATES[row.state], 94, Style.CHIP),
        Column("Here", lambda row: Cell(f"{row.ready}/{row.units}"), 56, Style.STRONG, numeric=True),
        Column("Cell", lambda row: Cell(row.tote), 56),
        Column("Why", lambda row: Cell(row.blocker, tone=Tone.QUIET), style=Style.WORDS),
    )


def _read_page(database: Database, after: Position | None) -> Page[OrderRow]:
    with database.read() as connection:
        return order_queue_page(connection, after)
