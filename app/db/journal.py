"""The chained record of what happened: one row for each fact, each row's hash covering the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, insert, select

from app.db import tables as t
from app.domain.events import Event
from app.domain.requests import Request

CHAIN_START = "0" * 64


class ChainEnd(Struct, frozen=True):
    """The newest row of a station's chain."""

    sequence: int = 0
    hash: str = CHAIN_START


_LAST = (
    select(t.Event.sequence, t.Event.hash)
    .where(t.Event.station == bindparam("station"))
    .order_by(t.Event.sequence.desc())
    .limit(1)
)
#: The two columns of `ChainEnd`, for a statement that reads more than that; NULL before a station's first event.
LAST_SEQUENCE = _LAST.with_only_columns(t.Event.sequence).scalar_subquery()
LAST_HASH = _LAST.with_only_columns(t.Event.hash).scalar_subquery()
_INSERT = insert(t.Event)


def record(connection: Connection, request: Request, events: Sequence[Event], end: ChainEnd | None = None) -> None:
    """Append `events` to the chain of the request's station, in the caller's transaction.

    `end`: where the chain ends, when the same transaction has read it already.
    """
    if events:
        end = end or _chain_end(connection, request.station)
        connection.execute(_INSERT, list(_rows(request, events, end)))


def _chain_end(connection: Connection, station: str) -> ChainEnd:
    last = connection.execute(_LAST, {"station": station}).first()
    return ChainEnd(last.sequence, last.hash) if last else ChainEnd()


def _rows(request: Request, events: Iterable[Event], end: ChainEnd) -> Iterator[dict[str, object]]:
    sequence, previous = end.sequence, end.hash
    for event in events:
        sequence += 1
        kind, data = type(event).__name__, msgspec.json.encode(event).decode()
        previous = link(previous, request.station, sequence, request.at, request.user, request.id, kind, data)
        yield {
            "station": request.station,
            "sequence": sequence,
            "at": request.at,
            "user": request.user,
            "request_id": request.id,
            "kind": kind,
            "order_id": getattr(event, "order_id", None),
            "data": data,
            "hash": previous,
        }


def link(
    previous: str, station: str, sequence: int, at: datetime, user: str, request_id: str, kind: str, data: str
) -> str:
    """The SHA-256 that chains one row to the row before it."""
    milliseconds = round(at.timestamp() * 1000)
    fields = (previous, station, sequence, milliseconds, user, request_id, kind, data)
    return hashlib.sha256(msgspec.json.encode(fields)).hexdigest()


def broken_links(connection: Connection) -> list[tuple[str, int]]:
    """Station and sequence of every row whose hash does not follow from the row before it (invariant I7)."""
    every = select(t.Event).order_by(t.Event.station, t.Event.sequence)
    rows = connection.execution_options(yield_per=1000).execute(every).mappings()
    broken: list[tuple[str, int]] = []
    station, sequence, previous = "", 0, CHAIN_START
    for row in rows:
        if row["station"] != station:
            station, sequence, previous = row["station"], 0, CHAIN_START
        sequence += 1
        expected = link(
            previous, station, sequence, row["at"], row["user"], row["request_id"], row["kind"], row["data"]
        )
        if row["hash"] != expected or row["sequence"] != sequence:
            broken.append((station, row["sequence"]))
        sequence, previous = row["sequence"], row["hash"]
    return broken
