"""Plays a day through the real window without a display: each scan is typed as a keyboard scanner types it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.devices.scan import monotonic_ms
from app.domain.messages import Kind
from app.domain.requests import Clock
from ui.models.steps import Step
from ui.shell.application import opened
from ui.shell.desk import Desk
from ui.shell.main_window import MainWindow
from ui.shell.screens import SEATS
from ui.shell.wardrobe import Wardrobe
from ui.views.work_screen import WorkScreen
from ui.widgets.tokens import Appearance

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

_KEY_MS = 5
#: Longer than the time in which the same code again is a trigger held too long (reliability R28), in ms.
_SAME_AGAIN_MS = 420
#: Until a screen has read and painted what it shows, in ms.
_SETTLED_MS = 500
#: Until the screens behind it have counted anew as well, in ms.
_CALM_MS = 1600
_PATIENCE_MS = 20_000


def rehearse(place: Workplace, clock: Clock, steps: Iterable[Step], pictures: Path) -> list[Kind]:
    """Play the steps; says how each scan was answered. Pictures are left in the folder.

    Raises:
        TimeoutError: a scan was not answered.
    """
    app = QApplication(["crossdock", "-platform", "offscreen"])
    pictures.mkdir(parents=True, exist_ok=True)
    wardrobe = Wardrobe(app, Appearance.LIGHT)
    with opened(Desk(place, clock, SEATS, wardrobe, _Silence())) as window:
        return _Rehearsal(window, wardrobe, pictures).play(steps)


class _Silence:
    """Nobody listens to a rehearsal."""

    def play(self, file: Path) -> None:
        """Play nothing."""


class _Rehearsal:
    def __init__(self, window: MainWindow, wardrobe: Wardrobe, pictures: Path) -> None:
        self._window = window
        self._wardrobe = wardrobe
        self._pictures = pictures
        self._before = ""

    def play(self, steps: Iterable[Step]) -> list[Kind]:
        _pass(_SETTLED_MS)
        kinds = []
        for step in steps:
            self._wear(Appearance.DARK if step.dark else Appearance.LIGHT)
            if self._window.stack.front.key != step.screen:
                self._window.stack.go(step.screen)
            if step.scan:
                kinds += self._scan(step.scan)
            else:
                _pass(_CALM_MS)
            if step.picture:
                self._take(f"{step.picture}-dark" if step.dark else step.picture)
        return kinds

    def _wear(self, appearance: Appearance) -> None:
        if appearance is not self._wardrobe.appearance:
            self._wardrobe.wear(appearance)

    def _scan(self, text: str) -> list[Kind]:
        """Scan; the answer of a work screen is awaited, a list only shows what was scanned."""
        if text == self._before:
            _pass(_SAME_AGAIN_MS)
        self._before = text
        screen = self._window.stack.front
        if isinstance(screen, WorkScreen):
            return [_answer(screen.heard, lambda: self._type(text), text)]
        self._type(text)
        return []

    def _type(self, text: str) -> None:
        """The keys of a scanner and its Enter, to the window and whoever has the focus there."""
        handle, began = self._window.windowHandle(), monotonic_ms()
        for number, character in enumerate(f"{text}\r"):
            code = Qt.Key.Key_Return.value if character == "\r" else ord(character.upper())
            for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, character)
                event.setTimestamp(began + _KEY_MS * number)
                QCoreApplication.sendEvent(handle, event)

    def _take(self, name: str) -> None:
        _pass(_SETTLED_MS)
        self._window.grab().save(str(self._pictures / f"{name}.png"))


def _answer(heard: SignalInstance, ask: Callable[[], object], text: str) -> Kind:
    loop, kinds = QEventLoop(), list[Kind]()

    def hear(kind: Kind) -> None:
        kinds.append(kind)
        loop.quit()

    heard.connect(hear)
    QTimer.singleShot(0, ask)
    QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
    loop.exec()
    heard.disconnect(hear)
    if not kinds:
        raise TimeoutError(f"The window did not answer the scan {text} within {_PATIENCE_MS // 1000} s.")
    return kinds[0]


def _pass(milliseconds: int) -> None:
    """Let the window work for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()
