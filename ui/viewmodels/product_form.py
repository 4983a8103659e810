"""The form of a product: its fields as text, and reading them by the rules of the product file."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from app.domain.catalog import OfferFacts, ProductFacts
from app.integrations.catalog_files import product_of
from app.integrations.table_row import TableRow
from app.queries.products import OfferRow, ProductDetail
from app.services.catalog_codes import StoredCode
from ui.runtime.language import mark
from ui.viewmodels.product_words import as_printed, code_words

#: The fields: the column of the product table, and its words.
FIELDS = {"title": mark("Title"), "weight_g": mark("Weight in grams")}
OFFER_FIELDS = {
    "cost": mark("Unit cost"),
    "currency": mark("Currency"),
    "supplier_sku": mark("Supplier's SKU"),
    "lead_time_days": mark("Lead time, days"),
    "pack_multiple": mark("Pack size"),
    "minimum_order_quantity": mark("Order at least"),
}
_HEAVIEST_G = 1_000_000


class CodeLine(Struct, frozen=True):
    """A code of the product as it is stored and as it is printed; its own SKU cannot be removed."""

    code: str
    printed: str
    words: str
    removable: bool


class OfferForm(Struct, frozen=True):
    """The terms of one supplier as the values of fields."""

    supplier_id: int
    supplier: str
    cells: Mapping[str, str]


class ProductForm(Struct, frozen=True):
    """Everything that can be changed of a product, as it is stored."""

    cells: Mapping[str, str]
    image: str
    codes: tuple[CodeLine, ...]
    offers: tuple[OfferForm, ...]

    def terms(self, supplier_id: int) -> Mapping[str, str]:
        """The terms of one of the suppliers."""
        return next(offer.cells for offer in self.offers if offer.supplier_id == supplier_id)


def form_of(detail: ProductDetail) -> ProductForm:
    """The form of a product."""
    cells = {"title": detail.facts.title, "weight_g": str(detail.facts.weight_g)}
    codes = tuple(
        CodeLine(code.code, as_printed(code.code), code_words(code), code.kind != "sku") for code in detail.codes
    )
    offers = tuple(OfferForm(offer.supplier_id, offer.supplier, _terms(offer.facts)) for offer in detail.offers)
    return ProductForm(cells, detail.facts.image, codes, offers)


def read_facts(detail: ProductDetail, column: str, text: str) -> ProductFacts:
    """The product with one field changed.

    Raises:
        RowRejected: the text is no value of the field.
    """
    row = TableRow(1, {**form_of(detail).cells, column: text})
    weight = row.whole_number("weight_g", "grams", least=0, most=_HEAVIEST_G, empty=0)
    return replace(detail.facts, title=row.text("title", required=True), weight_g=weight)


def read_terms(detail: ProductDetail, offer: OfferRow, column: str, text: str) -> OfferFacts:
    """The offer with one field changed. An emptied lead time stays as it was.

    Raises:
        RowRejected: the text is no value of the field.
    """
    product = {"sku": detail.sku, "title": detail.facts.title, "supplier": offer.supplier}
    row = product_of(TableRow(1, {**product, **_terms(offer.facts), column: text}))
    lead_time = offer.facts.lead_time_days if row.lead_time_days is None else row.lead_time_days
    return OfferFacts(row.supplier_sku, row.cost, row.pack_multiple, row.minimum_order_quantity, lead_time)


def stored_code(detail: ProductDetail, code: str) -> StoredCode | None:
    """A code of the product as it is stored."""
    row = next((each for each in detail.codes if each.code == code), None)
    return StoredCode(row.code, row.kind, detail.id, row.supplier_id) if row else None


def _terms(facts: OfferFacts) -> dict[str, str]:
    return {
        "cost": facts.cost.decimal(),
        "currency": facts.cost.currency,
        "supplier_sku": facts.supplier_sku,
        "lead_time_days": str(facts.lead_time_days),
        "pack_multiple": str(facts.pack_multiple),
        "minimum_order_quantity": str(facts.minimum_order_quantity),
    }
