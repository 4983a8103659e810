"""Typing a key again that was held back: Qt has no way to do that which also finds shortcuts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell.key_hold import Key

#: Sends one event to a window past the filter.
Send = Callable[[QWindow, QKeyEvent], None]


def retype(window: QWindow, key: Key, send: Send, *, released: bool) -> None:
    """Give `key` to `window` as if it came now: to the shortcut it belongs to, or to the widget with the focus.

    `released`: the key is up again already; a shortcut does not care.
    """
    override = _event(QEvent.Type.ShortcutOverride, key)
    override.ignore()
    send(window, override)
    shortcut = None if override.isAccepted() else _shortcut(key)
    if shortcut is not None:
        shortcut.activated.emit()
        return
    send(window, _event(QEvent.Type.KeyPress, key))
    if released:
        send(window, _event(QEvent.Type.KeyRelease, key))


def _event(kind: QEvent.Type, key: Key) -> QKeyEvent:
    return QKeyEvent(kind, key.code, Qt.KeyboardModifier(key.modifiers), *key.native, key.text)


def _shortcut(key: Key) -> QShortcut | None:
    """The one shortcut of the window in front that means this key here."""
    window = QApplication.activeWindow()
    whole, bare = QKeySequence(key.code | key.modifiers), QKeySequence(key.code)
    sequences = (whole,) if key.modified else (whole, bare)
    found = [
        shortcut
        for shortcut in (window.findChildren(QShortcut) if window is not None else ())
        if shortcut.isEnabled() and _means(shortcut, sequences) and _is_reachable(shortcut)
    ]
    return found[0] if len(found) == 1 else None


def _means(shortcut: QShortcut, sequences: tuple[QKeySequence, ...]) -> bool:
    own = shortcut.keys()
    return any(sequence in own for sequence in sequences)


def _is_reachable(shortcut: QShortcut) -> bool:
    """Its widget is in sight, and has the focus where the shortcut asks for that."""
    owner, focus = shortcut.parent(), QApplication.focusWidget()
    if not isinstance(owner, QWidget) or not (owner.isVisible() and owner.isEnabled()):
        return False
    match shortcut.context():
        case Qt.ShortcutContext.WidgetShortcut:
            return focus is owner
        case Qt.ShortcutContext.WidgetWithChildrenShortcut:
            return focus is owner or (focus is not None and owner.isAncestorOf(focus))
        case _:
            return True
