"""Puts the window together, shows it, and takes it apart in order: scanners, write lane, spooler."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.domain.requests import utc_now
from ui.runtime.failures import unhandled_errors_told
from ui.runtime.sounds import player_for
from ui.shell.desk import Desk
from ui.shell.main_window import MainWindow
from ui.shell.memory import memory_file, recall
from ui.shell.scan_channel import SerialPort
from ui.shell.screens import SEATS
from ui.shell.single_instance import only_instance, raise_first
from ui.shell.wardrobe import Wardrobe
from ui.widgets.tokens import Appearance

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

_DOES_NOT_ANSWER = 1


def local_now() -> datetime:
    """The wall clock in the zone of this computer."""
    return utc_now().astimezone()


def show_window(place: Workplace, appearance: Appearance | None = None, scanner: SerialPort | None = None) -> int:
    """Show the window until it is closed; returns the exit code.

    Where a window of this data folder is open already, that one is raised. `scanner` is one on a serial port.
    """
    # Python's own handler of Ctrl+C would wait for Qt to call Python; a transaction cut off leaves nothing behind.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = QApplication(["crossdock"])
    with only_instance(place.settings.data_dir) as first:
        if first is None:
            return _raise_the_other(place)
        remembered = recall(memory_file(place.settings.data_dir, place.settings.station)).appearance
        desk = Desk(place, local_now, SEATS, Wardrobe(app, appearance or remembered), player_for(sys.platform))
        with opened(desk, scanner) as window:
            first.raised.connect(window.come_to_front)
            return app.exec()


@contextmanager
def opened(desk: Desk, scanner: SerialPort | None = None) -> Iterator[MainWindow]:
    """The window of a desk; at the end of the block all writing is done and no thread is left."""
    try:
        with unhandled_errors_told(desk.window.failed.emit):
            desk.open(scanner)
            yield desk.window
    finally:
        desk.close()


def _raise_the_other(place: Workplace) -> int:
    folder = place.settings.data_dir
    if raise_first(folder):
        return 0
    print(
        f"Crossdock is open already for {folder}, but its window does not answer. End that program, then start again.",
        file=sys.stderr,
    )
    return _DOES_NOT_ANSWER
