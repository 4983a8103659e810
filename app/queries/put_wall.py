"""The put wall: which cell gathers which order, and how far that order is."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from sqlalchemy import Connection, Integer, func, literal_column, select

from app.db import tables as t
from app.domain.orders import OrderState


class CellUse(StrEnum):
    """What stands in a cell: nothing, an order that still waits for goods, or one that can be packed."""

    FREE = "free"
    WAITING = "waiting"
    COMPLETE = "complete"


class WallCell(Struct, frozen=True):
    """One cell. `order` is empty where it is free; `waiting` counts the units its order still waits for."""

    code: str
    use: CellUse = CellUse.FREE
    order: str = ""
    waiting: int = 0


# A literal, not a parameter: SQLite takes the index of the totes only where it can read the condition.
_OWN_CELL = t.SalesOrder.shares_tote == literal_column("0", Integer)
_CELLS = (
    select(t.Location.code, t.SalesOrder.number, t.SalesOrder.state, t.SalesOrder.waiting)
    .outerjoin(t.SalesOrder, (t.SalesOrder.tote_id == t.Location.id) & _OWN_CELL)
    .where(t.Location.kind == "cell")
    # `A9` before `A10`, and both before `B1`: a wall that grew has newer cells between the older ones.
    .order_by(func.substr(t.Location.code, 1, 1), func.length(t.Location.code), t.Location.code)
)


def put_wall(connection: Connection) -> tuple[WallCell, ...]:
    """Every cell in the order they stand."""
    return tuple(
        WallCell(row.code, _use(row.state), row.number or "", row.waiting or 0) for row in connection.execute(_CELLS)
    )


def _use(state: str | None) -> CellUse:
    if state is None:
        return CellUse.FREE
    return CellUse.WAITING if state == OrderState.WAITING else CellUse.COMPLETE
