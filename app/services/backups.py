"""Copies of the shop's database: made while work goes on, and worth the name only after they were read back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from sqlalchemy import func, select

from app.db import tables as t
from app.db.engine import Database
from app.errors import Refused

#: Pages copied between two looks whether to go on; 4 MB at SQLite's usual 4 kB.
_STEP = 1000
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = "crossdock-"


class Backup(Struct, frozen=True):
    """A verified copy: `size` in bytes, `rows` in all tables (0 where it was not counted now)."""

    path: Path
    made_at: datetime
    size: int
    rows: int = 0


def backups(folder: Path) -> tuple[Backup, ...]:
    """The copies in a folder, newest first. Only a verified copy ever gets its name."""
    found = (_described(path) for path in folder.glob(f"{_NAME}*.db"))
    return tuple(sorted((each for each in found if each), key=lambda each: each.made_at, reverse=True))


def back_up(
    database: Database, folder: Path, now: datetime, progress: Callable[[int, int], object] = lambda done, total: None
) -> Backup:
    """Copy the database with SQLite's backup API, read the copy back, and only then give it its name.

    Args:
        progress: hears how many pages of how many are copied.

    Raises:
        Refused: the copy cannot be written, or it does not read back as what was copied; nothing is kept of it.
        Cancelled: `progress` raised it; nothing is kept of it either.
    """
    target = folder / f"{_NAME}{now.astimezone(UTC).strftime(_STAMP)}.db"
    part = target.with_suffix(".part")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _nothing_left(part):
            rows = _copy(Path(str(database.url.database)), part, progress)
            verify(part, rows)
            part.replace(target)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", "") or str(error)
        raise Refused("backup_not_made", file=str(target), reason=reason) from error
    return Backup(target, now, target.stat().st_size, sum(rows.values()))


def verify(path: Path, expected: dict[str, int]) -> None:
    """Read a copy back.

    Raises:
        sqlite3.DatabaseError: SQLite finds it damaged, or a table has another number of rows than was copied.
    """
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as copy:
        answer = copy.execute("PRAGMA quick_check").fetchone()[0]
        if answer != "ok":
            raise sqlite3.DatabaseError(f"the copy is damaged ({answer})")
        if _row_counts(copy) != expected:
            raise sqlite3.DatabaseError("the copy does not hold every row")


def _copy(source_path: Path, part: Path, progress: Callable[[int, int], object]) -> dict[str, int]:
    """Copy one moment of the database; gives the number of rows of each table at that moment."""

    def stepped(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total)

    with closing(sqlite3.connect(source_path)) as source, closing(sqlite3.connect(part)) as copy:
        part.chmod(0o600)
        # A reader's snapshot: what is written meanwhile neither shows up in the copy nor makes it start over.
        source.execute("BEGIN")
        rows = _row_counts(source)
        source.backup(copy, pages=_STEP, progress=stepped)
        source.rollback()
        copy.execute("PRAGMA journal_mode = DELETE")
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    return rows


def _row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """The number of rows of every table of the shop."""
    return {
        table.name: connection.execute(str(select(func.count()).select_from(table))).fetchone()[0]
        for table in t.Table.metadata.sorted_tables
    }


@contextmanager
def _nothing_left(part: Path) -> Iterator[None]:
    try:
        yield
    finally:
        part.unlink(missing_ok=True)


def _described(path: Path) -> Backup | None:
    try:
        made_at = datetime.strptime(path.stem.removeprefix(_NAME), _STAMP).replace(tzinfo=UTC)
        return Backup(path, made_at, path.stat().st_size)
    except (ValueError, OSError):
        return None
