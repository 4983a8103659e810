"""The size of the put wall: cells are added where there are too few, and taken away only while they are empty."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from sqlalchemy import Connection, Row, exists, insert, select, update

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.events import SettingChanged
from app.domain.own_codes import OwnKind, own_code
from app.domain.requests import Request
from app.errors import Refused
from app.services.places import cell_codes

#: Rows are letters, and a wall larger than this is several walls.
MOST_ROWS, MOST_COLUMNS = 12, 20
_CELL, _FORMER = "cell", "former_cell"
_PLACE = t.Location
_ASSIGNED = exists().where(t.SalesOrder.tote_id == _PLACE.id)
_FILLED = exists().where(t.Balance.location_id == _PLACE.id, t.Balance.on_hand > 0)
_CELLS = select(_PLACE.id, _PLACE.code, _PLACE.kind, (_ASSIGNED | _FILLED).label("used")).where(
    _PLACE.kind.in_((_CELL, _FORMER))
)
Cells = Mapping[str, Row[int, str, str, bool]]


class WallChange(Struct, frozen=True):
    """The codes of the cells that were added, and of those that were taken away."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def resize_wall(database: Database, request: Request, rows: int, columns: int) -> WallChange:
    """Make the put wall `rows` x `columns` cells.

    A cell that is taken away keeps its row: movements name it. One that comes back has its old code again.

    Raises:
        Refused: a cell that would go still holds an order or goods, or a size no wall has; nothing was changed.
    """
    if not (1 <= rows <= MOST_ROWS and 1 <= columns <= MOST_COLUMNS):
        raise Refused("wall_size", rows=rows, columns=columns, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    wanted = tuple(cell_codes(rows, columns))
    with database.write() as connection:
        cells = {row.code: row for row in connection.execute(_CELLS)}
        change = _change(cells, wanted)
        _refuse_used(cells, change.removed)
        _set_kind(connection, cells, change.removed, _FORMER)
        _set_kind(connection, cells, change.added, _CELL)
        _make(connection, [code for code in change.added if code not in cells])
        if change != WallChange():
            journal.record(connection, request, [SettingChanged("put wall", f"{rows} x {columns}")])
    return change


def _change(cells: Cells, wanted: tuple[str, ...]) -> WallChange:
    standing = {code for code, row in cells.items() if row.kind == _CELL}
    added = tuple(code for code in wanted if code not in standing)
    return WallChange(added, tuple(sorted(standing - set(wanted), key=wall_order)))


def _refuse_used(cells: Cells, codes: tuple[str, ...]) -> None:
    used = [code for code in codes if cells[code].used]
    if used:
        raise Refused("cells_in_use", cells=", ".join(used))


def _set_kind(connection: Connection, cells: Cells, codes: tuple[str, ...], kind: str) -> None:
    ids = [cells[code].id for code in codes if code in cells]
    connection.execute(update(_PLACE).where(_PLACE.id.in_(ids)).values(kind=kind))


def _make(connection: Connection, codes: list[str]) -> None:
    rows = [{"code": code, "kind": _CELL, "scan_code": own_code(OwnKind.TOTE, code)} for code in codes]
    if rows:
        connection.execute(insert(_PLACE), rows)


def wall_order(code: str) -> tuple[str, int]:
    """Cells in the order they stand: `A2` before `A10`."""
    return code[0], int(code[1:])
