"""How far a shop is set up: only what is really there counts, never that a page was looked at."""

from __future__ import annotations

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, exists, or_, select

from app.db import tables as t
from app.db.engine import Database
from app.domain.documents import read_brand
from app.domain.print_ledger import JobState
from app.queries.order_list import has_orders

#: The name of the setting that holds the `Guide`.
GUIDE = "setup_guide"


class Guide(Struct, frozen=True):
    """What is remembered of the first run.

    `step` is the one it stands at, empty before the first. `left`: from now on it comes only when it is asked for.
    `heard`: a scanner was heard there. `put_away`: nobody wants the checklist on Today any more.
    """

    step: str = ""
    left: bool = False
    heard: bool = False
    put_away: bool = False


class SetupProgress(Struct, frozen=True):
    """What is there already.

    `named`: a brand has a name and an address. `prints`: a printer is a device, or paper is known to have come out.
    `scans`: a scan was heard. `buys`, `offers` and `sells`: a supplier, a product and an order are there. `guide` is
    what is remembered of the first run.
    """

    named: bool = False
    prints: bool = False
    scans: bool = False
    buys: bool = False
    offers: bool = False
    sells: bool = False
    guide: Guide = Guide()


class _Target(Struct):
    type: str


class _Printer(Struct):
    """What counts here of a `printing.printers.Printer`."""

    target: _Target


_read_guide = msgspec.json.Decoder(Guide).decode
_read_printer = msgspec.json.Decoder(_Printer).decode


def setup_progress(connection: Connection) -> SetupProgress:
    """What is there now."""
    guide = read_guide(connection)
    return SetupProgress(
        _is_named(connection),
        _has_device(connection) or _printed(connection),
        guide.heard or _any(connection, t.Command),
        _any(connection, t.Supplier),
        _any(connection, t.Product),
        has_orders(connection),
        guide,
    )


def read_guide(connection: Connection) -> Guide:
    """What is remembered of the first run."""
    value = connection.execute(select(t.Setting.value).where(t.Setting.name == GUIDE)).scalar()
    return _read_guide(value) if value is not None else Guide()


def is_new(database: Database) -> bool:
    """Nothing was ever set up here, and nobody has left the first run yet."""
    begun = or_(*(exists(select(table.id)) for table in (t.Brand, t.Supplier, t.SalesOrder)))
    with database.read() as connection:
        return not (connection.execute(select(begun)).scalar_one() or read_guide(connection).left)


def _is_named(connection: Connection) -> bool:
    brands = (read_brand(content) for content in connection.execute(select(t.Brand.content)).scalars())
    return any(brand.trading_name and brand.return_address.lines for brand in brands)


def _has_device(connection: Connection) -> bool:
    printers = connection.execute(select(t.Printer.content)).scalars()
    return any(_read_printer(content).target.type != "folder" for content in printers)


def _printed(connection: Connection) -> bool:
    confirmed = exists(select(t.PrintJob.id).where(t.PrintJob.state == JobState.CONFIRMED))
    return bool(connection.execute(select(confirmed)).scalar_one())


def _any(connection: Connection, table: type[t.Command | t.Supplier | t.Product]) -> bool:
    return bool(connection.execute(select(exists(select(table.id)))).scalar_one())
