"""Products in words: the columns of the list and the panel of one product."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.domain.catalog import OfferFacts
from app.queries.products import CodeRow, ProductDetail, ProductRow
from ui.models.columns import Cell, Column, Style, Tone
from ui.models.moments import expected, promised
from ui.models.panel import Entry, Fact, Panel, Section

_KINDS = {"gtin": "GTIN", "barcode": "barcode", "taught": "taught here", "sku": "own SKU"}


def product_columns() -> tuple[Column[ProductRow], ...]:
    """The columns of the product list."""
    return (
        Column("Product", lambda row: _product(row), style=Style.STRONG),
        Column("Barcode", _barcode, 172),
        Column("Best offer", _offer, 190),
        Column("On hand", lambda row: Cell(_count(row.on_hand)), 80, Style.STRONG, numeric=True),
        Column("Promised", lambda row: Cell(_count(row.allocated)), 84, Style.STRONG, numeric=True),
        Column("Coming", lambda row: Cell(_count(row.incoming)), 80, Style.STRONG, numeric=True),
    )


def product_panel(detail: ProductDetail, now: datetime) -> Panel:
    """Everything the side panel says of a product."""
    weight = f" · {detail.facts.weight_g} g" if detail.facts.weight_g else ""
    return Panel(
        detail.id,
        detail.facts.title,
        f"{detail.sku}{weight}",
        (
            Section("Stock", tuple(_stock(detail)), empty="Nothing is here and nothing is on its way."),
            Section("Waiting orders", entries=tuple(_waiting(detail, now)), empty="Nobody waits for it."),
            Section("On its way", entries=tuple(_incoming(detail, now)), empty="Nothing is on order."),
            Section("Suppliers", entries=tuple(_offers(detail)), empty="No supplier offers it: it cannot be bought."),
            Section(
                "Codes it is scanned by", tuple(Fact(as_printed(code.code), code_words(code)) for code in detail.codes)
            ),
        ),
    )


def code_words(code: CodeRow) -> str:
    """What kind of code it is: `GTIN`, `SKU of Acme`."""
    return f"SKU of {code.supplier}" if code.supplier else _KINDS.get(code.kind, code.kind)


def terms_words(facts: OfferFacts) -> str:
    """The terms of an offer: `EUR 3.20 · 2 days · packs of 12`."""
    parts = [f"{facts.cost.currency} {facts.cost.decimal()}", days(facts.lead_time_days)]
    parts += [f"packs of {facts.pack_multiple}"] if facts.pack_multiple > 1 else []
    parts += [f"{facts.minimum_order_quantity} or more"] if facts.minimum_order_quantity > 1 else []
    return " · ".join(parts)


def days(count: float) -> str:
    """A number of days: `1 day`, `2.5 days`."""
    return "1 day" if count == 1 else f"{count:g} days"


def _count(units: int) -> str:
    return str(units) if units else "–"


def _barcode(row: ProductRow) -> Cell:
    if not row.barcodes:
        return Cell("no barcode", tone=Tone.QUIET)
    more = len(row.barcodes) - 1
    return Cell(as_printed(row.barcodes[0]), f"and {more} more" if more else "")


def as_printed(code: str) -> str:
    """A code as it stands on goods: a stored GTIN is filled up with zeros to 14 digits (GS1 GenSpecs §3.3.2)."""
    padded = len(code) == 14 and code.isdigit() and code[0] == "0"
    return code.lstrip("0").zfill(13) if padded else code


def _codes(detail: ProductDetail) -> Iterator[Fact]:
    for code in detail.codes:
        yield Fact(as_printed(code.code), code_words(code))


def _offer(row: ProductRow) -> Cell:
    if row.cost is None:
        return Cell("no supplier", tone=Tone.WRONG)
    others = f" · 1 of {row.suppliers}" if row.suppliers > 1 else ""
    return Cell(f"{row.cost.currency} {row.cost.decimal()} · {days(row.lead_time_days)}", f"{row.supplier}{others}")


def _stock(detail: ProductDetail) -> Iterator[Fact]:
    for place in detail.stock:
        free = place.on_hand - place.allocated
        yield Fact(f"{place.kind.replace('_', ' ').capitalize()} {place.place}", f"{place.on_hand}, {free} free")


def _waiting(detail: ProductDetail, now: datetime) -> Iterator[Entry]:
    for order in detail.waiting:
        late = order.promise_at < now
        words = promised(order.promise_at, now)
        yield Entry(order.number, words, f"{order.units} ×", tone=Tone.WRONG if late else Tone.PLAIN)


def _incoming(detail: ProductDetail, now: datetime) -> Iterator[Entry]:
    for line in detail.incoming:
        free = f" · {line.free} free" if line.free else ""
        words = f"{line.supplier} · {expected(line.expected_on, now)}{free}"
        yield Entry(line.purchase_order, words, f"{line.units} ×")


def _offers(detail: ProductDetail) -> Iterator[Entry]:
    for offer in detail.offers:
        yield Entry(offer.supplier, f"{terms_words(offer.facts)} · {offer.facts.supplier_sku}".removesuffix(" · "))


def _product(row: ProductRow) -> Cell:
    return Cell(row.title, row.sku, picture=row.image, icon="" if row.image else "image")
