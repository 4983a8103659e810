"""The last scans of a station, from its stored answers (docs/decisions/0003-the-command-row.md)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, select

from app.db import tables as t
from app.domain.messages import Message


class LastScan(Struct, frozen=True):
    """A scan and how it was answered."""

    id: int
    at: datetime
    screen: str
    text: str
    message: Message


class _Answered(Struct):
    """The part of a stored answer that does not depend on its screen."""

    message: Message


_NEWEST = (
    select(t.Command.id, t.Command.at, t.Command.screen, t.Command.text, t.Command.answer)
    .where(t.Command.station == bindparam("station"), t.Command.screen == bindparam("screen"))
    .order_by(t.Command.id.desc())
    .limit(bindparam("count"))
)
_read = msgspec.json.Decoder(_Answered).decode


def last_scans(connection: Connection, station: str, screens: Iterable[str], count: int) -> tuple[LastScan, ...]:
    """The newest `count` scans of a station over its screens, the newest first."""
    rows: list[Row[Any]] = []
    # One search of ix_commands_station_screen_id for each screen; over all of them at once SQLite would sort.
    for screen in screens:
        rows += connection.execute(_NEWEST, {"station": station, "screen": screen, "count": count})
    newest = sorted(rows, key=lambda row: row.id, reverse=True)[:count]
    return tuple(_scan(row) for row in newest)


def _scan(row: Row[Any]) -> LastScan:
    return LastScan(row.id, row.at, row.screen, row.text, _read(row.answer).message)
