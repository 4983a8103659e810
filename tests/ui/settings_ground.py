"""The Settings over a small shop, for the tests of their models and pages."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.config import DEFAULTS, preferences_file
from app.domain.requests import Clock
from tests.factory import Shop
from tests.ui.work_ground import STATION, workplace
from ui.models.launch import Practice
from ui.runtime.background import Background
from ui.runtime.preferences import StationPreferences
from ui.runtime.sounds import Sounds
from ui.viewmodels.settings import SettingsModel
from ui.viewmodels.settings_data import DataModel
from ui.viewmodels.settings_station import StationModel
from ui.viewmodels.settings_wall import WallModel
from ui.views.settings import SettingsScreen


class Ear:
    """A player that keeps the names of what it was asked to play."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def play(self, file: Path) -> None:
        self.heard.append(file.name)


class Ground(Struct):
    """The models, what plays the sounds, and how often the program was asked to start again."""

    shop: Shop
    folder: Path
    model: SettingsModel
    data: DataModel
    wall: WallModel
    station: StationModel
    preferences: StationPreferences
    sounds: Sounds
    ear: Ear
    restarts: list[str]

    def screen(self, qtbot: QtBot, width: int = 1084, height: int = 600) -> SettingsScreen:
        """All of it as a screen that can be seen."""
        practice = Practice(False, _nothing, _nothing, _nothing)
        made = SettingsScreen(
            self.model, self.data, self.wall, self.station, lambda: self.restarts.append("again"), practice
        )
        qtbot.addWidget(made)
        made.resize(width, height)
        made.show()
        made.shown()
        return made

    def close(self) -> None:
        for model in (self.model, self.data, self.wall, self.station):
            model.close()
        self.sounds.close()


def ground(background: Background, shop: Shop, clock: Clock, folder: Path) -> Ground:
    """The Settings of a shop with its files in `folder`."""
    at = (background, workplace(shop, folder), clock)
    preferences = StationPreferences(background, preferences_file(folder, STATION), DEFAULTS)
    ear = Ear()
    sounds = Sounds(ear)
    station = StationModel(background, preferences, sounds)
    return Ground(
        shop, folder, SettingsModel(*at), DataModel(*at), WallModel(*at), station, preferences, sounds, ear, []
    )


def words(screen: QWidget) -> str:
    """Every text that can be seen."""
    seen = [*screen.findChildren(QLabel), *screen.findChildren(QAbstractButton)]
    return "\n".join(each.text() for each in seen if each.isVisible())


def press(screen: QWidget, name: str) -> None:
    """Click the one button of that name that can be seen."""
    [found] = [
        each for each in screen.findChildren(QAbstractButton) if each.accessibleName() == name and each.isVisible()
    ]
    found.click()


def _nothing() -> None:
    """Nobody practises in a test of the Settings."""
