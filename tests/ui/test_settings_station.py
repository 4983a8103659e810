"""What is chosen for a station: kept off the UI thread, heard at once, and the same after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.config import DEFAULTS, Appearance, Preferences, preferences_file, read_preferences
from app.db.engine import Database
from app.domain.messages import Kind
from app.domain.requests import Clock
from tests.factory import Shop
from tests.ui.settings_ground import Ground, ground
from tests.ui.shell_ground import Plain, Quiet, a_place, open_window
from ui.models.launch import Launch
from ui.runtime.background import Background
from ui.runtime.preferences import StationPreferences
from ui.shell.application import opened
from ui.shell.desk import Desk
from ui.shell.screens import SEATS
from ui.viewmodels import settings_station
from ui.widgets.feedback import FeedbackBanner


@pytest.fixture
def at(background: Background, sqlite_database: Database, clock: Clock, tmp_path: Path) -> Iterator[Ground]:
    made = ground(background, Shop(sqlite_database), clock, tmp_path)
    yield made
    made.close()


def stored(at: Ground) -> Preferences:
    return read_preferences(preferences_file(at.folder, "bench-1"))


def test_a_choice_counts_at_once_and_is_kept(qtbot: QtBot, at: Ground) -> None:
    at.station.change("theme", "dark")
    at.station.change("volume", 40)
    assert at.station.state.chosen == Preferences(theme=Appearance.DARK, volume=40)
    qtbot.waitUntil(lambda: stored(at) == at.station.state.chosen)


def test_what_is_out_of_range_is_not_kept(at: Ground) -> None:
    with pytest.raises(msgspec.ValidationError):
        at.station.change("scale", 300)
    assert at.station.state.chosen == DEFAULTS


def test_choices_that_cannot_be_kept_are_told(qtbot: QtBot, background: Background, tmp_path: Path) -> None:
    (tmp_path / "stations").write_text("a file")
    preferences = StationPreferences(background, preferences_file(tmp_path, "bench-1"), DEFAULTS)
    with qtbot.waitSignal(preferences.failed) as failed:
        preferences.change("scale", 120)
    assert "cannot be written" in failed.args[0].text
    assert preferences.chosen.scale == 120


def test_size_and_scanner_wait_for_a_restart_and_a_look_does_not(at: Ground) -> None:
    at.station.change("theme", "dark")
    assert not at.station.state.wait_for_restart
    at.station.change("scale", 120)
    assert at.station.state.wait_for_restart
    at.station.change("scale", 100)
    at.station.change("scanner", "COM5")
    assert at.station.state.wait_for_restart


@pytest.mark.parametrize("kind", list(Kind))
def test_each_of_the_six_is_heard_in_the_volume_that_was_chosen(qtbot: QtBot, at: Ground, kind: Kind) -> None:
    at.sounds.set_volume(0.3)
    at.station.preview(kind)
    qtbot.waitUntil(lambda: at.ear.heard == [f"{kind}-30.wav"])


def test_ports_are_listed_off_the_ui_thread(qtbot: QtBot, at: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings_station, "serial_ports", lambda: (("COM5", "Example Scanner (COM5)"),))
    at.station.refresh()
    qtbot.waitUntil(lambda: at.station.state.ports == (("COM5", "Example Scanner (COM5)"),))


def test_mute_is_one_switch_for_key_page_and_file(qtbot: QtBot, at: Ground) -> None:
    at.preferences.toggle_mute()
    assert not at.station.state.chosen.sounds
    qtbot.waitUntil(lambda: not stored(at).sounds)
    at.preferences.toggle_mute()
    assert at.station.state.chosen.sounds


def test_the_mute_key_is_told_and_kept(qtbot: QtBot, sqlite_database: Database, clock: Clock) -> None:
    place = a_place(sqlite_database)
    with open_window(place, clock) as window:
        window.asked_to_mute.emit()
        assert any("Sounds are off" in each.text() for each in window.bar.findChildren(QLabel))
    assert not read_preferences(preferences_file(place.settings.data_dir, place.settings.station)).sounds


def test_what_is_chosen_while_practising_is_kept_for_the_station(
    qtbot: QtBot, sqlite_database: Database, clock: Clock, tmp_path: Path
) -> None:
    place, own = a_place(sqlite_database), tmp_path / "shop" / "station.json"
    launch = Launch(practising=True, preferences=own)
    with opened(Desk(place, clock, SEATS, Plain(), Quiet(), launch=launch)) as window:
        window.asked_to_mute.emit()
    assert not read_preferences(own).sounds
    assert not preferences_file(place.settings.data_dir, place.settings.station).exists()


def test_the_window_wears_and_sounds_what_is_chosen(qtbot: QtBot, sqlite_database: Database, clock: Clock) -> None:
    place = a_place(sqlite_database)
    with open_window(place, clock) as window:
        window.stack.go("settings", "sounds")
        screen = window.stack.front
        screen._station.change("theme", "dark")
        screen._station.change("volume", 20)
    kept = read_preferences(preferences_file(place.settings.data_dir, place.settings.station))
    assert kept == Preferences(theme=Appearance.DARK, volume=20)


def test_where_nothing_is_heard_the_answers_flash(qtbot: QtBot, sqlite_database: Database, clock: Clock) -> None:
    with open_window(a_place(sqlite_database), clock) as window:
        window.stack.go("receiving")
        [banner] = window.stack.front.findChildren(FeedbackBanner)
        assert not banner.flashes
        window.asked_to_mute.emit()
        assert banner.flashes
        window.asked_to_mute.emit()
        assert not banner.flashes
