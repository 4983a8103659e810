"""The guide of a first run and the sample shop at the real window: by keyboard alone, and never a byte of the shop."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from app.db import tables as t
from app.db.engine import Database, sqlite_url
from app.queries.setup_progress import Guide, read_guide
from app.services.setup_guide import change_guide
from main import open_database
from tests.blackbox.shop import Shop, take_in_sample
from tests.window.display import Hands, started, wait_for
from tests.window.program import Program, watched
from ui.models.first_run import SetupStep

STATION = "Dock 7"
#: The station of the sample shop, in the title of its window.
SAMPLE, REAL = "^Crossdock · Bench 1 · Ana", f"^Crossdock · {STATION} · packer"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of a shop where nothing is set up: there is none yet."""
    return tmp_path / "shop"


@contextmanager
def in_sample(hands: Hands, folder: Path) -> Iterator[Program]:
    """The program in the sample shop of a data folder."""
    sample = ("demo", "--out", str(folder / "practice"))
    program = ("-m", "tests.window.watched", "--data-dir", str(folder), "--station", STATION, *sample)
    with started(hands, *program) as process:
        yield Program(hands, process, "Bench 1")


@contextmanager
def reading(folder: Path) -> Iterator[Connection]:
    database = Database(sqlite_url(folder))
    try:
        with database.read() as connection:
            yield connection
    finally:
        database.close()


def guide(folder: Path) -> Guide:
    with reading(folder) as connection:
        return read_guide(connection)


def go_back_to(program: Program, button: str) -> None:
    for _ in range(60):
        before = program.look()["focus"]
        if before == f"Button {button}":
            return
        program.hands.press("shift+Tab")
        wait_for(lambda before=before: program.look()["focus"] != before, "the next thing to use")
    raise AssertionError(f"Shift+Tab does not reach {button}")


@contextmanager
def opened_by_itself(hands: Hands, title: str) -> Iterator[str]:
    """A window that a program opened which nobody here started; it is closed at the end."""
    window = hands.window(title)
    process = int(hands.do("getwindowpid", window))
    try:
        yield window
    finally:
        os.kill(process, signal.SIGTERM)
        wait_for(lambda: not hands.do("search", "--name", title), "the end of the program")


def test_an_empty_folder_opens_the_guide_which_hears_the_scanner_and_is_left_with_esc(
    hands: Hands, folder: Path
) -> None:
    with watched(hands, folder, STATION) as program:
        assert program.look()["screen"] == "first_run"
        assert program.scan("4006381333931") == "4006381333931"
        wait_for(lambda: guide(folder).heard, "the scan")
        assert program.look()["fields"]["Name customers know"] == ""
        hands.press("Escape")
        wait_for(lambda: program.look()["screen"] == "today", "Today")
        wait_for(lambda: guide(folder).left, "that it was left")
        assert program.look()["mouse"] == 0
    with watched(hands, folder, STATION) as program:
        assert program.look()["screen"] == "today", "it does not come again"


def test_the_sample_shop_opens_in_a_window_of_its_own_and_touches_no_byte_of_the_shop(
    hands: Hands, folder: Path
) -> None:
    folder.mkdir()
    _stands_at_goods(folder)
    with watched(hands, folder, STATION) as program:
        wait_for(lambda: "Step 4 of 4" in program.look()["words"], "the last step")
        go_back_to(program, "Open the sample shop")
        hands.press("space")
        assert program.process.wait(20) == 0
        before = _bytes_of(folder)
        with opened_by_itself(hands, SAMPLE) as sample:
            hands.focus(sample)
            hands.press("alt+4")
            hands.scan("PO-00001")
            wait_for(lambda: _scanned(folder / "practice"), "the scan in the sample")
    assert _bytes_of(folder) == before
    assert (folder / "practice" / "crossdock.db").exists()


def test_leaving_the_sample_opens_the_shop_again(hands: Hands, folder: Path) -> None:
    take_in_sample(Shop(folder))
    with in_sample(hands, folder) as program:
        go_back_to(program, "Leave the sample shop")
        hands.press("space")
        assert program.process.wait(20) == 0
        with opened_by_itself(hands, REAL):
            assert not (folder / "practice" / "crossdock.db-wal").exists(), "the sample is closed"


def test_the_sample_is_started_anew(hands: Hands, folder: Path) -> None:
    with in_sample(hands, folder) as program:
        (folder / "practice" / "played").touch()
        go_back_to(program, "Start the sample anew")
        hands.press("space")
        assert program.process.wait(20) == 0
        with opened_by_itself(hands, SAMPLE):
            assert not (folder / "practice" / "played").exists()


def _stands_at_goods(folder: Path) -> None:
    database = open_database(folder, "")
    change_guide(database, lambda _: Guide(SetupStep.GOODS.value))
    database.close()


def _scanned(folder: Path) -> bool:
    with reading(folder) as connection:
        return bool(connection.execute(select(func.count()).select_from(t.Command)).scalar_one())


def _bytes_of(folder: Path) -> dict[str, str]:
    """What every file of the shop holds, its sample left out."""
    files = [path for path in folder.rglob("*") if path.is_file() and "practice" not in path.parts]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
