"""Setting devices up from the command line."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer

from app.errors import Refused
from app.services.printers import PrinterRow, store_printers
from printing.printers import Folder, Network, Printer, Role, SystemQueue, Target, media_for
from ui.cli.workplace import open_workplace

Language = Literal["pdf", "zpl"]


class PrinterRole(StrEnum):
    SLIP = "slip"
    LABEL = "label"


def set_printer_command(
    context: typer.Context,
    role: Annotated[PrinterRole, typer.Argument(help="What it prints.", show_default=False)],
    folder: Annotated[Path | None, typer.Option(help="Write files into this folder.")] = None,
    host: Annotated[str, typer.Option(help="A printer on the network, by name or address.")] = "",
    port: Annotated[int, typer.Option(help="Its port for raw data.")] = 9100,
    queue: Annotated[str, typer.Option(help="A print queue of this computer.")] = "",
    media: Annotated[str, typer.Option(help="What is loaded; by default A6 for slips, 4 x 6 inch for labels.")] = "",
    dpi: Annotated[int, typer.Option(help="Dots per inch of a label printer: 203 or 300.")] = 203,
) -> None:
    """Say where slips or labels are printed: a folder, a network printer, or a queue of this computer."""
    with open_workplace(context) as place:
        target = _target(folder, host, port, queue)
        chosen = Role(role.value)
        language: Language = "zpl" if chosen is Role.LABEL else "pdf"
        name = f"{role.value.capitalize()} printer"
        try:
            printer = Printer(name, chosen, language, media or media_for(chosen)[0], target, dpi)
        except ValueError as error:
            raise Refused("printer_not_possible", reason=str(error)) from error
        place.printers()
        store_printers(place.database, [PrinterRow(name, role.value, msgspec.json.encode(printer).decode())])
        typer.echo(f"{name}: {language} on {printer.media}.")


def _target(folder: Path | None, host: str, port: int, queue: str) -> Target:
    if (folder is not None) + bool(host) + bool(queue) != 1:
        raise Refused("printer_target_missing")
    if folder is not None:
        return Folder(str(folder.expanduser().resolve()))
    return Network(host, port) if host else SystemQueue(queue)
