"""The Purchasing screen as one state and one table: what is to buy, what is on order, and what suppliers say."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.codes import PlainCode, read_code
from app.domain.gs1 import Sscc
from app.domain.messages import Kind
from app.domain.own_codes import OwnDocument, OwnKind
from app.domain.requests import Clock
from app.queries.paging import Page, Position
from app.queries.purchase_orders import (
    PurchaseOrderDetail,
    PurchaseOrderRow,
    PurchaseView,
    purchase_order_detail,
    purchase_order_page,
    purchase_order_with_code,
    view_counts,
)
from app.queries.to_buy import to_buy, to_buy_count
from app.services.pull import pull_everything
from app.services.purchase_order_ends import Ended
from app.services.purchase_orders import (
    acknowledge,
    cancel_purchase_order,
    close_short,
    purchase_order_document,
    record_ship_notice,
)
from printing.compose import compose
from printing.layout.media import MEDIA
from ui.models.sheet import Sheet, sheet_of
from ui.runtime.background import Background
from ui.runtime.failures import Failure
from ui.runtime.language import tr
from ui.viewmodels.beside import Beside
from ui.viewmodels.edits import Edits, Told
from ui.viewmodels.ending_words import ended_words, ending
from ui.viewmodels.listing import Listing
from ui.viewmodels.order_words import day
from ui.viewmodels.purchasing_state import Around, Mode, PurchasingState, steps_of
from ui.viewmodels.purchasing_words import TO_BUY, buy_card, purchase_columns, purchase_panel

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ui.runtime.workplace import Workplace
    from ui.viewmodels.listing import ReadPage


class Purchasing(QObject):
    """Buys, and follows what was bought. `changed` carries a `PurchasingState`.

    `parcel_read` carries the tracking number that was scanned while a shipment is noted.
    """

    changed = Signal(object)
    parcel_read = Signal(str)

    def __init__(self, background: Background, place: Workplace, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = PurchasingState()
        self._background, self._place, self._clock = background, place, clock
        read = self._read(PurchaseView.OPEN, "")
        self._listing: Listing[PurchaseOrderRow] = Listing(
            background, place, read, purchase_columns(clock), clock, self
        )
        self._listing.changed.connect(lambda state: self._become(replace(self.state, list=state)))
        self.table = self._listing.table
        self._around: Beside[Around] = Beside(background, place, self)
        self._around.arrived.connect(lambda around: self._become(replace(self.state, around=around, problem="")))
        self._detail: Beside[PurchaseOrderDetail | None] = Beside(background, place, self)
        self._detail.arrived.connect(self._opened)
        self._paper: Beside[tuple[Sheet, ...]] = Beside(background, place, self)
        self._paper.arrived.connect(lambda sheets: self._become(replace(self.state, sheets=sheets)))
        for reading in (self._around, self._detail, self._paper):
            reading.failed.connect(lambda problem: self._become(replace(self.state, problem=problem)))
        self._edits = Edits(background, self)
        self._edits.told.connect(self._tell)
        self._edits.written.connect(self.refresh)

    # --- what is shown ----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is shown."""
        self._around.look(partial(_read_around, self._clock()))
        self._listing.refresh()
        if self.state.panel is not None:
            self.open(self.state.panel.id)

    def keep_fresh(self) -> None:
        """Read again unless an answer is on its way."""
        if self._around.is_idle and not self.table.is_waiting:
            self.refresh()

    def show_tab(self, key: str) -> None:
        """Show what is to buy, or a saved view of the purchase orders."""
        self.close_panel()
        self._become(replace(self.state, tab=key))
        self._list()

    def search(self, text: str) -> None:
        """List the purchase orders that have these words; from *To buy* the search goes to the open ones."""
        tab = PurchaseView.OPEN.value if text and self.state.tab == TO_BUY else self.state.tab
        self.close_panel()
        self._become(replace(self.state, tab=tab, text=text))
        self._list()

    def select(self, row: int) -> None:
        """Show the purchase order of a row in full."""
        self.open(self.table.row_at(row).id)

    def open(self, order_id: int) -> None:
        """Show a purchase order in full, also one the list does not hold."""
        if self.state.tab == TO_BUY:
            self.show_tab(PurchaseView.OPEN.value)
        self._detail.look(partial(_read_detail, order_id))

    def scanned(self, text: str) -> bool:
        """A scan: the code of a purchase order opens it, and a parcel's is noted where a shipment is.

        False for codes of other things.
        """
        code = read_code(text, secret=self._place.secret)
        if self.state.mode is Mode.SHIP and isinstance(code, PlainCode | Sscc):
            self.parcel_read.emit(code.text)
            return True
        if not isinstance(code, OwnDocument) or code.kind is not OwnKind.PURCHASE_ORDER:
            return False
        if self.state.tab == TO_BUY:
            self.show_tab(PurchaseView.OPEN.value)
        self._detail.look(lambda connection: purchase_order_with_code(connection, code.text))
        return True

    def close_panel(self) -> None:
        """Show no purchase order any more, also none that is still being read."""
        self._detail.close()
        self._become(replace(self.state, panel=None, steps=None, mode=Mode.PANEL, ending=None))

    def back(self) -> None:
        """From a form, the consequences or the paper to the panel; nothing was changed."""
        self._become(replace(self.state, mode=Mode.PANEL, ending=None, sheets=()))

    def dismiss(self) -> None:
        """What was told was read."""
        self._become(replace(self.state, told=None))

    def preview(self) -> None:
        """Lay the paper of the shown purchase order out as it prints."""
        if self.state.panel is not None:
            self._become(replace(self.state, mode=Mode.PREVIEW, sheets=()))
            self._paper.look(partial(_read_paper, self.state.panel.id))

    def close(self) -> None:
        """Wait for no answer any more."""
        self._listing.close()
        for reading in (self._around, self._detail, self._paper):
            reading.close()

    # --- what is done -----------------------------------------------------------------------------------------------

    def buy(self) -> None:
        """Buy everything that somebody offers."""
        work = partial(pull_everything, self._place.database, self._place.new_request())
        self._edits.do(tr("What suppliers offer is on purchase orders now."), work)

    def begin(self, mode: Mode) -> None:
        """Open the form of an acknowledgement or of a shipment."""
        if self.state.steps is not None:
            self._become(replace(self.state, mode=mode))

    def acknowledge(self, expected_on: date) -> None:
        """The supplier said yes, for this day."""
        if self.state.steps is not None:
            number = self.state.steps.number
            work = partial(acknowledge, self._place.database, self._place.new_request(), number, expected_on)
            told = tr("{order} is acknowledged for {day}.", order=number, day=f"{expected_on:%a} {day(expected_on)}")
            self._edits.do(told, work)
            self.back()

    def ship(self, tracking_number: str, expected_on: date) -> None:
        """The supplier named the parcel and the day."""
        if self.state.steps is not None and tracking_number.strip():
            number, request = self.state.steps.number, self._place.new_request()
            work = partial(record_ship_notice, self._place.database, request, number, tracking_number, expected_on)
            told = tr("Parcel {parcel} is expected for {order}.", parcel=tracking_number.strip(), order=number)
            self._edits.do(told, work)
            self.back()

    def ask_ending(self) -> None:
        """Find out what ending the shown purchase order would do; nothing is changed."""
        if (steps := self.state.steps) is not None:
            # A rehearsal is a transaction that is rolled back, so it waits its turn among the writes.
            work = partial(self._end, steps.number, steps.cancel, dry_run=True)
            self._background.write(work, partial(self._foreseen, steps.cancel), self._troubled)

    def end(self) -> None:
        """Do what was foreseen."""
        if (ending := self.state.ending) is not None:
            work = partial(self._end, ending.number, ending.cancel)
            self._background.write(work, partial(self._ended, ending.cancel), self._troubled)

    def _end(self, number: str, cancel: bool, *, dry_run: bool = False) -> Ended:
        end = cancel_purchase_order if cancel else close_short
        return end(self._place.database, self._place.new_request(), number, dry_run=dry_run)

    def _foreseen(self, cancel: bool, ended: Ended) -> None:
        """Unless another order was opened meanwhile."""
        if self.state.steps is not None and self.state.steps.number == ended.purchase_order:
            told = ending(ended, cancel=cancel, now=self._clock())
            self._become(replace(self.state, mode=Mode.ENDING, ending=told))

    def _ended(self, cancel: bool, ended: Ended) -> None:
        self.back()
        self._tell(Told(ended_words(ended, cancel=cancel)))
        self.refresh()

    def _troubled(self, failure: Failure) -> None:
        self.back()
        self._tell(Told(failure.text, Kind.NOT_ACCEPTED))
        self.refresh()

    # --- answers ----------------------------------------------------------------------------------------------------

    def _list(self) -> None:
        if self.state.tab != TO_BUY:
            view = PurchaseView(self.state.tab)
            self._listing.show(self._read(view, self.state.text), narrowed=bool(self.state.text))

    def _read(self, view: PurchaseView, text: str) -> ReadPage:
        clock = self._clock

        def page(connection: Connection, after: Position | None) -> Page[PurchaseOrderRow]:
            return purchase_order_page(connection, view, clock().date(), text, after)

        return page

    def _opened(self, detail: PurchaseOrderDetail | None) -> None:
        if detail is None:
            self.close_panel()
            return
        if self.state.panel is None or self.state.panel.id != detail.row.id:
            self.back()
        panel = purchase_panel(detail, self._clock())
        self._become(replace(self.state, panel=panel, steps=steps_of(detail.row), problem=""))

    def _tell(self, told: Told) -> None:
        self._become(replace(self.state, told=told))

    def _become(self, state: PurchasingState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)


def _read_around(now: datetime, connection: Connection) -> Around:
    counts = {view.value: count for view, count in view_counts(connection, now.date()).items()}
    counts[TO_BUY] = to_buy_count(connection)
    return Around(counts, tuple(buy_card(group, now) for group in to_buy(connection, now.date())))


def _read_detail(order_id: int, connection: Connection) -> PurchaseOrderDetail | None:
    return purchase_order_detail(connection, order_id)


def _read_paper(order_id: int, connection: Connection) -> tuple[Sheet, ...]:
    pages = compose(purchase_order_document(connection, order_id), MEDIA["a4"])
    return tuple(sheet_of(page) for page in pages)
