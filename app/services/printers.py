"""The printers of an installation, as rows; what a printer can do is the printing side's."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import insert, select, update

from app.db import tables as t
from app.db.engine import Database


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
    printer = t.Printer
    with database.write() as connection:
        for row in printers:
            values = {"name": row.name, "content": row.content}
            changed = connection.execute(update(printer).where(printer.role == row.role).values(values))
            if changed.rowcount == 0:
                connection.execute(insert(printer), {"role": row.role, **values})
