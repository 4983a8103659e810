"""What every command works with: the shop's database, its folders, and who is asking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import typer
from msgspec import Struct

from app.config import Settings, prepare_data_dir
from app.domain.messages import say
from app.domain.requests import Request, new_request
from app.errors import WarehouseError
from app.log import logging_to
from app.services.printers import PrinterRow, store_printers, stored_printers
from app.services.shop import prepare
from printing.printers import Printer, first_printers, printers_from_json

if TYPE_CHECKING:
    from app.db.engine import Database

#: Opens the database of a data folder, or the one of a URL, and brings its tables up to date.
OpenDatabase = Callable[[Path, str], "Database"]

#: Opens the window on a database, for a station; returns the exit code.
ShowWindow = Callable[["Database", str], int]

EXIT_UNREADABLE = 2


class Start(Struct, frozen=True):
    """What the command line said before the command."""

    settings: Settings
    url: str
    open_database: OpenDatabase
    show_window: ShowWindow


class Workplace:
    """An open shop at one station."""

    def __init__(self, database: Database, settings: Settings, secret: bytes) -> None:
        self.database = database
        self.settings = settings
        self.secret = secret

    def new_request(self) -> Request:
        """A fresh request of this station, now."""
        return new_request(self.settings.station, self.settings.user)

    @property
    def purchase_orders(self) -> Path:
        """Where purchase orders are written for suppliers."""
        return self.settings.data_dir / "outbox" / "purchase-orders"

    @property
    def confirmations(self) -> Path:
        """Where shipments are written for channels."""
        return self.settings.data_dir / "outbox" / "confirmations"

    def printers(self) -> tuple[Printer, ...]:
        """The printers that were set up; on a first run files, so that every paper can be seen."""
        rows = stored_printers(self.database)
        if not rows:
            first = first_printers(self.settings.data_dir / "paper")
            rows = [PrinterRow(printer.name, printer.role.value, _to_json(printer)) for printer in first]
            store_printers(self.database, rows)
        return tuple(printer for row in rows for printer in printers_from_json(f"[{row.content}]"))


def _to_json(printer: Printer) -> str:
    return msgspec.json.encode(printer).decode()


@contextmanager
def open_workplace(context: typer.Context, *, user: str = "") -> Iterator[Workplace]:
    """Open the shop for one command; an error meant for people is told in its sentence and ends with exit code 2."""
    start: Start = context.obj
    with told_errors():
        place = open_shop(start, user)
        log_file = start.settings.data_dir / "logs" / f"{context.info_name}.log"
        try:
            with logging_to(log_file):
                yield place
        finally:
            place.database.close()


def open_shop(start: Start, user: str = "") -> Workplace:
    """Open the database and make what every installation needs."""
    prepare_data_dir(start.settings.data_dir)
    database = start.open_database(start.settings.data_dir, start.url)
    settings = start.settings
    if user:
        settings = Settings(data_dir=settings.data_dir, station=settings.station, user=user)
    return Workplace(database, settings, prepare(database))


@contextmanager
def told_errors() -> Iterator[None]:
    """Tell errors that are somebody's answer in one sentence on stderr."""
    try:
        yield
    except WarehouseError as error:
        typer.echo(say(error.key, **error.values).text, err=True)
        raise typer.Exit(EXIT_UNREADABLE) from error
