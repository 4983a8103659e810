"""Rows out, as CSV or JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from app.integrations.export_files import csv_pieces
from app.integrations.files import write_atomically
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
        pieces = _as_json(found) if format is Format.JSON else csv_pieces(EXPORTS[kind].columns, found)
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
