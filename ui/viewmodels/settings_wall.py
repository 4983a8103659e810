"""The size of the put wall: seen before it is changed, and the labels of what is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.messages import say
from app.domain.requests import Clock
from app.queries.places import own_places
from app.queries.put_wall import CellUse, WallCell, put_wall
from app.services.places import cell_codes
from app.services.put_wall import MOST_COLUMNS, MOST_ROWS, WallChange, resize_wall, wall_order
from printing.printers import Role
from printing.test_page import print_place_labels
from printing.transport.delivery import Delivery, Outcome
from ui.models.columns import Tone
from ui.models.settings import Said, WallState
from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure
from ui.runtime.language import sentence_of, tr

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

_TONES = {Outcome.FAILED: Tone.WRONG, Outcome.UNKNOWN: Tone.ATTENTION}


class WallModel(QObject):
    """`changed` carries a `WallState`, `told` a `Said` about the last change."""

    changed = Signal(object)
    told = Signal(object)

    def __init__(self, background: Background, place: Workplace, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._place = place
        self._clock = clock
        self._standing: tuple[WallCell, ...] = ()
        self._reading: Interest | None = None
        self.state = WallState(most=(MOST_ROWS, MOST_COLUMNS))

    def refresh(self) -> None:
        """Read the wall; a size that is being chosen stays."""
        if self._reading is not None:
            self._reading.drop()
        self._reading = self._background.read(self._read, self._arrived, self._failed)

    def propose(self, rows: int, columns: int) -> None:
        """Show the wall in another size; nothing is changed yet."""
        self._become(proposed(self.state, self._standing, rows, columns))

    def apply(self) -> None:
        """Make the wall as large as it is shown."""
        state = self.state
        if state.is_changed and not state.busy:
            self._resize(state.rows, state.columns, partial(self._resize, *state.stored))

    def print_labels(self) -> None:
        """Print a label for each new cell, or for every cell where none is new."""
        if not self.state.busy:
            self._become(replace(self.state, busy=True))
            codes = self.state.fresh or tuple(cell.code for cell in self._standing)
            self._background.read(partial(self._print, frozenset(codes)), self._printed, self._failed)

    def close(self) -> None:
        """Wait for no answer any more."""
        if self._reading is not None:
            self._reading.drop()

    # --- reading and writing ----------------------------------------------------------------------------------------

    def _read(self) -> tuple[WallCell, ...]:
        with self._place.database.read() as connection:
            return put_wall(connection)

    def _resize(self, rows: int, columns: int, undo: Callable[[], None] | None = None) -> None:
        def resized(change: WallChange) -> None:
            fresh = replace(self.state, stored=(rows, columns), fresh=change.added, busy=False)
            self._become(proposed(fresh, self._standing, rows, columns))
            self.told.emit(Said(_change_words(change), undo=undo))
            self.refresh()

        self._become(replace(self.state, busy=True))
        work = partial(resize_wall, self._place.database, self._place.new_request(), rows, columns)
        self._background.write(work, resized, self._failed)

    def _print(self, codes: frozenset[str]) -> Delivery:
        """Runs on a thread of the read lane."""
        printer = next((each for each in self._place.printers() if each.role is Role.TOTE), None)
        if printer is None:
            return Delivery(Outcome.FAILED, say("no_tote_printer"))
        places = [(code, scan_code) for code, scan_code in own_places(self._place.database) if code in codes]
        return print_place_labels(printer, sorted(places, key=lambda each: wall_order(each[0])), self._clock())

    # --- answers ----------------------------------------------------------------------------------------------------

    def _arrived(self, cells: tuple[WallCell, ...]) -> None:
        self._standing = cells
        stored = size_of(cells)
        shown = (self.state.rows, self.state.columns) if self.state.is_changed else stored
        self._become(proposed(replace(self.state, known=True, stored=stored), cells, *shown))

    def _printed(self, delivery: Delivery) -> None:
        tone = _TONES.get(delivery.outcome, Tone.OK)
        fresh = () if tone is Tone.OK else self.state.fresh
        self._become(replace(self.state, busy=False, fresh=fresh))
        self.told.emit(Said(tr("Cell labels: {result}", result=sentence_of(delivery.detail)), tone))

    def _failed(self, failure: Failure) -> None:
        self._become(replace(self.state, busy=False))
        self.told.emit(Said(failure.text, Tone.WRONG))

    def _become(self, state: WallState) -> None:
        self.state = state
        self.changed.emit(state)


def size_of(cells: Sequence[WallCell]) -> tuple[int, int]:
    """Rows and columns of a wall."""
    places = [wall_order(cell.code) for cell in cells]
    return len({row for row, _ in places}), max((column for _, column in places), default=0)


def proposed(state: WallState, standing: Sequence[WallCell], rows: int, columns: int) -> WallState:
    """The wall with `rows` x `columns` cells: those that stay as they are used now, and new ones."""
    now = {cell.code: cell for cell in standing}
    wanted = tuple(cell_codes(rows, columns))
    gone = [cell for cell in standing if cell.code not in set(wanted)]
    return replace(
        state,
        rows=rows,
        columns=columns,
        cells=tuple(now.get(code, WallCell(code)) for code in wanted),
        added=tuple(code for code in wanted if code not in now),
        removed=tuple(cell.code for cell in gone),
        in_use=tuple(cell.code for cell in gone if cell.use is not CellUse.FREE),
    )


def _change_words(change: WallChange) -> str:
    if change.added and change.removed:
        added, removed = len(change.added), len(change.removed)
        return tr("The put wall is changed: {added} new cells, {removed} taken away.", added=added, removed=removed)
    if change.added:
        return tr("The put wall has {n} more cells.", "The put wall has {n} more cell.", len(change.added))
    return tr("The put wall has {n} fewer cells.", "The put wall has {n} cell less.", len(change.removed))
