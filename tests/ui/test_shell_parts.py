"""The parts of the window that need none: what it remembers, what chips say, errands, scanners as one."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.db.engine import Database
from app.devices.scan import Scan
from app.domain.messages import say
from app.queries.waiting_paper import WaitingPaper, waiting_paper
from printing.printers import Folder, Network, Printer, Role, first_printers
from tests.logfail import LogGuard
from tests.ui.shell_ground import a_place
from tests.ui.small_shop import STATION, open_shop
from ui.models.columns import Tone
from ui.runtime.background import Background
from ui.runtime.failures import Failure
from ui.runtime.notices import Changes, Subject
from ui.shell.devices import Devices, PaperFacts, database_chip, printer_chip, scanner_chip
from ui.shell.errands import Errands
from ui.shell.memory import WindowMemory, memory_file, recall, remember
from ui.shell.scan_channel import ScanChannel, ScannerState

ZEBRA = Printer("Zebra", Role.LABEL, "zpl", "label-4x6", Network("192.0.2.7"))


# --- memory ---


def test_a_window_remembers_itself(tmp_path: Path) -> None:
    memory = WindowMemory(10, 20, 1300, 800, True, "orders")
    path = memory_file(tmp_path, "Bench 1/left")
    remember(path, memory)
    assert recall(path) == memory
    assert path.parent == tmp_path / "stations"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"width": "wide"}', b"\xff\xfe"])
def test_a_damaged_memory_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "window.json"
    path.write_bytes(content)
    assert recall(path) == WindowMemory()


def test_no_memory_is_none(tmp_path: Path) -> None:
    assert recall(tmp_path / "missing.json") == WindowMemory()


# --- chips ---


@pytest.mark.parametrize(
    ("state", "words", "tone"),
    [
        (ScannerState(), "Scanner", Tone.OK),
        (ScannerState(connected=True), "Scanner", Tone.OK),
        (ScannerState(connected=False), "Scanner not connected", Tone.WRONG),
        (ScannerState(keyboard="It broke."), "Scanner off", Tone.WRONG),
    ],
)
def test_what_the_scanner_is_like(state: ScannerState, words: str, tone: Tone) -> None:
    chip = scanner_chip(state)
    assert (chip.words, chip.tone) == (words, tone)
    assert chip.cause
    assert chip.fix


def test_what_a_printer_is_like() -> None:
    waiting = WaitingPaper("label", 3, say("as_told", words="out of paper"))
    assert printer_chip(Role.LABEL, "Labels", PaperFacts()).words == "Labels: no printer"
    assert printer_chip(Role.LABEL, "Labels", PaperFacts((ZEBRA,))).words == "Labels · 4 × 6 in"
    refused = printer_chip(Role.LABEL, "Labels", PaperFacts((ZEBRA,), (waiting,)))
    assert (refused.words, refused.tone, refused.cause) == ("Labels · 3 wait", Tone.WRONG, "Zebra: out of paper")
    files = Printer("Files", Role.SLIP, "pdf", "a6", Folder("/papers"))
    assert "files into /papers" in printer_chip(Role.SLIP, "Slips", PaperFacts((files,))).cause


def test_what_the_database_is_like() -> None:
    assert database_chip(None).tone is Tone.OK
    assert database_chip(Failure("It is away.")).cause == "It is away."


def test_nothing_waits_on_paper_in_a_new_shop(database: Database) -> None:
    with database.read() as connection:
        assert waiting_paper(connection, STATION) == ()


def test_chips_follow_the_printers(qtbot: QtBot, sqlite_database: Database, background: Background) -> None:
    place = a_place(sqlite_database)
    place.printers()
    devices = Devices(background, place)
    assert [chip.words for chip in devices.chips] == ["Scanner", "Database"]
    devices.reached(None)
    qtbot.waitUntil(lambda: len(devices.chips) == 4)
    assert [chip.words for chip in devices.chips] == ["Scanner", "Labels · 4 × 6 in", "Slips · A6", "Database"]
    devices.reached(Failure("away"))
    assert devices.chips[-1].tone is Tone.WRONG


# --- errands ---


def test_what_an_earlier_run_left_is_done_at_the_start(qtbot: QtBot, sqlite_database: Database) -> None:
    open_shop(sqlite_database, 3)
    place = a_place(sqlite_database)
    told: list[Failure] = []
    errands = Errands(place, told.append)
    errands.start()
    errands.close()
    assert told == []
    assert len(list(place.purchase_orders.glob("*.pdf"))) >= 1


def test_a_failed_errand_is_told_and_the_next_one_runs(
    qtbot: QtBot, sqlite_database: Database, tmp_path: Path, log_guard: LogGuard
) -> None:
    open_shop(sqlite_database, 3)
    place = a_place(sqlite_database)
    place.printers()
    (tmp_path / "outbox").write_text("in the way of the folder")
    told: list[tuple[Failure, str]] = []
    errands = Errands(place, lambda failure: told.append((failure, threading.current_thread().name)))
    errands.start()
    errands.heard(Changes(frozenset({Subject.PRINTS})))
    errands.close()
    assert len(told) == 1
    assert told[0][0].id == "", "a folder that cannot be written is no fault of the program"
    assert told[0][1].startswith("errands")


def test_other_printers_take_over(qtbot: QtBot, sqlite_database: Database, tmp_path: Path) -> None:
    place = a_place(sqlite_database)
    errands = Errands(place, fail)
    errands.start()
    printers = first_printers(tmp_path / "elsewhere")
    place.printers = lambda: printers  # type: ignore[method-assign]
    errands.look()
    errands.close()
    assert errands._printers == printers


# --- scanners ---


def test_the_same_code_twice_within_a_moment_is_one_scan(qtbot: QtBot) -> None:
    channel = ScanChannel()
    texts: list[str] = []
    channel.scanned.connect(texts.append)
    for at in (0, 200, 1000):
        channel._take(Scan("4006381333931", "keyboard", at))
    assert texts == ["4006381333931"] * 2


def test_what_a_scanner_thread_says_arrives_on_the_ui_thread(qtbot: QtBot) -> None:
    channel = ScanChannel()
    threads: list[threading.Thread] = []
    channel.scanned.connect(lambda _: threads.append(threading.current_thread()))
    thread = threading.Thread(target=channel._heard.emit, args=(Scan("4006381333931", "COM5", 0),))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: threads == [threading.main_thread()])


def fail(failure: Failure) -> None:
    raise AssertionError(failure.text)
