"""What every test of a screen needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.runtime.background import Background


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    """The two lanes; no thread of them is left after the test."""
    lanes = Background()
    yield lanes
    lanes.close()
