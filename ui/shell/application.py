"""Puts the window together, shows it, and takes it apart in order: scanners, write lane, spooler."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.config import Preferences
from app.domain.requests import local_now
from app.queries.setup_progress import is_new
from ui.models.launch import PLAIN, Launch
from ui.runtime.failures import Failure, unhandled_errors_told
from ui.runtime.language import tr
from ui.runtime.precedence import ui_thread_first
from ui.runtime.sounds import player_for
from ui.shell.desk import Desk
from ui.shell.main_window import MainWindow
from ui.shell.relaunch import start
from ui.shell.scan_channel import SerialPort
from ui.shell.screens import GUIDED_SEATS, SEATS
from ui.shell.single_instance import only_instance, raise_first
from ui.shell.wardrobe import Wardrobe
from ui.views.first_run import FirstRunScreen

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

_DOES_NOT_ANSWER = 1


def show_window(
    app: QApplication, place: Workplace, chosen: Preferences, scanner: SerialPort | None = None, launch: Launch = PLAIN
) -> int:
    """Show the window until it is closed; returns the exit code.

    Where a window of this data folder is open already, that one is raised. `scanner` is one on a serial port; `launch`
    says how the program is started again.
    """
    # Python's own handler of Ctrl+C would wait for Qt to call Python; a transaction cut off leaves nothing behind.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    wardrobe = Wardrobe(app, chosen.theme)
    seats = SEATS if launch.practising else GUIDED_SEATS
    trouble: Failure | None = None
    while True:
        with only_instance(place.settings.data_dir) as first:
            if first is None:
                return _raise_the_other(place)
            desk = Desk(place, local_now, seats, wardrobe, player_for(sys.platform), chosen, launch)
            with opened(desk, scanner) as window:
                first.raised.connect(window.come_to_front)
                _begin(window, place, trouble)
                code = app.exec()
        if desk.relaunch.wanted is None:
            return code
        # Nothing of the shop is open any more: the next program may do with its folder what it likes.
        place.database.close()
        if start(desk.relaunch.wanted):
            return code
        trouble = Failure(tr("The system did not start the program again. Close this window, and start it yourself."))


def _begin(window: MainWindow, place: Workplace, trouble: Failure | None) -> None:
    """In a shop where nothing is set up yet the guide stands in front."""
    if window.stack.has(FirstRunScreen.key) and is_new(place.database):
        window.stack.go(FirstRunScreen.key)
    if trouble is not None:
        window.failed.emit(trouble)


@contextmanager
def opened(desk: Desk, scanner: SerialPort | None = None) -> Iterator[MainWindow]:
    """The window of a desk; at the end of the block all writing is done and no thread is left."""
    try:
        with unhandled_errors_told(desk.window.failed.emit), ui_thread_first():
            desk.open(scanner)
            yield desk.window
    finally:
        desk.close()


def _raise_the_other(place: Workplace) -> int:
    folder = place.settings.data_dir
    if raise_first(folder):
        return 0
    words = tr(
        "Crossdock is open already for {folder}, but its window does not answer. End that program, then start again.",
        folder=folder,
    )
    print(words, file=sys.stderr)
    return _DOES_NOT_ANSWER
