"""A box on the bench: opened for an order, filled unit by unit, closed, or put back."""

from __future__ import annotations

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select, update
from sqlalchemy.orm import aliased

from app.db import tables as t
from app.domain.events import (
    Event,
    ItemPacked,
    ItemUnpacked,
    PackageClosed,
    PackageOpened,
    PackagePutBack,
    PackageReopened,
    PapersLeftIn,
    PapersRemoved,
)
from app.domain.messages import Value, say
from app.domain.orders import OrderState
from app.domain.own_codes import OwnKind, own_code
from app.domain.packing import BoxClosed, BoxStep, OpenOrder, PackLine, PapersOut, Verified, with_packed
from app.domain.requests import Request
from app.queries.packing_facts import NewPackage
from app.services import places, print_jobs

PAPERS_OUT = PapersOut()
BOX_CLOSED = BoxClosed()

_SET_STATE = update(t.SalesOrder).where(t.SalesOrder.id == bindparam("order")).values(state=bindparam("new_state"))
_NEWEST = select(func.max(t.Package.id))
_NEW_PACKAGE = insert(t.Package).returning(t.Package.id)


def open_box(connection: Connection, request: Request, order_id: int) -> tuple[NewPackage, PackageOpened]:
    """A new package for an order; the table allows only one live package of an order."""
    # The write lane makes "the next number" safe.
    number = (connection.execute(_NEWEST).scalar() or 0) + 1
    body = f"{number:06d}"
    values = {
        "number": f"PK-{body}",
        "order_id": order_id,
        "state": "open",
        "label_scan_code": own_code(OwnKind.LABEL, body),
        "tracking_number": f"XD{body}{own_code(OwnKind.LABEL, body)[-1]}",
        "station": request.station,
        "opened_at": request.at,
    }
    package_id = connection.execute(_NEW_PACKAGE, values).scalar_one()
    connection.execute(_SET_STATE, {"order": order_id, "new_state": OrderState.PACKING.value})
    return NewPackage(package_id), PackageOpened(order_id, package_id)


_HELD = (
    select(t.Allocation.id, t.Allocation.location_id, places.id_of("bench").label("bench_id"))
    .where(t.Allocation.order_line_id == bindparam("line"), t.Allocation.received > t.Allocation.packed)
    .order_by(t.Allocation.id)
    .limit(1)
)
_PACK_ALLOCATION = (
    update(t.Allocation)
    .where(t.Allocation.id == bindparam("allocation"))
    .values(packed=t.Allocation.packed + bindparam("n"))
)
_PACK_LINE = (
    update(t.OrderLine).where(t.OrderLine.id == bindparam("line")).values(packed=t.OrderLine.packed + bindparam("n"))
)
_IN_PACKAGE = (
    update(t.PackageLine)
    .where(t.PackageLine.package_id == bindparam("package"), t.PackageLine.order_line_id == bindparam("line"))
    .values(quantity=t.PackageLine.quantity + 1)
)
_FIRST_IN_PACKAGE = insert(t.PackageLine)
_MOVE = insert(t.Movement).returning(t.Movement.id)


def pack_unit(
    connection: Connection, request: Request, order: OpenOrder, line: PackLine
) -> tuple[int, int, ItemPacked]:
    """Move one unit from where it lies into the box; returns the movement and the allocation it was held by."""
    held = connection.execute(_HELD, {"line": line.order_line_id}).one()
    movement_id = _move(connection, request, line, held.location_id, held.bench_id, "pack")
    connection.execute(_PACK_ALLOCATION, {"allocation": held.id, "n": 1})
    connection.execute(_PACK_LINE, {"line": line.order_line_id, "n": 1})
    values = {"package": order.package_id, "line": line.order_line_id}
    if not line.packed or connection.execute(_IN_PACKAGE, values).rowcount == 0:
        row = {"package_id": order.package_id, "order_line_id": line.order_line_id, "quantity": 1}
        connection.execute(_FIRST_IN_PACKAGE, row)
    return movement_id, held.id, ItemPacked(order.order_id, order.package_id, line.order_line_id, movement_id)


def _move(
    connection: Connection,
    request: Request,
    line: PackLine,
    from_id: int,
    to_id: int,
    reason: str,
    reverses_id: int | None = None,
) -> int:
    """One promised unit moves, and its promise with it."""
    values = {
        "product_id": line.product_id,
        "quantity": 1,
        "from_location_id": from_id,
        "to_location_id": to_id,
        "reason": reason,
        "at": request.at,
        "request_id": request.id,
        "order_line_id": line.order_line_id,
        "reverses_id": reverses_id,
    }
    movement_id = connection.execute(_MOVE, values).scalar_one()
    places.change_balance(connection, line.product_id, from_id, on_hand=-1, allocated=-1)
    places.change_balance(connection, line.product_id, to_id, on_hand=1, allocated=1)
    return movement_id


def remove_papers(connection: Connection, request: Request, order: OpenOrder) -> tuple[OpenOrder, PapersRemoved]:
    """Record who took the supplier's papers out, and when."""
    _set_package(connection, order.package_id, papers_removed_at=request.at, papers_removed_by=request.user)
    return _papers(order, removed=True), PapersRemoved(order.order_id, order.package_id)


