"""The floor: the same rows by hand-written SQL on the standard library's sqlite3, with nothing around it.

It checks nothing, hashes nothing and answers nothing; what a packer does is one durable transaction here as there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from app.db.engine import COMMITS_PER_CHECKPOINT

_AT = 1_790_000_000_000
_RECEIVE = """
SELECT l.id, l.order_id, l.product_id, a.id, a.purchase_order_line_id
FROM product_codes c JOIN order_lines l ON l.product_id = c.product_id AND l.waiting > 0
JOIN allocations a ON a.order_line_id = l.id AND a.quantity > a.received
WHERE c.code = ? ORDER BY l.promise_at, l.id LIMIT 1
"""
_MOVE = """
INSERT INTO movements (product_id, quantity, from_location_id, to_location_id, reason, at, request_id, order_line_id,
purchase_order_line_id) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)
"""
_BALANCE = """
INSERT INTO balances (product_id, location_id, on_hand, allocated) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
SET on_hand = on_hand + excluded.on_hand, allocated = allocated + excluded.allocated
"""
_LESS = "UPDATE balances SET on_hand = on_hand - 1, allocated = allocated - 1 WHERE product_id = ? AND location_id = ?"
_EVENT = """
INSERT INTO events (station, sequence, at, user, request_id, kind, order_id, data, hash)
VALUES ('floor', ?, ?, 'ana', ?, ?, ?, ?, ?)
"""
_COMMAND = """
INSERT INTO commands (request_id, station, screen, user, at, text, answer)
VALUES (?, 'floor', 'any', 'ana', ?, 'text', ?)
"""
_PURCHASE_ORDER = """
INSERT INTO purchase_orders (number, scan_code, supplier_id, state, currency, ordered_on, expected_on, revision,
sent_revision) VALUES (?, ?, 1, 'draft', 'EUR', '2026-11-23', '2026-11-25', 1, 0)
"""
_PURCHASE_ORDER_LINE = """
INSERT INTO purchase_order_lines (purchase_order_id, number, product_id, supplier_sku, quantity, received, pegged,
cost_minor, currency, closed) VALUES (?, ?, ?, 'S', 1, 0, 1, 320, 'EUR', 0)
"""
_ORDER = """
INSERT INTO orders (channel_id, number, scan_code, state, waiting, ordered_at, promise_at, imported_at, ship_to_name,
ship_to, service, gift_message, note, content_hash, shares_tote)
VALUES (1, ?, ?, 'waiting', ?, ?, ?, ?, 'Customer', ?, '', '', '', ?, 0)
"""
_ORDER_LINE = """
INSERT INTO order_lines (order_id, number, external_id, sku, title, product_id, quantity, price_minor, currency,
promise_at, allocated, received, packed, shipped, waiting, to_buy)
VALUES (?, ?, ?, 'SKU', 'Cup', ?, 1, 1290, 'EUR', ?, 1, 0, 0, 0, 1, 0)
"""
_PEG = """
INSERT INTO allocations (order_line_id, product_id, purchase_order_line_id, quantity, received, packed)
VALUES (?, ?, ?, 1, 0, 0)
"""
_PACKAGE = """
INSERT INTO packages (number, order_id, state, label_scan_code, tracking_number, station, opened_at, papers_removed_by)
VALUES (?, ?, 'open', ?, ?, 'floor', ?, '')
"""
_CONFIRMATION = """
INSERT INTO confirmations (channel_id, package_id, order_line_id, quantity, shipped_at, file) VALUES (1, ?, ?, 1, ?, '')
"""
_JOB = """
INSERT INTO print_jobs (kind, role, state, copy, reason, order_id, package_id, station, document, document_hash,
content_hash, printer, file, detail, attempts, created_at, changed_at)
VALUES (?, ?, 'draft', 1, '', ?, ?, 'floor', ?, ?, '', '', '', '', 0, ?, ?)
"""
#: As long as what Crossdock writes there.
_FACT, _ANSWER, _DOCUMENT, _HASH = "x" * 90, "x" * 900, "x" * 700, "0" * 64
_SUPPLIER, _BENCH, _CUSTOMER = 1, 4, 5
_CELLS = range(7, 7 + 48)


class Floor:
    """A shop of bare rows on an open connection to a migrated file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._requests = 0
        self._sequence = 0

    @contextmanager
    def _transaction(self) -> Iterator[str]:
        self._requests += 1
        self._run("BEGIN IMMEDIATE")
        request = f"request-{self._requests}"
        yield request
        self._run(_COMMAND, (request, _AT, _ANSWER))
        self._run("COMMIT")
        if self._requests % COMMITS_PER_CHECKPOINT == 0:
            self._run("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _event(self, request: str, kind: str, order: int) -> None:
        self._sequence += 1
        self._run(_EVENT, (self._sequence, _AT, request, kind, order, _FACT, _HASH))

    def sell(self, orders: Iterable[Sequence[int]]) -> list[int]:
        """Orders of one unit of each of these products, and a purchase order for all of them, in one transaction."""
        ids = []
        with self._transaction() as request:
            purchase_order = self._new(_PURCHASE_ORDER, f"PO-{self._requests}", f"JP:{self._requests}")
            for number, products in enumerate(orders):
                ids.append(self._order(request, number, products, purchase_order))
        return ids

    def _new(self, sql: str, *values: object) -> int:
        return self._run(sql, values).lastrowid or 0

    def _order(self, request: str, number: int, products: Sequence[int], purchase_order: int) -> int:
        name = f"F-{self._requests}-{number}"
        promise = _AT + number
        order = self._new(_ORDER, name, f"JO:{name}", len(products), _AT, promise, _AT, _FACT, _HASH)
        for at, product in enumerate(products):
            line = self._new(_ORDER_LINE, order, at, str(at), product, promise)
            bought = self._new(_PURCHASE_ORDER_LINE, purchase_order, number * 10 + at, product)
            self._run(_PEG, (line, product, bought))
            self._event(request, "OrderAllocated", order)
        self._event(request, "OrderImported", order)
        return order

    def receive(self, code: str) -> None:
        """One unit comes in and goes to the most urgent order that waits for it."""
        with self._transaction() as request:
            line, order, product, allocation, bought = self._run(_RECEIVE, (code,)).fetchone()
            cell = _CELLS[order % 48]
            self._run(_MOVE, (product, _SUPPLIER, cell, "receipt", _AT, request, line, bought))
            self._run(_BALANCE, (product, cell, 1, 1))
            self._run(
                "UPDATE allocations SET received = received + 1, location_id = ? WHERE id = ?", (cell, allocation)
            )
            sql = "UPDATE purchase_order_lines SET received = received + 1, pegged = pegged - 1 WHERE id = ?"
            sql += " RETURNING purchase_order_id"
            [[purchase_order]] = self._run(sql, (bought,)).fetchall()
            self._run("UPDATE purchase_orders SET state = 'partly_received' WHERE id = ?", (purchase_order,))
            self._run("UPDATE order_lines SET received = received + 1, waiting = waiting - 1 WHERE id = ?", (line,))
            sql = "UPDATE orders SET waiting = waiting - 1, tote_id = ?, shares_tote = 1,"
            sql += " state = CASE waiting WHEN 1 THEN 'ready' ELSE state END WHERE id = ?"
            self._run(sql, (cell, order))
            self._event(request, "GoodsReceived", order)

    def open(self, order: int) -> int:
        """A box for an order; returns its id."""
        with self._transaction() as request:
            package = self._new(_PACKAGE, f"PK-{order}", order, f"JL:{order}", f"XD{order}", _AT)
            self._run("UPDATE orders SET state = 'packing' WHERE id = ?", (order,))
            self._event(request, "PackageOpened", order)
        return package

    def verify(self, order: int, package: int, product: int) -> None:
        """One unit goes into the box."""
        with self._transaction() as request:
            sql = "SELECT l.id, a.id, a.location_id FROM order_lines l JOIN allocations a ON a.order_line_id = l.id"
            sql += " WHERE l.order_id = ? AND l.product_id = ? AND a.received > a.packed"
            line, allocation, cell = self._run(sql, (order, product)).fetchone()
            self._run(_MOVE, (product, cell, _BENCH, "pack", _AT, request, line, None))
            self._run(_LESS, (product, cell))
            self._run(_BALANCE, (product, _BENCH, 1, 1))
            self._run("UPDATE allocations SET packed = packed + 1 WHERE id = ?", (allocation,))
            self._run("UPDATE order_lines SET packed = packed + 1 WHERE id = ?", (line,))
            self._run(
                "INSERT INTO package_lines (package_id, order_line_id, quantity) VALUES (?, ?, 1)", (package, line)
            )
            self._event(request, "ItemPacked", order)

    def swap_papers(self, order: int, package: int) -> None:
        """The supplier's papers are out."""
        with self._transaction() as request:
            self._run("UPDATE packages SET papers_removed_at = ? WHERE id = ?", (_AT, package))
            self._event(request, "PapersRemoved", order)

    def close(self, order: int, package: int) -> None:
        """The box is full: slip and label are asked for."""
        with self._transaction() as request:
            self._run("UPDATE packages SET state = 'closed', closed_at = ? WHERE id = ?", (_AT, package))
            self._run("UPDATE orders SET state = 'packed' WHERE id = ?", (order,))
            for kind in ("slip", "label"):
                self._run(_JOB, (kind, kind, order, package, _DOCUMENT, _HASH, _AT, _AT))
                self._event(request, "PrintRequested", order)
            self._event(request, "PackageClosed", order)

    def ship(self, order: int, package: int) -> None:
        """The label is scanned back and the parcel leaves."""
        with self._transaction() as request:
            sql = "SELECT l.id, l.product_id FROM package_lines p JOIN order_lines l ON l.id = p.order_line_id"
            for line, product in self._run(f"{sql} WHERE p.package_id = ?", (package,)).fetchall():
                self._run(_MOVE, (product, _BENCH, _CUSTOMER, "ship", _AT, request, line, None))
                self._run(_LESS, (product, _BENCH))
                self._run("UPDATE order_lines SET shipped = shipped + 1 WHERE id = ?", (line,))
                self._run(_CONFIRMATION, (package, line, _AT))
            self._run("UPDATE packages SET state = 'shipped', shipped_at = ? WHERE id = ?", (_AT, package))
            self._run("UPDATE orders SET state = 'shipped', tote_id = NULL WHERE id = ?", (order,))
            label = "UPDATE print_jobs SET state = 'confirmed' WHERE package_id = ? AND kind = 'label'"
            self._run(label, (package,))
            self._event(request, "PrintJobChanged", order)
            self._event(request, "ShipmentDispatched", order)
