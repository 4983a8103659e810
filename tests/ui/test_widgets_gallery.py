"""Rules that hold for every widget at once, looked at on the page that shows them all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.gallery import page
from ui.shell.theme import dress
from ui.widgets.fields import Switch
from ui.widgets.tiles import Tile
from ui.widgets.tokens import ALL, TARGET_HEIGHT, Tokens

_INTERACTIVE = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QSpinBox, QTableView, Tile)
_SMALLEST = 24  # WCAG 2.2, 2.5.8


@pytest.fixture(params=ALL, ids=lambda tokens: tokens.name)
def gallery(qtbot: QtBot, dressed: QApplication, request: pytest.FixtureRequest) -> Iterator[QWidget]:
    tokens: Tokens = request.param
    dress(dressed, tokens)
    made = page()
    qtbot.addWidget(made)
    made.resize(2100, 1500)
    made.show()
    QCoreApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def interactive(widget: QWidget) -> list[QWidget]:
    """What a person can act on, without the parts Qt puts into its own fields."""
    found = [each for each in widget.findChildren(QWidget) if isinstance(each, _INTERACTIVE) and each.isVisible()]
    inside = (QLineEdit, QSpinBox, QComboBox, QTableView)
    return [each for each in found if not isinstance(each.parentWidget(), inside)]


def test_everything_has_a_name_and_is_reached_by_the_keyboard(gallery: QWidget) -> None:
    found = interactive(gallery)
    assert len(found) > 25
    assert [type(each).__name__ for each in found if not each.accessibleName()] == []
    deaf = [each.accessibleName() for each in found if each.isEnabled() and not _by_tab(each)]
    assert deaf == []


def _by_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def test_targets_are_large_enough_for_gloves(gallery: QWidget) -> None:
    small = {
        each.accessibleName(): each.height()
        for each in interactive(gallery)
        if each.height() < (_SMALLEST if each.property("look") == "chip" else TARGET_HEIGHT)
    }
    assert small == {}


def test_no_words_are_clipped(gallery: QWidget) -> None:
    buttons = [each for each in gallery.findChildren(QAbstractButton) if each.isVisible() and each.text()]
    narrow = [each.text() for each in buttons if each.width() < each.sizeHint().width()]
    assert narrow == []
    assert any(isinstance(each, Switch) for each in buttons)
