"""The window: the rail, the bar, the screen in front, and the last scans under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ui.runtime.language import tr
from ui.shell.bottom_strip import BottomStrip
from ui.shell.keys import BINDINGS, LEFT_OVER, Act, screen_key
from ui.shell.memory import WindowMemory
from ui.shell.rail import Rail
from ui.shell.screen_stack import ScreenStack
from ui.shell.screens import Seat
from ui.shell.sheet import Sheet
from ui.shell.top_bar import TopBar
from ui.shell.trouble_card import TroubleCard
from ui.views.screen import Screen
from ui.widgets.card import surface

#: Below this width the rail shows icons alone, in px.
RAIL_NEEDS_PX = 1180
_SMALLEST = (1024, 640)
_FIRST = (1280, 720)


class MainWindow(QMainWindow):
    """Puts the parts together. `failed` may be emitted from any thread: what went wrong stays until it is dismissed."""

    failed = Signal(object)
    asked_for_help = Signal()
    asked_to_find = Signal()
    asked_to_mute = Signal()
    closing = Signal()

    def __init__(self, seats: Sequence[Seat], build: Callable[[Seat], Screen], who: str) -> None:
        super().__init__()
        self.setWindowTitle(tr("Crossdock · {who}", who=who))
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_FIRST)
        self.rail, self.bar = Rail(), TopBar(who)
        self.trouble, self.strip = TroubleCard(), BottomStrip()
        self.stack = ScreenStack(seats, build)
        self._acts: dict[Act, Callable[[], object]] = {
            Act.HELP: self.asked_for_help.emit,
            Act.FIND: self.asked_to_find.emit,
            Act.REFRESH: self.stack.refresh,
            Act.SETTINGS: partial(self.stack.go, "settings"),
            Act.MUTE: self.asked_to_mute.emit,
            Act.BACK: lambda: self.stack.front.back(),
            Act.UNDO: lambda: self.stack.front.undo(),
        }
        self._lay_out()
        on_rail = [seat for seat in seats if seat.number]
        self._fill_rail(on_rail)
        self._bind(on_rail)
        self.failed.connect(self.trouble.tell)
        self.stack.moved.connect(self._make_room)
        self.stack.counted.connect(lambda key, count: self.rail.counter(key)(count))
        self.rail.chosen.connect(self.stack.go)

    def restore(self, memory: WindowMemory, seats: Sequence[Seat]) -> None:
        """Where it was, on a screen that still exists, with the screen that was in front."""
        place = QRect(memory.left, memory.top, memory.width, memory.height)
        if memory.width and any(each.availableGeometry().intersects(place) for each in QGuiApplication.screens()):
            self.setGeometry(place)
        self.stack.go(memory.screen if self.stack.has(memory.screen) else seats[0].screen.key)

    def memory(self) -> WindowMemory:
        """Where it is now."""
        place = self.normalGeometry() if self.isMaximized() else self.geometry()
        front = self.stack.front.key
        return WindowMemory(place.x(), place.y(), place.width(), place.height(), self.isMaximized(), front)

    def come_to_front(self) -> None:
        """Somebody started the program once more."""
        self.showMaximized() if self.isMaximized() else self.showNormal()
        self.raise_()
        self.activateWindow()

    def put_under_bar(self, band: QWidget) -> None:
        """Something that holds on every screen."""
        self._page.insertWidget(1, band)

    def cover(self, sheet: Sheet) -> None:
        """Lay a sheet over the window, until it is closed or another screen comes to the front."""
        self.stack.moved.connect(sheet.close)
        sheet.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < RAIL_NEEDS_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that no widget wanted."""
        keys = QKeySequence(event.keyCombination())
        for binding in LEFT_OVER:
            if QKeySequence(binding.keys) == keys:
                self._acts[binding.act]()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        page = surface("page")
        self._page = column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, self.trouble):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.strip)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(page, 1)
        self.setCentralWidget(both)

    def _make_room(self, key: str) -> None:
        """A screen that has no place on the rail has the window to itself."""
        on_rail = self.rail.has(key)
        for part in (self.rail, self.strip):
            part.setVisible(on_rail)
        if on_rail:
            self.rail.show_front(key)

    def _fill_rail(self, seats: Sequence[Seat]) -> None:
        for at_foot in (False, True):
            for seat in seats:
                if seat.at_foot is at_foot:
                    kind = seat.screen
                    self.rail.add(kind.key, tr(kind.title), kind.icon, screen_key(seat.number))
            if not at_foot:
                self.rail.add_stretch()

    def _bind(self, seats: Sequence[Seat]) -> None:
        for binding in BINDINGS:
            shortcut = QShortcut(QKeySequence(binding.keys), self)
            shortcut.activated.connect(self._acts[binding.act])
        for seat in seats:
            shortcut = QShortcut(QKeySequence(screen_key(seat.number)), self)
            shortcut.activated.connect(partial(self.stack.go, seat.screen.key))
