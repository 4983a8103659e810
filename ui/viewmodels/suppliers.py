"""The Suppliers screen as one state and one table: who they are, what is open with them, and how they deliver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.catalog import SupplierFacts
from app.domain.requests import Clock
from app.integrations.catalog_files import supplier_of
from app.integrations.table_row import RowRejected, TableRow
from app.queries.paging import Page, Position
from app.queries.scorecard import LEAST_DELIVERIES, PERIOD_DAYS, Scorecard
from app.queries.suppliers import SupplierDetail, SupplierRow, supplier_detail, supplier_page
from app.services.catalog_edit import Edit, NamedSupplier, change_supplier
from ui.models.columns import Cell, Column, Style, Tone
from ui.models.moments import expected
from ui.models.panel import Entry, Fact, Panel, Section
from ui.runtime.background import Background
from ui.viewmodels.beside import Beside
from ui.viewmodels.edits import Edits, Told
from ui.viewmodels.listing import Listing, ListState, ReadPage

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from ui.runtime.workplace import Workplace

#: The fields of the form: the column of the supplier table, and its words.
FIELDS = {
    "supplier": "Name",
    "email": "E-mail for purchase orders",
    "phone": "Phone",
    "website": "Website",
    "region": "Region",
    "lead_time_days": "Lead time in days",
}


class SuppliersState(Struct, frozen=True):
    """Everything the screen shows. While `editing`, `cells` are the values of the form and `problems` what is wrong."""

    list: ListState = ListState()
    text: str = ""
    panel: Panel | None = None
    editing: bool = False
    cells: Mapping[str, str] = {}
    problems: Mapping[str, str] = {}
    told: Told | None = None
    problem: str = ""


class Suppliers(QObject):
    """Lists suppliers and changes them field by field. `changed` carries a `SuppliersState`."""

    changed = Signal(object)

    def __init__(self, background: Background, place: Workplace, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = SuppliersState()
        self._place, self._clock = place, clock
        self._seen: NamedSupplier | None = None
        self._listing: Listing[SupplierRow] = Listing(background, place, _read(""), _columns(clock), clock, self)
        self._listing.changed.connect(lambda state: self._become(replace(self.state, list=state)))
        self.table = self._listing.table
        self._detail: Beside[SupplierDetail | None] = Beside(background, place, self)
        self._detail.arrived.connect(self._opened)
        self._detail.failed.connect(lambda problem: self._become(replace(self.state, problem=problem)))
        self._edits = Edits(background, self)
        self._edits.told.connect(lambda told: self._become(replace(self.state, told=told)))
        self._edits.written.connect(self.refresh)

    def refresh(self) -> None:
        """Read again what is shown."""
        self._listing.refresh()
        if self.state.panel is not None:
            self.open(self.state.panel.id)

    def keep_fresh(self) -> None:
        """Read again unless an answer is on its way."""
        self._listing.keep_fresh()

    def search(self, text: str) -> None:
        """List what has these words."""
        self._become(replace(self.state, text=text))
        self._listing.show(_read(text), narrowed=bool(text))

    def select(self, row: int) -> None:
        """Show the supplier of a row in full."""
        self.open(self.table.row_at(row).id)

    def open(self, supplier_id: int) -> None:
        """Show a supplier in full, also one the list does not hold."""
        self._detail.look(partial(_read_detail, supplier_id, self._clock()))

    def close_panel(self) -> None:
        """Show no supplier any more."""
        self._become(replace(self.state, panel=None, editing=False, problems={}))

    def edit(self) -> None:
        """Open the form of the shown supplier."""
        if self._seen is not None:
            self._become(replace(self.state, editing=True, cells=_cells(self._seen), problems={}))

    def stop_editing(self) -> None:
        self._become(replace(self.state, editing=False, problems={}))

    def change(self, column: str, text: str) -> None:
        """One field was left with another text: it is stored at once, or said what is wrong with it."""
        if self._seen is None or self.state.panel is None or _cells(self._seen)[column] == text:
            return
        cells = {**_cells(self._seen), column: text}
        try:
            row = supplier_of(TableRow(1, cells))
        except RowRejected as refused:
            problem = (
                f"“{text}” {refused.rejection.reason}." if text else f"{FIELDS[column]} {refused.rejection.reason}."
            )
            self._become(replace(self.state, problems={**self.state.problems, column: problem}))
            return
        facts = SupplierFacts(row.email, row.phone, row.website, row.region, row.lead_time_days)
        self._store(Edit(self._seen, NamedSupplier(row.name, facts)), column)

    def undo(self) -> None:
        """Take the newest change back."""
        self._edits.undo()

    def dismiss(self) -> None:
        """What was told was read."""
        self._become(replace(self.state, told=None))

    def close(self) -> None:
        """Wait for no answer any more."""
        self._listing.close()
        self._detail.close()

    def _store(self, edit: Edit[NamedSupplier], column: str) -> None:
        assert self.state.panel is not None
        before, after = _cells(edit.before)[column], _cells(edit.after)[column]
        # The next field may be left before this one is stored: it has to build on it.
        self._seen = edit.after
        problems = {name: text for name, text in self.state.problems.items() if name != column}
        self._become(replace(self.state, cells=_cells(edit.after), problems=problems))
        write = partial(change_supplier, self._place.database)
        words = f"{FIELDS[column]} of {edit.after.name}: {before or 'empty'} → {after or 'empty'}."
        id = self.state.panel.id
        self._edits.do(
            words,
            lambda: write(self._place.new_request(), id, edit),
            lambda: write(self._place.new_request(), id, edit.undo),
        )

    def _opened(self, detail: SupplierDetail | None) -> None:
        if detail is None:
            self.close_panel()
            return
        self._seen = NamedSupplier(detail.name, detail.facts)
        same = self.state.panel is not None and self.state.panel.id == detail.id
        fresh = replace(self.state, panel=_panel(detail, self._clock()), cells=_cells(self._seen), problem="")
        self._become(fresh if same else replace(fresh, editing=False, problems={}))

    def _become(self, state: SuppliersState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)


def _read(text: str) -> ReadPage:
    def page(connection: Connection, after: Position | None) -> Page[SupplierRow]:
        return supplier_page(connection, text, after)

    return page


def _read_detail(supplier_id: int, now: datetime, connection: Connection) -> SupplierDetail | None:
    return supplier_detail(connection, supplier_id, now)


def _cells(supplier: NamedSupplier) -> dict[str, str]:
    facts = supplier.facts
    values = (supplier.name, facts.email, facts.phone, facts.website, facts.region, str(facts.lead_time_days))
    return dict(zip(FIELDS, values, strict=True))


# --- in words -------------------------------------------------------------------------------------------------------


def _columns(clock: Clock) -> tuple[Column[SupplierRow], ...]:
    return (
        Column("Supplier", lambda row: Cell(row.name, row.region), style=Style.STRONG),
        Column("Offers", lambda row: Cell(str(row.offers) if row.offers else "–"), 84, Style.STRONG, numeric=True),
        Column("Lead time", lambda row: Cell(_days(row.lead_time_days)), 110, Style.STRONG, numeric=True),
        Column("Open orders", lambda row: Cell(str(row.open_orders or "–")), 110, Style.STRONG, numeric=True),
        Column("Next goods", lambda row: _next(row, clock()), 150),
    )


def _next(row: SupplierRow, now: datetime) -> Cell:
    if row.next_on is None:
        return Cell("nothing on order", tone=Tone.QUIET)
    late = row.next_on < now.date()
    return Cell(expected(row.next_on, now), "late" if late else "", Tone.WRONG if late else Tone.PLAIN)


def _days(count: float) -> str:
    return "1 day" if count == 1 else f"{count:g} days"


def _panel(detail: SupplierDetail, now: datetime) -> Panel:
    return Panel(
        detail.id,
        detail.name,
        detail.facts.region,
        (
            Section(f"Deliveries of the last {PERIOD_DAYS} days", tuple(_score(detail))),
            Section("Contact", tuple(_contact(detail.facts)), empty="No contact is known yet."),
            Section("Open purchase orders", entries=tuple(_orders(detail, now)), empty="Nothing is on order."),
            Section(_offer_title(detail), entries=tuple(_offers(detail)), empty="This supplier offers nothing yet."),
        ),
    )


def _score(detail: SupplierDetail) -> Iterator[Fact]:
    score = detail.score
    yield Fact("Deliveries", str(score.deliveries))
    yield Fact("Says it needs", _days(detail.facts.lead_time_days))
    if not score.enough:
        yield Fact("On time, in full, lead time", f"not enough data: fewer than {LEAST_DELIVERIES}", Tone.QUIET)
        return
    yield Fact(
        "On time", f"{score.on_time_percent} %  ({score.on_time} of {score.deliveries})", _grade(score.on_time, score)
    )
    yield Fact(
        "In full", f"{score.in_full_percent} %  ({score.in_full} of {score.deliveries})", _grade(score.in_full, score)
    )
    if score.lead_time_median is not None and score.lead_time_p90 is not None:
        yield Fact("Lead time, median", _days(score.lead_time_median))
        yield Fact("9 of 10 within", _days(score.lead_time_p90), _slow(score, detail.facts))


def _grade(good: int, score: Scorecard) -> Tone:
    return Tone.OK if 10 * good >= 9 * score.deliveries else Tone.WRONG


def _slow(score: Scorecard, facts: SupplierFacts) -> Tone:
    return Tone.WRONG if (score.lead_time_p90 or 0) > facts.lead_time_days else Tone.OK


def _contact(facts: SupplierFacts) -> Iterator[Fact]:
    told = {"E-mail": facts.email, "Phone": facts.phone, "Website": facts.website}
    yield from (Fact(words, value) for words, value in told.items() if value)


def _orders(detail: SupplierDetail, now: datetime) -> Iterator[Entry]:
    for order in detail.open_orders:
        late = order.expected_on < now.date()
        waiting = f"{len(order.waiting)} orders wait" if len(order.waiting) != 1 else "1 order waits"
        aside = f"{order.received}/{order.units}"
        day = expected(order.expected_on, now)
        yield Entry(order.number, f"expected {day} · {waiting}", aside, tone=Tone.WRONG if late else Tone.PLAIN)


def _offer_title(detail: SupplierDetail) -> str:
    shown = len(detail.offered)
    return f"Offers {detail.offers} products" + (f", the first {shown}" if shown < detail.offers else "")


def _offers(detail: SupplierDetail) -> Iterator[Entry]:
    for offer in detail.offered:
        cost = f"{offer.cost.currency} {offer.cost.decimal()}"
        yield Entry(offer.title, f"{offer.sku} · {_days(offer.lead_time_days)}", cost)
