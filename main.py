"""Crossdock: reads the command line, opens the shop, and wires the parts. The only place that sees them all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.config import Settings, default_data_dir
from app.db.engine import Database, sqlite_url
from app.db.migrations import bring_up_to_date
from ui.cli import demo, devices, exports, imports, office, papers, station
from ui.cli.workplace import Start, open_workplace

cli = typer.Typer(
    help="The packer's workstation for just-in-time fulfillment.", no_args_is_help=False, add_completion=False
)


def open_database(data_dir: Path, url: str) -> Database:
    """The database of a data folder, or of a URL, with its tables up to date."""
    database = Database(url or sqlite_url(data_dir))
    bring_up_to_date(database)
    return database


def show_window(database: Database, station: str) -> int:
    """Open the window; returns the exit code."""
    # The window needs Qt; the commands do not.
    from ui.shell.start import run_window

    return run_window(database, station=station)


@cli.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    data_dir: Annotated[Path | None, typer.Option(help="The folder of the shop's data.")] = None,
    database: Annotated[str, typer.Option(help="A database URL instead: postgresql+psycopg://...")] = "",
    station_name: Annotated[str, typer.Option("--station", help="The name of this workstation.")] = "",
) -> None:
    """Without a command: open the window."""
    settings = Settings(data_dir=(data_dir or default_data_dir()).expanduser())
    if station_name:
        settings = Settings(data_dir=settings.data_dir, station=station_name)
    context.obj = Start(settings, database, open_database, show_window)
    if context.invoked_subcommand is None:
        with open_workplace(context) as place:
            raise typer.Exit(show_window(place.database, place.settings.station))


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
