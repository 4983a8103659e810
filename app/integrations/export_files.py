"""Everything the shop knows as CSV files in a folder: all of them, or none."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app.db.engine import Database
from app.errors import Refused
from app.integrations.text_tables import spreadsheet_safe
from app.queries.exports import EXPORTS, Value, rows

#: Rows between two looks whether to go on.
_STEP = 1000


def export_all(
    database: Database, folder: Path, now: datetime, progress: Callable[[int, int], object] = lambda done, total: None
) -> Path:
    """Write every export into a new folder within `folder`; returns it. It gets its name when it is complete.

    Args:
        progress: hears how many files of how many are written, oftener than it changes.

    Raises:
        Refused: the folder or the disk does not allow it; nothing is left.
        Cancelled: `progress` raised it; nothing is left.
    """
    target = folder / f"crossdock-export-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    part = target.with_suffix(".part")
    try:
        part.mkdir(mode=0o700)
        try:
            for done, kind in enumerate(EXPORTS):
                _write(database, kind, part / f"{kind}.csv", partial(progress, done, len(EXPORTS)))
            part.rename(target)
        finally:
            with suppress(FileNotFoundError):
                shutil.rmtree(part)
    except OSError as error:
        raise Refused("export_not_made", folder=str(folder), reason=error.strerror or str(error)) from error
    return target


def _write(database: Database, kind: str, path: Path, look: Callable[[], object]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        for number, piece in enumerate(csv_pieces(EXPORTS[kind].columns, rows(database, kind))):
            if number % _STEP == 0:
                look()
            file.write(piece)


def csv_pieces(columns: tuple[str, ...], found: Iterable[dict[str, Value]]) -> Iterator[str]:
    """A CSV file piece by piece: its head, then a piece for each row. No value is taken for a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for row in found:
        writer.writerow([_cell(value) for value in row.values()])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Value) -> str | int:
    if value is None:
        return ""
    return spreadsheet_safe(value) if isinstance(value, str) else value
