"""The Orders screen as one state and one table: saved views, filters, search, one order in full, work on several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.requests import Clock
from app.queries.order_list import View, channel_names, has_orders, view_counts
from app.queries.order_queue import OrderRow, order_queue_page
from app.queries.paging import Page, Position
from app.services.holds import hold_order, release_order
from app.services.order_batch import BatchResult, OrderOutcome, each_order
from app.services.slips import print_slip
from ui.models.order_panel import OrderPanel
from ui.models.paged_table import PagedTable
from ui.runtime.background import Background, Interest, LongJob
from ui.runtime.failures import Failure
from ui.runtime.language import tr
from ui.viewmodels.order_columns import order_columns
from ui.viewmodels.order_panel import SlipView, read_panel, read_slip
from ui.viewmodels.orders_state import (
    Busy,
    Counts,
    OrdersState,
    Phase,
    Report,
    held,
    printed,
    released,
    report,
    wanted_by,
)

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace


class Orders(QObject):
    """Lists orders and works on them. `table` holds the rows, `changed` carries an `OrdersState`."""

    changed = Signal(object)

    def __init__(self, background: Background, place: Workplace, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = OrdersState()
        self._background = background
        self._place = place
        self._clock = clock
        self._reading: dict[str, Interest] = {}
        self._work: LongJob | None = None
        self.table: PagedTable[OrderRow] = PagedTable(background, self._fetch(), order_columns(clock), self)
        self.table.loaded.connect(self._loaded)
        self.table.failed.connect(self._failed)

    # --- what is listed ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is shown."""
        self.table.refresh()
        self._read("counts", self._read_counts, self._counted)
        if self.state.panel is not None:
            self.open_order(self.state.panel.id)

    def keep_fresh(self) -> None:
        """Read again unless an answer is on its way."""
        if not self.table.is_waiting:
            self.refresh()

    def show_view(self, key: str) -> None:
        """Show a saved view; a search ends, because it looks through all of them."""
        self._narrow(view=View(key), text="")

    def search(self, text: str) -> None:
        """List what has these words; empty for the view again. Late answers to earlier words are dropped."""
        if text.strip() != self.state.text:
            self._narrow(text=text.strip())

    def filter(self, keys: Iterable[str]) -> None:
        """Narrow the list to what fits these chips."""
        if frozenset(keys) != self.state.chosen:
            self._narrow(chosen=frozenset(keys))

    def show_channel(self, name: str) -> None:
        """Narrow the list to what one channel sold; empty for all."""
        if name != self.state.channel:
            self._narrow(channel=name)

    def clear_filters(self) -> None:
        """The whole view again."""
        self._narrow(chosen=frozenset(), channel="", text="")

    def close(self) -> None:
        """Wait for no answer any more; work on several orders stops after the one it is at."""
        self.table.close()
        for interest in self._reading.values():
            interest.drop()
        if self._work is not None:
            self._work.cancel()
            self._work.drop()

    # --- one order, or several --------------------------------------------------------------------------------------

    def select(self, rows: Sequence[int]) -> None:
        """The rows that are marked in the list. One is shown in full."""
        ids = tuple(self.table.row_at(row).id for row in rows)
        if ids == self.state.selected:
            return
        self._drop("panel")
        keep = self.state.panel if self.state.panel and ids == (self.state.panel.id,) else None
        self._become(replace(self.state, selected=ids, panel=keep, slip=None))
        if len(ids) == 1:
            self.open_order(ids[0])

    def open_order(self, order_id: int) -> None:
        """Show an order in full, also one the list does not hold."""
        self._read("panel", partial(self._read_panel, order_id), self._opened)

    def close_panel(self) -> None:
        """Show no order any more."""
        self._drop("panel")
        self._become(replace(self.state, panel=None, slip=None, selected=()))

    def preview_slip(self) -> None:
        """Lay the slip of the shown order out as it was printed or would be."""
        if self.state.panel is not None:
            self._read("slip", partial(self._read_slip, self.state.panel.id), self._laid_out)

    def close_slip(self) -> None:
        self._drop("slip")
        self._become(replace(self.state, slip=None))

    def hold(self, reason: str) -> None:
        """Put the selected orders on hold."""
        step = self._step(partial(hold_order, reason=reason.strip()))
        self._each(tr("Putting on hold"), self._ids, step, partial(report, held, undoable=True))

    def release(self) -> None:
        """Let the selected orders be packed again."""
        self._release(self._ids)

    def print_slips(self) -> None:
        """Print the slips of the selected orders again, marked."""
        step = self._step(partial(print_slip, reason=tr("asked in Orders")))
        self._each(tr("Asking for slips"), self._ids, step, partial(report, printed))

    def undo(self) -> None:
        """Release what was put on hold last."""
        if self.state.report is not None and self.state.report.undo:
            self._release(self.state.report.undo)

    def stop(self) -> None:
        """Begin with no further order; the report says which were done."""
        if self._work is not None:
            self._work.cancel()

    def close_report(self) -> None:
        self._become(replace(self.state, report=None))

    @property
    def _ids(self) -> tuple[int, ...]:
        """What an action is about: the marked rows, or the order that was opened from elsewhere."""
        panel = self.state.panel
        return self.state.selected or ((panel.id,) if panel else ())

    # --- reading and writing ----------------------------------------------------------------------------------------

    def _narrow(self, **changes: object) -> None:
        self._drop("panel")
        self._drop("slip")
        fresh = replace(self.state, **changes, phase=Phase.LOADING, selected=(), panel=None, slip=None, report=None)
        self._become(fresh)
        self.table.restart(self._fetch())
        self._read("counts", self._read_counts, self._counted)

    def _fetch(self) -> Callable[[Position | None], Page[OrderRow]]:
        """How a page is read, fixed now: a late answer must not mix two lists."""
        return partial(_read_page, self._place, self.state, self._clock)

    def _read_counts(self) -> Counts:
        with self._place.database.read() as connection:
            return Counts(view_counts(connection, self._clock()), channel_names(connection), has_orders(connection))

    def _read_panel(self, order_id: int) -> OrderPanel | None:
        with self._place.database.read() as connection:
            return read_panel(connection, order_id, self._clock())

    def _read_slip(self, order_id: int) -> SlipView:
        printers = self._place.printers()
        with self._place.database.read() as connection:
            return read_slip(connection, order_id, printers)

    def _read(self, what: str, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._drop(what)
        self._reading[what] = self._background.read(work, then, self._troubled)

    def _drop(self, what: str) -> None:
        if what in self._reading:
            self._reading.pop(what).drop()

    def _release(self, ids: Sequence[int]) -> None:
        self._each(tr("Releasing"), ids, self._step(release_order), partial(report, released))

    def _step(self, use_case: Callable[..., OrderOutcome]) -> Callable[[int], OrderOutcome]:
        """One transaction for one order, as a request of its own."""
        place = self._place
        return lambda order_id: use_case(place.database, place.new_request(), order_id)

    def _each(
        self,
        busy: str,
        ids: Sequence[int],
        step: Callable[[int], OrderOutcome],
        tell: Callable[[BatchResult], Report],
    ) -> None:
        if self.state.busy is None and ids:
            self._become(replace(self.state, busy=Busy(busy, len(ids)), report=None))
            # Whoever stops it is told by the result how far it came, so being cancelled is no answer of its own.
            self._work = self._background.long(
                partial(each_order, step, ids), partial(self._worked, tell), self._broke, self._progressed, _nothing
            )

    # --- answers ----------------------------------------------------------------------------------------------------

    def _loaded(self) -> None:
        count = self.table.rowCount()
        phase = Phase.SHOWN if count else Phase.NO_MATCH if self.state.narrowed else Phase.EMPTY
        fresh = {"count": count, "complete": self.table.is_complete, "as_of": self._clock(), "problem": ""}
        self._become(replace(self.state, phase=phase, **fresh))

    def _failed(self, failure: Failure) -> None:
        """What was read before stays on the screen, with its age."""
        phase = Phase.SHOWN if self.table.rowCount() else Phase.FAILED
        self._become(replace(self.state, phase=phase, problem=failure.text))

    def _counted(self, known: Counts) -> None:
        state = replace(self.state, counts=known.of_view, channels=known.channels, begun=known.begun)
        if state != self.state:
            self._become(state)

    def _opened(self, panel: OrderPanel | None) -> None:
        if panel != self.state.panel:
            self._become(replace(self.state, panel=panel))

    def _laid_out(self, slip: SlipView) -> None:
        self._become(replace(self.state, slip=slip))

    def _progressed(self, done: int, total: int) -> None:
        if self.state.busy is not None:
            self._become(replace(self.state, busy=replace(self.state.busy, done=done)))

    def _worked(self, tell: Callable[[BatchResult], Report], result: BatchResult) -> None:
        self._work = None
        self._become(replace(self.state, busy=None, report=tell(result)))
        self.refresh()

    def _broke(self, failure: Failure) -> None:
        self._become(replace(self.state, busy=None, problem=failure.text))

    def _troubled(self, failure: Failure) -> None:
        self._become(replace(self.state, problem=failure.text))

    def _become(self, state: OrdersState) -> None:
        self.state = state
        self.changed.emit(state)


def _read_page(place: Workplace, state: OrdersState, clock: Clock, after: Position | None) -> Page[OrderRow]:
    wanted = wanted_by(state, clock())
    with place.database.read() as connection:
        return order_queue_page(connection, after, wanted=wanted)


def _nothing() -> None:
    """Nobody waits for this."""
