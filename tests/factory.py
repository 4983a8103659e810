"""Valid things by default: a small shop with four products, orders for it, and stations that scan."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Select, func, select

from app.db import tables as t
from app.db.engine import Database, sqlite_url
from app.domain.address import PostalAddress
from app.domain.documents import Brand
from app.domain.imports import ImportSummary, OrderDraft, OrderLineDraft, ProductRow, SupplierRow
from app.domain.messages import Message
from app.domain.money import Money
from app.domain.own_codes import Command, CommandCode, command_code
from app.domain.requests import Request, new_request
from app.queries.checks import check
from app.services.catalog import import_products, import_suppliers
from app.services.conversation import Answer
from app.services.order_edits import cancel_order
from app.services.order_import import import_orders
from app.services.packing import pack_scan
from app.services.pull import pull_everything
from app.services.receiving import receive_scan
from app.services.shop import ChannelSetup, ShopSetup, channel_for_import, prepare, set_up

#: A Monday morning.
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class Goods(Struct, frozen=True):
    """A product of the small shop. `pack` is the supplier's pack multiple in units."""

    sku: str
    title: str
    gtin: str
    supplier: str
    pack: int = 1

    @property
    def supplier_sku(self) -> str:
        return f"{self.supplier[0]}-{self.sku}"


KILN, LEAF = "Kiln & Co", "Leaf Trade"
MUG = Goods("MUG", "Blue mug", "4006381333931", KILN)
BOWL = Goods("BOWL", "White bowl", "5901234123457", KILN)
TEA = Goods("TEA", "Green tea", "9780201379624", LEAF)
#: Bought by the dozen: the rest of a pack is nobody's yet.
CUP = Goods("CUP", "Small cup", "4012345678901", LEAF, pack=12)
CATALOG = (MUG, BOWL, TEA, CUP)


class LabelOf(Struct, frozen=True):
    """The newest label of an order, looked up when it is scanned."""

    number: str


Item = Goods | tuple[Goods, int]
Scannable = str | Goods | Command | CommandCode | LabelOf
Scan = Callable[[Database, Request, str, bytes], Answer[Any]]


def product_row(goods: Goods, **changes: Any) -> ProductRow:
    """A line of the product file."""
    values = {
        "row": 2,
        "sku": goods.sku,
        "title": goods.title,
        "barcodes": (goods.gtin.zfill(14),),
        "supplier": goods.supplier,
        "supplier_sku": goods.supplier_sku,
        "cost": Money(320, "EUR"),
        "pack_multiple": goods.pack,
        "minimum_order_quantity": 1,
        "lead_time_days": None,
        "weight_g": 350,
        "image": "",
    }
    return ProductRow(**{**values, **changes})


def order_draft(number: str, *items: Item, promise_days: int = 7, **changes: Any) -> OrderDraft:
    """An order as a channel tells it: each item one line, named by its SKU; `promise_days` from `NOW`."""
    counted = [(item, 1) if isinstance(item, Goods) else item for item in items]
    lines = tuple(
        OrderLineDraft(goods.sku, goods.sku, goods.title, quantity, Money(1290, "EUR"), None)
        for goods, quantity in counted
    )
    address = PostalAddress(name=f"Customer {number}", lines=("Sample Street 1",), city="Sampleton", country="DE")
    draft = OrderDraft((2,), number, NOW, NOW + timedelta(days=promise_days), address, lines)
    return msgspec.structs.replace(draft, **changes)


class Station:
    """A workstation with a scanner: `scans` sends codes one after the other and gives back the last answer."""

    def __init__(self, shop: Shop, name: str, answer: Scan) -> None:
        self.shop, self.name, self._answer = shop, name, answer

    def scans(self, *things: Scannable) -> Answer[Any]:
        """Scan goods by their GTIN, labels and commands by the code of this shop, everything else as it is."""
        answers = [self.send(self.request(), thing) for thing in things]
        return answers[-1]

    def hears(self, *things: Scannable) -> str:
        """The key of the last sentence."""
        return self.message(*things).key

    def message(self, *things: Scannable) -> Message:
        """The last sentence."""
        return self.scans(*things).message

    def request(self) -> Request:
        return self.shop.request(self.name)

    def send(self, request: Request, thing: Scannable) -> Answer[Any]:
        """One scan under a request of one's own, to send it twice."""
        return self._answer(self.shop.database, request, self.shop.code(thing), self.shop.secret)


