"""The sample day: a real export becomes branded parcels, played through the same conversations a packer has."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from app.config import Settings
from app.domain.own_codes import Command, command_code
from app.integrations.catalog_files import read_products, read_suppliers
from app.integrations.order_files import read_orders
from app.queries.exports import rows
from app.services.catalog import import_products, import_suppliers
from app.services.shop import set_up
from printing.purchase_order_outbox import send_purchase_orders
from ui.cli.imports import in_words, read_setup, take_orders_in
from ui.cli.papers import write_command_sheet
from ui.cli.station import Screen, Station
from ui.cli.workplace import Start, open_shop, told_errors
from ui.runtime.workplace import Workplace

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
_MARK = "made-by-crossdock-demo"


def demo_command(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The folder to leave everything in.")] = Path("demo-out"),
    headless: Annotated[bool, typer.Option("--headless", help="Do not open the window afterwards.")] = False,
) -> None:
    """Play the sample shop's day: import, buy, receive, pack, ship; slips, labels and files stay in the folder."""
    start: Start = context.obj
    with told_errors():
        _make_room(out)
        settings = Settings(data_dir=out, station="Bench 1", user="Ana")
        place = open_shop(msgspec.structs.replace(start, settings=settings, url=""))
        try:
            _play(place, out)
            code = 0 if headless else start.show_window(place.database, place.settings.station)
        finally:
            place.database.close()
    raise typer.Exit(code)


def _make_room(out: Path) -> None:
    """Empty the folder, but only one that an earlier demo made."""
    if (out / _MARK).exists():
        shutil.rmtree(out)
    elif out.exists() and any(out.iterdir()):
        typer.echo(f"{out} holds other files. Nothing was changed. Choose an empty folder with --out.", err=True)
        raise typer.Exit(2)
    out.mkdir(parents=True, exist_ok=True)
    (out / _MARK).touch()


def _play(place: Workplace, out: Path) -> None:
    _take_in(place)
    day = _Day(place)
    typer.echo("Receiving: every purchase order is unpacked, scan by scan.")
    with Station(place, Screen.RECEIVING) as dock:
        received = day.scan_all(dock, day.receiving())
    typer.echo("Packing: every order that is complete is verified, swapped, labelled and shipped.")
    with Station(place, Screen.PACKING) as bench:
        packed = day.scan_all(bench, day.packing())
    (out / "scans.jsonl").write_text("".join(line + "\n" for line in day.transcript))
    write_command_sheet(place, out / "command-sheet.pdf")
    _report(place, out, received + packed)


def _take_in(place: Workplace) -> None:
    database = place.database
    set_up(database, read_setup(SAMPLE / "shop.json"))
    suppliers = import_suppliers(database, place.new_request(), read_suppliers(SAMPLE / "suppliers.csv"))
    typer.echo(in_words(suppliers, "suppliers"))
    products = import_products(database, place.new_request(), read_products(SAMPLE / "products.csv"))
    typer.echo(in_words(products, "products"))
    for channel, file in _order_files():
        summary = take_orders_in(place, read_orders(SAMPLE / file), channel, file)
        typer.echo(f"{channel}: {in_words(summary, 'orders')}")
    written = send_purchase_orders(database, place.new_request(), place.purchase_orders)
    typer.echo(f"{len(written) // 2} purchase orders written to {place.purchase_orders}.")


def _order_files() -> Iterator[tuple[str, str]]:
    """Each channel of the sample shop and its export, in the order of the set-up file."""
    files = ("orders-northfield.csv", "orders-kite.csv", "orders-lumen.txt")
    channels = read_setup(SAMPLE / "shop.json").channels
    return zip((channel.name for channel in channels), files, strict=True)


class _Day:
    """What a packer would scan, read from the shop itself, with the mishaps of an ordinary day."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self.transcript: list[str] = []
        codes = self._rows("product-codes")
        self._barcode = {row["sku"]: row["code"] for row in reversed(codes) if row["kind"] in ("gtin", "barcode")}

    def scan_all(self, station: Station, scans: Iterator[str]) -> int:
        """Scan one after the other; says how many."""
        before = len(self.transcript)
        for text in scans:
            self.transcript.append(station.answer(text))
            station.acknowledge()
        return len(self.transcript) - before

    def receiving(self) -> Iterator[str]:
        """Every purchase order, every unit; an unknown code, a surplus unit and an undo on the way."""
        ordered: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self._rows("purchase-order-lines"):
            ordered[row["po_number"]].append(row)
        for number, order in enumerate(self._rows("purchase-orders")):
            yield order["scan_code"]
            lines = ordered[order["po_number"]]
            for line in lines:
                yield from [self._item(line["sku"])] * line["quantity"]
            if number == 0:
                yield from (self._item(lines[0]["sku"]), self._command(Command.OK))
                yield from (self._command(Command.UNDO), self._item(lines[-1]["sku"]))
                yield from ("UNREADABLE-4711", self._command(Command.OK))
            yield self._command(Command.FINISH)

    def packing(self) -> Iterator[str]:
        """Every ready order; a wrong item, a forgotten paper step and a reprint on the way."""
        lines: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self._rows("order-lines"):
            lines[row["order_number"]].append(row)
        ready = [row for row in self._rows("orders") if row["state"] == "ready"]
        for number, order in enumerate(ready):
            wanted = lines[order["order_number"]]
            yield order["scan_code"]
            if number == 1:
                yield from (self._other_item(wanted), self._command(Command.OK))
            for line in wanted:
                yield from [self._item(line["sku"])] * line["quantity"]
            if number == 2:
                yield from (self._command(Command.CLOSE_BOX), self._command(Command.OK))
            yield self._command(Command.PAPERS_REMOVED)
            yield self._command(Command.CLOSE_BOX)
            if number == 3:
                yield self._command(Command.REPRINT_SLIP)
            yield self._label_of(order["order_number"])

    def _rows(self, kind: str) -> list[dict[str, Any]]:
        return list(rows(self._place.database, kind))

    def _item(self, sku: str) -> str:
        return str(self._barcode.get(sku, sku))

    def _other_item(self, lines: list[dict[str, Any]]) -> str:
        own = {line["sku"] for line in lines}
        return next(str(code) for sku, code in self._barcode.items() if sku not in own)

    def _label_of(self, order_number: str) -> str:
        packages = [row for row in self._rows("packages") if row["order_number"] == order_number]
        return str(packages[-1]["label_scan_code"])

    def _command(self, command: Command) -> str:
        return command_code(command, self._place.secret)


def _report(place: Workplace, out: Path, scans: int) -> None:
    states: dict[str, int] = defaultdict(int)
    for row in rows(place.database, "orders"):
        states[str(row["state"])] += 1
    told = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    typer.echo(f"{scans} scans. Orders: {told}.")
    for title, folder in (
        ("Packing slips", out / "paper" / "slips"),
        ("Shipping labels", out / "paper" / "labels"),
        ("Purchase orders", place.purchase_orders),
        ("Confirmations", place.confirmations),
    ):
        typer.echo(f"{title:<16} {len(list(folder.glob('*'))):>4} files in {folder}")
    typer.echo(f"Command sheet    {out / 'command-sheet.pdf'}")
    typer.echo(f"Every scan and its answer: {out / 'scans.jsonl'}")
