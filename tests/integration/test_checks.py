"""The checks are clean after a real day of the shop, and each goes red when the thing it watches is damaged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from app.db import tables as t
from app.db.engine import Database
from app.domain.address import PostalAddress
from app.domain.imports import OrderDraft, OrderLineDraft
from app.domain.money import Money
from app.domain.own_codes import Command, command_code
from app.domain.requests import Clock, new_request
from app.queries.checks import CheckResult, check
from app.services import shop
from app.services.order_edits import cancel_order
from app.services.order_import import import_orders
from app.services.packing import pack_scan
from app.services.receiving import receive_scan

_CATALOG = {
    t.Supplier: [{"id": 1, "name": "Potter", "lead_time_days": 2}],
    t.Product: [{"id": 1, "sku": "MUG", "title": "Mug"}, {"id": 2, "sku": "TEA", "title": "Tea tin"}],
    t.ProductCode: [
        {"code": "MUG", "kind": "sku", "product_id": 1},
        {"code": "TEA", "kind": "sku", "product_id": 2},
    ],
    t.Offer: [
        {"product_id": 1, "supplier_id": 1, "supplier_sku": "M-1", "cost_minor": 250, "currency": "EUR",
         "pack_multiple": 1, "minimum_order_quantity": 1, "lead_time_days": 2},
        {"product_id": 2, "supplier_id": 1, "supplier_sku": "T-1", "cost_minor": 400, "currency": "EUR",
         "pack_multiple": 5, "minimum_order_quantity": 1, "lead_time_days": 2},
    ],
}  # fmt: skip
#: What is bought, in the order it is served: the last lines wait when the day ends.
_ORDERS = {
    "shipped": {"MUG": 1, "TEA": 1},
    "packed": {"MUG": 2},
    "packing": {"MUG": 2},
    "cancelled": {"MUG": 1},
    "ready": {"MUG": 1, "TEA": 1},
    "waiting": {"MUG": 2, "TEA": 1},
}


class _Shop:
    """A shop with a dock and a bench; the number of an order says how far the day brings it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database, self.clock = database, clock
        self.secret = shop.prepare(database)
        with database.write() as connection:
            for table, rows in _CATALOG.items():
                connection.execute(insert(table), rows)

    def sell(self) -> None:
        channel = shop.channel_for_import(self.database, "shopify", "", "orders.csv")
        drafts = [self._draft(row, number, lines) for row, (number, lines) in enumerate(_ORDERS.items(), start=2)]
        import_orders(self.database, new_request("office", "kim", self.clock), channel, drafts)

    def _draft(self, row: int, number: str, lines: dict[str, int]) -> OrderDraft:
        address = PostalAddress(name=f"Customer {row}", lines=(f"{row} Canal Street",), city="Delft", country="NL")
        wanted = tuple(OrderLineDraft(sku, sku, sku, units, Money(1500, "EUR"), None) for sku, units in lines.items())
        return OrderDraft((row,), number, self.clock(), None, address, wanted)

    def receive(self, *codes: str | Command) -> None:
        for code in codes:
            receive_scan(self.database, new_request("dock", "ana", self.clock), self._text(code), self.secret)

    def pack(self, *codes: str | Command, station: str = "bench-1") -> None:
        for code in codes:
            pack_scan(self.database, new_request(station, "ben", self.clock), self._text(code), self.secret)

    def _text(self, code: str | Command) -> str:
        return command_code(code, self.secret) if isinstance(code, Command) else code

    def label_of(self, number: str) -> str:
        labels = select(t.Package.label_scan_code).join(t.SalesOrder).where(t.SalesOrder.number == number)
        with self.database.read() as connection:
            return connection.execute(labels.order_by(t.Package.id.desc())).scalars().first() or ""

    def cancel(self, number: str) -> None:
        with self.database.read() as connection:
            order_id = connection.execute(select(t.SalesOrder.id).where(t.SalesOrder.number == number)).scalar_one()
        cancel_order(self.database, new_request("office", "kim", self.clock), order_id)


