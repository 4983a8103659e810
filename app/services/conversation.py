"""One scan, one transaction, one answer: what every scan conversation shares.

The command row is three things in one: the UNIQUE request id that makes a replay harmless, the state the conversation
stands in, and the last-scans strip (docs/decisions/0003-the-command-row.md).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, insert, select

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.events import Event
from app.domain.messages import Message
from app.domain.requests import Request

State = TypeVar("State", bound=Struct)


class Turn(Struct, Generic[State], frozen=True):
    """What a scan led to: the next state, the sentence, and the facts to record."""

    state: State
    message: Message
    events: tuple[Event, ...] = ()


class Answer(Struct, Generic[State], frozen=True):
    """What the screen gets back. `replayed`: this request was answered before, and nothing was changed now."""

    state: State
    message: Message
    replayed: bool = False


class Script(Struct, Generic[State], frozen=True):
    """One kind of conversation: the name of its screen, the state before the first scan, how an answer is read back."""

    screen: str
    first: State
    read: Callable[[str], Answer[State]]


def script(screen: str, first: State) -> Script[State]:
    """To be made while the program is loaded, see docs/decisions/0011."""
    return Script(screen, first, msgspec.json.Decoder(Answer[type(first)]).decode)  # type: ignore[misc]


_ANSWERED = select(t.Command.answer).where(t.Command.request_id == bindparam("request_id"))
_NEWEST = (
    select(t.Command.answer)
    .where(t.Command.station == bindparam("station"), t.Command.screen == bindparam("screen"))
    .order_by(t.Command.id.desc())
    .limit(1)
)
_OPENING = select(
    _ANSWERED.scalar_subquery().label("answered"),
    _NEWEST.scalar_subquery().label("newest"),
    journal.LAST_SEQUENCE.label("sequence"),
    journal.LAST_HASH.label("hash"),
)
_INSERT = insert(t.Command)


def converse(
    database: Database,
    request: Request,
    script: Script[State],
    text: str,
    take_turn: Callable[[Connection, State], Turn[State]],
) -> Answer[State]:
    """Answer one scan in one transaction; the same request again gets its first answer and changes nothing."""
    with database.write() as connection:
        opening = connection.execute(
            _OPENING, {"request_id": request.id, "station": request.station, "screen": script.screen}
        ).one()
        if opening.answered is not None:
            return replace(script.read(opening.answered), replayed=True)
        state = script.read(opening.newest).state if opening.newest is not None else script.first
        turn = take_turn(connection, state)
        end = journal.ChainEnd(opening.sequence, opening.hash) if opening.hash else journal.ChainEnd()
        journal.record(connection, request, turn.events, end)
        answer = Answer(turn.state, turn.message)
        connection.execute(_INSERT, _row(request, script.screen, text, answer))
    return answer


def current_state(database: Database, station: str, script: Script[State]) -> State:
    """Where a conversation stands, for a screen that opens or a program that starts again."""
    with database.read() as connection:
        newest = connection.execute(_NEWEST, {"station": station, "screen": script.screen}).scalar()
    return script.read(newest).state if newest is not None else script.first


def _row(request: Request, screen: str, text: str, answer: Answer[Any]) -> dict[str, object]:
    return {
        "request_id": request.id,
        "station": request.station,
        "screen": screen,
        "user": request.user,
        "at": request.at,
        "text": _storable(text),
        "answer": msgspec.json.encode(answer).decode(),
    }


def _storable(text: str) -> str:
    """The scan as both databases can keep it: UTF-8 has no lone surrogates, PostgreSQL text no NUL."""
    return text[:512].encode(errors="replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
