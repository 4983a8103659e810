"""The program itself: one code is typed again and again until its window takes it; with the answer the process is gone.

What closing a window costs is another question, and nothing is left half-done: every answer is durable.
"""

from __future__ import annotations

import os

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

import main
from tests.performance.scanner import type_scan
from ui.shell import application
from ui.shell.desk import Desk
from ui.shell.scan_channel import SerialPort
from ui.views.work_screen import WorkScreen

_AGAIN_MS = 20


class _Hurried(Desk):
    def open(self, scanner: SerialPort | None = None) -> None:
        super().open(scanner)
        self.window.stack.go("receiving")
        screen = self.window.stack.front
        assert isinstance(screen, WorkScreen)
        screen.heard.connect(lambda _: os._exit(0))
        self._trigger = QTimer(interval=_AGAIN_MS)
        self._trigger.timeout.connect(self._type)
        self._trigger.start()

    def _type(self) -> None:
        if QGuiApplication.focusWindow() is not None:
            type_scan(self.window, "4006381333931")


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    vars(application)["Desk"] = _Hurried
    main.cli()
