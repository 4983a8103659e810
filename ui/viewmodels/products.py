"""The Products screen as one state and one table: what is sold, by which codes it is scanned, who offers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.catalog import ProductFacts
from app.domain.codes import Gtin, PlainCode, read_code
from app.domain.gs1 import ElementString, Sscc
from app.domain.messages import Kind
from app.domain.requests import Clock
from app.integrations.catalog_files import usable_image
from app.integrations.table_row import RowRejected
from app.queries.paging import Page, Position
from app.queries.products import (
    OfferRow,
    ProductDetail,
    ProductFilter,
    ProductRow,
    product_detail,
    product_page,
    products_with_code,
)
from app.services.catalog_codes import StoredCode, add_code, remove_code, restore_code
from app.services.catalog_edit import Edit, change_offer, change_product
from ui.models.panel import Panel
from ui.runtime.background import Background
from ui.viewmodels.beside import Beside
from ui.viewmodels.edits import Edits, Told
from ui.viewmodels.listing import Listing, ListState, ReadPage
from ui.viewmodels.product_form import (
    FIELDS,
    OFFER_FIELDS,
    ProductForm,
    form_of,
    problem_words,
    read_facts,
    read_terms,
    stored_code,
)
from ui.viewmodels.product_words import product_columns, product_panel

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ui.runtime.workplace import Workplace

FILTERS = {
    ProductFilter.WAITED_FOR: "Orders wait",
    ProductFilter.ON_HAND: "On hand",
    ProductFilter.NO_BARCODE: "No barcode",
    ProductFilter.NO_SUPPLIER: "No supplier",
}


class ProductsState(Struct, frozen=True):
    """Everything the screen shows.

    `form` is what can be changed of the product in the panel. `problems` are by field: those of an offer by its
    supplier's id and the field (`3:cost`). `unknown` is a scanned code that no product has.
    """

    list: ListState = ListState()
    text: str = ""
    filters: frozenset[str] = frozenset()
    panel: Panel | None = None
    form: ProductForm | None = None
    editing: bool = False
    problems: Mapping[str, str] = {}
    unknown: str = ""
    told: Told | None = None
    problem: str = ""


class Products(QObject):
    """Lists products and changes them field by field. `changed` carries a `ProductsState`."""

    changed = Signal(object)

    def __init__(self, background: Background, place: Workplace, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = ProductsState()
        self._place, self._clock = place, clock
        self._seen: ProductDetail | None = None
        read = _read("", frozenset())
        self._listing: Listing[ProductRow] = Listing(background, place, read, product_columns(), clock, self)
        self._listing.changed.connect(lambda state: self._become(replace(self.state, list=state)))
        self.table = self._listing.table
        self._detail: Beside[ProductDetail | None] = Beside(background, place, self)
        self._detail.arrived.connect(self._opened)
        self._found: Beside[tuple[str, tuple[int, ...]]] = Beside(background, place, self)
        self._found.arrived.connect(lambda found: self._looked_up(*found))
        for reading in (self._detail, self._found):
            reading.failed.connect(lambda problem: self._become(replace(self.state, problem=problem)))
        self._edits = Edits(background, self)
        self._edits.told.connect(lambda told: self._become(replace(self.state, told=told)))
        self._edits.written.connect(self.refresh)

    # --- what is listed ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is shown."""
        self._listing.refresh()
        if self.state.panel is not None:
            self.open(self.state.panel.id)

    def keep_fresh(self) -> None:
        """Read again unless an answer is on its way."""
        self._listing.keep_fresh()

    def search(self, text: str) -> None:
        """List what has these words in SKU or title, or this as a whole code."""
        self._narrow(text, self.state.filters)

    def filter(self, keys: Iterable[str]) -> None:
        """Narrow the list to what fits these chips."""
        self._narrow(self.state.text, frozenset(keys))

    def clear_filters(self) -> None:
        """The whole list again."""
        self._narrow("", frozenset())

    def select(self, row: int) -> None:
        """Show the product of a row in full."""
        self.open(self.table.row_at(row).id)

    def open(self, product_id: int) -> None:
        """Show a product in full, also one the list does not hold."""
        self._detail.look(partial(_read_detail, product_id))

    def close_panel(self) -> None:
        """Show no product any more."""
        self._seen = None
        self._become(replace(self.state, panel=None, form=None, editing=False, problems={}, unknown=""))

    def scanned(self, text: str) -> bool:
        """A scan: a known code opens its product, an unknown one can be taught. False for codes of other things."""
        code = read_code(text, secret=self._place.secret)
        if not isinstance(code, (Gtin, ElementString, PlainCode, Sscc)):
            return False
        plain = code.gtin if isinstance(code, ElementString) else code.text
        self._found.look(lambda connection: (plain, products_with_code(connection, plain)))
        return True

    # --- changes ----------------------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Open the form of the shown product."""
        self._become(replace(self.state, editing=self.state.panel is not None, problems={}))

    def stop_editing(self) -> None:
        self._become(replace(self.state, editing=False, problems={}, unknown=""))

    def change(self, column: str, text: str) -> None:
        """A field of the product was left with another text: it is stored at once, or said what is wrong with it."""
        if self._seen is None or self.state.form is None:
            return
        try:
            after = read_facts(self._seen, column, text)
        except RowRejected as refused:
            self._problem(column, problem_words(FIELDS[column], text, refused))
            return
        before = self.state.form.cells[column]
        self._store_facts(after, f"{FIELDS[column]} of {self._seen.sku}: {before} → {text}.", column)

    def choose_image(self, path: str) -> None:
        """Take a picture from a PNG or JPEG file."""
        if self._seen is None:
            return
        image, fault = usable_image(Path(path).parent, Path(path).name)
        if fault:
            self._problem("image", f"{fault[:1].upper()}{fault[1:]}.")
        else:
            self._store_facts(replace(self._seen.facts, image=image), f"New picture of {self._seen.sku}.", "image")

    def change_offer(self, supplier_id: int, column: str, text: str) -> None:
        """As `change`, for the terms of a supplier. Orders that are out keep the terms they were made with."""
        offers = self._seen.offers if self._seen else ()
        offer = next((each for each in offers if each.supplier_id == supplier_id), None)
        if self._seen is None or offer is None:
            return
        key = f"{supplier_id}:{column}"
        try:
            after = OfferRow(supplier_id, offer.supplier, read_terms(self._seen, offer, column, text))
        except RowRejected as refused:
            self._problem(key, problem_words(OFFER_FIELDS[column], text, refused))
            return
        self._store_offer(offer, after, f"{OFFER_FIELDS[column]} of {self._seen.sku} at {offer.supplier}: {text}.", key)

    def teach(self, code: str) -> None:
        """Tie a code to the shown product. One that another product has is refused, and that product is named."""
        if self._seen is None or not code.strip():
            return
        self._become(replace(self.state, unknown=""))
        database, request, id = self._place.database, self._place.new_request, self._seen.id
        taught: list[StoredCode] = []

        def work() -> None:
            taught.extend(filter(None, [add_code(database, request(), id, code)]))

        def back() -> None:
            for each in taught:
                remove_code(database, request(), each)

        self._edits.do(f"{code.strip()} means {self._seen.facts.title} now.", work, back)

    def remove(self, code: str) -> None:
        """Take a code away from the shown product."""
        stored = stored_code(self._seen, code) if self._seen else None
        if self._seen is None or stored is None:
            return
        database, request = self._place.database, self._place.new_request
        self._edits.do(
            f"{code} is no code of {self._seen.facts.title} any more.",
            lambda: remove_code(database, request(), stored),
            lambda: restore_code(database, request(), stored),
        )

    def undo(self) -> None:
        """Take the newest change back."""
        self._edits.undo()

    def dismiss(self) -> None:
        """What was told was read; a scanned code is not to be taught."""
        self._become(replace(self.state, told=None, unknown=""))

    def close(self) -> None:
        """Wait for no answer any more."""
        self._listing.close()
        self._detail.close()
        self._found.close()

    def _store_facts(self, after: ProductFacts, words: str, field: str) -> None:
        assert self._seen is not None
        edit, id = Edit(self._seen.facts, after), self._seen.id
        if edit.before == edit.after:
            self._solved(field)
            return
        write = partial(change_product, self._place.database)
        self._expect(replace(self._seen, facts=after), field)
        self._edits.do(
            words,
            lambda: write(self._place.new_request(), id, edit),
            lambda: write(self._place.new_request(), id, edit.undo),
        )

    def _store_offer(self, before: OfferRow, after: OfferRow, words: str, field: str) -> None:
        assert self._seen is not None
        edit, own = Edit(before.facts, after.facts), (self._seen.id, before.supplier_id)
        if edit.before == edit.after:
            self._solved(field)
            return
        write = partial(change_offer, self._place.database)
        offers = tuple(after if each == before else each for each in self._seen.offers)
        self._expect(replace(self._seen, offers=offers), field)
        self._edits.do(
            words,
            lambda: write(self._place.new_request(), *own, edit),
            lambda: write(self._place.new_request(), *own, edit.undo),
        )

    def _expect(self, detail: ProductDetail, field: str) -> None:
        """The next field may be left before this one is stored: it has to build on it."""
        self._seen = detail
        self._become(replace(self.state, form=form_of(detail)))
        self._solved(field)

    def _solved(self, field: str) -> None:
        problems = {key: text for key, text in self.state.problems.items() if key != field}
        self._become(replace(self.state, problems=problems))

    def _problem(self, field: str, words: str) -> None:
        self._become(replace(self.state, problems={**self.state.problems, field: words}))

    # --- answers ----------------------------------------------------------------------------------------------------

    def _narrow(self, text: str, filters: frozenset[str]) -> None:
        self._become(replace(self.state, text=text, filters=filters))
        self._listing.show(_read(text, filters), narrowed=bool(text or filters))

    def _opened(self, detail: ProductDetail | None) -> None:
        if detail is None:
            self.close_panel()
            return
        same = self.state.panel is not None and self.state.panel.id == detail.id
        self._seen = detail
        panel, form = product_panel(detail, self._clock()), form_of(detail)
        fresh = replace(self.state, panel=panel, form=form, problem="")
        self._become(fresh if same else replace(fresh, editing=False, problems={}))

    def _looked_up(self, code: str, products: tuple[int, ...]) -> None:
        match products:
            case (only,):
                self._become(replace(self.state, unknown=""))
                self.open(only)
            case ():
                advice = (
                    "Teach it to the product shown."
                    if self._seen
                    else "Open its product and scan it again to teach it."
                )
                told = Told(f"No product has the code {code}. {advice}", Kind.ATTENTION)
                self._become(replace(self.state, unknown=code if self._seen else "", told=told))
            case _:
                self.search(code)

    def _become(self, state: ProductsState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)


def _read(text: str, filters: frozenset[str]) -> ReadPage:
    wanted = frozenset(ProductFilter(key) for key in filters)

    def page(connection: Connection, after: Position | None) -> Page[ProductRow]:
        return product_page(connection, text, wanted, after)

    return page


def _read_detail(product_id: int, connection: Connection) -> ProductDetail | None:
    return product_detail(connection, product_id)