def _live_a_day(database: Database, clock: Clock) -> None:
    """Goods are taken in, taken back and put away; boxes are packed, put back, opened again, reprinted and shipped."""
    place = _Shop(database, clock)
    place.sell()
    place.receive("PO-00001", *["MUG"] * 8, "TEA", "TEA", "TEA", Command.UNDO)
    place.pack("shipped", "MUG", Command.CANCEL, "shipped", "MUG", "TEA", Command.PAPERS_REMOVED, Command.CLOSE_BOX)
    place.pack(Command.UNDO, Command.CLOSE_BOX, Command.REPRINT_LABEL, place.label_of("shipped"))
    place.pack("packed", "MUG", "MUG", Command.PAPERS_REMOVED, Command.CLOSE_BOX, Command.REPRINT_LABEL)
    place.pack("packing", "MUG", station="bench-2")
    place.cancel("cancelled")


@pytest.fixture
def day(database: Database, clock: Clock) -> Database:
    _live_a_day(database, clock)
    return database


def _damage(database: Database, *statements: str) -> None:
    """Change rows behind the program's back, with everything off that would refuse it."""
    if database.is_sqlite:
        with sqlite3.connect(str(database.url.database)) as raw:
            raw.execute("PRAGMA ignore_check_constraints = ON")
            for statement in statements:
                assert raw.execute(statement).rowcount, f"this damaged nothing: {statement}"
        raw.close()
    else:
        with database.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in statements:
                assert connection.execute(text(statement)).rowcount, f"this damaged nothing: {statement}"


def _red(results: tuple[CheckResult, ...]) -> dict[str, str]:
    return {result.id: "\n".join(result.broken) for result in results if result.broken}


def test_a_whole_day_leaves_every_check_clean(day: Database) -> None:
    results = check(day)
    assert _red(results) == {}
    assert [result.id for result in results] == ["integrity", *(f"I{number}" for number in range(1, 10))]


def test_the_day_has_an_order_in_every_state_and_every_kind_of_movement(day: Database) -> None:
    with day.read() as connection:
        states = dict(connection.execute(select(t.SalesOrder.number, t.SalesOrder.state)).all())
        reasons = set(connection.execute(select(t.Movement.reason)).scalars())
    assert states == {number: number for number in _ORDERS}
    assert reasons == {"receipt", "receipt_reversed", "pack", "pack_reversed", "ship", "put_away"}


