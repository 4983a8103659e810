"""Receiving: one scan takes goods in and gives each unit to the most urgent waiting order line (M12-M14)."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Connection, bindparam, func, insert, literal_column, select, update

from app.db import tables as t
from app.db.engine import Database
from app.domain.codes import read_code
from app.domain.conversation import remember, shown
from app.domain.cross_dock import choose_line
from app.domain.events import CodeTaught, Event, ParcelArrived
from app.domain.meanings import Product
from app.domain.messages import Message, listed, say
from app.domain.receiving import (
    AwaitingItem,
    AwaitingParcel,
    ConfirmingExtra,
    Delivery,
    ReceivingState,
    UnitReceived,
    prompt,
    received,
    unblocked,
)
from app.domain.receiving_decisions import (
    Finish,
    OpenParcel,
    OpenPurchaseOrder,
    Receive,
    Say,
    ShowPlace,
    TakeBack,
    Teach,
    decide,
)
from app.domain.requests import Request
from app.queries.lookup import what_is
from app.services import unit_reversal
from app.services.catalog_codes import teach_code
from app.services.conversation import Answer, Turn, converse, script
from app.services.pull import pull
from app.services.unit_receipt import Arrival, Received, receive_unit
from app.services.whose_unit import expected_lines

SCRIPT = script("receiving", ReceivingState())
#: Of what an order still waits for, a sentence has room for so many.
_NAMED = 3


def receive_scan(database: Database, request: Request, text: str, secret: bytes) -> Answer[ReceivingState]:
    """Answer one scan of the receiving screen."""
    code = read_code(text, secret=secret)

    def take_turn(connection: Connection, state: ReceivingState) -> Turn[ReceivingState]:
        supplier_id = state.delivery.supplier_id if state.delivery else None
        decision = decide(state, what_is(connection, code, supplier_id=supplier_id))
        match decision:
            case Say(step=step, message=message):
                return Turn(ReceivingState(step, state.last, state.done), message)
            case Receive():
                return _receive(connection, request, state, decision)
            case OpenPurchaseOrder():
                return _open_purchase_order(connection, request, state, decision)
            case OpenParcel():
                return _open_parcel(connection, request, state, decision)
            case Teach():
                return _teach(connection, state, decision)
            case TakeBack():
                return _take_back(connection, request, state)
            case Finish():
                return _finish(connection, state, decision)
            case ShowPlace(place=place):
                return Turn(state, _content(connection, place.location_id, place.code))

    return converse(database, request, SCRIPT, text, take_turn)


# --- deliveries -----------------------------------------------------------------------------------------------------

_DELIVERY = (
    select(
        t.PurchaseOrder.number,
        t.Supplier.id.label("supplier_id"),
        t.Supplier.name.label("supplier"),
        func.coalesce(
            func.sum(t.PurchaseOrderLine.quantity - t.PurchaseOrderLine.received).filter(
                t.PurchaseOrderLine.closed == 0, t.PurchaseOrderLine.quantity > t.PurchaseOrderLine.received
            ),
            0,
        ).label("expected"),
    )
    .join(t.Supplier, t.Supplier.id == t.PurchaseOrder.supplier_id)
    .join(t.PurchaseOrderLine, t.PurchaseOrderLine.purchase_order_id == t.PurchaseOrder.id)
    .where(t.PurchaseOrder.id == bindparam("id"))
    .group_by(t.PurchaseOrder.number, t.Supplier.id, t.Supplier.name)
)


def _open_purchase_order(
    connection: Connection, request: Request, state: ReceivingState, decision: OpenPurchaseOrder
) -> Turn[ReceivingState]:
    row = connection.execute(_DELIVERY, {"id": decision.purchase_order_id}).one()
    linked, parcel = decision.link_parcel_id, decision.parcel
    before = state.delivery
    if linked is not None:
        connection.execute(
            update(t.InboundParcel)
            .where(t.InboundParcel.id == linked)
            .values(purchase_order_id=decision.purchase_order_id)
        )
    parcel_id = linked if linked is not None else parcel.parcel_id if parcel else None
    tracking = before.tracking if before and linked is not None else parcel.tracking if parcel else ""
    delivery = Delivery(decision.purchase_order_id, row.number, row.supplier_id, row.supplier, parcel_id, tracking)
    values = {"supplier": row.supplier, "purchase_order": row.number}
    if linked is not None:
        message = say("parcel_linked", tracking=tracking, **values)
    elif row.expected:
        message = say("delivery_opened", expected=row.expected, **values)
    else:
        message = say("delivery_already_received", **values)
    events: tuple[Event, ...] = ()
    if parcel_id is not None:
        _mark_arrived(connection, request, parcel_id)
        events = (ParcelArrived(parcel_id, decision.purchase_order_id),)
    return Turn(ReceivingState(AwaitingItem(delivery), (), state.done), message, events)


def _open_parcel(
    connection: Connection, request: Request, state: ReceivingState, decision: OpenParcel
) -> Turn[ReceivingState]:
    """A parcel nobody announced: it is written down and its items can be scanned at once."""
    parcel_id = decision.parcel_id
    if parcel_id is None:
        values = {
            "tracking_number": decision.tracking,
            "carrier": decision.carrier,
            "purchase_order_id": None,
            "announced_at": request.at,
        }
        statement = insert(t.InboundParcel).returning(t.InboundParcel.id)
        parcel_id = connection.execute(statement, values).scalar_one()
    _mark_arrived(connection, request, parcel_id)
    delivery = Delivery(parcel_id=parcel_id, tracking=decision.tracking)
    message = say("mystery_parcel", tracking=decision.tracking)
    events = (ParcelArrived(parcel_id, None),)
    return Turn(ReceivingState(AwaitingItem(delivery), (), state.done), message, events)


def _mark_arrived(connection: Connection, request: Request, parcel_id: int) -> None:
    parcel = t.InboundParcel
    connection.execute(
        update(parcel).where(parcel.id == parcel_id, parcel.arrived_at.is_(None)).values(arrived_at=request.at)
    )


def _finish(connection: Connection, state: ReceivingState, decision: Finish) -> Turn[ReceivingState]:
    delivery = decision.delivery
    missing = 0
    if delivery.purchase_order_id is not None:
        missing = connection.execute(_DELIVERY, {"id": delivery.purchase_order_id}).one().expected
    if missing:
        message = say("delivery_finished_short", received=delivery.received, missing=missing)
    else:
        message = say("delivery_finished", received=delivery.received)
    return Turn(ReceivingState(AwaitingParcel(), (), state.done), message)


# --- items ----------------------------------------------------------------------------------------------------------


def _receive(
    connection: Connection, request: Request, state: ReceivingState, decision: Receive
) -> Turn[ReceivingState]:
    """Receive unit by unit: each may go to another order."""
    delivery, product = decision.delivery, decision.product
    units: list[Received] = []
    question: Message | None = None
    for _ in range(decision.quantity):
        source = choose_line(delivery, product, expected_lines(connection, delivery, product.id))
        if source.question and not decision.extra:
            question = source.question
            break
        units.append(receive_unit(connection, request, Arrival(delivery, product, source.line)))
    if not units:
        assert question is not None
        left = decision.quantity
        return Turn(ReceivingState(ConfirmingExtra(delivery, product, left), state.last, state.done), question)
    return _received(connection, request, state, decision, units, question)


def _received(
    connection: Connection,
    request: Request,
    state: ReceivingState,
    decision: Receive,
    units: list[Received],
    question: Message | None,
) -> Turn[ReceivingState]:
    events: list[Event] = [unit.event for unit in units]
    if any(unit.bereft for unit in units):
        events += pull(connection, request, [decision.product.id])
    step = received(decision.delivery, len(units))
    last = tuple({unit.destination.tote: unit.destination for unit in units}.values())
    done = remember(state.done, tuple(unit.made for unit in units))
    if question is None:
        return Turn(ReceivingState(step, last, done), _units_message(decision.product, units), tuple(events))
    confirming = ConfirmingExtra(step.delivery, decision.product, decision.quantity - len(units))
    return Turn(ReceivingState(confirming, last, done), question, tuple(events))


def _units_message(product: Product, units: list[Received]) -> Message:
    if len(units) > 1:
        places = Counter((unit.destination.tote, unit.destination.order_number) for unit in units)
        told = listed(_share(count, *where) for where, count in places.items())
        return say("units_received", count=len(units), product=product.title, places=told)
    destination = units[0].destination
    if not destination.order_number:
        return say("unit_to_stock", product=product.title, place=destination.tote)
    values = {"product": product.title, "order": destination.order_number, "place": destination.tote}
    if destination.complete:
        return say("order_complete", **values)
    goods = ", ".join(destination.waits_for[:_NAMED])
    following = say("next_also_waits", goods=goods) if goods else say("next_item")
    return say("unit_received", next=following, **values)


def _share(count: int, place: str, order: str) -> Message:
    return say("to_cell", count=count, place=place, order=order) if order else say("to_shelf", count=count)


def _teach(connection: Connection, state: ReceivingState, decision: Teach) -> Turn[ReceivingState]:
    fresh = teach_code(connection, decision.code, decision.product.id)
    step = AwaitingItem(decision.delivery) if decision.delivery else AwaitingParcel()
    key = "taught" if fresh else "already_taught"
    message = say(key, code=shown(decision.code), product=decision.product.title)
    events = (CodeTaught(decision.product.id, decision.code),) if fresh else ()
    return Turn(ReceivingState(step, state.last, state.done), message, events)


def _take_back(connection: Connection, request: Request, state: ReceivingState) -> Turn[ReceivingState]:
    step = unblocked(state.step)
    if not state.done:
        return Turn(ReceivingState(step, state.last), say("nothing_to_undo"))
    *rest, newest = state.done
    if why := unit_reversal.hindrance(connection, newest):
        return Turn(ReceivingState(step, state.last, state.done), say("cannot_undo", why=why))
    events: list[Event] = [unit_reversal.reverse_unit(connection, request, unit) for unit in reversed(newest)]
    events += pull(connection, request, [unit.product_id for unit in newest])
    if isinstance(step, AwaitingItem):
        step = received(step.delivery, -min(len(newest), step.delivery.received))
    what = _taken_back(newest)
    message = say("undone", what=what, next=prompt(step))
    return Turn(ReceivingState(step, (), tuple(rest)), message, tuple(events))


def _taken_back(units: tuple[UnitReceived, ...]) -> str:
    return f"{len(units)} × {units[0].product}" if len(units) > 1 else units[0].product


# A literal, not a parameter: SQLite takes a partial index only where it can read the condition.
_CONTENT = (
    select(t.Product.title, t.Balance.on_hand)
    .join(t.Product, t.Product.id == t.Balance.product_id)
    .where(t.Balance.location_id == bindparam("location"), t.Balance.on_hand > literal_column("0"))
    .order_by(t.Product.title)
    .limit(5)
)


def _content(connection: Connection, location_id: int, code: str) -> Message:
    rows = connection.execute(_CONTENT, {"location": location_id}).all()
    if not rows:
        return say("cell_empty", place=code)
    return say("cell_content", place=code, content=", ".join(f"{row.on_hand} × {row.title}" for row in rows))
