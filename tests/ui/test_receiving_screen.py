"""The Receiving screen on a real database: what it shows in each of its states, and what its keys do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.db.engine import Database
from app.domain.messages import Kind
from app.domain.requests import Clock
from tests.factory import BOWL, MUG, Shop
from tests.ui.work_ground import Gone, button, dimmed, lists, settled, shown, words, workplace
from ui.runtime.background import Background
from ui.viewmodels.receiving import Receiving
from ui.views.receiving import ReceivingScreen
from ui.widgets.destination import DestinationCard
from ui.widgets.goods_list import GoodsList
from ui.widgets.put_wall import PutWall


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    return Shop(sqlite_database)


@pytest.fixture
def screen(qtbot: QtBot, background: Background, shop: Shop, clock: Clock, tmp_path: Path) -> Iterator[ReceivingScreen]:
    made = ReceivingScreen(Receiving(background, workplace(shop, tmp_path), clock))
    yield from shown(qtbot, made)


def look(qtbot: QtBot, screen: ReceivingScreen, *scans: str) -> None:
    if not scans:
        screen.shown()
    for text in scans:
        assert screen.scanned(text)
    qtbot.waitUntil(settled(screen._model))


def test_it_is_loading_before_the_first_answer(screen: ReceivingScreen) -> None:
    assert "Looking what is expected" in words(screen)


def test_nothing_expected(qtbot: QtBot, screen: ReceivingScreen) -> None:
    look(qtbot, screen)
    assert {"Scan a parcel", "Nothing is expected"} <= set(words(screen))
    assert not button(screen, "Finish delivery").isEnabled()


def test_what_is_expected_can_be_opened_by_the_keyboard(qtbot: QtBot, shop: Shop, screen: ReceivingScreen) -> None:
    shop.sells("#1", MUG)
    look(qtbot, screen)
    assert lists(screen) == [("Expected deliveries", 1)]
    [coming] = [each for each in screen.findChildren(GoodsList) if each.isVisible()]
    coming.setFocus()
    qtbot.keyClick(coming, Qt.Key.Key_Return)
    qtbot.waitUntil(settled(screen._model))
    assert "Delivery from Kiln & Co" in words(screen)


def test_an_item_shows_whose_it_is_in_the_largest_letters(qtbot: QtBot, shop: Shop, screen: ReceivingScreen) -> None:
    shop.sells("#1", MUG, BOWL)
    look(qtbot, screen, shop.purchase_order(), MUG.gtin)
    where = screen.findChild(DestinationCard)
    assert where.isVisible()
    assert where.accessibleName() == "Blue mug #1  to  cell A1 Ship to Customer #1 · also waits for 1 × White bowl"
    assert screen.findChild(PutWall).accessibleDescription() == "A1: order #1, 1 to go"
    assert lists(screen) == [("Lines of the delivery", 2)]


def test_the_window_never_grows_by_itself(qtbot: QtBot, shop: Shop, screen: ReceivingScreen) -> None:
    shop.sells("#1", MUG, BOWL)
    before = screen.size()
    for scan in (shop.purchase_order(), MUG.gtin, "NO-SUCH-CODE", MUG.gtin, BOWL.gtin):
        look(qtbot, screen, scan)
        QCoreApplication.processEvents()
        assert screen.size() == before


def test_space_clears_a_wrong_and_nothing_else_does(qtbot: QtBot, shop: Shop, screen: ReceivingScreen) -> None:
    shop.sells("#1", MUG)
    heard: list[Kind] = []
    screen.heard.connect(heard.append)
    look(qtbot, screen, shop.purchase_order(), "NO-SUCH-CODE", shop.purchase_order())
    assert heard == [Kind.OK, Kind.WRONG, Kind.WRONG]
    assert {"It is one of our products", "Put it aside", "Clear  Space"} <= set(words(screen))
    assert dimmed(screen) == {True}
    qtbot.keyClick(screen, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: settled(screen._model)() and not screen._model.state.wrong)
    assert dimmed(screen) == {False}
    assert "Put it aside" not in words(screen)


def test_space_presses_a_button_where_nothing_is_wrong(qtbot: QtBot, shop: Shop, screen: ReceivingScreen) -> None:
    shop.sells("#1", MUG)
    look(qtbot, screen, shop.purchase_order())
    finish = button(screen, "Finish delivery")
    finish.setFocus()
    qtbot.keyClick(finish, Qt.Key.Key_Space)
    qtbot.waitUntil(settled(screen._model))
    assert screen._model.state.delivery is None


def test_f2_offers_quantities_and_escape_leaves(qtbot: QtBot, shop: Shop, screen: ReceivingScreen) -> None:
    shop.sells("#1", (MUG, 3))
    look(qtbot, screen, shop.purchase_order())
    qtbot.keyClick(screen, Qt.Key.Key_F2)
    assert {"2", "12", "24"} <= set(words(screen))
    assert screen.back()
    assert "24" not in words(screen)
    assert not screen.back()
    qtbot.keyClick(screen, Qt.Key.Key_F2)
    qtbot.mouseClick(button(screen, "3"), Qt.MouseButton.LeftButton)
    look(qtbot, screen, MUG.gtin)
    assert screen._model.state.rows[0].number == "3/3"


def test_f4_offers_help_ctrl_z_takes_back_and_f8_finishes(qtbot: QtBot, shop: Shop, screen: ReceivingScreen) -> None:
    shop.sells("#1", MUG)
    look(qtbot, screen, shop.purchase_order(), MUG.gtin)
    qtbot.keyClick(screen, Qt.Key.Key_F4)
    assert "Something is missing" in words(screen)
    screen.undo()
    qtbot.waitUntil(lambda: settled(screen._model)() and screen._model.state.rows[0].number == "0/1")
    qtbot.keyClick(screen, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: settled(screen._model)() and screen._model.state.delivery is None)
    assert "Delivery finished" in words(screen)


def test_a_shop_that_cannot_be_read_offers_to_try_again(
    qtbot: QtBot, shop: Shop, background: Background, clock: Clock, tmp_path: Path
) -> None:
    place, gone = workplace(shop, tmp_path), Gone(shop.database)
    place.database = gone  # type: ignore[assignment]
    model = Receiving(background, place, clock)
    for screen in shown(qtbot, ReceivingScreen(model)):
        screen.shown()
        qtbot.waitUntil(lambda: bool(model.state.problem))
        assert {"The dock could not be read", "Try again"} <= set(words(screen))
        gone.back()
        qtbot.mouseClick(button(screen, "Try again"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(settled(model))
        assert "Nothing is expected" in words(screen)


def test_everything_that_can_be_used_has_a_name(qtbot: QtBot, shop: Shop, screen: ReceivingScreen) -> None:
    shop.sells("#1", MUG)
    look(qtbot, screen, shop.purchase_order(), "NO-SUCH-CODE")
    used = [*screen.findChildren(QAbstractButton), *screen.findChildren(GoodsList)]
    assert [each for each in used if each.isVisible() and not each.accessibleName()] == []
