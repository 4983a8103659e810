"""Where orders come from."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from app.db import tables as t

_OF_KIND = select(t.Channel.name).where(t.Channel.kind == bindparam("wanted")).order_by(t.Channel.name)


def channels_of_kind(connection: Connection, kind: str) -> tuple[str, ...]:
    """The names of the channels whose exports are of this kind: one of them an order file belongs to."""
    return tuple(connection.execute(_OF_KIND, {"wanted": kind}).scalars())
