"""How far an order has come on the just-in-time way, in six stages."""

from __future__ import annotations

from enum import StrEnum

from app.domain.orders import OrderState


class Stage(StrEnum):
    """The stages in their order; an order is in the last one that all its goods have reached."""

    ORDERED = "ordered"
    BOUGHT = "bought"
    IN_TRANSIT = "in_transit"
    RECEIVED = "received"
    PACKED = "packed"
    SHIPPED = "shipped"


STAGES = tuple(Stage)
_OF_STATE = {
    OrderState.READY: Stage.RECEIVED,
    OrderState.PACKING: Stage.RECEIVED,
    OrderState.PACKED: Stage.PACKED,
    OrderState.SHIPPED: Stage.SHIPPED,
}


def stage_of(state: OrderState, *, to_buy: int, not_on_the_way: int) -> Stage:
    """The stage of an order.

    Args:
        to_buy: units nobody was asked for yet.
        not_on_the_way: bought units whose supplier has neither said that they left nor announced a parcel.
    """
    if state in _OF_STATE:
        return _OF_STATE[state]
    if to_buy:
        return Stage.ORDERED
    return Stage.BOUGHT if not_on_the_way else Stage.IN_TRANSIT
