"""What happened: answered commands, the chained record of events, and the settings of the installation."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db.tables.base import Key, Moment, Table


class Command(Table):
    """An answered request. `request_id` is UNIQUE: a replay finds its first answer here and changes nothing.

    The newest row of a station and screen also holds the state of that conversation: a restart resumes there.
    """

    __tablename__ = "commands"
    __table_args__ = (Index("ix_commands_station_screen_id", "station", "screen", "id"),)

    id: Mapped[Key]
    request_id: Mapped[str] = mapped_column(unique=True)
    station: Mapped[str]
    screen: Mapped[str]
    user: Mapped[str]
    at: Mapped[Moment]
    text: Mapped[str]
    answer: Mapped[str]


class Event(Table):
    """A fact in the past tense, ids only; `hash` chains the rows of a station (reliability S18, invariant I7)."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("station", "sequence"), Index("ix_events_order_id", "order_id"))

    id: Mapped[Key]
    station: Mapped[str]
    sequence: Mapped[int]
    at: Mapped[Moment]
    user: Mapped[str]
    request_id: Mapped[str]
    kind: Mapped[str]
    order_id: Mapped[int | None]
    data: Mapped[str]
    hash: Mapped[str]


class Setting(Table):
    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
