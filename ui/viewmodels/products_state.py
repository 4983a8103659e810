"""Everything the Products screen shows, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from app.queries.products import ProductFilter
from ui.models.panel import Panel
from ui.runtime.language import mark
from ui.viewmodels.edits import Told
from ui.viewmodels.listing import ListState
from ui.viewmodels.product_form import ProductForm

FILTERS = {
    ProductFilter.WAITED_FOR: mark("Orders wait"),
    ProductFilter.ON_HAND: mark("On hand"),
    ProductFilter.NO_BARCODE: mark("No barcode"),
    ProductFilter.NO_SUPPLIER: mark("No supplier"),
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
