"""Rows out, as CSV or JSON."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from app.integrations.files import write_atomically
from app.integrations.text_tables import spreadsheet_safe
from app.queries.exports import EXPORTS, Value, rows
from ui.cli.workplace import open_workplace


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"


def export_command(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help=f"One of: {', '.join(EXPORTS)}.", show_default=False)],
    format: Annotated[Format, typer.Option(help="How to write the rows.")] = Format.CSV,
    out: Annotated[Path | None, typer.Option(help="The file to write; otherwise standard output.")] = None,
) -> None:
    """Write rows for other programs."""
    if kind not in EXPORTS:
        typer.echo(f"There is no export {kind}. Nothing was written. Choose one of {', '.join(EXPORTS)}.", err=True)
        raise typer.Exit(2)
    with open_workplace(context) as place:
        found = rows(place.database, kind)
        pieces = _as_json(found) if format is Format.JSON else _as_csv(EXPORTS[kind].columns, found)
        if out is None:
            for piece in pieces:
                sys.stdout.write(piece)
        else:
            write_atomically(out, "".join(pieces).encode())


def _as_json(found: Iterable[dict[str, Value]]) -> Iterator[str]:
    before = "[\n"
    for row in found:
        yield before + msgspec.json.encode(row).decode()
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _as_csv(columns: tuple[str, ...], found: Iterable[dict[str, Value]]) -> Iterator[str]:
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
