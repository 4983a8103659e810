"""The Today screen in each of its states, on a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.db.engine import Database, sqlite_url
from app.domain.own_codes import Command
from app.domain.requests import Clock
from tests.factory import BOWL, KILN, MUG, TEA, LabelOf, Shop
from tests.ui.work_ground import workplace
from ui.runtime.background import Background
from ui.viewmodels.today import Today
from ui.views.today import TodayScreen
from ui.widgets.figure_tile import FigureTile
from ui.widgets.table import TableView

Open = Callable[[], TodayScreen]


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    return Shop(sqlite_database)


@pytest.fixture
def open_screen(qtbot: QtBot, background: Background, shop: Shop, clock: Clock, tmp_path: Path) -> Iterator[Open]:
    opened: list[Today] = []

    def make() -> TodayScreen:
        model = Today(background, workplace(shop, tmp_path), clock, lambda: clock())
        opened.append(model)
        screen = TodayScreen(model)
        qtbot.addWidget(screen)
        screen.resize(1084, 606)
        screen.show()
        screen.shown()
        return screen

    yield make
    for model in opened:
        model.close()


def words(screen: TodayScreen) -> set[str]:
    return {each.text() for each in screen.findChildren(QLabel) if each.isVisible() and each.text()}


def list_of(screen: TodayScreen) -> TableView:
    [table] = screen.findChildren(TableView)
    return table


def lines(screen: TodayScreen) -> list[str]:
    model = list_of(screen).model()
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def test_an_empty_shop(qtbot: QtBot, open_screen: Open) -> None:
    screen = open_screen()
    qtbot.waitUntil(lambda: {"No orders yet", "Backed up less than an hour ago."} <= words(screen))
    assert not list_of(screen).isVisible()
    with qtbot.waitSignal(screen.asked) as asked:
        screen._note.acted.emit()
    assert asked.args == ["orders", "import"]


def test_all_is_done(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    shop.sells("#1", MUG)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    shop.bench().scans(MUG, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf("#1"))
    screen = open_screen()
    qtbot.waitUntil(lambda: {"Nothing waiting", "No delivery is expected."} <= words(screen))


def test_a_database_that_cannot_be_read(
    qtbot: QtBot, background: Background, shop: Shop, clock: Clock, tmp_path: Path
) -> None:
    place = workplace(shop, tmp_path)
    place.database = Database(sqlite_url(tmp_path / "no-such-folder"))
    model = Today(background, place, clock, lambda: None)
    screen = TodayScreen(model)
    qtbot.addWidget(screen)
    screen.show()
    screen.shown()
    qtbot.waitUntil(lambda: "Today could not be read" in words(screen))
    assert not any(tile.isVisible() for tile in screen.findChildren(FigureTile))  # nothing is known of the day
    model.close()
    place.database.close()


def test_the_most_urgent_line_is_chosen_and_enter_goes_to_its_job(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    shop.sells("#late", MUG, promise_days=-1)
    shop.sells("#later", TEA, promise_days=9)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    screen = open_screen()
    qtbot.waitUntil(lambda: lines(screen)[:3] == ["Late  1", "#late · Customer #late", "Coming up  1"])
    assert list_of(screen).chosen_rows() == [1]
    with qtbot.waitSignal(screen.asked) as asked:
        qtbot.keyClick(list_of(screen), Qt.Key.Key_Return)
    assert asked.args == ["pack", shop.order("#late").scan_code]
    qtbot.keyClick(list_of(screen), Qt.Key.Key_Down)
    assert list_of(screen).chosen_rows() == [3]  # past the name of the section
    with qtbot.waitSignal(screen.asked) as asked:
        qtbot.keyClick(list_of(screen), Qt.Key.Key_Return)
    assert asked.args == ["orders", str(shop.order("#later").id)]


def test_the_place_stays_when_a_job_is_done(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    for number in ("#1", "#2", "#3"):
        shop.sells(number, BOWL)
    shop.dock().scans(shop.purchase_order(KILN), BOWL)
    screen = open_screen()
    qtbot.waitUntil(lambda: len(lines(screen)) == 4)
    list_of(screen).choose(2)
    shop.bench().scans(BOWL, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf("#1"))
    screen.shown()
    qtbot.waitUntil(lambda: len(lines(screen)) == 3)
    assert list_of(screen).chosen_rows() == [2]


def test_a_figure_opens_the_list_behind_it(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    shop.sells("#1", TEA, promise_days=1)
    screen = open_screen()
    tiles = screen.findChildren(FigureTile)
    qtbot.waitUntil(lambda: tiles[1].accessibleName() == "At risk: 1. goods come too late")
    with qtbot.waitSignal(screen.asked) as asked:
        qtbot.keyClick(tiles[1], Qt.Key.Key_Return)
    assert asked.args == ["orders", "view:at_risk"]


def test_the_tiles_are_named_as_their_figures(qtbot: QtBot, open_screen: Open) -> None:
    screen = open_screen()
    tiles = screen.findChildren(FigureTile)
    qtbot.waitUntil(lambda: all(tile.figure for tile in tiles))
    assert [tile.accessibleName().split(":")[0] for tile in tiles] == [tile.figure.title for tile in tiles]  # type: ignore[union-attr]
