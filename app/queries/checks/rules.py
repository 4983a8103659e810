"""What checks are made of: a statement that finds what is wrong, and the words for a row of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, Select, Text, cast, text, type_coerce

#: Lines of one check: enough to see what is wrong, few enough to be read.
MOST_ROWS = 20

Finder = Callable[[Connection], Iterable[str]]
AnySelect = Select[*tuple[Any, ...]]


def rule(words: str, broken: AnySelect) -> Finder:
    """A finder that says `words`, filled from its columns, for each row of `broken`."""

    def find(connection: Connection) -> Iterator[str]:
        for row in connection.execute(broken.limit(MOST_ROWS)).mappings():
            yield words.format_map(row)

    return find


_JSON_TEXT = JSON().with_variant(Text(), "sqlite")


def json_of(column: Any) -> ColumnElement[Any]:
    """A text column that holds JSON, to be indexed by key. SQLite reads JSON from text, PostgreSQL wants it cast."""
    return type_coerce(cast(column, _JSON_TEXT), JSON)


def be_patient(connection: Connection) -> None:
    """Lift the time limits that keep scans from hanging: a check may read a whole table."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = '10min'"))
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = '10min'"))
