"""A shop in a data folder that is only touched through commands."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.blackbox.program import PATIENCE_S, ROOT, Outcome, Sabotage, StationProcess, run

SAMPLE = ROOT / "resources" / "sample"
#: Each channel's export, the channel, and how many orders it holds.
SAMPLE_ORDERS = (
    ("orders-northfield.csv", "Northfield Home (Shopify)", 15),
    ("orders-kite.csv", "Kite & Kettle (Shopify)", 14),
    ("orders-lumen.txt", "Lumen Desk (Amazon)", 11),
)

Row = dict[str, Any]


class Shop:
    """`folder` is the data folder; `options` go before every command."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self._options = ("--data-dir", str(folder), *options)

    def run(self, *arguments: str | Path, scans: Sequence[str | bytes] = (), cold: bool = False) -> Outcome:
        """A command, however it ends."""
        return run(*self._options, *arguments, scans=scans, cold=cold)

    def does(self, *arguments: str | Path, cold: bool = False) -> Outcome:
        """A command that has to succeed without complaint."""
        outcome = self.run(*arguments, cold=cold)
        assert (outcome.code, outcome.err) == (0, ""), f"{arguments}: {outcome}"
        return outcome

    def station(
        self, screen: str, name: str = "Bench 1", *, cold: bool = False, sabotage: Sabotage | None = None
    ) -> StationProcess:
        """A station that begins to read scans."""
        options = (*self._options, "--station", name, "station", "--screen", screen, "--user", "Ana")
        return StationProcess(*options, cold=cold, sabotage=sabotage)

    def rows(self, kind: str) -> list[Row]:
        """An export, read from its JSON."""
        rows: list[Row] = self.does("export", kind, "--format", "json").json
        return rows

    def row(self, kind: str, /, **wanted: object) -> Row:
        """The newest row of an export with these values."""
        return [row for row in self.rows(kind) if wanted.items() <= row.items()][-1]

    def is_sound(self) -> None:
        """`check` finds nothing wrong."""
        outcome = self.run("check")
        assert (outcome.code, outcome.err) == (0, ""), outcome.out

    @cached_property
    def commands(self) -> dict[str, str]:
        """The command sheet: the code under each of its words."""
        codes: dict[str, str] = self.does("command-sheet", "--format", "json").json
        return codes

    @cached_property
    def barcodes(self) -> dict[str, str]:
        """A barcode of each SKU."""
        found = reversed(self.rows("product-codes"))
        return {row["sku"]: row["code"] for row in found if row["kind"] in ("gtin", "barcode")}

    def deliveries(self) -> Iterator[list[str]]:
        """Of each purchase order the scans that unpack it: its code, and every unit ordered."""
        lines = self.rows("purchase-order-lines")
        for order in self.rows("purchase-orders"):
            mine = [line for line in lines if line["po_number"] == order["po_number"]]
            units = [self.barcodes[line["sku"]] for line in mine for _ in range(line["quantity"])]
            yield [order["scan_code"], *units]

    def receive_everything(self) -> None:
        """Unpack every delivery at the dock."""
        with self.station("receiving", "Dock") as dock:
            for scans in self.deliveries():
                dock.scan(*scans)
                assert dock.hears(self.commands["FINISH"]) == "delivery_finished"

    def boxes(self) -> list[tuple[Row, list[str]]]:
        """Each order that is ready, and the scans that pack it until its label prints."""
        lines = self.rows("order-lines")
        return [(order, self._box(order, lines)) for order in self.rows("orders") if order["state"] == "ready"]

    def _box(self, order: Row, lines: list[Row]) -> list[str]:
        mine = [line for line in lines if line["order_number"] == order["order_number"]]
        items = [self.barcodes[line["sku"]] for line in mine for _ in range(line["quantity"])]
        return [order["scan_code"], *items, self.commands["PAPERS REMOVED"], self.commands["CLOSE BOX"]]

    def label_of(self, order_number: str) -> str:
        """The code on the label of an order's newest package."""
        code: str = self.row("packages", order_number=order_number)["label_scan_code"]
        return code

    def printed_label_of(self, order_number: str) -> str:
        """The same, when the label is out: nobody can scan it earlier."""
        deadline = time.monotonic() + PATIENCE_S
        while not self.row("print-jobs", kind="label", order_number=order_number)["file"]:
            assert time.monotonic() < deadline, f"the label of {order_number} was not printed"
        return self.label_of(order_number)


def take_in_sample(shop: Shop) -> None:
    """Set up the sample shop and import all of its files."""
    shop.does("set-up", SAMPLE / "shop.json")
    shop.does("import-suppliers", SAMPLE / "suppliers.csv")
    shop.does("import-products", SAMPLE / "products.csv")
    for file, channel, _ in SAMPLE_ORDERS:
        shop.does("import-orders", SAMPLE / file, "--channel", channel)
