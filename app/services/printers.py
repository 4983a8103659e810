"""The printers of an installation, as rows; what a printer can do is the printing side's."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, insert, select, update

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.events import SettingChanged
from app.domain.requests import Request


class PrinterRow(Struct, frozen=True):
    """One printer for each role; `content` is a `printing.printers.Printer` as JSON."""

    name: str
    role: str
    content: str


def stored_printers(database: Database) -> list[PrinterRow]:
    """Every printer that was set up."""
    printer = t.Printer
    with database.read() as connection:
        rows = connection.execute(select(printer.name, printer.role, printer.content).order_by(printer.id))
        return [PrinterRow(row.name, row.role, row.content) for row in rows]


def store_printers(database: Database, printers: Sequence[PrinterRow]) -> None:
    """Set printers up; one that has the role already is replaced."""
    with database.write() as connection:
        for row in printers:
            _put(connection, row)


def change_printer(database: Database, request: Request, row: PrinterRow) -> None:
    """Set the printer of a role up in another way; the stations hear of it."""
    with database.write() as connection:
        _put(connection, row)
        journal.record(connection, request, [SettingChanged("printer", row.role)])


def _put(connection: Connection, row: PrinterRow) -> None:
    printer = t.Printer
    values = {"name": row.name, "content": row.content}
    changed = connection.execute(update(printer).where(printer.role == row.role).values(values))
    if changed.rowcount == 0:
        connection.execute(insert(printer), {"role": row.role, **values})