#: Damage, the checks it turns red (the first is the one it is meant for), and words of what that one says.
_DAMAGES = [
    # I1
    ("""UPDATE commands SET answer = (SELECT max(answer) FROM commands WHERE answer LIKE '%"key":"unit_verified"%')
        WHERE answer LIKE '%"key":"order_opened"%'""",
     ["I1"], "was answered as unit_verified, but no goods moved"),
    ("UPDATE movements SET request_id = 'nobody' WHERE reason = 'receipt'", ["I1"], "has no answered scan nobody"),
    ("DELETE FROM movements WHERE id = (SELECT min(id) FROM movements WHERE reason = 'receipt')",
     ["I1", "I2", "I3", "I7"], "unit_received, but no goods moved"),
    # I2
    ("UPDATE balances SET on_hand = on_hand + 1 WHERE location_id = (SELECT id FROM locations WHERE code = 'BENCH')",
     ["I2"], "MUG at BENCH: 4 on hand, but its movements say 3"),
    ("""UPDATE balances SET allocated = allocated - 1
        WHERE product_id = 1 AND location_id = (SELECT id FROM locations WHERE code = 'BENCH')""",
     ["I2"], "MUG at BENCH: 2 promised, but orders and boxes hold 3"),
    ("INSERT INTO balances SELECT 1, id, 1, 0 FROM locations WHERE code = 'SUPPLIER'",
     ["I2"], "balance at SUPPLIER, which is not ours"),
    # I3
    ("UPDATE purchase_order_lines SET pegged = pegged + 1 WHERE product_id = 1",
     ["I3"], "PO-00001 line 1: 1 units pegged, but order lines expect 0"),
    ("UPDATE purchase_order_lines SET received = received - 1 WHERE product_id = 2",
     ["I3"], "PO-00001 line 2: 1 received, but its receipts add up to 2"),
    ("""UPDATE order_lines SET received = 0, waiting = 1
        WHERE number = 1 AND order_id = (SELECT id FROM orders WHERE number = 'ready')""",
     ["I3"], "Order ready line 1: 1 promised, 0 here, 0 packed, but its promises add up to 1, 1 and 0"),
    ("""UPDATE order_lines SET to_buy = 1
        WHERE number = 2 AND order_id = (SELECT id FROM orders WHERE number = 'waiting')""",
     ["I3"], "Order waiting line 2: waits for 1 and has 1 to buy, with 1 promised and 0 here of 1"),
    ("UPDATE order_lines SET to_buy = 1 WHERE order_id = (SELECT id FROM orders WHERE number = 'cancelled')",
     ["I3"], "Order cancelled line 1: waits for 0 and has 1 to buy"),
    ("UPDATE orders SET waiting = waiting + 1 WHERE number = 'waiting'", ["I3"], "Order waiting waits for"),
    # I4
    ("UPDATE package_lines SET quantity = 2 WHERE package_id = (SELECT id FROM packages WHERE state = 'shipped')",
     ["I4"], "Order shipped line 1: 1 packed, but its boxes hold 2"),
    ("""UPDATE print_jobs SET state = 'cancelled'
        WHERE kind = 'label' AND copy = 1 AND package_id = (SELECT id FROM packages WHERE state = 'closed')""",
     ["I4"], "is closed with 0 original labels instead of 1"),
    ("""UPDATE orders SET shares_tote = 1, tote_id = (SELECT tote_id FROM orders WHERE number = 'ready')
        WHERE number = 'packed'""",
     ["I4"], "is given to 2 orders"),
    ("""UPDATE allocations SET location_id = (SELECT tote_id FROM orders WHERE number = 'ready')
        WHERE received > packed""",
     ["I4", "I2"], "holds goods of 3 orders"),
    # I5
    ("UPDATE orders SET state = 'packed' WHERE number = 'shipped'",
     ["I5"], "Order shipped is packed, but its package is shipped"),
    ("UPDATE packages SET state = 'shipped' WHERE state = 'closed'",
     ["I5", "I2", "I7"], "Order packed is packed, but its package is shipped"),
    ("UPDATE order_lines SET shipped = 0 WHERE order_id = (SELECT id FROM orders WHERE number = 'shipped')",
     ["I5"], "Order shipped is shipped, with 1 packed and 0 shipped of 1 on line 1"),
    # I6
    ("UPDATE print_jobs SET copy = 3 WHERE copy = 2", ["I6"], "copy 3 of the label of package 3 is marked 'REPRINT 2"),
    ("""UPDATE print_jobs SET
        document = (SELECT document FROM print_jobs WHERE copy = 2 AND package_id = 3),
        document_hash = (SELECT document_hash FROM print_jobs WHERE copy = 2 AND package_id = 3)
        WHERE kind = 'label' AND copy = 1 AND package_id = 3""",
     ["I6"], "copy 1 of the label of package 3 is marked 'REPRINT 2"),
    ("""UPDATE print_jobs SET state = 'handed_off',
        document = (SELECT document FROM print_jobs WHERE kind = 'label' AND copy = 1 AND package_id = 3),
        document_hash = (SELECT document_hash FROM print_jobs WHERE kind = 'label' AND copy = 1 AND package_id = 3)
        WHERE kind = 'label' AND package_id = 3""",
     ["I6"], "Package 3: 2 copies of its label may be on paper without a mark"),
    # I7
    ("""UPDATE events SET "user" = 'eve' WHERE kind = 'OrderCancelled'""", ["I7"], "of office does not follow"),
    ("DELETE FROM events WHERE kind = 'ReceiptReversed'", ["I7"], "0 events tell of 1"),
    ("DELETE FROM events WHERE kind = 'PrintRequested'", ["I7"], "Print job 1: 0 events tell of 1"),
    ("DELETE FROM events WHERE kind = 'ShipmentDispatched'", ["I7"], "Shipped package 2: 0 events tell of 1"),
    # I8
    ("UPDATE orders SET ship_to = replace(ship_to, 'Canal', 'Quay') WHERE number = 'packed'",
     ["I8"], "the label of order packed goes to an address the order no longer has"),
    ("UPDATE print_jobs SET document = replace(document, 'Canal', 'Quay') WHERE kind = 'slip'",
     ["I8"], "its document is not the one that was written"),
    # I9
    ("UPDATE purchase_order_lines SET currency = 'USD' WHERE product_id = 1",
     ["I9"], "PO-00001 line 1 costs USD on a purchase order in EUR"),
    # the database itself
    ("UPDATE product_codes SET product_id = 77 WHERE code = 'TEA'",
     ["integrity"], "product_codes.product_id is 77, but products has no such row"),
]  # fmt: skip


