"""What every command begins with: the shop opened, its errors told, its log kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec import Struct

from app.config import Settings, preferences_file, prepare_data_dir
from app.domain.messages import say
from app.domain.requests import Clock, local_now
from app.errors import WarehouseError
from app.log import logging_to
from app.services.shop import prepare
from ui.models.launch import Launch
from ui.models.steps import Step
from ui.runtime.workplace import Workplace

if TYPE_CHECKING:
    from app.db.engine import Database

#: Opens the database of a data folder, or the one of a URL, and brings its tables up to date.
OpenDatabase = Callable[[Path, str], "Database"]

#: Opens the window of an open shop, which may start the program again; returns the exit code.
ShowWindow = Callable[[Workplace, Launch], int]

#: Plays steps through the window of an open shop without a display, leaving pictures in a folder; the exit code.
Rehearse = Callable[[Workplace, Clock, Iterable[Step], Path], int]

EXIT_UNREADABLE = 2
#: The folder of the sample shop, in the data folder of the shop.
PRACTICE = "practice"


def options(**given: object) -> tuple[str, ...]:
    """Options as they are written on the command line; what was not given is left out."""
    return tuple(word for name, value in given.items() if value for word in (f"--{name.replace('_', '-')}", str(value)))


def sample_of(shop: tuple[str, ...], folder: Path) -> tuple[str, ...]:
    """What the command line says for a sample shop in `folder`, from which one comes back to `shop`."""
    return (*shop, "demo", "--out", str(folder.absolute()))


class Start(Struct, frozen=True):
    """What the command line said before the command; `shop` is the same again, as it would be written there."""

    settings: Settings
    url: str
    open_database: OpenDatabase
    show_window: ShowWindow
    rehearse: Rehearse
    has_display: bool
    shop: tuple[str, ...] = ()

    @property
    def launch(self) -> Launch:
        """How to come back to this shop, and into the sample shop that lies in a folder of its own beside it."""
        return Launch(self.shop, sample_of(self.shop, self._practice))

    def practice_in(self, folder: Path) -> Launch:
        """How to come back from the sample shop in `folder`.

        The one of this shop looks and sounds like its station; any other stands for itself.
        """
        own = folder.absolute() == self._practice
        preferences = preferences_file(self.settings.data_dir, self.settings.station) if own else None
        return Launch(self.shop, sample_of(self.shop, folder), practising=True, preferences=preferences)

    @property
    def _practice(self) -> Path:
        return self.settings.data_dir.absolute() / PRACTICE


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


def open_shop(start: Start, user: str = "", clock: Clock = local_now) -> Workplace:
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
