"""Files in: suppliers, products, orders, and the set-up of a shop."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from app.domain.imports import ImportSummary
from app.errors import UnreadableFile
from app.integrations.catalog_files import read_products, read_suppliers
from app.integrations.file_imports import take_orders_in, take_products_in
from app.integrations.order_files import read_orders
from app.services.catalog import import_suppliers
from app.services.shop import ShopSetup, set_up
from printing.purchase_order_outbox import send_purchase_orders
from ui.cli.workplace import open_workplace

EXIT_SOME_REJECTED = 3

File = Annotated[Path, typer.Argument(help="The file to read.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print a summary as JSON.")]


_read_setup = msgspec.json.Decoder(ShopSetup).decode


def set_up_command(context: typer.Context, file: File) -> None:
    """Set up brands and channels from a JSON file."""
    with open_workplace(context) as place:
        set_up(place.database, read_setup(file))
        typer.echo(f"Brands and channels of {file.name} are set up.")


def import_suppliers_command(context: typer.Context, file: File, as_json: AsJson = False) -> None:
    """Import suppliers from a CSV file."""
    with open_workplace(context) as place:
        summary = import_suppliers(place.database, place.new_request(), read_suppliers(file))
        _tell(summary, "suppliers", as_json)


def import_products_command(context: typer.Context, file: File, as_json: AsJson = False) -> None:
    """Import products and supplier offers from a CSV file; orders that waited for them are pulled at once."""
    with open_workplace(context) as place:
        summary = take_products_in(place.database, place.new_request, read_products(file))
        send_purchase_orders(place.database, place.new_request(), place.purchase_orders)
        _tell(summary, "products", as_json)


def import_orders_command(
    context: typer.Context,
    file: File,
    channel: Annotated[str, typer.Option(help="The channel the orders are of; by default the one of its kind.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import orders from a Shopify or Amazon export; what they need is bought at once."""
    with open_workplace(context) as place:
        summary = take_orders_in(place.database, place.new_request(), read_orders(file), channel, dry_run=dry_run)
        if not dry_run:
            send_purchase_orders(place.database, place.new_request(), place.purchase_orders)
        _tell(summary, "orders", as_json, "Nothing was changed: this was a dry run. " if dry_run else "")


def read_setup(file: Path) -> ShopSetup:
    """Read brands and channels; logos are files beside it.

    Raises:
        UnreadableFile: not such a file.
    """
    try:
        setup = _read_setup(file.read_bytes())
    except OSError as error:
        raise UnreadableFile("file_missing", file=str(file), reason=error.strerror or str(error)) from error
    except msgspec.MsgspecError as error:
        raise UnreadableFile("file_not_text", file=file.name, found=str(error)) from error
    folder = file.resolve().parent
    brands = tuple(
        msgspec.structs.replace(brand, logo=str(folder / brand.logo) if brand.logo else "") for brand in setup.brands
    )
    return msgspec.structs.replace(setup, brands=brands)


def _tell(summary: ImportSummary, what: str, as_json: bool, before: str = "") -> None:
    if as_json:
        rejected = [{**msgspec.structs.asdict(each), "reason": each.reason.text} for each in summary.rejected]
        typer.echo(msgspec.json.encode({**msgspec.structs.asdict(summary), "rejected": rejected}).decode())
    else:
        typer.echo(before + in_words(summary, what))
        for rejection in summary.rejected:
            typer.echo(
                f"  row {rejection.row}, {rejection.column}: {rejection.value[:60]!r}: {rejection.reason}", err=True
            )
    if summary.rejected:
        raise typer.Exit(EXIT_SOME_REJECTED)


def in_words(summary: ImportSummary, what: str) -> str:
    """What an import did, in one or two sentences."""
    if not (summary.imported or summary.updated or summary.rejected):
        return f"Nothing new: all {summary.unchanged} {what} of this file are here already."
    told = f"{summary.imported} {what} imported, {summary.updated} updated, {summary.unchanged} unchanged."
    if summary.rejected:
        told += f" {len(summary.rejected)} problems: mend those rows in the file and import it again."
    return told
