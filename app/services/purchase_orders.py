"""Purchase orders on their way to the supplier, and what suppliers say of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, case, func, insert, select, update

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.address import PostalAddress
from app.domain.carriers import carrier_of, tracking_keys
from app.domain.documents import Brand, PurchaseOrderDocument, PurchaseOrderLine, read_brand
from app.domain.events import (
    Event,
    PurchaseOrderAcknowledged,
    PurchaseOrderCancelled,
    PurchaseOrderClosedShort,
    PurchaseOrderSent,
    ShipNoticeRecorded,
)
from app.domain.money import Money
from app.domain.orders import PurchaseOrderState, may_become, state_words
from app.domain.requests import Request
from app.errors import NotFound, Refused
from app.services.pull import pull
from app.services.purchase_order_ends import Ended, fates
from app.services.release import withdraw_pegs


class UnsentPurchaseOrder(Struct, frozen=True):
    """A purchase order whose newest revision the supplier has not got."""

    id: int
    document: PurchaseOrderDocument


_ORDERS = select(t.PurchaseOrder, t.Supplier.name.label("supplier"), t.Supplier.email).join(
    t.Supplier, t.Supplier.id == t.PurchaseOrder.supplier_id
)
# By revision, not by state: goods of an earlier revision may arrive while a later one waits to be sent.
_UNSENT = _ORDERS.where(
    t.PurchaseOrder.revision > t.PurchaseOrder.sent_revision,
    t.PurchaseOrder.state != PurchaseOrderState.CANCELLED.value,
    t.PurchaseOrder.state != PurchaseOrderState.CLOSED_SHORT.value,
).order_by(t.PurchaseOrder.id)
_ALL_LINES = (
    select(t.PurchaseOrderLine, t.Product.sku, t.Product.title)
    .join(t.Product, t.Product.id == t.PurchaseOrderLine.product_id)
    .where(t.PurchaseOrderLine.purchase_order_id == bindparam("order"))
    .order_by(t.PurchaseOrderLine.number)
)
_OPEN_LINES = _ALL_LINES.where(t.PurchaseOrderLine.closed == 0)
_ENDED = (PurchaseOrderState.CLOSED_SHORT, PurchaseOrderState.CANCELLED)


def unsent(database: Database) -> list[UnsentPurchaseOrder]:
    """What has to be written to the suppliers now."""
    with database.read() as connection:
        rows = connection.execute(_UNSENT).all()
        return [UnsentPurchaseOrder(row.id, _document(connection, row)) for row in rows]


def purchase_order_document(connection: Connection, order_id: int) -> PurchaseOrderDocument:
    """What the paper of a purchase order says; of an ended one what it asked for.

    Raises:
        NotFound: no such purchase order.
    """
    row = connection.execute(_ORDERS.where(t.PurchaseOrder.id == order_id)).first()
    if row is None:
        raise NotFound("purchase_order_unknown", purchase_order=order_id)
    return _document(connection, row)


def _document(connection: Connection, row: Row[*tuple[Any, ...]]) -> PurchaseOrderDocument:
    buyer = _buyer(connection)
    return PurchaseOrderDocument(
        row.number,
        row.scan_code,
        row.revision,
        buyer.trading_name,
        buyer.return_address,
        row.supplier,
        row.email,
        row.ordered_on.isoformat(),
        row.expected_on.isoformat(),
        _lines(connection, row),
        row.currency,
    )


def _buyer(connection: Connection) -> Brand:
    """Who orders: the shop's first brand."""
    content = connection.execute(select(t.Brand.content).order_by(t.Brand.id).limit(1)).scalar()
    return read_brand(content) if content else Brand("", "", PostalAddress())


def _lines(connection: Connection, order: Row[*tuple[Any, ...]]) -> tuple[PurchaseOrderLine, ...]:
    statement = _ALL_LINES if order.state in _ENDED else _OPEN_LINES
    return tuple(
        PurchaseOrderLine(
            row.number, row.supplier_sku, row.sku, row.title, row.quantity, Money(row.cost_minor, row.currency)
        )
        for row in connection.execute(statement, {"order": order.id})
    )


_AFTER_SENDING = case(
    (t.PurchaseOrder.state == PurchaseOrderState.DRAFT.value, PurchaseOrderState.SENT.value),
    else_=t.PurchaseOrder.state,
)


def mark_sent(database: Database, request: Request, order_id: int, revision: int) -> bool:
    """Record that a revision went out; False when the order was extended meanwhile and has to be sent again."""
    order = t.PurchaseOrder
    with database.write() as connection:
        sent = connection.execute(
            update(order)
            .where(order.id == order_id, order.revision == revision, order.sent_revision < revision)
            .values(state=_AFTER_SENDING, sent_revision=revision, sent_at=request.at)
        )
        if sent.rowcount == 0:
            return False
        journal.record(connection, request, [PurchaseOrderSent(order_id, revision)])
        return True


def acknowledge(database: Database, request: Request, number: str, expected_on: date) -> None:
    """The supplier said yes, and when the goods will be here.

    Raises:
        NotFound: no such purchase order.
        Refused: it was not sent yet, or goods of it are here or on their way.
    """
    with database.write() as connection:
        order = _order(connection, number)
        _refuse_unless(order, PurchaseOrderState.ACKNOWLEDGED)
        _set(connection, order.id, state=PurchaseOrderState.ACKNOWLEDGED.value, expected_on=expected_on)
        event = PurchaseOrderAcknowledged(order.id, expected_on.isoformat(), order.expected_on.isoformat())
        journal.record(connection, request, [event])


