"""The owner's commands: cancel an order, tell of a parcel, close a purchase order short, check and doctor."""

from __future__ import annotations

import platform
import shutil
import sqlite3
from importlib.metadata import version
from typing import Annotated

import typer

from app.queries.checks import check
from app.queries.orders import find_order
from app.services.order_edits import cancel_order
from app.services.purchase_orders import close_short, record_ship_notice
from printing.printers import Folder, Network, Printer
from printing.purchase_order_outbox import send_purchase_orders
from printing.transport.system_queue import system_queues
from ui.cli.papers import Order
from ui.cli.workplace import open_workplace
from ui.runtime.workplace import Workplace

PurchaseOrder = Annotated[str, typer.Argument(help="The number of the purchase order.", show_default=False)]
EXIT_BROKEN = 1
_DISTRIBUTIONS = ("PySide6-Essentials", "SQLAlchemy", "reportlab", "python-barcode", "pyserial")


def cancel_order_command(context: typer.Context, order: Order) -> None:
    """Cancel an order that is in no box yet; its goods go to whoever waits next."""
    with open_workplace(context) as place:
        cancel_order(place.database, place.new_request(), find_order(place.database, order))
        send_purchase_orders(place.database, place.new_request(), place.purchase_orders)
        typer.echo(f"Order {order} is cancelled; what it held was given to the next waiting order or to the shelf.")


def announce_parcel_command(
    context: typer.Context,
    purchase_order: PurchaseOrder,
    tracking_number: Annotated[str, typer.Argument(help="The carrier's number on the parcel.", show_default=False)],
) -> None:
    """Tell which parcel brings a purchase order, so that scanning it opens the delivery."""
    with open_workplace(context) as place:
        record_ship_notice(place.database, place.new_request(), purchase_order, tracking_number)
        typer.echo(f"Parcel {tracking_number} is expected for {purchase_order}.")


def close_short_command(context: typer.Context, purchase_order: PurchaseOrder) -> None:
    """What has not come of a purchase order will not come: get it from another supplier for the orders that wait."""
    with open_workplace(context) as place:
        close_short(place.database, place.new_request(), purchase_order)
        written = send_purchase_orders(place.database, place.new_request(), place.purchase_orders)
        typer.echo(f"{purchase_order} is closed; {len(written) // 2} purchase orders were sent for what is missing.")


def check_command(context: typer.Context) -> None:
    """Check the database and the invariants of the ledger, one line each; exit code 1 if one is broken."""
    with open_workplace(context) as place:
        results = check(place.database)
    for result in results:
        typer.echo(f"{result.id:<10} {'BROKEN' if result.broken else 'ok':<7} {result.title}")
        for row in result.broken:
            typer.echo(f"           - {row}")
    if any(result.broken for result in results):
        raise typer.Exit(EXIT_BROKEN)


def doctor_command(context: typer.Context) -> None:
    """Show versions, devices, printers and folders."""
    with open_workplace(context) as place:
        for title, value in _findings(place):
            typer.echo(f"{title:<22} {value}")


def _findings(place: Workplace) -> list[tuple[str, str]]:
    folder = place.settings.data_dir
    free = shutil.disk_usage(folder).free // 1_000_000
    return [
        ("Python", platform.python_version()),
        ("SQLite", f"{sqlite3.sqlite_version}{_sqlite_note()}"),
        *((name, version(name)) for name in _DISTRIBUTIONS),
        ("Database", place.database.url.render_as_string(hide_password=True)),
        ("Data folder", f"{folder} ({free:,} MB free)"),
        ("Outbox", str(place.purchase_orders.parent)),
        ("Station", place.settings.station),
        *((f"Printer {printer.role.value}", _printer(printer)) for printer in place.printers()),
        ("System print queues", ", ".join(system_queues()) or "none"),
        ("Serial scanners", ", ".join(_serial_ports()) or "none"),
    ]


def _sqlite_note() -> str:
    affected = (3, 7, 0) <= sqlite3.sqlite_version_info < (3, 51, 3)
    return " (one writer only checkpoints: WAL-reset bug before 3.51.3)" if affected else ""


def _printer(printer: Printer) -> str:
    match printer.target:
        case Folder(path=path):
            where = f"files in {path}"
        case Network(host=host, port=port):
            where = f"{host}:{port}"
        case target:
            where = f"queue {target.queue}"
    return f"{printer.name}: {printer.language} on {printer.media}, {where}"


def _serial_ports() -> list[str]:
    from serial.tools.list_ports import comports

    return [port.device for port in comports()]
