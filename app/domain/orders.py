"""States of an order and of a purchase order, and which may follow which."""

from __future__ import annotations

from enum import StrEnum


class OrderState(StrEnum):
    """Where a customer's order stands."""

    WAITING = "waiting"
    READY = "ready"
    PACKING = "packing"
    PACKED = "packed"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


OPEN_STATES = (OrderState.WAITING, OrderState.READY, OrderState.PACKING, OrderState.PACKED)
#: Until its goods are in a box an order can still be edited or cancelled.
CHANGEABLE_STATES = (OrderState.WAITING, OrderState.READY)

TRANSITIONS: frozenset[tuple[OrderState, OrderState]] = frozenset(
    {
        (OrderState.WAITING, OrderState.READY),
        (OrderState.READY, OrderState.WAITING),
        (OrderState.READY, OrderState.PACKING),
        (OrderState.PACKING, OrderState.READY),
        (OrderState.PACKING, OrderState.PACKED),
        (OrderState.PACKED, OrderState.PACKING),
        (OrderState.PACKED, OrderState.SHIPPED),
        (OrderState.WAITING, OrderState.CANCELLED),
        (OrderState.READY, OrderState.CANCELLED),
    }
)


class PurchaseOrderState(StrEnum):
    """Where a purchase order stands (M7; acknowledgement and shipment notices are added by what a supplier says)."""

    DRAFT = "draft"
    SENT = "sent"
    PARTLY_RECEIVED = "partly_received"
    RECEIVED = "received"
    CLOSED_SHORT = "closed_short"
    CANCELLED = "cancelled"


def goods_state(waiting: int) -> OrderState:
    """Whether an unpacked order waits for goods or can be packed."""
    return OrderState.WAITING if waiting else OrderState.READY
