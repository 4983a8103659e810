"""States of an order and of a purchase order, and which may follow which."""

from __future__ import annotations

from enum import StrEnum

from app.domain.messages import Message, say


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
    """Where a purchase order stands (M7)."""

    DRAFT = "draft"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    SHIPPED = "shipped"
    PARTLY_RECEIVED = "partly_received"
    RECEIVED = "received"
    CLOSED_SHORT = "closed_short"
    CANCELLED = "cancelled"


#: Something of these is still expected.
OPEN_PURCHASES = (
    PurchaseOrderState.DRAFT,
    PurchaseOrderState.SENT,
    PurchaseOrderState.ACKNOWLEDGED,
    PurchaseOrderState.SHIPPED,
    PurchaseOrderState.PARTLY_RECEIVED,
)
_NOTHING_HERE = OPEN_PURCHASES[:-1]

#: A sent order becomes a draft again when it is extended. Goods may come before any word of them. What a supplier has
#: shipped can no longer be cancelled, only closed short; a reversed receipt opens a received order again.
PURCHASE_TRANSITIONS: frozenset[tuple[PurchaseOrderState, PurchaseOrderState]] = frozenset(
    {
        (PurchaseOrderState.DRAFT, PurchaseOrderState.SENT),
        (PurchaseOrderState.SENT, PurchaseOrderState.DRAFT),
        (PurchaseOrderState.SENT, PurchaseOrderState.ACKNOWLEDGED),
        (PurchaseOrderState.SENT, PurchaseOrderState.SHIPPED),
        (PurchaseOrderState.ACKNOWLEDGED, PurchaseOrderState.SHIPPED),
        (PurchaseOrderState.DRAFT, PurchaseOrderState.CANCELLED),
        (PurchaseOrderState.SENT, PurchaseOrderState.CANCELLED),
        (PurchaseOrderState.ACKNOWLEDGED, PurchaseOrderState.CANCELLED),
        (PurchaseOrderState.RECEIVED, PurchaseOrderState.PARTLY_RECEIVED),
        *((state, PurchaseOrderState.PARTLY_RECEIVED) for state in _NOTHING_HERE),
        *((state, PurchaseOrderState.RECEIVED) for state in OPEN_PURCHASES),
        *((state, PurchaseOrderState.CLOSED_SHORT) for state in OPEN_PURCHASES),
    }
)


def may_become(now: PurchaseOrderState, wanted: PurchaseOrderState) -> bool:
    """Whether a purchase order may take this step."""
    return (now, wanted) in PURCHASE_TRANSITIONS


def goods_state(waiting: int) -> OrderState:
    """Whether an unpacked order waits for goods or can be packed."""
    return OrderState.WAITING if waiting else OrderState.READY


def state_words(state: OrderState | PurchaseOrderState) -> Message:
    """A state as it stands in a sentence: `partly received`."""
    return say(f"state_{state.value}")
