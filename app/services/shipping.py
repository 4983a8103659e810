"""Handing a package over: the scanned-back label ships it, and the channel is told (M23)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, insert, select, update

from app.db import tables as t
from app.domain.events import Event, ShipmentDispatched
from app.domain.messages import Message, say
from app.domain.orders import OrderState
from app.domain.requests import Request
from app.services import places, print_jobs

_Line = Row[*tuple[Any, ...]]


class Shipment(Struct, frozen=True):
    """What scanning a label back did. No events: the package is not closed. `shipped_before`: it has left already."""

    events: tuple[Event, ...] = ()
    shipped_before: Message | None = None


_PACKAGE = (
    select(
        t.Package.order_id,
        t.Package.state,
        t.Package.shipped_at,
        t.SalesOrder.channel_id,
        places.id_of("bench").label("bench_id"),
    )
    .join(t.SalesOrder, t.SalesOrder.id == t.Package.order_id)
    .where(t.Package.id == bindparam("package"))
)
_LINES = (
    select(t.PackageLine.order_line_id, t.PackageLine.quantity, t.OrderLine.product_id)
    .join(t.OrderLine, t.OrderLine.id == t.PackageLine.order_line_id)
    .where(t.PackageLine.package_id == bindparam("package"))
)
_SHIP_LINE = (
    update(t.OrderLine).where(t.OrderLine.id == bindparam("line")).values(shipped=t.OrderLine.shipped + bindparam("n"))
)
_CONFIRM = insert(t.Confirmation)
_LEAVE = insert(t.Movement).values(
    from_location_id=places.id_of("bench"), to_location_id=places.id_of("customer"), reason="ship"
)


def ship(connection: Connection, request: Request, package_id: int) -> Shipment:
    """Ship a closed package: goods to the customer, order done, confirmation due, label proved to have come out."""
    package = connection.execute(_PACKAGE, {"package": package_id}).one()
    if package.shipped_at is not None:
        local = package.shipped_at.astimezone()
        return Shipment(shipped_before=say("at_moment", day=f"{local:%Y-%m-%d}", time=f"{local:%H:%M}"))
    if package.state != "closed":
        return Shipment()
    lines = connection.execute(_LINES, {"package": package_id}).all()
    _hand_over(connection, request, lines, package.bench_id)
    due = [_confirmation(request, line, package_id, package.channel_id) for line in lines]
    connection.execute(_CONFIRM, due)
    _close(connection, request, package_id, package.order_id)
    confirmed = print_jobs.confirm_label(connection, request, package_id)
    return Shipment((*confirmed, ShipmentDispatched(package.order_id, package_id)))


def _hand_over(connection: Connection, request: Request, lines: Sequence[_Line], bench_id: int) -> None:
    """The goods go from the bench to the customer."""
    connection.execute(_LEAVE, [_movement(request, line) for line in lines])
    for line in lines:
        gone = -line.quantity
        places.change_balance(connection, line.product_id, bench_id, on_hand=gone, allocated=gone)
    connection.execute(_SHIP_LINE, [{"line": line.order_line_id, "n": line.quantity} for line in lines])


def _movement(request: Request, line: _Line) -> dict[str, object]:
    return {
        "product_id": line.product_id,
        "quantity": line.quantity,
        "at": request.at,
        "request_id": request.id,
        "order_line_id": line.order_line_id,
    }


def _confirmation(request: Request, line: _Line, package_id: int, channel_id: int) -> dict[str, object]:
    return {
        "channel_id": channel_id,
        "package_id": package_id,
        "order_line_id": line.order_line_id,
        "quantity": line.quantity,
        "shipped_at": request.at,
    }


_SHIP_PACKAGE = (
    update(t.Package)
    .where(t.Package.id == bindparam("package"))
    .values(state="shipped", shipped_at=bindparam("at", type_=t.Instant()))
)
_SHIP_ORDER = (
    update(t.SalesOrder)
    .where(t.SalesOrder.id == bindparam("order"))
    .values(state=OrderState.SHIPPED.value, tote_id=None, shares_tote=0)
)


def _close(connection: Connection, request: Request, package_id: int, order_id: int) -> None:
    connection.execute(_SHIP_PACKAGE, {"package": package_id, "at": request.at})
    connection.execute(_SHIP_ORDER, {"order": order_id})
