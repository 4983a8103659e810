"""Backup, check and export without a widget: progress, Cancel, and what is said at the end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.db.engine import Database
from app.domain.requests import Clock
from app.queries.exports import EXPORTS
from app.services import backups
from tests.factory import MUG, Shop
from tests.ui.work_ground import workplace
from ui.models.columns import Tone
from ui.models.settings import Said
from ui.runtime.background import Background
from ui.viewmodels import settings_data
from ui.viewmodels.settings_data import DataModel

Told = list[Said]


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    return Shop(sqlite_database)


@pytest.fixture
def model(background: Background, shop: Shop, clock: Clock, tmp_path: Path) -> Iterator[DataModel]:
    made = DataModel(background, workplace(shop, tmp_path), clock)
    yield made
    made.close()


@pytest.fixture
def told(model: DataModel) -> Told:
    heard: Told = []
    model.told.connect(heard.append)
    return heard


def said(qtbot: QtBot, told: Told, words: str) -> Said:
    qtbot.waitUntil(lambda: any(words in each.text for each in told))
    return told[-1]


class Gate:
    """Holds long work at its first look whether to go on."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self.reached, self._open, self._work = threading.Event(), threading.Event(), work

    def __call__(self, *args: Any) -> Any:
        *given, progress = args

        def slow(done: int, total: int) -> None:
            self.reached.set()
            assert self._open.wait(10)
            progress(done, total)

        return self._work(*given, slow)

    def open(self) -> None:
        self._open.set()


def test_a_backup_is_made_and_listed(qtbot: QtBot, model: DataModel, told: Told) -> None:
    model.refresh()
    qtbot.waitUntil(lambda: "no backup yet" in model.state.backup_age)
    model.make_backup()
    assert model.state.job == "backup"
    said(qtbot, told, "Backup made and read back")
    qtbot.waitUntil(lambda: len(model.state.backups) == 1)
    assert "less than an hour old" in model.state.backup_age
    assert model.state.job == ""


def test_a_backup_can_be_stopped(qtbot: QtBot, model: DataModel, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_STEP", 1)
    gate = Gate(settings_data.back_up)
    monkeypatch.setattr(settings_data, "back_up", gate)
    model.make_backup()
    qtbot.waitUntil(gate.reached.is_set)
    model.cancel()
    gate.open()
    assert said(qtbot, told, "The backup was stopped").tone is Tone.ATTENTION
    assert list(model.backup_folder.iterdir()) == []


def test_a_backup_that_cannot_be_written_is_said(qtbot: QtBot, model: DataModel, told: Told) -> None:
    model.backup_folder.write_text("a file")
    model.make_backup()
    assert said(qtbot, told, "could not be made").tone is Tone.WRONG
    assert model.state.job == ""


def test_a_check_tells_each_rule_as_it_finishes(qtbot: QtBot, model: DataModel, told: Told) -> None:
    seen: list[int] = []
    model.changed.connect(lambda state: seen.append(len(state.checked)))
    model.check()
    said(qtbot, told, "Everything agrees.")
    assert sorted(set(seen)) == list(range(11))
    assert not any(line.broken for line in model.state.checked)


def test_a_check_finds_what_is_broken(qtbot: QtBot, model: DataModel, told: Told, shop: Shop) -> None:
    shop.sells("#1", MUG)
    with shop.database.write() as connection:
        connection.exec_driver_sql("UPDATE events SET hash = 'x'")
    model.check()
    assert said(qtbot, told, "1 of 10 rules are broken").tone is Tone.WRONG
    assert [bool(line.broken) for line in model.state.checked].count(True) == 1


def test_a_check_can_be_stopped(qtbot: QtBot, model: DataModel, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, ask = threading.Event(), settings_data.results

    def slow(database: Database) -> Iterator[Any]:
        for result in ask(database):
            yield result
            assert gate.wait(10)

    monkeypatch.setattr(settings_data, "results", slow)
    model.check()
    qtbot.waitUntil(lambda: len(model.state.checked) == 1)
    model.cancel()
    gate.set()
    said(qtbot, told, "The check was stopped")
    assert len(model.state.checked) < 10


def test_everything_is_exported(qtbot: QtBot, model: DataModel, told: Told, tmp_path: Path) -> None:
    model.export(tmp_path)
    said(qtbot, told, "Everything is exported to")
    [made] = tmp_path.glob("crossdock-export-*")
    assert len(list(made.iterdir())) == len(EXPORTS)


def test_an_export_can_be_stopped(
    qtbot: QtBot, model: DataModel, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(settings_data.export_all)
    monkeypatch.setattr(settings_data, "export_all", gate)
    model.export(tmp_path)
    qtbot.waitUntil(gate.reached.is_set)
    model.cancel()
    gate.open()
    said(qtbot, told, "The export was stopped")
    assert list(tmp_path.glob("crossdock-export-*")) == []


def test_one_thing_at_a_time(qtbot: QtBot, model: DataModel, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(settings_data.back_up)
    monkeypatch.setattr(settings_data, "back_up", gate)
    model.make_backup()
    model.check()
    assert model.state.job == "backup"
    gate.open()
    said(qtbot, told, "Backup made")
    assert model.state.checked == ()