@pytest.mark.parametrize(("damage", "expected", "words"), _DAMAGES)
def test_damage_turns_its_check_red_and_no_other(day: Database, damage: str, expected: list[str], words: str) -> None:
    _damage(day, damage)
    red = _red(check(day))
    assert sorted(red) == sorted(expected)
    assert words in red[expected[0]]


#: Damage that a table of PostgreSQL refuses until it is changed; SQLite takes it as it is, or is told to ignore CHECKs.
_REFUSED = [
    ("ALTER TABLE balances DROP CONSTRAINT ck_balances_never_negative",
     "UPDATE balances SET allocated = on_hand + 1 WHERE location_id = (SELECT id FROM locations WHERE code = 'BENCH')",
     ["I2"], "4 promised of 3 on hand"),
    ("ALTER TABLE purchase_order_lines DROP CONSTRAINT ck_purchase_order_lines_promised_once",
     "UPDATE purchase_order_lines SET quantity = 2 WHERE product_id = 2",
     ["I3"], "PO-00001 line 2: 1 pegged and 2 received of 2 ordered"),
    ("ALTER TABLE order_lines DROP CONSTRAINT ck_order_lines_progress",
     "UPDATE order_lines SET shipped = 2 WHERE order_id = (SELECT id FROM orders WHERE number = 'shipped')",
     ["I4", "I5"], "Order shipped line 1: 2 shipped of 1 ordered"),
    ("ALTER TABLE offers ALTER COLUMN cost_minor TYPE numeric",
     "UPDATE offers SET cost_minor = 2.5 WHERE product_id = 1",
     ["I9"], "offers 1: cost_minor is 2.5, not a whole number of minor units"),
    ("ALTER TABLE order_lines ALTER COLUMN price_minor TYPE numeric",
     "UPDATE order_lines SET price_minor = 14.99 WHERE number = 2",
     ["I9"], "price_minor is 14.99"),
    ("ALTER TABLE purchase_order_lines ALTER COLUMN cost_minor TYPE numeric",
     "UPDATE purchase_order_lines SET cost_minor = 2.5 WHERE product_id = 1",
     ["I9"], "purchase_order_lines 1: cost_minor is 2.5"),
]  # fmt: skip


@pytest.mark.parametrize(("allow", "damage", "expected", "words"), _REFUSED)
def test_what_a_table_refuses_is_found_without_it(
    day: Database, allow: str, damage: str, expected: list[str], words: str
) -> None:
    _damage(day, *([] if day.is_sqlite else [allow]), damage)
    red = _red(check(day))
    # SQLite's integrity check tests CHECK constraints too.
    assert sorted(red.keys() - {"integrity"}) == expected
    assert words in red[expected[0]]


