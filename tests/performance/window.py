"""The real window without a display, and what sees that something in it has been painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.requests import local_now
from tests.factory import Shop
from tests.ui.shell_ground import a_place, open_window
from ui.shell.main_window import MainWindow
from ui.shell.wardrobe import Wardrobe
from ui.views.work_screen import WorkScreen
from ui.widgets.tokens import Appearance

Widget = TypeVar("Widget", bound=QWidget)
#: Nothing here takes so long, in ms.
_PATIENCE_MS = 20_000
#: Until every screen of a fresh window has been built and read, in ms.
_SETTLED_MS = 800
_WIDTH, _HEIGHT = 1280, 720


@contextmanager
def dressed() -> Iterator[QApplication]:
    """The application as it looks, on no screen."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["bench", "-platform", "offscreen"])
    Wardrobe(app, Appearance.LIGHT)
    yield app
    app.setStyleSheet("")


@contextmanager
def shown(widget: Widget) -> Iterator[Widget]:
    """A widget as large as the window, with nothing around it."""
    widget.resize(_WIDTH, _HEIGHT)
    widget.show()
    yield widget
    widget.close()


@contextmanager
def window_on(shop: Shop) -> Iterator[MainWindow]:
    """The window of a shop, all of it."""
    with open_window(a_place(shop.database, shop.secret), local_now) as window:
        window.resize(_WIDTH, _HEIGHT)
        failures: list[object] = []
        window.failed.connect(failures.append)
        let_pass(_SETTLED_MS)
        yield window
        assert not failures, failures[0]


def work_screen(window: MainWindow, key: str) -> WorkScreen:
    """Bring a work screen to the front."""
    window.stack.go(key)
    screen = window.stack.front
    assert isinstance(screen, WorkScreen)
    return screen


class Eye(QObject):
    """Sees when a window has been painted after a signal."""

    def __init__(self, window: QWidget, signal: SignalInstance) -> None:
        super().__init__(window)
        self._window = window
        self._told = False
        self._loop = QEventLoop(self)
        signal.connect(self._tell)

    def watch(self, act: Callable[[], object]) -> None:
        """Do something, and come back when what it led to can be seen.

        Raises:
            TimeoutError: it cannot.
        """
        self._told = False
        patience = QTimer(self._loop, singleShot=True, interval=_PATIENCE_MS)
        patience.timeout.connect(lambda: self._loop.exit(1))
        patience.start()
        self._window.installEventFilter(self)
        QTimer.singleShot(0, act)
        timed_out = self._loop.exec()
        self._window.removeEventFilter(self)
        patience.deleteLater()
        if timed_out:
            raise TimeoutError("The window showed no answer.")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The painting follows within this event, so the next turn of the loop comes after it.
        if self._told and event.type() is QEvent.Type.UpdateRequest:
            QTimer.singleShot(0, self._loop.quit)
        return False

    def _tell(self) -> None:
        self._told = True


def let_pass(milliseconds: int) -> None:
    """Let the window do what it has to do besides."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
