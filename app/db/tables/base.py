"""What all tables share: naming of constraints, the key type and moments in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

import msgspec
from sqlalchemy import BigInteger, Integer, MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

from app.domain.messages import Message, read_message, say

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A moment as milliseconds since 1970 UTC: sorts the same, compares the same on SQLite and PostgreSQL."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else round((value - _EPOCH) / timedelta(milliseconds=1))

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + timedelta(milliseconds=value)


class Told(TypeDecorator[Message]):
    """A message as JSON, so that it is shown in whatever language the window speaks later; nothing told is empty.

    What was stored as plain words before stands for itself.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Message | None, dialect: Dialect) -> str:
        return msgspec.json.encode(value).decode() if value else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> Message | None:
        if not value:
            return None
        try:
            return read_message(value)
        except msgspec.DecodeError:
            return say("as_told", words=value)


#: SQLite numbers rows by itself only for a plain INTEGER key.
_KEY = BigInteger().with_variant(Integer(), "sqlite")

Key = Annotated[int, mapped_column(_KEY, primary_key=True)]
Reference = Annotated[int, mapped_column(_KEY)]
Moment = Annotated[datetime, mapped_column(Instant())]


class Table(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
