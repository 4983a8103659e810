"""Puts the window together, shows it, and takes it apart in order."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.domain.requests import Clock, utc_now
from ui.runtime.background import Background
from ui.runtime.failures import unhandled_errors_told
from ui.shell.main_window import MainWindow
from ui.shell.theme import dress, tokens_for
from ui.viewmodels.last_scans import LastScans
from ui.viewmodels.order_queue import OrderQueue
from ui.widgets.tokens import Appearance

if TYPE_CHECKING:
    from app.db.engine import Database

#: Other stations write too, and nothing tells this one: it looks again, in ms.
REFRESH_MS = 10_000


def local_now() -> datetime:
    """The wall clock in the zone of this computer."""
    return utc_now().astimezone()


def show_window(database: Database, *, station: str, appearance: Appearance) -> int:
    """Show the window until it is closed; returns the exit code."""
    # Python's own handler of Ctrl+C would wait for Qt to call Python; a transaction cut off leaves nothing behind.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = QApplication(["crossdock"])
    hints = app.styleHints()

    def dress_again() -> None:
        dress(app, tokens_for(appearance, hints.colorScheme()))

    dress_again()
    hints.colorSchemeChanged.connect(dress_again)
    with open_window(database, station, local_now):
        return app.exec()


@contextmanager
def open_window(database: Database, station: str, clock: Clock) -> Iterator[MainWindow]:
    """The window over its view models and lanes; at the end of the block all writing is done and no thread is left."""
    background = Background()
    queue, scans = OrderQueue(background, database, clock), LastScans(background, database, station, clock)
    window = MainWindow(queue, scans, station)
    again = QTimer(interval=REFRESH_MS)
    for model in (queue, scans):
        again.timeout.connect(model.keep_fresh)
        model.refresh()
    try:
        with unhandled_errors_told(window.failed.emit):
            again.start()
            window.show()
            yield window
    finally:
        again.stop()
        for model in (queue, scans):
            model.close()
        background.close()
        window.close()
        window.deleteLater()
