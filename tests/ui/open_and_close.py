"""Builds, shows and closes every screen again and again: `python -m tests.ui.open_and_close FOLDER ROUNDS`.

Prints as JSON how many widgets there are and how much memory is in use, after a tenth of the rounds and after all.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.db.engine import Database, sqlite_url
from app.domain.requests import local_now
from tests.ui.shell_ground import a_place, open_window
from ui.shell.screens import GUIDED_SEATS, SEATS, Parts
from ui.shell.theme import dress
from ui.views.screen import Screen
from ui.widgets.tokens import LIGHT

_CALM_MS = 1500


def main(folder: Path, rounds: int) -> int:
    app = QApplication(["crossdock", "-platform", "offscreen"])
    dress(app, LIGHT)
    database = Database(sqlite_url(folder))
    known: list[Parts] = []

    def build(parts: Parts) -> Screen:
        known.append(parts)
        return SEATS[0].build(parts)

    with open_window(a_place(database), local_now, (replace(SEATS[0], build=build),)) as window:
        for number in range(rounds):
            if number == rounds // 10:
                tell()
            for seat in GUIDED_SEATS:
                open_and_close(seat.build(known[0]), window)
        tell()
    database.close()
    return 0


def open_and_close(screen: Screen, window: QWidget) -> None:
    screen.setParent(window)
    screen.resize(window.size())
    screen.show()
    screen.shown()
    QCoreApplication.processEvents()
    screen.close_models()
    screen.hide()
    screen.deleteLater()
    QCoreApplication.sendPostedEvents(screen, QEvent.Type.DeferredDelete.value)


def tell() -> None:
    """After the last answer to a screen that is gone has come, and was dropped."""
    answers = QEventLoop()
    QTimer.singleShot(_CALM_MS, answers.quit)
    answers.exec()
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    print(json.dumps({"widgets": len(QApplication.allWidgets()), "mb": pages * 4096 / 2**20}), flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