def record_ship_notice(
    database: Database, request: Request, number: str, tracking_number: str, expected_on: date | None = None
) -> None:
    """The supplier named a tracking number: the parcel is expected, and scanning it will open the purchase order.

    A draft stays one: its newest revision still has to go out.

    Raises:
        NotFound: no such purchase order.
        Refused: the tracking number belongs to another one.
    """
    with database.write() as connection:
        order = _order(connection, number)
        parcel_id = _expect_parcel(connection, request, order.id, tracking_keys(tracking_number)[0])
        day = expected_on or order.expected_on
        shipped = may_become(PurchaseOrderState(order.state), PurchaseOrderState.SHIPPED)
        state = PurchaseOrderState.SHIPPED.value if shipped else order.state
        _set(connection, order.id, state=state, expected_on=day)
        event = ShipNoticeRecorded(order.id, parcel_id, day.isoformat(), order.expected_on.isoformat())
        journal.record(connection, request, [event])


def _expect_parcel(connection: Connection, request: Request, order_id: int, tracking: str) -> int:
    parcel = t.InboundParcel
    known = connection.execute(
        select(parcel.id, parcel.purchase_order_id).where(parcel.tracking_number == tracking)
    ).first()
    if known is None:
        values = {
            "tracking_number": tracking,
            "carrier": carrier_of(tracking) or "",
            "purchase_order_id": order_id,
            "announced_at": request.at,
        }
        return connection.execute(insert(parcel).returning(parcel.id), values).scalar_one()
    if known.purchase_order_id not in (None, order_id):
        raise Refused("tracking_number_taken", tracking=tracking)
    connection.execute(update(parcel).where(parcel.id == known.id).values(purchase_order_id=order_id))
    return int(known.id)


def close_short(database: Database, request: Request, number: str, *, dry_run: bool = False) -> Ended:
    """What has not come of a purchase order will not come: its order lines are bought for again, from other suppliers.

    What nobody else offers waits to be bought: whether to ask the same supplier again is for people. Where nothing is
    missing nothing changes. `dry_run` says what would happen, and changes nothing.

    Raises:
        NotFound: no such purchase order.
    """
    with database.write() as connection:
        order = _order(connection, number)
        if not may_become(PurchaseOrderState(order.state), PurchaseOrderState.CLOSED_SHORT):
            return Ended(order.number, order.supplier, 0)
        ended = _end(connection, request, order, PurchaseOrderState.CLOSED_SHORT, PurchaseOrderClosedShort)
        if dry_run:
            connection.rollback()
        return ended


def cancel_purchase_order(database: Database, request: Request, number: str, *, dry_run: bool = False) -> Ended:
    """Call a purchase order off before anything of it was shipped; as `close_short` otherwise.

    Raises:
        NotFound: no such purchase order.
        Refused: the supplier has shipped, or goods of it are here.
    """
    with database.write() as connection:
        order = _order(connection, number)
        _refuse_unless(order, PurchaseOrderState.CANCELLED)
        ended = _end(connection, request, order, PurchaseOrderState.CANCELLED, PurchaseOrderCancelled)
        if dry_run:
            connection.rollback()
        return ended


def _end(
    connection: Connection,
    request: Request,
    order: Row[*tuple[Any, ...]],
    state: PurchaseOrderState,
    fact: Callable[[int, int], Event],
) -> Ended:
    """Close every open line, withdraw its pegs, and pull again for the order lines that had them."""
    line = t.PurchaseOrderLine
    rows = connection.execute(
        select(line.id, line.product_id, line.quantity - line.received).where(
            line.purchase_order_id == order.id, line.closed == 0, line.received < line.quantity
        )
    ).all()
    waiting = _waiting_lines(connection, order.id)
    for line_id, _, _ in rows:
        withdraw_pegs(connection, line_id)
        connection.execute(update(line).where(line.id == line_id).values(closed=1))
    _set(connection, order.id, state=state.value)
    newest = connection.execute(select(func.max(t.PurchaseOrder.id))).scalar_one()
    missing = sum(left for _, _, left in rows)
    not_from = dict.fromkeys(waiting, order.supplier_id)
    pulled = pull(connection, request, [product_id for _, product_id, _ in rows], not_from)
    journal.record(connection, request, [fact(order.id, missing), *pulled])
    return Ended(order.number, order.supplier, missing, fates(connection, pulled, waiting, newest))


def _waiting_lines(connection: Connection, order_id: int) -> set[int]:
    """The order lines that are promised goods of this purchase order which have not come."""
    allocation, line = t.Allocation, t.PurchaseOrderLine
    rows = connection.execute(
        select(allocation.order_line_id)
        .join(line, line.id == allocation.purchase_order_line_id)
        .where(line.purchase_order_id == order_id, allocation.quantity > allocation.received)
    )
    return set(rows.scalars())


def _order(connection: Connection, number: str) -> Row[*tuple[Any, ...]]:
    row = connection.execute(_ORDERS.where(t.PurchaseOrder.number == number)).first()
    if row is None:
        raise NotFound("purchase_order_unknown", purchase_order=number)
    return row


def _set(connection: Connection, order_id: int, **values: object) -> None:
    connection.execute(update(t.PurchaseOrder).where(t.PurchaseOrder.id == order_id).values(**values))


def _refuse_unless(order: Row[*tuple[Any, ...]], wanted: PurchaseOrderState) -> None:
    state = PurchaseOrderState(order.state)
    if not may_become(state, wanted):
        words = {"state": state_words(state), "wanted": state_words(wanted)}
        raise Refused("purchase_order_not_here", purchase_order=order.number, **words)
