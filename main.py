"""Crossdock: reads the command line, opens the shop, and wires the parts. The only place that sees them all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from app.config import Settings, default_data_dir
from app.db.engine import Database, sqlite_url
from app.db.migrations import bring_up_to_date
from app.domain.requests import Clock
from ui.cli import demo, devices, exports, imports, office, papers, station
from ui.cli.workplace import Start, open_workplace, options
from ui.models.launch import Launch
from ui.models.steps import Step
from ui.runtime.workplace import Workplace
from ui.shell.display import has_display

cli = typer.Typer(
    help="The packer's workstation for just-in-time fulfillment.", no_args_is_help=False, add_completion=False
)


def open_database(data_dir: Path, url: str) -> Database:
    """The database of a data folder, or of a URL, with its tables up to date."""
    database = Database(url or sqlite_url(data_dir))
    bring_up_to_date(database)
    return database


def show_window(place: Workplace, launch: Launch, scanner: str = "") -> int:
    """Open the window; returns the exit code. `scanner` names the serial port of a scanner."""
    # The window needs Qt; the commands do not.
    from ui.shell.start import run_window

    return run_window(place, scanner, launch)


def rehearse(place: Workplace, clock: Clock, steps: Iterable[Step], pictures: Path) -> int:
    """Play a day through the window without a display; returns the exit code."""
    from ui.shell.start import run_rehearsal

    return run_rehearsal(place, clock, steps, pictures)


@cli.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    data_dir: Annotated[Path | None, typer.Option(help="The folder of the shop's data.")] = None,
    database: Annotated[str, typer.Option(help="A database URL instead: postgresql+psycopg://...")] = "",
    station_name: Annotated[str, typer.Option("--station", help="The name of this workstation.")] = "",
    scanner: Annotated[str, typer.Option(help="The serial port of a scanner, such as COM5.")] = "",
) -> None:
    """Without a command: open the window."""
    settings = Settings(data_dir=(data_dir or default_data_dir()).expanduser())
    if station_name:
        settings = Settings(data_dir=settings.data_dir, station=station_name)
    show = partial(show_window, scanner=scanner)
    folder = settings.data_dir.absolute() if data_dir else ""
    shop = options(data_dir=folder, database=database, station=station_name, scanner=scanner)
    seen = has_display(sys.platform, os.environ)
    context.obj = start = Start(settings, database, open_database, show, rehearse, seen, shop)
    if context.invoked_subcommand is None:
        with open_workplace(context) as place:
            raise typer.Exit(show(place, start.launch))


cli.command("demo")(demo.demo_command)
cli.command("set-up")(imports.set_up_command)
cli.command("import-suppliers")(imports.import_suppliers_command)
cli.command("import-products")(imports.import_products_command)
cli.command("import-orders")(imports.import_orders_command)
cli.command("station")(station.station_command)
cli.command("export")(exports.export_command)
cli.command("print-slip")(papers.print_slip_command)
cli.command("print-label")(papers.print_label_command)
cli.command("tote-labels")(papers.tote_labels_command)
cli.command("command-sheet")(papers.command_sheet_command)
cli.command("set-printer")(devices.set_printer_command)
cli.command("cancel-order")(office.cancel_order_command)
cli.command("announce-parcel")(office.announce_parcel_command)
cli.command("close-short")(office.close_short_command)
cli.command("check")(office.check_command)
cli.command("doctor")(office.doctor_command)

if __name__ == "__main__":
    cli()
