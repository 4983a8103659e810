"""The sample shop: opened in the window, or its day played through the same window where there is no display."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from app.config import Settings
from app.domain.requests import Clock, local_now
from app.integrations.catalog_files import read_products, read_suppliers
from app.integrations.file_imports import take_orders_in
from app.integrations.order_files import read_orders
from app.queries.exports import rows
from app.services.catalog import import_products, import_suppliers
from app.services.shop import set_up
from printing.purchase_order_outbox import send_purchase_orders
from ui.cli.imports import in_words, read_setup
from ui.cli.papers import write_command_sheet
from ui.cli.sample_day import sample_day
from ui.cli.station import Screen, Station
from ui.cli.workplace import Start, open_shop, told_errors
from ui.runtime.workplace import Workplace

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
_MARK = "made-by-crossdock-demo"
#: The morning that the orders of the sample shop are made for.
_MORNING = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)


def demo_command(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The folder to leave everything in.")] = Path("demo-out"),
    headless: Annotated[bool, typer.Option("--headless", help="Play the day without any window.")] = False,
    anew: Annotated[bool, typer.Option("--anew", help="Open the sample shop as it was on its first morning.")] = False,
) -> None:
    """Open the window on the sample shop. Without a display: play its day through the window, and leave pictures."""
    start: Start = context.obj
    with told_errors():
        if start.has_display and not headless:
            raise typer.Exit(_open(start, out, anew=anew))
        _play(start, out, with_window=not headless)


def _open(start: Start, out: Path, *, anew: bool) -> int:
    """The window on the sample shop, as it was left the last time."""
    if anew or not (out / _MARK).exists():
        _make_room(out)
    place = _shop(start, out)
    try:
        if not list(rows(place.database, "orders")):
            _take_in(place)
        return start.show_window(place, start.practice_in(out))
    finally:
        place.database.close()


def _play(start: Start, out: Path, *, with_window: bool) -> None:
    """Play the day: through the window where Qt can draw one, otherwise through the conversations alone."""
    _make_room(out)
    clock = _from(_MORNING)
    place = _shop(start, out, clock)
    try:
        _take_in(place)
        typer.echo("A day's parcels are received, packed and shipped, scan by scan.")
        if not with_window or start.rehearse(place, clock, sample_day(place), out / "screens"):
            _converse(place, out / "scans.jsonl")
        write_command_sheet(place, out / "command-sheet.pdf")
        _report(place, out)
    finally:
        place.database.close()


def _converse(place: Workplace, transcript: Path) -> None:
    """The same scans answered by the two conversations without a screen; each scan and its answer is kept."""
    with Station(place, Screen.RECEIVING) as dock, Station(place, Screen.PACKING) as bench:
        stations = {"receiving": dock, "pack": bench}
        with transcript.open("w", encoding="utf-8") as lines:
            for step in sample_day(place):
                station = stations.get(step.screen)
                if station is not None and step.scan:
                    lines.write(station.answer(step.scan) + "\n")
                    station.acknowledge()


def _shop(start: Start, out: Path, clock: Clock = local_now) -> Workplace:
    settings = Settings(data_dir=out, station="Bench 1", user="Ana")
    return open_shop(msgspec.structs.replace(start, settings=settings, url=""), clock=clock)


def _from(moment: datetime) -> Clock:
    """A clock that shows `moment` now, and goes on from there."""
    ahead = moment - local_now()
    return lambda: local_now() + ahead


def _make_room(out: Path) -> None:
    """Empty the folder, but only one that an earlier demo made."""
    if (out / _MARK).exists():
        shutil.rmtree(out)
    elif out.exists() and any(out.iterdir()):
        typer.echo(f"{out} holds other files. Nothing was changed. Choose an empty folder with --out.", err=True)
        raise typer.Exit(2)
    out.mkdir(parents=True, exist_ok=True)
    (out / _MARK).touch()


def _take_in(place: Workplace) -> None:
    database = place.database
    set_up(database, read_setup(SAMPLE / "shop.json"))
    suppliers = import_suppliers(database, place.new_request(), read_suppliers(SAMPLE / "suppliers.csv"))
    typer.echo(in_words(suppliers, "suppliers"))
    products = import_products(database, place.new_request(), read_products(SAMPLE / "products.csv"))
    typer.echo(in_words(products, "products"))
    for channel, file in _order_files():
        summary = take_orders_in(database, place.new_request(), read_orders(SAMPLE / file), channel)
        typer.echo(f"{channel}: {in_words(summary, 'orders')}")
    written = send_purchase_orders(database, place.new_request(), place.purchase_orders)
    typer.echo(f"{len(written) // 2} purchase orders written to {place.purchase_orders}.")


def _order_files() -> Iterator[tuple[str, str]]:
    """Each channel of the sample shop and its export, in the order of the set-up file."""
    files = ("orders-northfield.csv", "orders-kite.csv", "orders-lumen.txt")
    channels = read_setup(SAMPLE / "shop.json").channels
    return zip((channel.name for channel in channels), files, strict=True)


def _report(place: Workplace, out: Path) -> None:
    states: dict[str, int] = defaultdict(int)
    for row in rows(place.database, "orders"):
        states[str(row["state"])] += 1
    told = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    typer.echo(f"Orders: {told}.")
    for title, folder in (
        ("Packing slips", out / "paper" / "slips"),
        ("Shipping labels", out / "paper" / "labels"),
        ("Purchase orders", place.purchase_orders),
        ("Confirmations", place.confirmations),
        ("Screens", out / "screens"),
    ):
        if count := len(list(folder.glob("*"))):
            typer.echo(f"{title:<16} {count:>4} files in {folder}")
    typer.echo(f"Command sheet    {out / 'command-sheet.pdf'}")
