"""Pages of long lists, found by key: the database continues after a row instead of counting past all before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct
from sqlalchemy import ColumnElement, tuple_

Row = TypeVar("Row", bound=Struct)

#: The sort key of a row. Only the query that made it looks inside.
Position = tuple[Any, ...]

PAGE_ROWS = 200


class Page(Struct, Generic[Row], frozen=True):
    """Rows of a list in its order; `next` is where the following page begins, None after the last one."""

    rows: tuple[Row, ...]
    next: Position | None


def comes_after(position: Position, *columns: Any) -> ColumnElement[bool]:
    """The condition `(a, b) > (x, y)`, which an index on (a, b) answers by one search."""
    return tuple_(*columns) > position


def page_of(rows: Sequence[Row], limit: int, position: Callable[[Row], Position]) -> Page[Row]:
    """The page of `limit` rows; one row more in `rows` tells that another page follows."""
    kept = tuple(rows[:limit])
    return Page(kept, position(kept[-1]) if len(rows) > limit else None)
