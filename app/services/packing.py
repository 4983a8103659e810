"""Packing: verify each unit, swap the paperwork, close the box, scan the label back, ship (M17, M18, M23)."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, literal_column, select

from app.db import tables as t
from app.db.engine import Database
from app.domain.codes import read_code
from app.domain.conversation import remember
from app.domain.events import ItemPacked
from app.domain.messages import Message, Value, say
from app.domain.orders import OrderState
from app.domain.packing import (
    AwaitingLabel,
    AwaitingOrder,
    Blocked,
    OpenOrder,
    Packing,
    PackingState,
    Problem,
    SetAside,
    Step,
    Verified,
    counted,
    prompt,
    with_packed,
    work,
)
from app.domain.packing_decisions import (
    CloseBox,
    Decision,
    Open,
    OpenFor,
    PutBack,
    RemovePapers,
    Reprint,
    Say,
    ScanBack,
    TakeBack,
    Verify,
    Withdraw,
    decide,
)
from app.domain.requests import Request
from app.queries import packing_facts
from app.queries.lookup import what_is
from app.services import boxes, paper, set_aside
from app.services.conversation import Answer, Turn, converse, script
from app.services.print_jobs import LABEL, SLIP
from app.services.shipping import ship

SCRIPT = script("packing", PackingState())
PackingTurn = Turn[PackingState]


def pack_scan(database: Database, request: Request, text: str, secret: bytes) -> Answer[PackingState]:
    """Answer one scan of the packing screen."""
    code = read_code(text, secret=secret)

    def take_turn(connection: Connection, state: PackingState) -> PackingTurn:
        decision = decide(state, what_is(connection, code))
        return _carry_out(connection, request, state, decision)

    return converse(database, request, SCRIPT, text, take_turn)


def _carry_out(connection: Connection, request: Request, state: PackingState, decision: Decision) -> PackingTurn:
    match decision:
        case Say(step=step, message=message):
            return Turn(_at(state, step), message)
        case Verify():
            return _verify(connection, request, state, decision)
        case Open(order_id=order_id):
            return _open(connection, request, state, order_id)
        case OpenFor():
            return _open_for(connection, request, state, decision)
        case RemovePapers(order=order):
            return _remove_papers(connection, request, state, order)
        case CloseBox(order=order):
            return _close(connection, request, state, order)
        case ScanBack():
            return _scan_back(connection, request, state, decision)
        case PutBack(order=order):
            return _put_back(connection, request, state, order)
        case Withdraw():
            return _withdraw(connection, request, state, decision)
        case Reprint(order=order, kind=kind):
            [event] = paper.print_for(connection, request, order.package_id, kind, reason="asked at the bench")
            values: dict[str, Value] = {"copy": event.copy, "paper": say(f"paper_{kind}"), "order": order.number}
            return Turn(state, say("reprint_asked", **values), (event,))
        case TakeBack():
            return _take_back(connection, request, state)


def _at(state: PackingState, step: Step) -> PackingState:
    return PackingState(step, state.done, state.last_shipped)


# --- opening --------------------------------------------------------------------------------------------------------


def _open(connection: Connection, request: Request, state: PackingState, order_id: int) -> PackingTurn:
    """Bring an order to the bench, take up one that was left open here, or say why not."""
    found = packing_facts.order_at_bench(connection, order_id)
    order = found.order
    match found.state:
        case OrderState.WAITING:
            waits_for = packing_facts.waits_for(connection, order_id)
            return _refuse(state, "order_not_ready", order=order.number, waits_for=waits_for)
        case OrderState.SHIPPED:
            when = packing_facts.shipped_when(connection, order_id)
            return Turn(state, say("order_shipped_already", order=order.number, when=when))
        case OrderState.CANCELLED:
            return _refuse(state, "order_cancelled", order=order.number)
        case OrderState.READY if found.hold_reason is not None:
            return _refuse(state, "order_on_hold", order=order.number, reason=found.hold_reason)
        case OrderState.READY:
            package, event = boxes.open_box(connection, request, order_id)
            opened = packing_facts.with_package(order, package)
            units = sum(line.quantity for line in order.lines)
            return Turn(PackingState(Packing(opened)), say("order_opened", order=order.number, units=units), (event,))
        case _ if found.station != request.station:
            return _refuse(state, "other_station", order=order.number, station=found.station)
        case OrderState.PACKED:
            return Turn(PackingState(AwaitingLabel(order)), say("box_closed", order=order.number))
        case _:
            return Turn(PackingState(Packing(order)), say("same_order", order=order.number, progress=order.progress))


def _refuse(state: PackingState, key: str, **values: Value) -> PackingTurn:
    message = say(key, **values)
    return Turn(_at(state, Blocked(work(state.step), message)), message)


# A literal, not a parameter: SQLite takes a partial index only where it can read the condition.
_ONLY_THIS = (
    select(t.SalesOrder.id)
    .join(t.OrderLine, t.OrderLine.order_id == t.SalesOrder.id)
    .where(
        t.OrderLine.product_id == bindparam("product"),
        t.OrderLine.received > t.OrderLine.packed,
        t.SalesOrder.state == literal_column("'ready'"),
        t.SalesOrder.hold_reason.is_(None),
    )
    .where(
        ~select(literal_column("1"))
        .select_from(_OTHER := t.OrderLine.__table__.alias("other"))
        .where(
            _OTHER.c.order_id == t.SalesOrder.id,
            _OTHER.c.quantity > 0,
            _OTHER.c.product_id.is_distinct_from(bindparam("product")),
        )
        .exists()
    )
    .order_by(t.OrderLine.promise_at, t.OrderLine.id)
    .limit(1)
)


def _open_for(connection: Connection, request: Request, state: PackingState, decision: OpenFor) -> PackingTurn:
    """The only item of an order opens it and is verified by the same scan."""
    product = decision.product
    order_id = connection.execute(_ONLY_THIS, {"product": product.id}).scalar()
    if order_id is None:
        return _refuse(state, "nobody_needs", product=product.title)
    package, event = boxes.open_box(connection, request, order_id)
    order = packing_facts.with_package(packing_facts.order_at_bench(connection, order_id).order, package)
    line = next(line for line in order.lines if line.missing)
    packed, verified, fact = _into_box(connection, request, order, line.order_line_id)
    step = Packing(packed)
    progress = packed.progress
    message = say("order_opened_by_item", order=order.number, product=line.name, progress=progress, next=prompt(step))
    return Turn(PackingState(step, (verified,)), message, (event, fact))


# --- into the box ---------------------------------------------------------------------------------------------------


def _into_box(
    connection: Connection, request: Request, order: OpenOrder, order_line_id: int
) -> tuple[OpenOrder, Verified, ItemPacked]:
    line = next(line for line in order.lines if line.order_line_id == order_line_id)
    movement_id, allocation_id, fact = boxes.pack_unit(connection, request, order, line)
    return with_packed(order, order_line_id, 1), Verified(movement_id, allocation_id, order_line_id, line.title), fact


def _verify(connection: Connection, request: Request, state: PackingState, decision: Verify) -> PackingTurn:
    order, verified, fact = _into_box(connection, request, decision.order, decision.line.order_line_id)
    step = Packing(order)
    progress, following = order.progress, prompt(step)
    if order.complete:
        message = say("all_verified", order=order.number, progress=progress, next=following)
    else:
        message = say("unit_verified", product=decision.line.name, progress=progress, next=following)
    return Turn(PackingState(step, remember(state.done, verified)), message, (fact,))


def _remove_papers(connection: Connection, request: Request, state: PackingState, order: OpenOrder) -> PackingTurn:
    cleared, fact = boxes.remove_papers(connection, request, order)
    step = Packing(cleared)
    message = say("papers_removed", next=prompt(step))
    return Turn(PackingState(step, remember(state.done, boxes.PAPERS_OUT)), message, (fact,))


def _close(connection: Connection, request: Request, state: PackingState, order: OpenOrder) -> PackingTurn:
    facts = boxes.close_box(connection, request, order)
    prints = paper.print_for(connection, request, order.package_id, SLIP, LABEL)
    message = say("box_closed", order=order.number)
    done = remember(state.done, boxes.BOX_CLOSED)
    return Turn(PackingState(AwaitingLabel(order), done), message, (*facts, *prints))


def _scan_back(connection: Connection, request: Request, state: PackingState, decision: ScanBack) -> PackingTurn:
    shipment = ship(connection, request, decision.package.package_id)
    number = decision.package.order_number
    if shipment.shipped_before:
        message = say("already_shipped_label", order=number, when=shipment.shipped_before)
        return Turn(_without(state, decision.package.package_id), message)
    if not shipment.events:
        return _refuse(state, "label_not_expected", order=number)
    return Turn(PackingState(AwaitingOrder(), (), number), say("shipped", order=number), shipment.events)


def _without(state: PackingState, package_id: int) -> PackingState:
    """The bench without a box that another station has shipped."""
    step = work(state.step)
    gone = isinstance(step, AwaitingLabel) and step.order.package_id == package_id
    return PackingState(AwaitingOrder(), (), state.last_shipped) if gone else state


# --- taking back ----------------------------------------------------------------------------------------------------


def _put_back(connection: Connection, request: Request, state: PackingState, order: OpenOrder) -> PackingTurn:
    facts = boxes.put_back(connection, request, order)
    place = order.tote or "its place"
    message = say("order_put_back", order=order.number, place=place)
    return Turn(PackingState(AwaitingOrder(), (), state.last_shipped), message, facts)


def _withdraw(connection: Connection, request: Request, state: PackingState, decision: Withdraw) -> PackingTurn:
    """The order leaves the bench without what is damaged or not there, and others are got for it."""
    order, problem = decision.order, decision.problem
    emptied = boxes.put_back(connection, request, order)
    facts, complete = set_aside.set_aside(connection, request, order, decision.units, problem)
    done = SetAside(order.order_id, order.number, request.id)
    message = _withdrawn(decision, complete=complete)
    return Turn(PackingState(AwaitingOrder(), (done,), state.last_shipped), message, (*emptied, *facts))


def _withdrawn(decision: Withdraw, *, complete: bool) -> Message:
    order = decision.order
    values = {"order": order.number, "place": order.tote or "its place"}
    if decision.problem is Problem.DAMAGED:
        product = decision.units[0][0].name
        return say("damaged_replaced" if complete else "damaged_waits", product=product, **values)
    missing = counted(decision.units)
    return say("short_replaced" if complete else "short_waits", missing=missing, **values)


def _take_back(connection: Connection, request: Request, state: PackingState) -> PackingTurn:
    step = work(state.step)
    newest = state.done[-1] if state.done else None
    if isinstance(newest, SetAside):
        return _bring_back(connection, request, state, newest)
    if newest is None or isinstance(step, AwaitingOrder):
        return Turn(_at(state, step), say("nothing_to_undo"))
    if not packing_facts.is_at_bench(connection, step.order.package_id):
        why = say("order_left", order=step.order.number)
        return Turn(_without(state, step.order.package_id), say("cannot_undo", why=why))
    order, what, facts = boxes.take_back(connection, request, step.order, newest)
    after = Packing(order)
    message = say("undone", what=what, next=prompt(after))
    return Turn(PackingState(after, state.done[:-1], state.last_shipped), message, facts)


def _bring_back(connection: Connection, request: Request, state: PackingState, done: SetAside) -> PackingTurn:
    after = AwaitingOrder()
    if why := set_aside.hindrance(connection, done):
        return Turn(_at(state, after), say("cannot_undo", why=why))
    facts = set_aside.bring_back(connection, request, done)
    message = say("undone", what=say("units_again", order=done.number), next=prompt(after))
    return Turn(PackingState(after, (), state.last_shipped), message, tuple(facts))
