"""Products as a person keeps them: codes, offers, and what is here, promised and on its way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from app.db import tables as t
from app.domain.catalog import OfferFacts, ProductFacts
from app.domain.codes import normalise_code
from app.domain.money import Money
from app.queries.paging import PAGE_ROWS, Page, Position, comes_after, page_of
from app.queries.purchase_orders import WaitingOrder

_BARCODES = ("gtin", "barcode", "taught")
_SHOWN_ORDERS = 20


class ProductFilter(StrEnum):
    """What a list can be narrowed to."""

    NO_BARCODE = "no_barcode"
    NO_SUPPLIER = "no_supplier"
    ON_HAND = "on_hand"
    WAITED_FOR = "waited_for"


class ProductRow(Struct, frozen=True):
    """A product as a list shows it. Of its offers the cheapest is shown; stock in units."""

    id: int
    sku: str
    title: str
    image: str
    barcodes: tuple[str, ...] = ()
    suppliers: int = 0
    supplier: str = ""
    cost: Money | None = None
    lead_time_days: int = 0
    on_hand: int = 0
    allocated: int = 0
    incoming: int = 0


class CodeRow(Struct, frozen=True):
    """A code of a product; `supplier` is set where it is that supplier's own SKU."""

    code: str
    kind: str
    supplier_id: int | None
    supplier: str


class OfferRow(Struct, frozen=True):
    supplier_id: int
    supplier: str
    facts: OfferFacts


class PlaceStock(Struct, frozen=True):
    place: str
    kind: str
    on_hand: int
    allocated: int


class Incoming(Struct, frozen=True):
    """Units of a purchase order that are still to come; `free` of them are promised to nobody."""

    purchase_order_id: int
    purchase_order: str
    supplier: str
    units: int
    free: int
    expected_on: date


class ProductDetail(Struct, frozen=True):
    """One product with everything the side panel tells."""

    id: int
    sku: str
    facts: ProductFacts
    codes: tuple[CodeRow, ...]
    offers: tuple[OfferRow, ...]
    stock: tuple[PlaceStock, ...]
    incoming: tuple[Incoming, ...]
    waiting: tuple[WaitingOrder, ...]


def product_page(
    connection: Connection,
    text: str = "",
    filters: frozenset[ProductFilter] = frozenset(),
    after: Position | None = None,
    limit: int = PAGE_ROWS,
) -> Page[ProductRow]:
    """The products that follow `after`, by SKU; a `text` is looked for in SKU and title, and as a whole code."""
    product = t.Product
    statement = select(product).order_by(product.sku).limit(limit + 1)
    statement = statement.where(*(_NARROWED[one] for one in sorted(filters)))
    if text.strip():
        statement = statement.where(_matches(text))
    if after is not None:
        statement = statement.where(comes_after(after, product.sku))
    rows = connection.execute(statement).all()
    return page_of(_completed(connection, rows), limit, lambda row: (row.sku,))


def product_detail(connection: Connection, product_id: int) -> ProductDetail | None:
    """One product; None where there is none."""
    row = connection.execute(select(t.Product).where(t.Product.id == product_id)).first()
    if row is None:
        return None
    return ProductDetail(
        product_id,
        row.sku,
        ProductFacts(row.title, row.weight_g, row.image),
        _codes(connection, product_id),
        _offers(connection, product_id),
        _stock(connection, product_id),
        _incoming(connection, product_id),
        _waiting(connection, product_id),
    )


def products_with_code(connection: Connection, code: str) -> tuple[int, ...]:
    """The products that are scanned by a code; several where suppliers use one text for different things."""
    own = t.ProductCode
    found = select(own.product_id).distinct().where(own.code == normalise_code(code)).order_by(own.product_id)
    return tuple(connection.execute(found).scalars())


def _matches(text: str) -> ColumnElement[bool]:
    words, product = text.strip(), t.Product
    by_code = select(t.ProductCode.product_id).where(t.ProductCode.code == normalise_code(words))
    in_words = (column.icontains(words, autoescape=True) for column in (product.sku, product.title))
    return or_(*in_words, product.id.in_(by_code))


