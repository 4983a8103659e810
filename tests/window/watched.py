"""The program itself with somebody looking on: says as JSON lines what it hears, and what it shows when it is asked.

`python -m tests.window.watched ARGUMENTS` is `main.py ARGUMENTS`. On standard output it tells every scan it heard and
every answer it gave; a line on standard input asks for a look at the window, which is told as well. It changes nothing.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tests.window.program import UNFILTERED
from ui.shell import application
from ui.shell.desk import Desk
from ui.shell.scan_channel import SerialPort
from ui.shell.sheet import Sheet
from ui.shell.wedge_filter import WedgeFilter
from ui.views.screen import Screen
from ui.views.work_screen import WorkScreen

_FIELDS = (QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit)
_MOUSE = frozenset((QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin))


def tell(kind: str, what: object) -> None:
    print(json.dumps({"kind": kind, "what": what}), flush=True)


class WatchedDesk(Desk):
    """A desk that is looked at."""

    def open(self, scanner: SerialPort | None = None) -> None:
        super().open(scanner)
        self._scanners.scanned.connect(lambda text: tell("scan", text))
        self._scanners.told.connect(lambda words: tell("told", words))
        self._eye = Eye(self)


class Eye(QObject):
    """Looks at the window, and remembers every click on a button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._window = desk.window
        self._clicks: list[str] = []
        self._mouse = 0
        self._known: set[QObject] = set()
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._asked)
        desk.window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._mouse += event.type() in _MOUSE
        return False

    def _asked(self) -> None:
        asked = os.read(sys.stdin.fileno(), 4096)
        self._notifier.setEnabled(bool(asked))
        for _ in asked.splitlines():
            tell("look", self._look())

    def _look(self) -> dict[str, Any]:
        self._listen()
        sheets = [each for each in self._window.findChildren(Sheet) if each.isVisible()]
        front, focus = [*sheets, self._window][0], QApplication.focusWidget()
        fields = {_name(each): _text(each) for each in front.findChildren(QWidget) if _is_field(each)}
        return {
            "screen": self._window.stack.front.key,
            "built": len(self._known_screens()),
            "dialog": type(front).__name__ if front is not self._window else "",
            "popup": type(QApplication.activePopupWidget()).__name__,
            "active": QGuiApplication.focusWindow() is not None,
            "focus": f"{type(focus).__name__} {focus.accessibleName()}" if focus else "",
            "seen": focus is not None and focus.isVisible(),
            "field": isinstance(focus, _FIELDS),
            "text": _text(focus) if isinstance(focus, _FIELDS) else "",
            "fields": fields,
            "clicks": self._clicks,
            "mouse": self._mouse,
            "bar": [each.text() for each in self._window.bar.findChildren(QLabel) if each.text()],
            "words": [each.text() for each in self._window.stack.front.findChildren(QLabel) if each.isVisible()],
        }

    def _known_screens(self) -> list[QWidget]:
        return self._window.stack.findChildren(Screen, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def _listen(self) -> None:
        """To what was not there the last time."""
        for top in QApplication.topLevelWidgets():
            for button in {*top.findChildren(QAbstractButton)} - self._known:
                button.clicked.connect(lambda _=False, name=button.accessibleName(): self._clicks.append(name))
                self._known.add(button)
        for screen in {*self._known_screens()} - self._known:
            self._known.add(screen)
            if isinstance(screen, WorkScreen):
                screen.heard.connect(lambda kind, key=screen.key: tell("answer", [key, str(kind)]))


def _is_field(widget: QWidget) -> bool:
    return isinstance(widget, _FIELDS) and widget.isVisible()


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or widget.objectName() or type(widget).__name__


def _text(widget: QWidget) -> str:
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    return widget.currentText() if isinstance(widget, QComboBox) else widget.text()


if __name__ == "__main__":
    from main import cli

    application.Desk = WatchedDesk
    arguments = sys.argv[1:]
    if arguments[:1] == [UNFILTERED]:
        WedgeFilter.install = lambda self: None
        del arguments[0]
    cli(arguments)