def close_box(connection: Connection, request: Request, order: OpenOrder) -> tuple[Event, ...]:
    """Close the package: slip and inserts are in."""
    _set_package(connection, order.package_id, state="closed", closed_at=request.at)
    connection.execute(_SET_STATE, {"order": order.order_id, "new_state": OrderState.PACKED.value})
    return (PackageClosed(order.order_id, order.package_id, order.inserts),)


_REVERSAL = aliased(t.Movement)
# The order's events name the requests that packed it: the ledger is found by these, not by reading all of it.
_PACKING = select(t.Event.request_id).where(t.Event.order_id == bindparam("order"), t.Event.kind == ItemPacked.__name__)
_PACKED = (
    select(t.Movement.id, t.Movement.order_line_id, t.Movement.from_location_id)
    .join(t.PackageLine, t.PackageLine.order_line_id == t.Movement.order_line_id)
    .where(t.PackageLine.package_id == bindparam("package"), t.Movement.reason == "pack")
    .where(t.Movement.request_id.in_(_PACKING), ~exists().where(_REVERSAL.reverses_id == t.Movement.id))
    .order_by(t.Movement.id.desc())
)


_PACKED_FROM = (
    select(t.Allocation.id)
    .where(
        t.Allocation.order_line_id == bindparam("line"),
        t.Allocation.location_id == bindparam("place"),
        t.Allocation.packed > 0,
    )
    .limit(1)
)


def put_back(connection: Connection, request: Request, order: OpenOrder) -> tuple[Event, ...]:
    """Empty the box again: every unit goes back to its place, the package is gone, the order is ready."""
    events: list[Event] = []
    for row in connection.execute(_PACKED, {"package": order.package_id, "order": order.order_id}).all():
        values = {"line": row.order_line_id, "place": row.from_location_id}
        allocation_id = connection.execute(_PACKED_FROM, values).scalar_one()
        events.append(_unpack(connection, request, order, Verified(row.id, allocation_id, row.order_line_id, "")))
    _set_package(connection, order.package_id, state="void")
    connection.execute(_SET_STATE, {"order": order.order_id, "new_state": OrderState.READY.value})
    return (*events, PackagePutBack(order.order_id, order.package_id))


def take_back(
    connection: Connection, request: Request, order: OpenOrder, done: BoxStep
) -> tuple[OpenOrder, Value, tuple[Event, ...]]:
    """Reverse the newest scan at the bench; returns the order as it is then, and what was taken back in words."""
    match done:
        case Verified(order_line_id=line_id, title=title):
            unpacked = _unpack(connection, request, order, done)
            return with_packed(order, line_id, -1), title, (unpacked,)
        case PapersOut():
            _set_package(connection, order.package_id, papers_removed_at=None, papers_removed_by="")
            left_in = PapersLeftIn(order.order_id, order.package_id)
            return _papers(order, removed=False), say("papers_in_again"), (left_in,)
        case BoxClosed():
            return order, say("box_open_again", order=order.number), _reopen(connection, request, order)


def _reopen(connection: Connection, request: Request, order: OpenOrder) -> tuple[Event, ...]:
    cancelled = print_jobs.cancel_unsent(connection, request, order.package_id)
    _set_package(connection, order.package_id, state="open", closed_at=None)
    connection.execute(_SET_STATE, {"order": order.order_id, "new_state": OrderState.PACKING.value})
    return (*cancelled, PackageReopened(order.order_id, order.package_id))


def _unpack(connection: Connection, request: Request, order: OpenOrder, done: Verified) -> ItemUnpacked:
    line = next(line for line in order.lines if line.order_line_id == done.order_line_id)
    movement = t.Movement
    row = connection.execute(
        select(movement.from_location_id, movement.to_location_id).where(movement.id == done.movement_id)
    ).one()
    ends = (row.to_location_id, row.from_location_id)
    movement_id = _move(connection, request, line, *ends, "pack_reversed", done.movement_id)
    connection.execute(_PACK_ALLOCATION, {"allocation": done.allocation_id, "n": -1})
    connection.execute(_PACK_LINE, {"line": line.order_line_id, "n": -1})
    inside = t.PackageLine
    own = (inside.package_id == order.package_id) & (inside.order_line_id == line.order_line_id)
    if connection.execute(delete(inside).where(own, inside.quantity == 1)).rowcount == 0:
        connection.execute(update(inside).where(own).values(quantity=inside.quantity - 1))
    return ItemUnpacked(order.order_id, order.package_id, line.order_line_id, movement_id)


_SET_PACKAGE = update(t.Package).where(t.Package.id == bindparam("package"))


def _set_package(connection: Connection, package_id: int, **columns: object) -> None:
    connection.execute(_SET_PACKAGE, {"package": package_id, **columns})


def _papers(order: OpenOrder, *, removed: bool) -> OpenOrder:
    return replace(order, papers_removed=removed)
