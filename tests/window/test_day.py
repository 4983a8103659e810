"""A whole day on the real window, typed by a scanner: the sample shop with its mishaps, no mouse, no harm."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.config import Settings
from app.db import tables as t
from app.db.engine import Database, sqlite_url
from app.domain.messages import Kind
from app.queries.exports import rows
from app.queries.last_scans import last_scans
from app.services.shop import prepare
from tests.window.display import ROOT, Hands, program, wait_for
from ui.cli.sample_day import sample_day
from ui.runtime.workplace import Workplace
from ui.shell.screens import SEATS

STATION = "Bench 1"
CONVERSATIONS = ("receiving", "packing")
_KEYS = {seat.screen.key: f"alt+{seat.number}" for seat in SEATS}
_WORK = ("receiving", "pack")
#: The same code again sooner than this is a trigger held too long.
_SAME_AGAIN_S = 0.45


class Packer:
    """Scans at the real window, and waits for each answer as a person does."""

    def __init__(self, hands: Hands, database: Database) -> None:
        self._hands = hands
        self._database = database
        self._screen, self._before = "", ""
        self.torn = 0

    def go(self, screen: str) -> None:
        if screen != self._screen:
            self._hands.press(_KEYS[screen])
            self._screen = screen

    def scan(self, code: str, delay_ms: int) -> None:
        if code == self._before:
            time.sleep(_SAME_AGAIN_S)
        self._before = code
        while self._heard(lambda: self._hands.scan(code, delay_ms)) != code:
            # A busy machine held xdotool up in the middle of the code: the rest of it is no code, and says so.
            self.torn += 1
            self._heard(lambda: self._hands.press("space"))

    def scans(self) -> list[str]:
        """Every code that was answered, in order."""
        with self._database.read() as connection:
            asked = select(t.Command.text).where(t.Command.screen.in_(CONVERSATIONS)).order_by(t.Command.id)
            return list(connection.execute(asked).scalars())

    def _heard(self, act: Callable[[], object]) -> str:
        """The code that the window answered then."""
        before = len(self.scans())
        act()
        wait_for(lambda: len(self.scans()) > before, "an answer")
        return self.scans()[-1]


@pytest.fixture
def shop(hands: Hands, tmp_path: Path) -> Iterator[Workplace]:
    """The window of `make run`, and its data folder seen from here."""
    folder = tmp_path / "demo"
    with program(hands, "main.py", "demo", "--out", str(folder)):
        hands.focus(hands.window(f"^Crossdock · {STATION}"))
        database = Database(sqlite_url(folder))
        yield Workplace(database, Settings(data_dir=folder, station=STATION), prepare(database))
        database.close()


def test_a_day_of_scans_leaves_nothing_wrong(hands: Hands, shop: Workplace) -> None:
    packer = Packer(hands, shop.database)
    time.sleep(0.5)
    for number, step in enumerate(step for step in sample_day(shop) if step.screen in _WORK):
        packer.go(step.screen)
        packer.scan(step.scan, 4 + number % 5)
    scans = len(packer.scans())
    _type_as_a_person(hands)

    assert len(packer.scans()) == scans, "what a person types is no scan"
    assert packer.torn <= 10
    with shop.database.read() as connection:
        kinds = Counter(scan.kind for scan in last_scans(connection, STATION, CONVERSATIONS, scans))
    assert kinds[Kind.WRONG] >= 5
    states = Counter(row["state"] for row in rows(shop.database, "orders"))
    assert states == {"shipped": 39, "waiting": 1}
    copies = [row for row in rows(shop.database, "print-jobs") if row["copy"] > 1]
    assert len(copies) == 2
    check = [sys.executable, "main.py", "--data-dir", str(shop.settings.data_dir), "check"]
    assert subprocess.run(check, cwd=ROOT, capture_output=True).returncode == 0


def _type_as_a_person(hands: Hands) -> None:
    """Look for an order by hand, slower than any scanner."""
    hands.press("alt+2", "ctrl+k")
    time.sleep(0.3)
    hands.type("KK2101", 70)
    hands.press("Escape")
