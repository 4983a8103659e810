"""Products in words: the columns of the list and the panel of one product."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.domain.catalog import OfferFacts
from app.queries.products import CodeRow, PlaceStock, ProductDetail, ProductRow
from ui.models.columns import Cell, Column, Style, Tone
from ui.models.moments import expected, promised
from ui.models.panel import Entry, Fact, Panel, Section
from ui.runtime.language import mark, tr

_KINDS = {"gtin": "GTIN", "barcode": mark("barcode"), "taught": mark("taught here"), "sku": mark("own SKU")}


#: Each is there once; all others are cells.
_PLACES = {
    "dock": mark("At the dock"),
    "shelf": mark("On the shelf"),
    "bench": mark("On the bench"),
    "lost_and_found": mark("Lost and found"),
}


def product_columns() -> tuple[Column[ProductRow], ...]:
    """The columns of the product list."""
    return (
        Column(mark("Product"), lambda row: _product(row), style=Style.STRONG),
        Column(mark("Barcode"), _barcode, 172),
        Column(mark("Best offer"), _offer, 190),
        Column(mark("On hand"), lambda row: Cell(_count(row.on_hand)), 80, Style.STRONG, numeric=True),
        Column(mark("Promised"), lambda row: Cell(_count(row.allocated)), 84, Style.STRONG, numeric=True),
        Column(mark("Coming"), lambda row: Cell(_count(row.incoming)), 80, Style.STRONG, numeric=True),
    )


def product_panel(detail: ProductDetail, now: datetime) -> Panel:
    """Everything the side panel says of a product."""
    weight = f" · {detail.facts.weight_g} g" if detail.facts.weight_g else ""
    return Panel(
        detail.id,
        detail.facts.title,
        f"{detail.sku}{weight}",
        (
            Section(tr("Stock"), tuple(_stock(detail)), empty=tr("Nothing is here.")),
            Section(tr("Waiting orders"), entries=tuple(_waiting(detail, now)), empty=tr("Nobody waits for it.")),
            Section(tr("On its way"), entries=tuple(_incoming(detail, now)), empty=tr("Nothing is on order.")),
            Section(
                tr("Suppliers"),
                entries=tuple(_offers(detail)),
                empty=tr("No supplier offers it: it cannot be bought."),
            ),
            Section(
                tr("Codes it is scanned by"),
                tuple(Fact(as_printed(code.code), code_words(code)) for code in detail.codes),
            ),
        ),
    )


def code_words(code: CodeRow) -> str:
    """What kind of code it is: `GTIN`, `SKU of Acme`."""
    return tr("SKU of {supplier}", supplier=code.supplier) if code.supplier else tr(_KINDS[code.kind])


def terms_words(facts: OfferFacts) -> str:
    """The terms of an offer: `EUR 3.20 · 2 days · packs of 12`."""
    parts = [f"{facts.cost.currency} {facts.cost.decimal()}", days(facts.lead_time_days)]
    parts += [tr("packs of {units}", units=facts.pack_multiple)] if facts.pack_multiple > 1 else []
    parts += [tr("{units} or more", units=facts.minimum_order_quantity)] if facts.minimum_order_quantity > 1 else []
    return " · ".join(parts)


def days(count: float) -> str:
    """A number of days: `1 day`, `2.5 days`."""
    whole = int(count)
    return tr("{n} days", "{n} day", whole) if count == whole else tr("{count} days", count=f"{count:g}")


def _count(units: int) -> str:
    return str(units) if units else "–"


def _barcode(row: ProductRow) -> Cell:
    if not row.barcodes:
        return Cell(tr("no barcode"), tone=Tone.QUIET)
    more = len(row.barcodes) - 1
    return Cell(as_printed(row.barcodes[0]), tr("and {more} more", more=more) if more else "")


def as_printed(code: str) -> str:
    """A code as it stands on goods: a stored GTIN is filled up with zeros to 14 digits (GS1 GenSpecs §3.3.2)."""
    padded = len(code) == 14 and code.isdigit() and code[0] == "0"
    return code.lstrip("0").zfill(13) if padded else code


def _offer(row: ProductRow) -> Cell:
    if row.cost is None:
        return Cell(tr("no supplier"), tone=Tone.WRONG)
    terms = f"{row.cost.currency} {row.cost.decimal()} · {days(row.lead_time_days)}"
    several = tr("{supplier} · 1 of {all}", supplier=row.supplier, all=row.suppliers)
    return Cell(terms, several if row.suppliers > 1 else row.supplier)


def _stock(detail: ProductDetail) -> Iterator[Fact]:
    for place in detail.stock:
        free = place.on_hand - place.allocated
        sold = place.kind != "lost_and_found"
        units = tr("{units}, {free} free", units=place.on_hand, free=free) if sold else str(place.on_hand)
        yield Fact(_place(place), units)


def _place(place: PlaceStock) -> str:
    return tr(_PLACES[place.kind]) if place.kind in _PLACES else tr("Cell {place}", place=place.place)


def _waiting(detail: ProductDetail, now: datetime) -> Iterator[Entry]:
    for order in detail.waiting:
        late = order.promise_at < now
        words = promised(order.promise_at, now)
        yield Entry(order.number, words, f"{order.units} ×", tone=Tone.WRONG if late else Tone.PLAIN)


def _incoming(detail: ProductDetail, now: datetime) -> Iterator[Entry]:
    for line in detail.incoming:
        parts = [line.supplier, expected(line.expected_on, now)]
        parts += [tr("{units} free", units=line.free)] if line.free else []
        yield Entry(line.purchase_order, " · ".join(parts), f"{line.units} ×")


def _offers(detail: ProductDetail) -> Iterator[Entry]:
    for offer in detail.offers:
        yield Entry(offer.supplier, f"{terms_words(offer.facts)} · {offer.facts.supplier_sku}".removesuffix(" · "))


def _product(row: ProductRow) -> Cell:
    return Cell(row.title, row.sku, picture=row.image, icon="" if row.image else "image")
