"""I4 and I5: what is in a box, under which label, and that an order is shipped exactly when its box is."""

from __future__ import annotations

from sqlalchemy import and_, case, distinct, func, or_, select

from app.db import tables as t
from app.domain.orders import OrderState
from app.domain.print_ledger import JobState
from app.queries.checks.rules import rule

_line = t.OrderLine
_order = t.SalesOrder
_lines = select(_order.number.label("order"), _order.state, _line).join(_order, _order.id == _line.order_id)

_boxed = (
    select(t.PackageLine.order_line_id, func.sum(t.PackageLine.quantity).label("units"))
    .join(t.Package, t.Package.id == t.PackageLine.package_id)
    .where(t.Package.state != "void")
    .group_by(t.PackageLine.order_line_id)
    .subquery()
)
_in_boxes = func.coalesce(_boxed.c.units, 0)

_originals = func.count(t.PrintJob.id)
_an_original_label = and_(
    t.PrintJob.package_id == t.Package.id,
    t.PrintJob.kind == "label",
    t.PrintJob.copy == 1,
    t.PrintJob.state != JobState.CANCELLED.value,
)
_assigned = func.count(_order.id)
_inside = func.count(distinct(_line.order_id))

CONTAINED = (
    rule(
        "Order {order} line {number}: {shipped} shipped of {quantity} ordered",
        _lines.where(_line.shipped > _line.quantity),
    ),
    rule(
        "Order {order} line {number}: {packed} packed, but its boxes hold {in_boxes}",
        _lines.add_columns(_in_boxes.label("in_boxes"))
        .outerjoin(_boxed, _boxed.c.order_line_id == _line.id)
        .where(_line.packed != _in_boxes),
    ),
    rule(
        "Package {number} is {state} with {labels} original labels instead of 1",
        select(t.Package.number, t.Package.state, _originals.label("labels"))
        .outerjoin(t.PrintJob, _an_original_label)
        .where(t.Package.state.in_(("closed", "shipped")))
        .group_by(t.Package.id, t.Package.number, t.Package.state)
        .having(_originals != 1),
    ),
    rule(
        "Tracking number {tracking_number} is on {packages} packages",
        select(t.Package.tracking_number, func.count().label("packages"))
        .group_by(t.Package.tracking_number)
        .having(func.count() > 1),
    ),
    rule(
        "Cell {code} is given to {orders} orders",
        select(t.Location.code, _assigned.label("orders"))
        .join(_order, _order.tote_id == t.Location.id)
        .where(t.Location.kind == "cell")
        .group_by(t.Location.code)
        .having(_assigned > 1),
    ),
    rule(
        "Cell {code} holds goods of {orders} orders",
        select(t.Location.code, _inside.label("orders"))
        .join(t.Allocation, t.Allocation.location_id == t.Location.id)
        .join(_line, _line.id == t.Allocation.order_line_id)
        .where(t.Location.kind == "cell", t.Allocation.received > t.Allocation.packed)
        .group_by(t.Location.code)
        .having(_inside > 1),
    ),
)

_BOX_OF = {OrderState.PACKING.value: "open", OrderState.PACKED.value: "closed", OrderState.SHIPPED.value: "shipped"}
_right_box = case(_BOX_OF, value=_order.state, else_="none")
_box = func.coalesce(t.Package.state, "none")
_is_shipped = _order.state == OrderState.SHIPPED.value

SHIPPED = (
    rule(
        "Order {number} is {state}, but its package is {box}",
        select(_order.number, _order.state, _box.label("box"))
        .outerjoin(t.Package, and_(t.Package.order_id == _order.id, t.Package.state != "void"))
        .where(_box != _right_box),
    ),
    rule(
        "Order {order} is {state}, with {packed} packed and {shipped} shipped of {quantity} on line {number}",
        _lines.where(
            or_(
                and_(_is_shipped, or_(_line.packed != _line.quantity, _line.shipped != _line.quantity)),
                and_(~_is_shipped, _line.shipped > 0),
            )
        ),
    ),
)
