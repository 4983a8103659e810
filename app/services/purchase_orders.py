"""Purchase orders on their way to the supplier, and what suppliers say of them."""

from __future__ import annotations

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, insert, select, update

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.address import PostalAddress
from app.domain.carriers import carrier_of, tracking_keys
from app.domain.documents import Brand, PurchaseOrderDocument, PurchaseOrderLine
from app.domain.events import Event, PurchaseOrderClosedShort, PurchaseOrderSent
from app.domain.money import Money
from app.domain.orders import PurchaseOrderState
from app.domain.requests import Request
from app.errors import NotFound, Refused
from app.services.pull import pull
from app.services.release import withdraw_pegs


class UnsentPurchaseOrder(Struct, frozen=True):
    """A purchase order whose newest revision the supplier has not got."""

    id: int
    document: PurchaseOrderDocument


_UNSENT = (
    select(t.PurchaseOrder, t.Supplier.name.label("supplier"), t.Supplier.email)
    .join(t.Supplier, t.Supplier.id == t.PurchaseOrder.supplier_id)
    .where(t.PurchaseOrder.state == PurchaseOrderState.DRAFT.value)
    .order_by(t.PurchaseOrder.id)
)
_LINES = (
    select(t.PurchaseOrderLine, t.Product.sku, t.Product.title)
    .join(t.Product, t.Product.id == t.PurchaseOrderLine.product_id)
    .where(t.PurchaseOrderLine.purchase_order_id == bindparam("order"), t.PurchaseOrderLine.closed == 0)
    .order_by(t.PurchaseOrderLine.number)
)


def unsent(database: Database) -> list[UnsentPurchaseOrder]:
    """What has to be written to the suppliers now."""
    with database.read() as connection:
        buyer = _buyer(connection)
        return [
            UnsentPurchaseOrder(
                row.id,
                PurchaseOrderDocument(
                    row.number,
                    row.scan_code,
                    row.revision,
                    buyer.trading_name,
                    buyer.return_address,
                    row.supplier,
                    row.email,
                    row.ordered_on.isoformat(),
                    row.expected_on.isoformat(),
                    _lines(connection, row.id),
                    row.currency,
                ),
            )
            for row in connection.execute(_UNSENT).all()
        ]


def _buyer(connection: Connection) -> Brand:
    """Who orders: the shop's first brand."""
    content = connection.execute(select(t.Brand.content).order_by(t.Brand.id).limit(1)).scalar()
    return msgspec.json.decode(content, type=Brand) if content else Brand("", "", PostalAddress())


def _lines(connection: Connection, order_id: int) -> tuple[PurchaseOrderLine, ...]:
    return tuple(
        PurchaseOrderLine(
            row.number, row.supplier_sku, row.sku, row.title, row.quantity, Money(row.cost_minor, row.currency)
        )
        for row in connection.execute(_LINES, {"order": order_id})
    )


def mark_sent(database: Database, request: Request, order_id: int, revision: int) -> bool:
    """Record that a revision went out; False when the order was extended meanwhile and has to be sent again."""
    order = t.PurchaseOrder
    with database.write() as connection:
        sent = connection.execute(
            update(order)
            .where(order.id == order_id, order.revision == revision, order.state == PurchaseOrderState.DRAFT.value)
            .values(state=PurchaseOrderState.SENT.value, sent_revision=revision, sent_at=request.at)
        )
        if sent.rowcount == 0:
            return False
        journal.record(connection, request, [PurchaseOrderSent(order_id, revision)])
        return True


def record_ship_notice(database: Database, request: Request, number: str, tracking_number: str) -> None:
    """The supplier named a tracking number: the parcel is expected, and scanning it will open the purchase order.

    Raises:
        NotFound: no such purchase order.
        Refused: the tracking number belongs to another one.
    """
    parcel = t.InboundParcel
    with database.write() as connection:
        order_id = _order_id(connection, number)
        tracking = tracking_keys(tracking_number)[0]
        known = connection.execute(
            select(parcel.id, parcel.purchase_order_id).where(parcel.tracking_number == tracking)
        ).first()
        if known is not None and known.purchase_order_id not in (None, order_id):
            raise Refused("tracking_number_taken", tracking=tracking)
        if known is not None:
            connection.execute(update(parcel).where(parcel.id == known.id).values(purchase_order_id=order_id))
            return
        values = {
            "tracking_number": tracking,
            "carrier": carrier_of(tracking) or "",
            "purchase_order_id": order_id,
            "announced_at": request.at,
        }
        connection.execute(insert(parcel), values)


def close_short(database: Database, request: Request, number: str) -> None:
    """What has not come of a purchase order will not come: its order lines are bought for again, elsewhere if need be.

    Raises:
        NotFound: no such purchase order.
    """
    line = t.PurchaseOrderLine
    with database.write() as connection:
        order_id = _order_id(connection, number)
        rows = connection.execute(
            select(line.id, line.product_id, line.quantity - line.received).where(
                line.purchase_order_id == order_id, line.closed == 0, line.received < line.quantity
            )
        ).all()
        for line_id, _, _ in rows:
            withdraw_pegs(connection, line_id)
            connection.execute(update(line).where(line.id == line_id).values(closed=1))
        connection.execute(
            update(t.PurchaseOrder)
            .where(t.PurchaseOrder.id == order_id)
            .values(state=PurchaseOrderState.CLOSED_SHORT.value)
        )
        events: list[Event] = [PurchaseOrderClosedShort(order_id, sum(missing for _, _, missing in rows))]
        events += pull(connection, request, [product_id for _, product_id, _ in rows])
        journal.record(connection, request, events)


def _order_id(connection: Connection, number: str) -> int:
    id = connection.execute(select(t.PurchaseOrder.id).where(t.PurchaseOrder.number == number)).scalar()
    if id is None:
        raise NotFound("purchase_order_unknown", purchase_order=number)
    return id
