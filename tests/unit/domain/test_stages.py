"""How far an order has come."""

from __future__ import annotations

import pytest

from app.domain.orders import OrderState
from app.domain.stages import STAGES, Stage, stage_of


@pytest.mark.parametrize(
    ("state", "to_buy", "not_on_the_way", "stage"),
    [
        (OrderState.WAITING, 1, 0, Stage.ORDERED),
        (OrderState.WAITING, 1, 5, Stage.ORDERED),
        (OrderState.WAITING, 0, 1, Stage.BOUGHT),
        (OrderState.WAITING, 0, 0, Stage.IN_TRANSIT),
        (OrderState.READY, 0, 0, Stage.RECEIVED),
        (OrderState.PACKING, 0, 0, Stage.RECEIVED),
        (OrderState.PACKED, 0, 0, Stage.PACKED),
        (OrderState.SHIPPED, 0, 0, Stage.SHIPPED),
    ],
)
def test_an_order_is_where_its_last_goods_are(
    state: OrderState, to_buy: int, not_on_the_way: int, stage: Stage
) -> None:
    assert stage_of(state, to_buy=to_buy, not_on_the_way=not_on_the_way) is stage


def test_the_stages_are_in_their_order() -> None:
    assert [stage.value for stage in STAGES] == ["ordered", "bought", "in_transit", "received", "packed", "shipped"]
