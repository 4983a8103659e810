"""What the tests of the window share: an open shop at a station."""

from __future__ import annotations

from pathlib import Path

from app.config import Settings
from app.db.engine import Database
from app.services.shop import prepare
from tests.ui.small_shop import STATION
from ui.runtime.workplace import Workplace


def a_place(database: Database, secret: bytes = b"") -> Workplace:
    """A workplace on a database; its data folder is the one of the file."""
    folder = Path(str(database.url.database)).parent
    return Workplace(database, Settings(data_dir=folder, station=STATION, user="Ana"), secret or prepare(database))
