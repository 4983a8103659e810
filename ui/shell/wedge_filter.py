"""The keys of scanners that pretend to be keyboards, caught before any widget or shortcut sees them.

It watches the window that has the focus, dialogs included, and nothing else: a filter on the application would make
Qt call Python for every event there is. Password fields get their keys raw.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QTextEdit
from shiboken6 import isValid

from app.devices.scan import Scan, monotonic_ms
from ui.runtime.failures import failure_of
from ui.shell.key_hold import GAP_MS, SHORTEST_BURST, Key, KeyHold
from ui.shell.retype import retype

_KEYBOARD = "keyboard"
#: A burst that begins this soon after the window got the focus is the tail of a code that began elsewhere, in ms.
_TAIL_MS = 60
#: X11 says only so long after the last key that the focus is gone, in ms.
_LATE_NEWS_MS = 250
#: A timer that is later than this was held up by other work: the keys that wait behind it are heard first, in ms.
_HELD_UP_MS = 20

_PRESS, _RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
_OVERRIDE = QEvent.Type.ShortcutOverride
_KEY_EVENTS = frozenset((_PRESS, _RELEASE, _OVERRIDE))
_SHIFTS = frozenset(
    key.value
    for key in (
        *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr),
        *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock),
    )
)


class WedgeFilter(QObject):
    """Turns bursts of keys into scans. `scanned` carries a `Scan`; the other signals say what went wrong.

    `unended`: a burst came without Enter or Tab after it, and was dropped because it would have pressed buttons.
    `torn`: the window lost or got the focus in the middle of a code; said when the window has the focus again.
    `broke`: a `Failure` of the filter itself, which has switched itself off: keys are ordinary keys now.
    """

    scanned = Signal(object)
    unended = Signal(str)
    torn = Signal()
    broke = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hold = KeyHold(_KEYBOARD)
        self._patience = QTimer(self, singleShot=True, interval=GAP_MS, timerType=Qt.TimerType.PreciseTimer)
        self._patience.timeout.connect(self._out_of_time)
        self._window: QWindow | None = None
        self._focused_at = self._began_at = self._armed_at = 0
        self._unended_at = -_LATE_NEWS_MS
        self._installed = self._torn = self._passing = False
        self._down: set[int] = set()
        self._let_go: set[int] = set()

    def install(self) -> None:
        """Begin to watch the window in front, whichever that will be."""
        app = cast(QGuiApplication, QGuiApplication.instance())
        app.focusWindowChanged.connect(self._watch)
        self._installed = True
        self._watch(app.focusWindow())
        self._focused_at -= _TAIL_MS

    def uninstall(self) -> None:
        """Stop watching; what is held back is dropped. Harmless when it has stopped already."""
        if not self._installed:
            return
        self._installed = False
        app = cast(QGuiApplication, QGuiApplication.instance())
        app.focusWindowChanged.disconnect(self._watch)
        self._let_go_of_window()
        self._patience.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _KEY_EVENTS or self._passes():
            return False
        try:
            return self._answer(cast(QKeyEvent, event))
        except Exception as error:
            self._give_up_for_good(error)
            return False

    # --- one key ---

    def _answer(self, event: QKeyEvent) -> bool:
        """True: the key is taken, and neither a shortcut nor a widget sees it."""
        if event.key() in _SHIFTS or _types_a_password():
            return False
        if event.type() == _RELEASE:
            return self._released(event)
        key, at = _key(event), event.timestamp() or monotonic_ms()
        if event.type() == _OVERRIDE:
            taken = self._hold.takes(key, at)
            if taken:
                event.accept()
            return taken
        return self._pressed(key, at)

    def _pressed(self, key: Key, at: int) -> bool:
        if not self._hold.count:
            self._began_at = monotonic_ms()
        verdict = self._hold.press(key, at)
        self._give_back(verdict.typed)
        if verdict.taken:
            self._down.add(key.code)
        self._wait() if self._hold.count else self._patience.stop()
        if verdict.scan is not None:
            self._finish(verdict.scan)
        return verdict.taken

    def _released(self, event: QKeyEvent) -> bool:
        """The release of a taken press must not come alone: a button would click on it."""
        code = event.key()
        if event.isAutoRepeat() or code not in self._down:
            return False
        self._down.discard(code)
        self._let_go.add(code)
        return True

    def _finish(self, scan: Scan) -> None:
        self._let_go.clear()
        if self._began_at - self._focused_at < _TAIL_MS:
            self.torn.emit()
        else:
            self.scanned.emit(Scan(scan.text, scan.source, monotonic_ms()))

    # --- no more keys ---

    def _wait(self) -> None:
        self._armed_at = monotonic_ms()
        self._patience.start(GAP_MS)

    def _out_of_time(self) -> None:
        if monotonic_ms() - self._armed_at > GAP_MS + _HELD_UP_MS:
            self._wait()
            return
        self._give_back(self._hold.give_up())

    def _give_back(self, keys: Sequence[Key]) -> None:
        """Type the held keys after all; a burst without an end only into a text field."""
        burst = len(keys) >= SHORTEST_BURST
        if burst:
            self._unended_at = monotonic_ms()
        if burst and not _types_text():
            self.unended.emit("".join(key.text for key in keys))
        else:
            for key in keys:
                self._type(key)
        self._let_go.clear()

    def _type(self, key: Key) -> None:
        # Before the release of this press is dropped, it is sent after the press, or it comes by itself.
        released = key.code in self._let_go
        if not released:
            self._down.discard(key.code)
        if self._window is not None:
            retype(self._window, key, self._send, released=released)

    def _send(self, window: QWindow, event: QKeyEvent) -> None:
        # Only for this one event, and not until it is answered: a typed Space may open a dialog and stay in it.
        self._passing = True
        QCoreApplication.sendEvent(window, event)

    def _passes(self) -> bool:
        passing, self._passing = self._passing, False
        return passing

    # --- whose keys they are ---

    def _watch(self, window: QWindow | None) -> None:
        if window is None:
            cut_off = self._hold.count > 1 or monotonic_ms() - self._unended_at < _LATE_NEWS_MS
            self._torn = self._torn or cut_off
            self._hold.give_up()
            self._patience.stop()
        elif self._window is None:
            self._focused_at = monotonic_ms()
        self._let_go_of_window()
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            if self._torn:
                self._torn = False
                self.torn.emit()

    def _let_go_of_window(self) -> None:
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = None
        self._down.clear()
        self._let_go.clear()

    def _give_up_for_good(self, error: Exception) -> None:
        self.uninstall()
        self.broke.emit(failure_of(error))


def _key(event: QKeyEvent) -> Key:
    control, alt, meta = (
        bool(event.modifiers() & modifier)
        for modifier in (
            Qt.KeyboardModifier.ControlModifier,
            Qt.KeyboardModifier.AltModifier,
            Qt.KeyboardModifier.MetaModifier,
        )
    )
    # AltGr of Windows arrives as Ctrl and Alt together, and types characters such as @.
    third_level = control and alt and event.text().isprintable() and bool(event.text())
    return Key(
        text=event.text(),
        code=event.key(),
        modified=meta or ((control or alt) and not third_level),
        repeated=event.isAutoRepeat(),
        modifiers=event.modifiers().value,
        native=(event.nativeScanCode(), event.nativeVirtualKey(), event.nativeModifiers()),
    )


def _types_a_password() -> bool:
    focus = QGuiApplication.focusObject()
    return isinstance(focus, QLineEdit) and focus.echoMode() is not QLineEdit.EchoMode.Normal


def _types_text() -> bool:
    focus = QGuiApplication.focusObject()
    return isinstance(focus, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox)
