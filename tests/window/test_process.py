"""The window as a process: killed in the middle of a burst of scans, and started a second time."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from app.db import tables as t
from app.db.engine import Database, sqlite_url
from tests.blackbox.files import SKUS, order_rows, set_up_small_shop, write_orders
from tests.blackbox.shop import Shop
from tests.window.display import OTHER, ROOT, Hands, started, wait_for
from tests.window.program import Program, watched

KILLS, BURST = 5, 12
DOCK = "alt+4"


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """One delivery of each supplier with many units."""
    shop = Shop(tmp_path / "shop")
    set_up_small_shop(shop, tmp_path / "files")
    orders = [order_rows(f"#{number}", dict.fromkeys(SKUS, 3)) for number in range(12)]
    shop.does("import-orders", write_orders(tmp_path / "orders.csv", *orders))
    return shop


def test_a_window_killed_in_a_burst_of_scans_goes_on_where_it_was(hands: Hands, shop: Shop) -> None:
    """What was answered stays answered; the screen, the delivery and the last scan are there again."""
    opened, *units = _one_delivery(shop)
    script, moments = [opened, *units], random.Random(1)
    database = Database(sqlite_url(shop.folder))
    for number in range(KILLS):
        with watched(hands, shop.folder) as program:
            before = _taken(database)
            if number:
                _is_where_it_was(program, before[-1])
            hands.press(DOCK)
            wait_for(lambda program=program: program.look()["screen"] == "receiving", "the dock")
            answered = _killed_in_a_burst(program, script[len(before) :][:BURST], moments)
            after = _taken(database)
        assert after[: len(before) + len(answered)] == before + answered, "an answered scan is lost"
        assert after == script[: len(after)]
    database.close()
    assert Counter(after[1:]) == _received(shop)
    shop.is_sound()


def _one_delivery(shop: Shop) -> list[str]:
    """Its purchase order and its units, no two of a kind in a row: the same twice in a moment is one."""
    opened, *units = next(shop.deliveries())
    kinds = sorted(set(units))
    return [opened, *(kind for _ in range(len(units) // len(kinds)) for kind in kinds)]


def _taken(database: Database) -> list[str]:
    """Every scan that was carried out, in order."""
    with database.read() as connection:
        return list(connection.execute(select(t.Command.text).order_by(t.Command.id)).scalars())


def _is_where_it_was(program: Program, last: str) -> None:
    look = wait_for(lambda: last in (seen := program.look())["bar"] and seen, "the last scan")
    assert look["screen"] == "receiving"
    assert any("PO-00001" in words for words in look["words"]), (look["words"], look["bar"])


def _killed_in_a_burst(program: Program, codes: list[str], moments: random.Random) -> list[str]:
    """The codes that the window answered, typed one after the other without waiting, until it is killed."""
    scanner = threading.Thread(target=lambda: [program.hands.scan(code, 5) for code in codes])
    scanner.start()
    wait_for(lambda: program.told("answer"), "the first answer")
    time.sleep(moments.uniform(0, 0.5))
    program.kill()
    scanner.join()
    return program.told("scan")[: len(program.told("answer"))]


def _received(shop: Shop) -> Counter[str]:
    """Units of each barcode that the shop has counted in."""
    units = Counter[str]()
    for row in shop.rows("receipts"):
        units[shop.barcodes[row["sku"]]] += row["quantity"]
    return +units


def test_a_second_start_raises_the_first_window_and_ends(hands: Hands, shop: Shop) -> None:
    with watched(hands, shop.folder) as first, started(hands, "-c", OTHER) as other:
        covering = hands.window("^Other$")
        wait_for(lambda: hands.front() == covering, "the other window in front")
        command = [sys.executable, str(ROOT / "main.py"), "--data-dir", str(shop.folder)]
        assert subprocess.run(command, env=hands.environ, timeout=30).returncode == 0
        wait_for(lambda: hands.front() == first.window, "the first window in front")
        assert (first.process.poll(), other.poll()) == (None, None)
