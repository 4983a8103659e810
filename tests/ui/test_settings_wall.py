"""The size of the put wall without a widget: seen first, then changed, then labelled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.db.engine import Database
from app.domain.requests import Clock
from app.services.put_wall import resize_wall
from tests.factory import BOWL, MUG, Shop
from tests.ui.work_ground import workplace
from ui.models.columns import Tone
from ui.models.settings import Said
from ui.runtime.background import Background
from ui.viewmodels.settings_wall import WallModel

Told = list[Said]


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    return Shop(sqlite_database)


@pytest.fixture
def model(qtbot: QtBot, background: Background, shop: Shop, clock: Clock, tmp_path: Path) -> Iterator[WallModel]:
    made = WallModel(background, workplace(shop, tmp_path), clock)
    made.refresh()
    qtbot.waitUntil(lambda: made.state.known)
    yield made
    made.close()


@pytest.fixture
def told(model: WallModel) -> Told:
    heard: Told = []
    model.told.connect(heard.append)
    return heard


def size(model: WallModel) -> tuple[tuple[int, int], int]:
    return model.state.stored, len(model.state.cells)


def test_a_size_is_seen_before_it_is_taken(model: WallModel, shop: Shop) -> None:
    assert size(model) == ((6, 8), 48)
    model.propose(7, 8)
    assert model.state.added == tuple(f"G{column}" for column in range(1, 9))
    assert size(model) == ((6, 8), 56)
    assert model.state.is_changed
    model.propose(6, 8)
    assert not model.state.is_changed


def test_a_wall_grows_and_shrinks_back(qtbot: QtBot, model: WallModel, told: Told) -> None:
    model.propose(7, 8)
    model.apply()
    qtbot.waitUntil(lambda: size(model) == ((7, 8), 56) and bool(told))
    assert told[0].text == "The put wall has 8 more cells."
    assert model.state.fresh[0] == "G1"
    assert told[0].undo is not None
    told[0].undo()
    qtbot.waitUntil(lambda: size(model) == ((6, 8), 48) and len(told) == 2)
    assert told[1].text == "The put wall has 8 fewer cells."


def test_a_cell_in_use_is_named_before_anything_is_asked(qtbot: QtBot, model: WallModel, shop: Shop) -> None:
    shop.sells("#1", MUG, BOWL)
    shop.dock().scans(shop.purchase_order(), MUG)
    model.refresh()
    qtbot.waitUntil(lambda: any(cell.order for cell in model.state.cells))
    [used] = [cell.code for cell in model.state.cells if cell.order]
    assert used == "A1"
    model.propose(6, 1)
    assert model.state.in_use == ()
    resize_wall(shop.database, shop.request(), 1, 2)
    shop.sells("#2", MUG, BOWL)
    shop.dock("dock-2").scans(shop.purchase_order(), MUG)
    model.refresh()
    qtbot.waitUntil(lambda: model.state.stored == (1, 2))
    model.propose(1, 1)
    assert model.state.in_use == ("A2",)


def test_a_cell_that_was_filled_meanwhile_stops_the_change(
    qtbot: QtBot, model: WallModel, shop: Shop, told: Told
) -> None:
    resize_wall(shop.database, shop.request(), 1, 2)
    model.refresh()
    qtbot.waitUntil(lambda: model.state.stored == (1, 2))
    model.propose(1, 1)
    for number in ("#1", "#2"):
        shop.sells(number, MUG, BOWL)
        shop.dock(number).scans(shop.purchase_order(), MUG)
    model.apply()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].tone is Tone.WRONG
    assert "These cells are in use: A2." in told[0].text
    assert model.state.stored == (1, 2)


def test_the_labels_of_new_cells_are_printed(qtbot: QtBot, model: WallModel, told: Told, tmp_path: Path) -> None:
    model.propose(6, 9)
    model.apply()
    qtbot.waitUntil(lambda: size(model) == ((6, 9), 54))
    model.print_labels()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1].text.startswith("Cell labels: Saved as")
    [file] = (tmp_path / "paper" / "totes").glob("*.zpl")
    labels = file.read_text()
    assert labels.count("^XA") == 6
    assert all(f"{row}9" in labels for row in "ABCDEF")
    assert model.state.fresh == ()


def test_without_new_cells_every_label_is_printed(qtbot: QtBot, model: WallModel, told: Told, tmp_path: Path) -> None:
    model.print_labels()
    qtbot.waitUntil(lambda: bool(told))
    [file] = (tmp_path / "paper" / "totes").glob("*.zpl")
    assert file.read_text().count("^XA") == 48
