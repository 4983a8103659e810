"""A scanner that types."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.devices.scan import monotonic_ms


def type_scan(window: QWidget, text: str) -> None:
    """The keys of a scanner and its Enter, as fast as an event follows another."""
    handle, began = window.windowHandle(), monotonic_ms()
    for number, character in enumerate(f"{text}\r"):
        code = Qt.Key.Key_Return.value if character == "\r" else ord(character.upper())
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, character)
            event.setTimestamp(began + number)
            QCoreApplication.sendEvent(handle, event)
