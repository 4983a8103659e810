"""What every test of a screen needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.runtime.background import Background
from ui.shell.theme import dress
from ui.widgets.tokens import LIGHT


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    """The two lanes; no thread of them is left after the test."""
    lanes = Background()
    yield lanes
    lanes.close()


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light appearance, and whatever a test puts on; afterwards as it was."""
    before = qapp.palette(), qapp.font(), qapp.styleSheet()
    dress(qapp, LIGHT)
    yield qapp
    qapp.setPalette(before[0])
    qapp.setFont(before[1])
    qapp.setStyleSheet(before[2])
