"""The Products screen as one state and one table: what is sold, by which codes it is scanned, who offers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.catalog import OfferFacts, ProductFacts
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
from app.services.catalog_edit import Edit, Facts, change_offer, change_product
from ui.runtime.background import Background
from ui.runtime.language import sentence_of, tr
from ui.viewmodels.beside import Beside
from ui.viewmodels.edit_words import changed_words, problem_words
from ui.viewmodels.edits import Edits, Told
from ui.viewmodels.listing import Listing
from ui.viewmodels.product_codes import ProductCodes, product_code
from ui.viewmodels.product_form import FIELDS, OFFER_FIELDS, form_of, read_facts, read_terms
from ui.viewmodels.product_words import product_columns, product_panel
from ui.viewmodels.products_state import ProductsState

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ui.runtime.workplace import Workplace
    from ui.viewmodels.listing import ReadPage


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
        self._codes = ProductCodes(place, self._edits)

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
        """Show no product any more, also none that is still being read."""
        self._detail.close()
        self._seen = None
        self._become(replace(self.state, panel=None, form=None, editing=False, problems={}, unknown=""))

    def scanned(self, text: str) -> bool:
        """A scan: a known code opens its product, an unknown one can be taught; while editing it is taught at once.

        False for codes of other things.
        """
        plain = product_code(text, self._place.secret)
        if plain is None:
            return False
        if self.state.editing:
            self.teach(plain)
            return True
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
        self._store_facts(self._seen, after, changed_words(FIELDS[column], self._seen.sku, before, text), column)

    def choose_image(self, path: str) -> None:
        """Take a picture from a PNG or JPEG file."""
        if self._seen is None:
            return
        image, fault = usable_image(Path(path).parent, Path(path).name)
        if fault:
            self._problem("image", tr("The picture cannot be used: {reason}.", reason=sentence_of(fault)))
        else:
            words = tr("New picture of {product}.", product=self._seen.sku)
            self._store_facts(self._seen, replace(self._seen.facts, image=image), words, "image")

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
        whose = tr("{product} at {supplier}", product=self._seen.sku, supplier=offer.supplier)
        before = form_of(self._seen).terms(supplier_id)[column]
        self._store_offer(self._seen, offer, after, changed_words(OFFER_FIELDS[column], whose, before, text), key)

    def teach(self, code: str) -> None:
        """Tie a code to the shown product. One that another product has is refused, and that product is named."""
        if self._seen is None or not code.strip():
            return
        self._become(replace(self.state, unknown=""))
        self._codes.teach(self._seen, code)

    def remove(self, code: str) -> None:
        """Take a code away from the shown product."""
        if self._seen is not None:
            self._codes.remove(self._seen, code)

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

    def _store_facts(self, seen: ProductDetail, after: ProductFacts, words: str, field: str) -> None:
        def write(edit: Edit[ProductFacts]) -> None:
            change_product(self._place.database, self._place.new_request(), seen.id, edit)

        self._store(Edit(seen.facts, after), write, replace(seen, facts=after), words, field)

    def _store_offer(self, seen: ProductDetail, before: OfferRow, after: OfferRow, words: str, field: str) -> None:
        def write(edit: Edit[OfferFacts]) -> None:
            change_offer(self._place.database, self._place.new_request(), seen.id, before.supplier_id, edit)

        offers = tuple(after if each == before else each for each in seen.offers)
        self._store(Edit(before.facts, after.facts), write, replace(seen, offers=offers), words, field)

    def _store(
        self, edit: Edit[Facts], write: Callable[[Edit[Facts]], None], then: ProductDetail, words: str, field: str
    ) -> None:
        """`then` is what is seen from now on: the next field may be left before this one is stored."""
        self._solved(field)
        if edit.before != edit.after:
            self._seen = then
            self._become(replace(self.state, form=form_of(then)))
            self._edits.do(words, lambda: write(edit), lambda: write(edit.undo))

    def _solved(self, field: str) -> None:
        problems = {key: text for key, text in self.state.problems.items() if key != field}
        self._become(replace(self.state, problems=problems))

    def _problem(self, field: str, words: str) -> None:
        self._become(replace(self.state, problems={**self.state.problems, field: words}))

    # --- answers ----------------------------------------------------------------------------------------------------

    def _narrow(self, text: str, filters: frozenset[str]) -> None:
        self.close_panel()
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
                    tr("Teach it to the product shown.")
                    if self._seen
                    else tr("Open its product and scan it again to teach it.")
                )
                known = tr("No product has the code {code}.", code=code)
                told = Told(f"{known} {advice}", Kind.ATTENTION)
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