def test_a_label_job_written_twice_is_found(day: Database) -> None:
    _damage(
        day,
        "DROP INDEX uq_print_jobs_copy",
        """INSERT INTO print_jobs (id, kind, role, state, copy, reason, order_id, package_id, station, document,
            document_hash, content_hash, printer, file, detail, attempts, created_at, changed_at)
        SELECT 999, kind, role, state, copy, reason, order_id, package_id, station, document,
            document_hash, content_hash, printer, file, detail, attempts, created_at, changed_at
        FROM print_jobs WHERE kind = 'label' AND copy = 1 AND package_id = 3""",
    )
    red = _red(check(day))
    assert sorted(red) == ["I4", "I7"]
    assert "is closed with 2 original labels instead of 1" in red["I4"]
    assert "Print job 999: 0 events tell of 1" in red["I7"]


def test_a_tracking_number_used_twice_is_found(day: Database) -> None:
    without_unique = (
        ("CREATE TABLE bare AS SELECT * FROM packages", "DROP TABLE packages", "ALTER TABLE bare RENAME TO packages")
        if day.is_sqlite
        else ("ALTER TABLE packages DROP CONSTRAINT uq_packages_tracking_number",)
    )
    _damage(day, *without_unique, "UPDATE packages SET tracking_number = 'XD1' WHERE id > 2")
    assert _red(check(day)) == {"I4": "Tracking number XD1 is on 2 packages"}


def test_a_constraint_that_is_not_enforced_is_found(postgres_database: Database) -> None:
    _damage(postgres_database, "ALTER TABLE offers ADD CONSTRAINT late CHECK (cost_minor > 900) NOT VALID")
    assert _red(check(postgres_database)) == {"integrity": "constraint late of offers is not enforced"}


def test_a_row_that_breaks_a_constraint_is_found(sqlite_database: Database) -> None:
    _damage(sqlite_database, "INSERT INTO movements VALUES (1, 1, 0, 1, 1, 'x', 0, '', NULL, NULL, NULL, NULL)")
    assert "CHECK constraint failed in movements" in _red(check(sqlite_database))["integrity"]


def test_a_check_says_at_most_twenty_lines(day: Database) -> None:
    _damage(day, "UPDATE events SET hash = 'x'")
    (record,) = (result for result in check(day) if result.broken)
    assert record.id == "I7"
    assert len(record.broken) == 20


def _turn_page(file: Path, number: int) -> None:
    """Turn every bit of a page of a SQLite file, counted from 1."""
    content = bytearray(file.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    page = slice((number - 1) * size, number * size)
    content[page] = bytes(byte ^ 0xFF for byte in content[page])
    file.write_bytes(content)


def _root_page(database: Database, table: str) -> int:
    with database.read() as connection:
        found = connection.execute(text("SELECT rootpage FROM sqlite_master WHERE name = :table"), {"table": table})
        return found.scalar_one()


@pytest.mark.parametrize("table", ["orders", "movements", "events"])
def test_a_damaged_page_is_told_and_stops_no_other_check(sqlite_database: Database, clock: Clock, table: str) -> None:
    _live_a_day(sqlite_database, clock)
    page = _root_page(sqlite_database, table)
    sqlite_database.close()
    _turn_page(Path(str(sqlite_database.url.database)), page)
    red = _red(check(sqlite_database))
    assert "integrity" in red
    assert "This could not be checked: database disk image is malformed" in red.values()
    assert len(red) < 10


def test_lost_pages_are_told_a_line_each(sqlite_database: Database) -> None:
    lost = [_root_page(sqlite_database, name) for name in ("ix_orders_number", "ix_orders_open")]
    _damage(
        sqlite_database,
        "PRAGMA writable_schema = ON",
        "DELETE FROM sqlite_master WHERE name IN ('ix_orders_number', 'ix_orders_open')",
    )
    sqlite_database.close()
    assert check(sqlite_database)[0].broken == tuple(f"Page {page} is never used" for page in sorted(lost))


def test_a_file_that_is_no_database_is_told_by_every_check(sqlite_database: Database) -> None:
    sqlite_database.close()
    _turn_page(Path(str(sqlite_database.url.database)), 1)
    told = {result.broken for result in check(sqlite_database)}
    assert told == {("This could not be checked: file is not a database",)}
