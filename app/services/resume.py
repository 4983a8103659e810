"""After a crash: which answer never reached the packer?

A scan can be durable although the program died before its beep. The packer then scans again, and that scan has to be
the same command, not a second unit (reliability R1, §0.2).
"""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import select

from app.db import tables as t
from app.db.engine import Database


class LastScan(Struct, frozen=True):
    """The newest answered scan of a conversation."""

    request_id: str
    text: str


def last_scan(database: Database, station: str, screen: str) -> LastScan | None:
    """The newest answered scan of a station's screen."""
    command = t.Command
    statement = (
        select(command.request_id, command.text)
        .where(command.station == station, command.screen == screen)
        .order_by(command.id.desc())
        .limit(1)
    )
    with database.read() as connection:
        row = connection.execute(statement).first()
    return LastScan(row.request_id, row.text) if row else None
