"""Purchase orders as a buyer sees them: how far each is, and the customers' orders that wait for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Row, func, or_, select, tuple_

from app.db import tables as t
from app.domain.money import Money
from app.domain.orders import OPEN_PURCHASES, PurchaseOrderState
from app.queries.order_list import literal_states
from app.queries.paging import PAGE_ROWS, Page, Position, comes_after, page_of


class PurchaseView(StrEnum):
    """The saved views. UNANSWERED was sent and not acknowledged; ENDED is received, closed short or cancelled."""

    OPEN = "open"
    LATE = "late"
    UNANSWERED = "unanswered"
    ON_THE_WAY = "on_the_way"
    ENDED = "ended"


class WaitingOrder(Struct, frozen=True):
    """A customer's order that is promised `units` of a purchase order which have not come."""

    id: int
    number: str
    promise_at: datetime
    units: int


class PurchaseOrderRow(Struct, frozen=True):
    """A purchase order as a list shows it; `cost` is of all its lines, `waiting` has the most urgent order first."""

    id: int
    number: str
    supplier: str
    state: PurchaseOrderState
    ordered_on: date
    expected_on: date
    units: int = 0
    received: int = 0
    cost: Money = Money(0, "")
    waiting: tuple[WaitingOrder, ...] = ()
    tracking: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_PURCHASES


class PurchaseOrderLineRow(Struct, frozen=True):
    """`closed`: nothing more of it is expected. `cost` is of one unit."""

    id: int
    product_id: int
    title: str
    sku: str
    supplier_sku: str
    image: str
    quantity: int
    received: int
    cost: Money
    closed: bool


class ParcelRow(Struct, frozen=True):
    tracking_number: str
    carrier: str
    announced_at: datetime
    arrived_at: datetime | None


class PurchaseOrderDetail(Struct, frozen=True):
    """One purchase order with its lines and parcels."""

    row: PurchaseOrderRow
    supplier_id: int
    revision: int
    sent_at: datetime | None
    lines: tuple[PurchaseOrderLineRow, ...]
    parcels: tuple[ParcelRow, ...]


_own = t.PurchaseOrder
_ORDERS = select(_own, t.Supplier.name.label("supplier")).join(t.Supplier, t.Supplier.id == _own.supplier_id)
_OPEN = _own.state.in_(literal_states(OPEN_PURCHASES))


def purchase_order_page(
    connection: Connection,
    view: PurchaseView,
    today: date,
    text: str = "",
    after: Position | None = None,
    limit: int = PAGE_ROWS,
    supplier_id: int | None = None,
) -> Page[PurchaseOrderRow]:
    """The purchase orders that follow `after`: open ones by the day they are expected, ended ones the newest first.

    A `text` looks for numbers, suppliers, products and tracking numbers; `supplier_id` keeps to one supplier.
    """
    ended = view is PurchaseView.ENDED
    key = (_own.ordered_on, _own.id) if ended else (_own.expected_on, _own.id)
    statement = _ORDERS.where(*_conditions(view, today, text)).limit(limit + 1)
    statement = statement.order_by(*(column.desc() if ended else column for column in key))
    if supplier_id is not None:
        statement = statement.where(_own.supplier_id == supplier_id)
    if after is not None:
        statement = statement.where(tuple_(*key) < after if ended else comes_after(after, *key))
    rows = connection.execute(statement).all()
    shown = _completed(connection, rows)
    return page_of(shown, limit, lambda row: (row.ordered_on if ended else row.expected_on, row.id))


def purchase_order_detail(connection: Connection, order_id: int) -> PurchaseOrderDetail | None:
    """One purchase order; None where there is none."""
    return _detail(connection, _own.id == order_id)


def purchase_order_with_code(connection: Connection, scan_code: str) -> PurchaseOrderDetail | None:
    """The purchase order whose paper has this code; None where there is none."""
    return _detail(connection, _own.scan_code == scan_code)


def _detail(connection: Connection, wanted: ColumnElement[bool]) -> PurchaseOrderDetail | None:
    row = connection.execute(_ORDERS.where(wanted)).first()
    if row is None:
        return None
    [shown] = _completed(connection, [row])
    lines, parcels = _lines(connection, row.id), _parcels(connection, row.id)
    return PurchaseOrderDetail(shown, row.supplier_id, row.revision, row.sent_at, lines, parcels)


def view_counts(connection: Connection, today: date) -> dict[PurchaseView, int]:
    """How many purchase orders each saved view of open ones holds."""
    return {
        view: connection.execute(select(func.count(_own.id)).where(*_conditions(view, today, ""))).scalar_one()
        for view in PurchaseView
        if view is not PurchaseView.ENDED
    }


