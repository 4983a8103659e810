"""The Pack screen on a real database: what it shows in each of its states, and what its keys do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from app.db import tables as t
from app.db.engine import Database
from app.domain.own_codes import Command
from app.domain.requests import Clock
from tests.factory import BOWL, MUG, TEA, LabelOf, Shop
from tests.ui.work_ground import Gone, button, dimmed, lists, settled, shown, words, workplace
from ui.runtime.background import Background
from ui.viewmodels.packing import PackBench
from ui.views.packing import PackingScreen
from ui.widgets.checklist import Checklist
from ui.widgets.goods_list import GoodsList
from ui.widgets.slip_preview import SlipPreview


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    return Shop(sqlite_database)


@pytest.fixture
def screen(qtbot: QtBot, background: Background, shop: Shop, clock: Clock, tmp_path: Path) -> Iterator[PackingScreen]:
    yield from shown(qtbot, PackingScreen(PackBench(background, workplace(shop, tmp_path), clock)))


def look(qtbot: QtBot, screen: PackingScreen, *scans: str) -> None:
    if not scans:
        screen.shown()
    for text in scans:
        assert screen.scanned(text)
    qtbot.waitUntil(settled(screen._model))


def complete(shop: Shop) -> str:
    """Order #1 of a mug and a bowl is ready; the code that opens it."""
    shop.sells("#1", MUG, BOWL, gift_message="Happy birthday!")
    shop.dock().scans(shop.purchase_order(), MUG, BOWL)
    return str(shop.order("#1").scan_code)


def test_it_is_loading_before_the_first_answer(screen: PackingScreen) -> None:
    assert "Looking what is ready" in words(screen)


def test_nothing_ready_says_when_goods_come(qtbot: QtBot, shop: Shop, screen: PackingScreen) -> None:
    shop.sells("#1", MUG)
    look(qtbot, screen)
    seen = words(screen)
    assert {"Scan an order", "Nothing is ready to pack"} <= set(seen)
    assert any(text.startswith("The next goods are expected Wed 25 Nov from Kiln & Co") for text in seen)
    assert "Close box  F8" not in seen


def test_a_ready_order_can_be_opened_by_the_keyboard(qtbot: QtBot, shop: Shop, screen: PackingScreen) -> None:
    complete(shop)
    look(qtbot, screen)
    assert lists(screen) == [("Orders ready to pack", 1)]
    [ready] = [each for each in screen.findChildren(GoodsList) if each.isVisible()]
    ready.setCurrentIndex(ready.model().index(0, 0))
    screen.activateWindow()
    ready.setFocus()
    qtbot.waitUntil(ready.hasFocus)
    qtbot.keyClick(ready, Qt.Key.Key_Return)
    qtbot.waitUntil(settled(screen._model))
    assert lists(screen) == [("Lines of the order", 2)]
    assert screen.focusWidget() is screen  # and on no button: the next key must not press one


def test_another_screen_can_ask_for_an_order(qtbot: QtBot, shop: Shop, screen: PackingScreen) -> None:
    screen.select(complete(shop))
    qtbot.waitUntil(settled(screen._model))
    assert "#1" in words(screen)


def test_an_open_order_shows_its_head_checklist_and_slip(qtbot: QtBot, shop: Shop, screen: PackingScreen) -> None:
    look(qtbot, screen, complete(shop))
    assert {"#1", "Gift note", "Happy birthday!", "Nordlicht · nordlicht", "open at bench-1"} <= set(words(screen))
    assert {"Customer #1, Germany", "promised Mon 30 Nov"} <= set(words(screen))
    told = screen.findChild(Checklist).accessibleDescription()
    assert told.startswith("Verify every item: now; Supplier papers are out: open")
    assert "Happy birthday!" in screen.findChild(SlipPreview).accessibleDescription()


