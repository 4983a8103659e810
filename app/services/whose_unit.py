"""Whose unit is it? The PO lines that could bring it, the order line that waits for it most, and that order's cell."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, Integer, bindparam, exists, func, literal_column, select, union_all
from sqlalchemy.orm import aliased

from app.db import tables as t
from app.domain.cross_dock import ExpectedLine
from app.domain.receiving import Delivery
from app.services import places

# A literal, not a parameter: SQLite takes a partial index only where it can read the condition.
_ZERO = literal_column("0", Integer)
_LINE_COLUMNS = (
    t.PurchaseOrderLine.id,
    t.PurchaseOrder.id.label("purchase_order_id"),
    t.PurchaseOrder.number,
    t.PurchaseOrderLine.quantity,
    t.PurchaseOrderLine.received,
    t.PurchaseOrderLine.pegged,
    t.PurchaseOrderLine.closed,
)
_JOINED = select(*_LINE_COLUMNS).join(t.PurchaseOrder, t.PurchaseOrder.id == t.PurchaseOrderLine.purchase_order_id)
_LINES = union_all(
    _JOINED.where(
        t.PurchaseOrderLine.purchase_order_id == bindparam("purchase_order"),
        t.PurchaseOrderLine.product_id == bindparam("product"),
    ),
    select(
        _JOINED.where(
            t.PurchaseOrderLine.product_id == bindparam("product"),
            t.PurchaseOrderLine.closed == _ZERO,
            t.PurchaseOrderLine.received < t.PurchaseOrderLine.quantity,
            t.PurchaseOrderLine.purchase_order_id != bindparam("purchase_order"),
        )
        .order_by(t.PurchaseOrderLine.id)
        .limit(1)
        .subquery()
    ),
)


def expected_lines(connection: Connection, delivery: Delivery, product_id: int) -> tuple[ExpectedLine, ...]:
    """The delivery's own lines of the product, and the oldest other line that still expects some."""
    own = delivery.purchase_order_id or 0
    rows = connection.execute(_LINES, {"purchase_order": own, "product": product_id})
    return tuple(
        ExpectedLine(
            row.id,
            row.purchase_order_id,
            row.number,
            row.quantity,
            row.received,
            row.pegged,
            bool(row.closed),
            on_delivery=row.purchase_order_id == own,
        )
        for row in rows
    )


class Waiting(Struct, frozen=True):
    """The most urgent order line that waits for the product."""

    line_id: int
    order_id: int
    order_number: str
    to_buy: int
    order_waiting: int
    ship_to_name: str
    promise_at: datetime
    tote_id: int
    tote: str
    shares_tote: bool
    peg_id: int | None


# Only the dock is ever shared; said here, so that the index of the totes answers.
_CELL = aliased(t.Location)
_HOLDER = aliased(t.SalesOrder)
_TAKEN = exists().where(_HOLDER.tote_id == _CELL.id, _HOLDER.shares_tote == _ZERO)
_FREE_CELL = select(_CELL.id).where(_CELL.kind == "cell", ~_TAKEN).order_by(_CELL.id).limit(1).scalar_subquery()
_PEG = (
    select(t.Allocation.id)
    .where(
        t.Allocation.order_line_id == t.OrderLine.id,
        t.Allocation.purchase_order_line_id == bindparam("line"),
        t.Allocation.quantity > t.Allocation.received,
    )
    .limit(1)
    .correlate(t.OrderLine)
    .scalar_subquery()
)
_URGENT = (
    select(
        t.OrderLine.id.label("line_id"),
        t.OrderLine.to_buy,
        t.OrderLine.promise_at,
        t.SalesOrder.id.label("order_id"),
        t.SalesOrder.number,
        t.SalesOrder.waiting,
        t.SalesOrder.ship_to_name,
        t.Location.id.label("place_id"),
        t.Location.code.label("place"),
        t.Location.kind.label("place_kind"),
        _PEG.label("peg_id"),
    )
    .join(t.SalesOrder, t.SalesOrder.id == t.OrderLine.order_id)
    .join(t.Location, t.Location.id == func.coalesce(t.SalesOrder.tote_id, _FREE_CELL, places.id_of("dock")))
    .where(t.OrderLine.product_id == bindparam("product"), t.OrderLine.waiting > _ZERO)
    .order_by(t.OrderLine.promise_at, t.OrderLine.id)
    .limit(1)
)


def most_urgent(connection: Connection, product_id: int, line: ExpectedLine | None) -> Waiting | None:
    """The waiting line with the earliest promise; its order's cell is its own, a free one, or the dock when full."""
    row = connection.execute(_URGENT, {"product": product_id, "line": line.id if line else 0}).first()
    if row is None:
        return None
    return Waiting(
        row.line_id,
        row.order_id,
        row.number,
        row.to_buy,
        row.waiting,
        row.ship_to_name,
        row.promise_at,
        row.place_id,
        row.place,
        row.place_kind != "cell",
        row.peg_id,
    )