def _conditions(view: PurchaseView, today: date, text: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [~_OPEN] if view is PurchaseView.ENDED else [_OPEN]
    match view:
        case PurchaseView.LATE:
            found.append(_own.expected_on < today)
        case PurchaseView.UNANSWERED:
            found.append(_own.state == PurchaseOrderState.SENT.value)
        case PurchaseView.ON_THE_WAY:
            found.append(_own.state == PurchaseOrderState.SHIPPED.value)
        case PurchaseView.OPEN | PurchaseView.ENDED:
            pass
    return [*found, _matches(text)] if text.strip() else found


def _matches(text: str) -> ColumnElement[bool]:
    words = text.strip()
    line, parcel, supplier = t.PurchaseOrderLine, t.InboundParcel, t.Supplier.__table__.alias("s")
    named = select(supplier.c.id).where(supplier.c.name.icontains(words, autoescape=True))
    holding = (
        select(line.purchase_order_id)
        .join(t.Product, t.Product.id == line.product_id)
        .where(
            or_(*(column.icontains(words, autoescape=True) for column in (t.Product.sku, t.Product.title))),
            line.purchase_order_id == _own.id,
        )
    )
    bringing = select(parcel.id).where(
        parcel.purchase_order_id == _own.id, parcel.tracking_number.icontains(words.replace(" ", ""), autoescape=True)
    )
    return or_(
        _own.number.icontains(words, autoescape=True),
        _own.scan_code == words.upper(),
        _own.supplier_id.in_(named),
        holding.exists(),
        bringing.exists(),
    )


# --- what belongs to the rows of a page, one statement each ---------------------------------------------------------


def _completed(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> list[PurchaseOrderRow]:
    ids = [row.id for row in rows]
    sums, waiting, tracking = _sums(connection, ids), _waiting(connection, ids), _tracking(connection, ids)
    return [_row(row, sums.get(row.id, (0, 0, 0)), waiting[row.id], tracking[row.id]) for row in rows]


def _row(
    row: Row[*tuple[Any, ...]], sums: tuple[int, int, int], waiting: Sequence[WaitingOrder], tracking: Sequence[str]
) -> PurchaseOrderRow:
    units, received, cost = sums
    return PurchaseOrderRow(
        row.id,
        row.number,
        row.supplier,
        PurchaseOrderState(row.state),
        row.ordered_on,
        row.expected_on,
        units,
        received,
        Money(cost, row.currency),
        tuple(waiting),
        tuple(tracking),
    )


def _sums(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    line = t.PurchaseOrderLine
    totals = func.sum(line.quantity), func.sum(line.received), func.sum(line.quantity * line.cost_minor)
    statement = select(line.purchase_order_id, *totals).where(line.purchase_order_id.in_(ids))
    rows = connection.execute(statement.group_by(line.purchase_order_id))
    # PostgreSQL sums integers into decimals.
    return {id: (int(units), int(received), int(cost)) for id, units, received, cost in rows}


def _waiting(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[WaitingOrder]]:
    allocation, line, order = t.Allocation, t.PurchaseOrderLine, t.SalesOrder
    expected = func.sum(allocation.quantity - allocation.received)
    rows = connection.execute(
        select(line.purchase_order_id, order.id, order.number, order.promise_at, expected)
        .join(line, line.id == allocation.purchase_order_line_id)
        .join(t.OrderLine, t.OrderLine.id == allocation.order_line_id)
        .join(order, order.id == t.OrderLine.order_id)
        .where(line.purchase_order_id.in_(ids), allocation.quantity > allocation.received)
        .group_by(line.purchase_order_id, order.id, order.number, order.promise_at)
        .order_by(order.promise_at, order.id)
    )
    found: defaultdict[int, list[WaitingOrder]] = defaultdict(list)
    for purchase_order_id, id, number, promise_at, units in rows:
        found[purchase_order_id].append(WaitingOrder(id, number, promise_at, int(units)))
    return found


def _tracking(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    parcel = t.InboundParcel
    rows = connection.execute(
        select(parcel.purchase_order_id, parcel.tracking_number)
        .where(parcel.purchase_order_id.in_(ids))
        .order_by(parcel.id)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for order_id, tracking in rows:
        if order_id is not None:
            found[order_id].append(tracking)
    return found


def _lines(connection: Connection, order_id: int) -> tuple[PurchaseOrderLineRow, ...]:
    line = t.PurchaseOrderLine
    rows = connection.execute(
        select(line, t.Product.title, t.Product.sku, t.Product.image)
        .join(t.Product, t.Product.id == line.product_id)
        .where(line.purchase_order_id == order_id)
        .order_by(line.number)
    )
    return tuple(
        PurchaseOrderLineRow(
            row.id,
            row.product_id,
            row.title,
            row.sku,
            row.supplier_sku,
            row.image,
            row.quantity,
            row.received,
            Money(row.cost_minor, row.currency),
            bool(row.closed),
        )
        for row in rows
    )


def _parcels(connection: Connection, order_id: int) -> tuple[ParcelRow, ...]:
    parcel = t.InboundParcel
    rows = connection.execute(select(parcel).where(parcel.purchase_order_id == order_id).order_by(parcel.id))
    return tuple(ParcelRow(row.tracking_number, row.carrier, row.announced_at, row.arrived_at) for row in rows)
