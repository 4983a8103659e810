"""A workplace at the small shop, for the tests of the two work screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.config import Settings
from app.db.engine import Database
from tests.factory import Shop
from ui.runtime.workplace import Workplace
from ui.views.work_screen import WorkScreen
from ui.widgets.goods_list import GoodsList

STATION = "bench-1"
Screen = TypeVar("Screen", bound=WorkScreen)


def workplace(shop: Shop, folder: Path) -> Workplace:
    """The shop open at one station, with its files in `folder`."""
    return Workplace(shop.database, Settings(data_dir=folder, station=STATION, user="ana"), shop.secret)


def settled(model: Any) -> Callable[[], bool]:
    """Whether every scan of a view model is answered and everything beside it is read."""

    def check() -> bool:
        state = model.state
        return state.talk.known and state.facts is not None and model.is_idle

    return check


class Gone:
    """A database that cannot be reached until `back` is called."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._gone = True

    def back(self) -> None:
        self._gone = False

    def __getattr__(self, name: str) -> Any:
        if self._gone:
            from app.errors import DatabaseUnavailable

            raise DatabaseUnavailable("database_unavailable", where="shop.db", reason="gone")
        return getattr(self._database, name)


# --- what can be seen ---


def shown(qtbot: QtBot, made: Screen) -> Iterator[Screen]:
    """The screen in a window of its own, as large as the smallest window leaves it."""
    qtbot.addWidget(made)
    made.resize(1084, 612)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_models()
    made.close()


def words(screen: QWidget) -> list[str]:
    """Every text that can be seen on labels and buttons."""
    widgets = [*screen.findChildren(QLabel), *screen.findChildren(QAbstractButton)]
    return [each.text() for each in widgets if each.isVisible() and each.text()]


def button(screen: QWidget, name: str) -> QAbstractButton:
    """The one button of that name that can be seen."""
    [found] = [
        each for each in screen.findChildren(QAbstractButton) if each.accessibleName() == name and each.isVisible()
    ]
    return found


def lists(screen: QWidget) -> list[tuple[str, int]]:
    """The lists that can be seen, and how many rows they have."""
    return [
        (each.accessibleName(), each.model().rowCount()) for each in screen.findChildren(GoodsList) if each.isVisible()
    ]


def dimmed(screen: QWidget) -> set[bool]:
    """Whether the parts of a screen stand back."""
    effects = (each.graphicsEffect() for each in screen.findChildren(QWidget))
    return {effect.isEnabled() for effect in effects if effect is not None}
