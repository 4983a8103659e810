"""How far orders have come, for a line of six stages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, func, select

from app.db import tables as t
from app.domain.orders import OrderState, PurchaseOrderState
from app.domain.stages import Stage, stage_of

_ORDERS: BindParameter[Any] = bindparam("orders", expanding=True)
_TO_BUY = (
    select(t.OrderLine.order_id, func.sum(t.OrderLine.to_buy))
    .where(t.OrderLine.order_id.in_(_ORDERS), t.OrderLine.to_buy > 0)
    .group_by(t.OrderLine.order_id)
)
_EXPECTED = t.Allocation.quantity - t.Allocation.received
_ANNOUNCED = select(t.InboundParcel.id).where(
    t.InboundParcel.purchase_order_id == t.PurchaseOrderLine.purchase_order_id
)
_NOT_ON_THE_WAY = (
    select(t.OrderLine.order_id, func.sum(_EXPECTED))
    .join(t.Allocation, t.Allocation.order_line_id == t.OrderLine.id)
    .join(t.PurchaseOrderLine, t.PurchaseOrderLine.id == t.Allocation.purchase_order_line_id)
    .join(t.PurchaseOrder, t.PurchaseOrder.id == t.PurchaseOrderLine.purchase_order_id)
    .where(
        t.OrderLine.order_id.in_(_ORDERS),
        _EXPECTED > 0,
        t.PurchaseOrder.state != PurchaseOrderState.SHIPPED.value,
        ~_ANNOUNCED.correlate(t.PurchaseOrderLine).exists(),
    )
    .group_by(t.OrderLine.order_id)
)


def stages_of(connection: Connection, states: Mapping[int, OrderState]) -> dict[int, Stage]:
    """The stage of each order, given their states by id: two statements for all of them."""
    ids = list(states)
    to_buy = {id: int(units) for id, units in connection.execute(_TO_BUY, {"orders": ids})}
    at_rest = {id: int(units) for id, units in connection.execute(_NOT_ON_THE_WAY, {"orders": ids})}
    return {
        id: stage_of(state, to_buy=to_buy.get(id, 0), not_on_the_way=at_rest.get(id, 0)) for id, state in states.items()
    }
