"""What the tests of the window share: an open shop at a station."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.config import Settings
from app.db.engine import Database
from app.domain.requests import Clock
from app.services.shop import prepare
from tests.ui.small_shop import STATION
from ui.runtime.workplace import Workplace
from ui.shell.application import opened
from ui.shell.desk import Desk
from ui.shell.main_window import MainWindow
from ui.shell.screens import SEATS, Seat
from ui.widgets.tokens import Appearance


def a_place(database: Database, secret: bytes = b"") -> Workplace:
    """A workplace on a database; its data folder is the one of the file."""
    folder = Path(str(database.url.database)).parent
    return Workplace(database, Settings(data_dir=folder, station=STATION, user="Ana"), secret or prepare(database))


class Plain:
    """A wardrobe that leaves the application of the tests as it is."""

    appearance = Appearance.LIGHT

    def wear(self, appearance: Appearance) -> None:
        self.appearance = appearance


class Quiet:
    """A player that plays nothing, and says that it did."""

    def play(self, file: Path) -> None:
        """Nothing is heard in tests."""


@contextmanager
def open_window(place: Workplace, clock: Clock, seats: Sequence[Seat] = SEATS) -> Iterator[MainWindow]:
    """The window as the program opens it, without its look and its sound."""
    assert QApplication.instance() is not None
    with opened(Desk(place, clock, seats, Plain(), Quiet())) as window:
        yield window
