"""What every command begins with: the shop opened, its errors told, its log kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec import Struct

from app.config import Settings, prepare_data_dir
from app.domain.messages import say
from app.domain.requests import Clock, utc_now
from app.errors import WarehouseError
from app.log import logging_to
from app.services.shop import prepare
from ui.models.steps import Step
from ui.runtime.workplace import Workplace

if TYPE_CHECKING:
    from app.db.engine import Database

#: Opens the database of a data folder, or the one of a URL, and brings its tables up to date.
OpenDatabase = Callable[[Path, str], "Database"]

#: Opens the window of an open shop; returns the exit code.
ShowWindow = Callable[[Workplace], int]

#: Plays steps through the window of an open shop without a display, leaving pictures in a folder; the exit code.
Rehearse = Callable[[Workplace, Clock, Iterable[Step], Path], int]

EXIT_UNREADABLE = 2


class Start(Struct, frozen=True):
    """What the command line said before the command."""

    settings: Settings
    url: str
    open_database: OpenDatabase
    show_window: ShowWindow
    rehearse: Rehearse
    has_display: bool


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


def open_shop(start: Start, user: str = "", clock: Clock = utc_now) -> Workplace:
    """Open the database and make what every installation needs; `clock` times what is done there."""
    prepare_data_dir(start.settings.data_dir)
    database = start.open_database(start.settings.data_dir, start.url)
    settings = start.settings
    if user:
        settings = Settings(data_dir=settings.data_dir, station=settings.station, user=user)
    return Workplace(database, settings, prepare(database), clock)


@contextmanager
def told_errors() -> Iterator[None]:
    """Tell errors that are somebody's answer in one sentence on stderr."""
    try:
        yield
    except WarehouseError as error:
        typer.echo(say(error.key, **error.values).text, err=True)
        raise typer.Exit(EXIT_UNREADABLE) from error
