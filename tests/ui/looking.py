"""Shows a widget, and looks at it as a person does."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    return widget


def buttons(widget: QWidget) -> dict[str, QPushButton]:
    """The buttons that can be seen, by what a screen reader calls them."""
    return {each.accessibleName(): each for each in widget.findChildren(QPushButton) if each.isVisible()}


def words(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible() and each.text()]
