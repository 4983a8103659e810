"""Paper as files: slips, labels, the command sheet."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from app.domain.documents import CommandCodeEntry, CommandSheet, Document, ShippingLabel, ToteLabel
from app.domain.own_codes import ALL_COMMANDS, Command, CommandCode, command_code
from app.errors import Refused
from app.integrations.files import write_atomically
from app.queries.orders import find_order
from app.queries.places import own_places
from app.services.paper import paper_of_order
from printing.layout.errors import LayoutError
from printing.layout.label_media import DOTS_PER_MM, LABEL_MEDIA, LabelMedia
from ui.cli.workplace import open_workplace
from ui.runtime.workplace import Workplace

Out = Annotated[Path | None, typer.Option("--out", help="The file to write.", show_default=False)]
Order = Annotated[str, typer.Argument(help="The order's number, CHANNEL/NUMBER, or scan code.", show_default=False)]


class SlipMedia(StrEnum):
    A4 = "a4"
    LETTER = "letter"
    A6 = "a6"
    INCH_4X6 = "4x6"


class SheetFormat(StrEnum):
    PDF = "pdf"
    JSON = "json"


def print_slip_command(
    context: typer.Context,
    order: Order,
    out: Annotated[Path, typer.Option(help="The PDF file to write.", show_default=False)],
    media: Annotated[SlipMedia, typer.Option(help="The paper.")] = SlipMedia.A4,
) -> None:
    """Write an order's packing slip as a PDF."""
    with open_workplace(context) as place:
        paper = paper_of_order(place.database, place.new_request(), find_order(place.database, order))
        _write_pdf(out, paper.slip, media.value, f"Packing slip {order}")


def print_label_command(
    context: typer.Context,
    order: Order,
    out: Annotated[Path, typer.Option(help="The ZPL file to write.", show_default=False)],
    dpi: Annotated[int, typer.Option(help="Dots per inch of the print head: 203 or 300.")] = 203,
) -> None:
    """Write the shipping label of an order's package as ZPL."""
    with open_workplace(context) as place:
        paper = paper_of_order(place.database, place.new_request(), find_order(place.database, order))
        write_atomically(out, _label(paper.label, LABEL_MEDIA["label-4x6"], dpi).encode())


def tote_labels_command(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The ZPL file to write.", show_default=False)],
    dpi: Annotated[int, typer.Option(help="Dots per inch of the print head: 203 or 300.")] = 203,
) -> None:
    """Write a label for every cell of the put wall, and for the shelf and the dock, as ZPL."""
    with open_workplace(context) as place:
        media = LABEL_MEDIA["tote-100x50"]
        labels = [_label(ToteLabel(code, scan_code), media, dpi) for code, scan_code in own_places(place.database)]
        write_atomically(out, "".join(labels).encode())
        typer.echo(f"{len(labels)} labels of 100 x 50 mm written to {out}.")


def command_sheet_command(
    context: typer.Context,
    out: Out = None,
    format: Annotated[SheetFormat, typer.Option(help="A sheet to print, or the codes as JSON.")] = SheetFormat.PDF,
) -> None:
    """Write the sheet of command barcodes of this installation."""
    with open_workplace(context) as place:
        if format is SheetFormat.JSON:
            codes = {code.words: _scan_code(code, place) for code in ALL_COMMANDS}
            text = msgspec.json.format(msgspec.json.encode(codes)).decode() + "\n"
            typer.echo(text, nl=False) if out is None else write_atomically(out, text.encode())
            return
        if out is None:
            raise Refused("out_missing")
        write_command_sheet(place, out)


def write_command_sheet(place: Workplace, out: Path) -> None:
    """Write the command sheet of this installation as a PDF."""
    _write_pdf(out, command_sheet(place), "a4", "Command sheet")


def command_sheet(place: Workplace) -> CommandSheet:
    """Every command of this installation, in the groups a packer looks for."""
    groups = (
        ("Everywhere", (Command.OK, Command.UNDO, Command.CANCEL)),
        ("Receiving", (Command.FINISH, Command.TEACH)),
        ("Packing", (Command.PAPERS_REMOVED, Command.CLOSE_BOX, Command.DAMAGED, Command.SHORT)),
        ("Printed again", (Command.REPRINT_SLIP, Command.REPRINT_LABEL)),
        ("Quantity of the next item", (Command.QTY,)),
    )
    return CommandSheet(
        tuple(
            (
                title,
                tuple(
                    CommandCodeEntry(code.words, _scan_code(code, place), code.command.help)
                    for code in ALL_COMMANDS
                    if code.command in commands
                ),
            )
            for title, commands in groups
        )
    )


def _scan_code(code: CommandCode, place: Workplace) -> str:
    return command_code(code.command, place.secret, code.quantity)


def _label(document: ShippingLabel | ToteLabel, media: LabelMedia, dpi: int) -> str:
    # Fonts and pictures load only when a label is made.
    from printing.labels import label_zpl

    if dpi not in DOTS_PER_MM:
        raise Refused("dpi_unknown", dpi=dpi)
    try:
        return label_zpl(document, media, dpi)
    except LayoutError as error:
        raise Refused("cannot_lay_out", reason=error.message) from error


def _write_pdf(out: Path, document: Document, media: str, title: str) -> None:
    from printing.compose import compose
    from printing.layout.media import MEDIA
    from printing.render.pdf import render_pdf

    try:
        content = render_pdf(compose(document, MEDIA[media]), title=title)
    except LayoutError as error:
        raise Refused("cannot_lay_out", reason=error.message) from error
    write_atomically(out, content)
