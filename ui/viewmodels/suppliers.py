"""The Suppliers screen as one state and one table: who they are, what is open with them, and how they deliver."""

from __future__ import annotations

from collections.abc import Mapping
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
from app.queries.suppliers import SupplierDetail, SupplierRow, supplier_detail, supplier_page
from app.services.catalog_edit import Edit, NamedSupplier, change_supplier
from ui.models.panel import Panel
from ui.runtime.background import Background
from ui.runtime.language import mark
from ui.viewmodels.beside import Beside
from ui.viewmodels.edit_words import changed_words, problem_words
from ui.viewmodels.edits import Edits, Told
from ui.viewmodels.listing import Listing, ListState
from ui.viewmodels.supplier_words import supplier_columns, supplier_panel

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from ui.runtime.workplace import Workplace
    from ui.viewmodels.listing import ReadPage

#: The fields of the form: the column of the supplier table, and its words.
FIELDS = {
    "supplier": mark("Name"),
    "email": mark("E-mail for purchase orders"),
    "phone": mark("Phone"),
    "website": mark("Website"),
    "region": mark("Region"),
    "lead_time_days": mark("Lead time in days"),
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
        self._listing: Listing[SupplierRow] = Listing(
            background, place, _read(""), supplier_columns(clock), clock, self
        )
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
        self.close_panel()
        self._become(replace(self.state, text=text))
        self._listing.show(_read(text), narrowed=bool(text))

    def select(self, row: int) -> None:
        """Show the supplier of a row in full."""
        self.open(self.table.row_at(row).id)

    def open(self, supplier_id: int) -> None:
        """Show a supplier in full, also one the list does not hold."""
        self._detail.look(partial(_read_detail, supplier_id, self._clock()))

    def close_panel(self) -> None:
        """Show no supplier any more, also none that is still being read."""
        self._detail.close()
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
            problem = problem_words(FIELDS[column], text, refused)
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
        words = changed_words(FIELDS[column], edit.after.name, before, after)
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
        fresh = replace(self.state, panel=supplier_panel(detail, self._clock()), cells=_cells(self._seen), problem="")
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