def _having(table: Any, *conditions: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = (
        select(table.product_id).where(table.product_id == t.Product.id, *conditions).correlate(t.Product).exists()
    )
    return found


# What is lost or damaged is at no place it could be sold from.
_USABLE = t.Balance.location_id.not_in(select(t.Location.id).where(t.Location.kind == "lost_and_found"))
_NARROWED: dict[ProductFilter, ColumnElement[bool]] = {
    ProductFilter.NO_BARCODE: ~_having(t.ProductCode, t.ProductCode.kind.in_(_BARCODES)),
    ProductFilter.NO_SUPPLIER: ~_having(t.Offer),
    ProductFilter.ON_HAND: _having(t.Balance, t.Balance.on_hand > 0, _USABLE),
    ProductFilter.WAITED_FOR: _having(t.OrderLine, t.OrderLine.waiting > 0),
}


# --- what belongs to the rows of a page, one statement each ---------------------------------------------------------


def _completed(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> list[ProductRow]:
    ids = [row.id for row in rows]
    barcodes, offers = _barcodes(connection, ids), _cheapest(connection, ids)
    stock, incoming = _balances(connection, ids), _expected(connection, ids)
    return [
        ProductRow(
            row.id,
            row.sku,
            row.title,
            row.image,
            tuple(barcodes[row.id]),
            *offers.get(row.id, (0, "", None, 0)),
            *stock.get(row.id, (0, 0)),
            incoming.get(row.id, 0),
        )
        for row in rows
    ]


def _barcodes(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    code = t.ProductCode
    rows = connection.execute(
        select(code.product_id, code.code)
        .where(code.product_id.in_(ids), code.kind.in_(_BARCODES))
        .order_by(code.product_id, code.id)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for product_id, text in rows:
        found[product_id].append(text)
    return found


def _cheapest(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, str, Money | None, int]]:
    """How many offers there are, and the one of the lowest cost: its supplier, cost and lead time in days."""
    offer = t.Offer
    rows = connection.execute(
        select(offer, t.Supplier.name)
        .join(t.Supplier, t.Supplier.id == offer.supplier_id)
        .where(offer.product_id.in_(ids))
        .order_by(offer.product_id, offer.cost_minor.desc(), offer.id.desc())
    )
    found: dict[int, tuple[int, str, Money | None, int]] = {}
    for row in rows:
        count = found[row.product_id][0] if row.product_id in found else 0
        cost = Money(row.cost_minor, row.currency)
        found[row.product_id] = (count + 1, row.name, cost, row.lead_time_days)
    return found


def _balances(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    balance = t.Balance
    rows = connection.execute(
        select(balance.product_id, func.sum(balance.on_hand), func.sum(balance.allocated))
        .where(balance.product_id.in_(ids), _USABLE)
        .group_by(balance.product_id)
    )
    return {product_id: (int(on_hand), int(allocated)) for product_id, on_hand, allocated in rows}


_line = t.PurchaseOrderLine
_STILL_OPEN = ((_line.closed == 0), (_line.received < _line.quantity))


def _expected(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    rows = connection.execute(
        select(_line.product_id, func.sum(_line.quantity - _line.received))
        .where(_line.product_id.in_(ids), *_STILL_OPEN)
        .group_by(_line.product_id)
    )
    return {product_id: int(units) for product_id, units in rows}


# --- what the side panel tells --------------------------------------------------------------------------------------


def _codes(connection: Connection, product_id: int) -> tuple[CodeRow, ...]:
    code = t.ProductCode
    rows = connection.execute(
        select(code.code, code.kind, code.supplier_id, t.Supplier.name)
        .outerjoin(t.Supplier, t.Supplier.id == code.supplier_id)
        .where(code.product_id == product_id)
        .order_by(code.id)
    )
    return tuple(CodeRow(row.code, row.kind, row.supplier_id, row.name or "") for row in rows)


def _offers(connection: Connection, product_id: int) -> tuple[OfferRow, ...]:
    rows = connection.execute(
        select(t.Offer, t.Supplier.name)
        .join(t.Supplier, t.Supplier.id == t.Offer.supplier_id)
        .where(t.Offer.product_id == product_id)
        .order_by(t.Offer.cost_minor, t.Offer.id)
    )
    return tuple(OfferRow(row.supplier_id, row.name, _terms(row)) for row in rows)


def _terms(row: Row[*tuple[Any, ...]]) -> OfferFacts:
    cost = Money(row.cost_minor, row.currency)
    return OfferFacts(row.supplier_sku, cost, row.pack_multiple, row.minimum_order_quantity, row.lead_time_days)


def _stock(connection: Connection, product_id: int) -> tuple[PlaceStock, ...]:
    balance = t.Balance
    rows = connection.execute(
        select(t.Location.code, t.Location.kind, balance.on_hand, balance.allocated)
        .join(t.Location, t.Location.id == balance.location_id)
        .where(balance.product_id == product_id, balance.on_hand > 0)
        .order_by(t.Location.code)
    )
    return tuple(PlaceStock(*row) for row in rows)


def _incoming(connection: Connection, product_id: int) -> tuple[Incoming, ...]:
    order, units = t.PurchaseOrder, _line.quantity - _line.received
    rows = connection.execute(
        select(order.id, order.number, t.Supplier.name, units, units - _line.pegged, order.expected_on)
        .join(order, order.id == _line.purchase_order_id)
        .join(t.Supplier, t.Supplier.id == order.supplier_id)
        .where(_line.product_id == product_id, *_STILL_OPEN)
        .order_by(order.expected_on, order.id)
    )
    return tuple(Incoming(*row) for row in rows)


def _waiting(connection: Connection, product_id: int) -> tuple[WaitingOrder, ...]:
    line, order = t.OrderLine, t.SalesOrder
    rows = connection.execute(
        select(order.id, order.number, line.promise_at, line.waiting)
        .join(order, order.id == line.order_id)
        .where(line.product_id == product_id, line.waiting > 0)
        .order_by(line.promise_at, line.id)
        .limit(_SHOWN_ORDERS)
    )
    return tuple(WaitingOrder(*row) for row in rows)
