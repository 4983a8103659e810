"""What all tables share: naming of constraints, the key type and moments in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

from sqlalchemy import BigInteger, Integer, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

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


#: SQLite numbers rows by itself only for a plain INTEGER key.
_KEY = BigInteger().with_variant(Integer(), "sqlite")

Key = Annotated[int, mapped_column(_KEY, primary_key=True)]
Reference = Annotated[int, mapped_column(_KEY)]
Moment = Annotated[datetime, mapped_column(Instant())]


class Table(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