def test_the_preview_puts_ink_on_paper(qtbot: QtBot, shop: Shop, screen: PackingScreen) -> None:
    look(qtbot, screen, complete(shop))
    image = screen.findChild(SlipPreview).grab().toImage()
    middle = [image.pixelColor(x, image.height() // 4).lightness() for x in range(image.width())]
    assert max(middle) == 255
    dark = [image.pixelColor(x, y).lightness() < 90 for x in range(image.width()) for y in range(image.height())]
    assert 0.005 < sum(dark) / len(dark) < 0.3


def test_a_wrong_item_dims_the_order_and_space_clears(qtbot: QtBot, shop: Shop, screen: PackingScreen) -> None:
    look(qtbot, screen, complete(shop), TEA.gtin)
    assert {"Not in this order", "Clear  Space"} <= set(words(screen))
    assert dimmed(screen) == {True}
    assert not button(screen, "Close box").isEnabled()
    qtbot.keyClick(screen, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: settled(screen._model)() and not screen._model.state.wrong)
    assert dimmed(screen) == {False}


def test_the_whole_box_by_keys_and_scans(qtbot: QtBot, shop: Shop, screen: PackingScreen) -> None:
    look(qtbot, screen, complete(shop), MUG.gtin, BOWL.gtin)
    qtbot.keyClick(screen, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: not button(screen, "Papers are out").isEnabled())
    qtbot.keyClick(screen, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: settled(screen._model)() and screen._model.state.closed)
    assert "The slip and the label of order #1 are printing" in words(screen)
    assert "Close box  F8" not in words(screen)
    look(qtbot, screen, shop.code(LabelOf("#1")))
    assert "Order #1 is shipped" in words(screen)
    assert shop.state("#1") == "shipped"


def test_closing_too_early_says_what_is_missing(qtbot: QtBot, shop: Shop, screen: PackingScreen) -> None:
    look(qtbot, screen, complete(shop), MUG.gtin)
    qtbot.mouseClick(button(screen, "Close box"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: settled(screen._model)() and screen._model.state.wrong)
    assert "The box is not complete" in words(screen)
    assert shop.state("#1") == "packing"


def test_f4_puts_the_order_back(qtbot: QtBot, shop: Shop, screen: PackingScreen) -> None:
    look(qtbot, screen, complete(shop), MUG.gtin)
    qtbot.keyClick(screen, Qt.Key.Key_F4)
    qtbot.mouseClick(button(screen, "Put order back"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: settled(screen._model)() and screen._model.state.order is None)
    assert shop.state("#1") == "ready"


def test_the_window_never_grows_by_itself(qtbot: QtBot, shop: Shop, screen: PackingScreen) -> None:
    """What comes and what goes have no room beside each other in the smallest window."""
    before = screen.size()
    for scan in (complete(shop), TEA.gtin, MUG.gtin, shop.code(Command.DAMAGED), MUG.gtin):
        look(qtbot, screen, scan)
        QCoreApplication.processEvents()
        assert screen.size() == before


def test_the_banner_itself_clears_a_wrong(qtbot: QtBot, shop: Shop, screen: PackingScreen) -> None:
    look(qtbot, screen, complete(shop), TEA.gtin)
    qtbot.mouseClick(button(screen, "Clear"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: settled(screen._model)() and not screen._model.state.wrong)
    assert "Not in this order" not in words(screen)


def test_space_takes_an_answer_away_that_only_has_to_be_read(qtbot: QtBot, shop: Shop, screen: PackingScreen) -> None:
    look(qtbot, screen, complete(shop), "JC:OK:AAAA")
    assert "This command code is not from this shop" in " ".join(words(screen))
    before = shop.count(t.Command)
    qtbot.keyClick(screen, Qt.Key.Key_Space)
    assert screen._model.state.notice is None
    assert "Clear  Space" not in words(screen)
    assert lists(screen) == [("Lines of the order", 2)]
    assert shop.count(t.Command) == before


def test_a_damaged_item_is_chosen_from_the_order(qtbot: QtBot, shop: Shop, screen: PackingScreen) -> None:
    look(qtbot, screen, complete(shop))
    qtbot.keyClick(screen, Qt.Key.Key_F4)
    qtbot.mouseClick(button(screen, "Damaged"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: settled(screen._model)() and screen._model.state.finding_damaged)
    assert {"Which item is damaged?", "Nothing is damaged"} <= set(words(screen))
    [lines] = [each for each in screen.findChildren(GoodsList) if each.isVisible()]
    lines.setCurrentIndex(lines.model().index(1, 0))
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: settled(screen._model)() and screen._model.state.order is None)
    assert "White bowl is set aside as damaged" in words(screen)
    assert (shop.state("#1"), shop.line("#1", BOWL).waiting) == ("waiting", 1)
    screen.undo()
    qtbot.waitUntil(lambda: shop.state("#1") == "ready")
    qtbot.waitUntil(settled(screen._model))


def test_what_is_not_there_is_told_in_one_step(qtbot: QtBot, shop: Shop, screen: PackingScreen) -> None:
    look(qtbot, screen, complete(shop), MUG.gtin)
    qtbot.keyClick(screen, Qt.Key.Key_F4)
    assert "The order waits for 1 unit" in words(screen)
    qtbot.mouseClick(button(screen, "Not there"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: settled(screen._model)() and screen._model.state.order is None)
    assert "Order #1 is short" in words(screen)
    assert (shop.line("#1", MUG).waiting, shop.line("#1", BOWL).waiting) == (0, 1)


def test_a_shop_that_cannot_be_read_offers_to_try_again(
    qtbot: QtBot, shop: Shop, background: Background, clock: Clock, tmp_path: Path
) -> None:
    place, gone = workplace(shop, tmp_path), Gone(shop.database)
    place.database = gone  # type: ignore[assignment]
    model = PackBench(background, place, clock)
    for screen in shown(qtbot, PackingScreen(model)):
        screen.shown()
        qtbot.waitUntil(lambda: bool(model.state.problem))
        assert {"The bench could not be read", "Try again"} <= set(words(screen))
        gone.back()
        qtbot.mouseClick(button(screen, "Try again"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(settled(model))
        assert "Nothing is ready to pack" in words(screen)
