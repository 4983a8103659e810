"""Finding an order by what people call it."""

from __future__ import annotations

from sqlalchemy import or_, select

from app.db import tables as t
from app.db.engine import Database
from app.errors import NotFound, Refused


def find_order(database: Database, name: str) -> int:
    """The order with this number, `CHANNEL/NUMBER`, or scan code.

    Raises:
        NotFound: no such order.
        Refused: the number exists on several channels.
    """
    channel, _, number = name.rpartition("/")
    order = t.SalesOrder
    statement = (
        select(order.id, t.Channel.name)
        .join(t.Channel, t.Channel.id == order.channel_id)
        .where(
            or_(order.number == name, order.scan_code == name, (order.number == number) & (t.Channel.name == channel))
        )
    )
    with database.read() as connection:
        rows = [(row.id, row.name) for row in connection.execute(statement)]
    if not rows:
        raise NotFound("order_unknown", order=name)
    if len(rows) > 1:
        raise Refused("order_ambiguous", order=name, channels=", ".join(channel for _, channel in rows))
    order_id: int = rows[0][0]
    return order_id
