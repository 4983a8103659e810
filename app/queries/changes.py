"""What is new since somebody looked last: the journal and the answered scans tell, whoever wrote them.

Every writer goes through one lane, so ids become visible in their order and a mark never skips a row.
"""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, bindparam, func, select

from app.db import tables as t


class Mark(Struct, frozen=True):
    """How far somebody has looked."""

    event_id: int = 0
    command_id: int = 0


class News(Struct, frozen=True):
    """What happened up to `mark`: the kinds of facts, and whether somewhere something was scanned."""

    mark: Mark
    kinds: frozenset[str] = frozenset()
    scanned: bool = False


_NOW = select(
    func.coalesce(select(func.max(t.Event.id)).scalar_subquery(), 0).label("event_id"),
    func.coalesce(select(func.max(t.Command.id)).scalar_subquery(), 0).label("command_id"),
)
_KINDS = select(t.Event.kind).distinct().where(t.Event.id > bindparam("since"), t.Event.id <= bindparam("until"))


def news_since(connection: Connection, mark: Mark | None) -> News:
    """What is new since `mark`; without one nothing is, and the answer says where to begin."""
    row = connection.execute(_NOW).one()
    now = Mark(row.event_id, row.command_id)
    if mark is None or mark == now:
        return News(now)
    kinds = connection.execute(_KINDS, {"since": mark.event_id, "until": now.event_id}).scalars()
    return News(now, frozenset(kinds), now.command_id > mark.command_id)
