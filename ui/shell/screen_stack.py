"""The screens of the window: the one in front is built first, the others one by one behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.runtime.notices import Changes
from ui.shell.screens import Seat
from ui.views.screen import Screen

#: Between building one hidden screen and the next, so that keys and paint come through, in ms.
_PAUSE_MS = 30
#: Hidden screens read again when it has been quiet for so long, in ms.
_CALM_MS = 1500


class ScreenStack(QWidget):
    """Shows one screen. `moved` carries the key of the screen that came to the front.

    It has no layout: one would ask all screens for their sizes, and the window would lay out all of itself, whenever a
    word changes on one of them. That was half of what a scan cost.
    """

    moved = Signal(str)
    counted = Signal(str, int)

    def __init__(self, seats: Iterable[Seat], build: Callable[[Seat], Screen], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seats = {seat.screen.key: seat for seat in seats}
        self._build = build
        self._built: dict[str, Screen] = {}
        self._stale: set[str] = set()
        self._front = ""
        self._next = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._next.timeout.connect(self._build_next)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._refresh_hidden)

    @property
    def front(self) -> Screen:
        """The screen that is seen."""
        return self._built[self._front]

    def has(self, key: str) -> bool:
        return key in self._seats

    def count(self) -> int:
        """How many screens are built."""
        return len(self._built)

    def go(self, key: str, select: str = "") -> None:
        """Bring a screen to the front, and one thing on it."""
        if key not in self._seats:
            return
        before, screen = self._built.get(self._front), self._screen(key)
        self._front = key
        self._stale.discard(key)
        screen.setGeometry(self.rect())
        screen.show()
        screen.setFocus()
        if before is not None and before is not screen:
            before.hide()
        screen.shown()
        if select:
            screen.select(select)
        self.moved.emit(key)
        self._next.start()

    def heard(self, changes: Changes) -> None:
        """Something is different: the screen in front looks at once, hidden ones when it is calm."""
        concerned = {key for key in self._built if changes.concern(self._seats[key].shows)}
        if self._front in concerned:
            self.refresh()
        self._stale |= concerned - {self._front}
        if self._stale:
            self._calm.start()

    def refresh(self) -> None:
        """The screen in front looks again."""
        self.front.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._front:
            self.front.setGeometry(self.rect())

    def close_models(self) -> None:
        """The window goes."""
        self._next.stop()
        self._calm.stop()
        for screen in self._built.values():
            screen.close_models()

    def _screen(self, key: str) -> Screen:
        if key not in self._built:
            screen = self._build(self._seats[key])
            screen.counted.connect(partial(self.counted.emit, key))
            screen.asked.connect(self.go)
            self._built[key] = screen
            screen.setParent(self)
            screen.hide()
        return self._built[key]

    def _build_next(self) -> None:
        missing = [key for key, seat in self._seats.items() if seat.number and key not in self._built]
        if missing:
            self._screen(missing[0]).refresh()
            self._next.start()

    def _refresh_hidden(self) -> None:
        stale, self._stale = self._stale, set()
        for key in stale:
            self._built[key].refresh()
