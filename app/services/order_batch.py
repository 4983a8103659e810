"""One thing done with several orders: each in a transaction of its own, with a result for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from msgspec import Struct

from app.domain.messages import Kind, Message, say
from app.errors import Cancelled, WarehouseError


class OrderOutcome(Struct, frozen=True):
    """What became of one order of several."""

    order_id: int
    message: Message

    @property
    def done(self) -> bool:
        """Whether anything was changed."""
        return self.message.kind is Kind.OK


class BatchResult(Struct, frozen=True):
    """What became of each order that was begun; `left` were not, because somebody stopped or the database is gone."""

    outcomes: tuple[OrderOutcome, ...]
    left: int = 0


def each_order(
    step: Callable[[int], OrderOutcome], order_ids: Sequence[int], progress: Callable[[int, int], object]
) -> BatchResult:
    """Take one step for each order. A scan waits for one of them at most, and stopping undoes none.

    `progress(done, total)` is called before each, and raises `Cancelled` to stop there.
    """
    outcomes: list[OrderOutcome] = []
    with suppress(Cancelled):
        for order_id in order_ids:
            progress(len(outcomes), len(order_ids))
            try:
                outcomes.append(step(order_id))
            except WarehouseError as error:
                outcomes.append(OrderOutcome(order_id, say(error.key, **error.values)))
                break
    return BatchResult(tuple(outcomes), len(order_ids) - len(outcomes))