class Shop:
    """A shop with one brand, one channel, two suppliers and the goods of `CATALOG`, on a clock that stands still
    until `now` is set."""

    def __init__(self, database: Database, goods: Sequence[Goods] = CATALOG) -> None:
        self.database = database
        self.now = NOW
        self.secret = prepare(database)
        brand = Brand("nordlicht", "Nordlicht", PostalAddress(name="Nordlicht", city="Sampleton", country="DE"))
        set_up(database, ShopSetup((brand,), (ChannelSetup("nordlicht", "shopify", "nordlicht"),)))
        self.channel = channel_for_import(database, "shopify", "", "orders.csv")
        rows = [SupplierRow(2, KILN, "", "", "", "", 2), SupplierRow(3, LEAF, "", "", "", "", 4)]
        import_suppliers(database, self.request(), rows)
        self.learns(*goods)

    def request(self, station: str = "office") -> Request:
        return new_request(station, "ana", lambda: self.now)

    def dock(self, name: str = "dock-1") -> Station:
        return Station(self, name, receive_scan)

    def bench(self, name: str = "bench-1") -> Station:
        return Station(self, name, pack_scan)

    def code(self, thing: Scannable) -> str:
        """The text a scanner reads off `thing`."""
        match thing:
            case Goods():
                return thing.gtin
            case Command():
                return command_code(thing, self.secret)
            case CommandCode(command=command, quantity=quantity):
                return command_code(command, self.secret, quantity)
            case LabelOf(number=number):
                return self.label(number)
            case _:
                return thing

    def quantity(self, count: int) -> CommandCode:
        """The command *the next scan counts this many*."""
        return CommandCode(Command.QTY, count)

    # --- what happens in the office ---

    def learns(self, *goods: Goods) -> None:
        """The product file brings goods; lines that waited for them are served."""
        import_products(self.database, self.request(), [product_row(one) for one in goods])
        pull_everything(self.database, self.request())

    def sells(self, number: str, *items: Item, promise_days: int = 7, **changes: Any) -> ImportSummary:
        """The order file brings an order, or an edit of it."""
        return self.imports(order_draft(number, *items, promise_days=promise_days, **changes))

    def imports(self, *drafts: OrderDraft) -> ImportSummary:
        return import_orders(self.database, self.request(), self.channel, drafts)

    def many(self, count: int, *items: Item, prefix: str = "") -> list[OrderDraft]:
        """So many orders that are alike but for their number."""
        return [order_draft(f"#{prefix}{number}", *items) for number in range(count)]

    def cancels(self, number: str) -> None:
        cancel_order(self.database, self.request(), self.order(number).id)

    # --- what can be seen ---

    def all(self, statement: Select[Any]) -> list[Any]:
        with self.database.read() as connection:
            return list(connection.execute(statement).all())

    def order(self, number: str) -> Any:
        """The row of an order."""
        return self.all(select(t.SalesOrder).where(t.SalesOrder.number == number))[0]

    def state(self, number: str) -> str:
        return str(self.order(number).state)

    def line(self, number: str, goods: Goods) -> Any:
        """The row of an order's line."""
        line = t.OrderLine
        return self.all(select(line).where(line.order_id == self.order(number).id, line.sku == goods.sku))[0]

    def cell(self, number: str) -> str:
        """The code of the cell or dock where an order is gathered; empty for none."""
        found = select(t.Location.code).where(t.Location.id == self.order(number).tote_id)
        return "".join(row.code for row in self.all(found))

    def purchase_order(self, supplier: str = KILN) -> str:
        """The code of the newest purchase order at a supplier."""
        order = t.PurchaseOrder
        rows = select(order.scan_code).join(t.Supplier).where(t.Supplier.name == supplier).order_by(order.id.desc())
        return str(self.all(rows)[0].scan_code)

    def on_order(self, goods: Goods) -> tuple[int, int, int]:
        """Units ordered, received and promised of a product, over all purchase orders."""
        line = t.PurchaseOrderLine
        sums = (func.coalesce(func.sum(column), 0) for column in (line.quantity, line.received, line.pegged))
        return tuple(self.all(select(*sums).join(t.Product).where(t.Product.sku == goods.sku))[0])

    def on_hand(self, goods: Goods, kind: str = "shelf") -> tuple[int, int]:
        """Units of a product at a kind of place: on hand, and promised of these."""
        balance = t.Balance
        sums = (func.coalesce(func.sum(column), 0) for column in (balance.on_hand, balance.allocated))
        rows = select(*sums).join(t.Product).join(t.Location)
        return tuple(self.all(rows.where(t.Product.sku == goods.sku, t.Location.kind == kind))[0])

    def label(self, number: str) -> str:
        """The code on the newest label of an order."""
        package = t.Package
        rows = select(package.label_scan_code).where(package.order_id == self.order(number).id)
        return str(self.all(rows.order_by(package.id.desc()))[0].label_scan_code)

    def jobs(self, number: str) -> list[tuple[str, int, str, str]]:
        """Kind, copy, state and reprint mark of every print job of an order."""
        job = t.PrintJob
        rows = self.all(select(job).where(job.order_id == self.order(number).id).order_by(job.id))
        return [(row.kind, row.copy, row.state, msgspec.json.decode(row.document).get("reprint", "")) for row in rows]

    def count(self, table: type[t.Table]) -> int:
        return int(self.all(select(func.count()).select_from(table))[0][0])

    def check(self) -> None:
        """Every invariant of the ledger holds."""
        broken = {result.id: result.broken for result in check(self.database) if result.broken}
        assert not broken, broken


@contextmanager
def copy_of(migrated_file: Path) -> Iterator[Database]:
    """A SQLite database of its own for one example of a property test."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(migrated_file, Path(folder) / "crossdock.db")
        database = Database(sqlite_url(Path(folder)))
        try:
            yield database
        finally:
            database.close()
