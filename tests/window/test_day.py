"""A whole day at the real window, typed by a scanner: twenty parcels, forty orders, their mishaps, and no mouse."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from sqlalchemy import select

from app.db import tables as t
from app.db.engine import Database, sqlite_url
from app.domain.messages import Message
from tests.blackbox.shop import Row, Shop
from tests.window.busy_shop import ORDERS, PARCELS, take_in_busy_shop, tracking_of
from tests.window.display import Hands, wait_for
from tests.window.program import Program, watched

DOCK, BENCH = "alt+4", "alt+5"
UNKNOWN = "UNREADABLE-4711"
#: The same code again sooner than this is a trigger held too long.
SAME_AGAIN_S = 0.45

#: What the day has to hear, beside one answer for each unit and each step.
MISHAPS = {
    "not_in_order": 5,
    "unknown_code": 2,
    "delivery_finished_short": 1,
    "unit_to_stock": 1,
    "reprint_asked": 1,
    "cleared": 7,
}
STEPS = {
    "delivery_opened": PARCELS,
    "delivery_finished": PARCELS - 1,
    **dict.fromkeys(("order_opened", "papers_removed", "box_closed", "all_verified", "shipped"), ORDERS - 1),
}


class Answered(NamedTuple):
    """A scan, and what it was told."""

    text: str
    message: Message


class _Stored(msgspec.Struct):
    message: Message


class Packer:
    """Scans at the window, and waits for each answer as a person does. `told` counts the messages."""

    def __init__(self, program: Program, database: Database, clears: str) -> None:
        self.told: Counter[str] = Counter()
        self.torn = self.scans = 0
        self._program = program
        self._database = database
        self._clears = clears
        self._before = ""

    def scan(self, code: str) -> None:
        """The code, with the key strokes of another scanner each time."""
        if code == self._before:
            time.sleep(SAME_AGAIN_S)
        self._before = code
        self.scans += 1
        while (heard := self._heard(code)).text != code:
            # A busy machine held xdotool up in the middle of the code: the rest of it is no code, and says so.
            self.torn += 1
            self._heard(self._clears)
        self.told[heard.message.key] += 1

    def _heard(self, code: str) -> Answered:
        before = self._newest()
        while not self._program.scan(code, 4 + self.scans % 9):
            self.torn += 1
        wait_for(lambda: self._newest() > before, f"an answer to {code}")
        return self._answer(self._newest())

    def _newest(self) -> int:
        newest = select(t.Command.id).order_by(t.Command.id.desc()).limit(1)
        with self._database.read() as connection:
            return connection.execute(newest).scalar() or 0

    def _answer(self, number: int) -> Answered:
        with self._database.read() as connection:
            row = connection.execute(select(t.Command.text, t.Command.answer).where(t.Command.id == number)).one()
        return Answered(row.text, msgspec.json.decode(row.answer, type=_Stored).message)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    shop = Shop(tmp_path / "shop")
    take_in_busy_shop(shop, tmp_path / "files")
    return shop


@pytest.fixture
def program(hands: Hands, shop: Shop) -> Iterator[Program]:
    with watched(hands, shop.folder) as program:
        yield program


@pytest.fixture
def packer(program: Program, shop: Shop) -> Iterator[Packer]:
    database = Database(sqlite_url(shop.folder))
    yield Packer(program, database, shop.commands["OK"])
    database.close()


def test_a_day_of_scans_leaves_nothing_wrong(hands: Hands, shop: Shop, packer: Packer, program: Program) -> None:
    hands.press(DOCK)
    for code in _deliveries(shop):
        packer.scan(code)
    hands.press(BENCH)
    for number, (order, scans) in enumerate(shop.boxes()):
        for code in _box(shop, scans, number):
            packer.scan(code)
        packer.scan(shop.printed_label_of(order["order_number"]))

    assert packer.torn <= packer.scans / 20
    assert {key: packer.told[key] for key in MISHAPS | STEPS} == MISHAPS | STEPS
    # A torn scan that was cleared takes the question with it, and it is asked once more.
    assert 1 <= packer.told["too_many"] <= 1 + packer.torn
    assert program.look()["mouse"] == 0
    assert Counter(row["state"] for row in shop.rows("orders")) == {"shipped": ORDERS - 1, "waiting": 1}
    assert _papers(shop) == {("label", 1): ORDERS - 1, ("slip", 1): ORDERS - 1, ("slip", 2): 1}
    shop.is_sound()


def _deliveries(shop: Shop) -> Iterator[str]:
    """Every parcel, by the carrier's number or by the purchase order in it. Two bring something that nobody knows, one
    a unit too few, one a unit too many."""
    orders = {row["scan_code"]: row for row in shop.rows("purchase-orders")}
    for number, (code, *units) in enumerate(shop.deliveries()):
        yield code if number % 2 else tracking_of(orders[code]["po_number"])
        if number < 2:
            yield from (UNKNOWN, shop.commands["OK"])
        yield from units[1:] if number == 2 else units
        if number == 3:
            yield from (units[0], units[0])
        yield shop.commands["FINISH"]


def _box(shop: Shop, scans: list[str], number: int) -> Iterator[str]:
    """An order until its label prints; with each eighth an item of another order, with one the slip once more."""
    opened, *items, papers, close = scans
    yield from (opened, items[0])
    if number % 8 == 0:
        yield next(code for code in shop.barcodes.values() if code not in items)
        yield shop.commands["OK"]
    yield from (*items[1:], papers, close)
    if number == 3:
        yield shop.commands["REPRINT SLIP"]


def _papers(shop: Shop) -> Counter[tuple[str, int]]:
    """How often each paper came out, by its kind and copy: of one order and one copy no paper comes twice."""
    rows: list[Row] = shop.rows("print-jobs")
    assert {row["state"] for row in rows} == {"confirmed"}
    assert len({(row["kind"], row["order_number"], row["copy"]) for row in rows}) == len(rows)
    return Counter((row["kind"], row["copy"]) for row in rows)
