"""The Orders screen in each of its states, on a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.db.engine import Database, sqlite_url
from app.domain.own_codes import Command
from app.domain.requests import Clock
from tests.factory import KILN, MUG, TEA, LabelOf, Shop
from tests.ui.work_ground import workplace
from ui.runtime.background import Background
from ui.viewmodels.orders import Orders
from ui.views.orders import OrdersScreen
from ui.widgets.search import SearchField
from ui.widgets.slip_preview import SlipPreview
from ui.widgets.table import TableView

Open = Callable[[], OrdersScreen]


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    return Shop(sqlite_database)


@pytest.fixture
def open_screen(qtbot: QtBot, background: Background, shop: Shop, clock: Clock, tmp_path: Path) -> Iterator[Open]:
    opened: list[Orders] = []

    def make() -> OrdersScreen:
        model = Orders(background, workplace(shop, tmp_path), clock)
        opened.append(model)
        screen = OrdersScreen(model)
        qtbot.addWidget(screen)
        screen.resize(1084, 606)
        screen.show()
        screen.shown()
        return screen

    yield make
    for model in opened:
        model.close()


def sold(shop: Shop) -> None:
    """`#ready` and `#tea`."""
    shop.sells("#ready", MUG, promise_days=1)
    shop.sells("#tea", TEA)
    shop.dock().scans(shop.purchase_order(KILN), MUG)


def words(screen: QWidget) -> set[str]:
    """Every text that can be seen."""
    labels = (each.text() for each in screen.findChildren(QLabel) if each.isVisible())
    buttons = (each.text() for each in screen.findChildren(QAbstractButton) if each.isVisible())
    return {text for text in (*labels, *buttons) if text}


def list_of(screen: OrdersScreen) -> TableView:
    [table] = screen.findChildren(TableView)
    return table


def rows(screen: OrdersScreen) -> int:
    return list_of(screen).model().rowCount() if list_of(screen).isVisible() else -1


def press(screen: QWidget, name: str) -> None:
    [found] = [
        each for each in screen.findChildren(QAbstractButton) if each.isVisible() and each.accessibleName() == name
    ]
    found.click()


def choose(qtbot: QtBot, screen: OrdersScreen, row: int, number: str) -> None:
    qtbot.waitUntil(lambda: rows(screen) > row)
    list_of(screen).choose(row)
    qtbot.waitUntil(lambda: number in words(screen))


def test_an_empty_shop(qtbot: QtBot, open_screen: Open) -> None:
    screen = open_screen()
    qtbot.waitUntil(lambda: "No orders yet" in words(screen))
    assert rows(screen) == -1


def test_the_list_and_its_views(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    sold(shop)
    screen = open_screen()
    with qtbot.waitSignal(screen.counted, check_params_cb=lambda count: count == 2):
        qtbot.waitUntil(lambda: {"2 orders", "Ready to pack  1"} <= words(screen))
    press(screen, "Ready to pack  1")
    qtbot.waitUntil(lambda: rows(screen) == 1)
    press(screen, "On hold")
    qtbot.waitUntil(lambda: "No order is on hold" in words(screen))


def test_a_search_that_finds_nothing_is_cleared(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    sold(shop)
    screen = open_screen()
    qtbot.waitUntil(lambda: rows(screen) == 2)
    [field] = screen.findChildren(SearchField)
    qtbot.keyClicks(field, "nobody")
    qtbot.waitUntil(lambda: "No orders match “nobody”" in words(screen))
    press(screen, "Clear filters")
    qtbot.waitUntil(lambda: rows(screen) == 2)


def test_a_database_that_cannot_be_read(
    qtbot: QtBot, background: Background, shop: Shop, clock: Clock, tmp_path: Path
) -> None:
    place = workplace(shop, tmp_path)
    place.database = Database(sqlite_url(tmp_path / "no-such-folder"))
    model = Orders(background, place, clock)
    screen = OrdersScreen(model)
    qtbot.addWidget(screen)
    screen.show()
    screen.shown()
    qtbot.waitUntil(lambda: {"The orders could not be read", "Try again"} <= words(screen))
    model.close()
    place.database.close()


def test_one_order_is_shown_beside_the_list_and_esc_closes_it(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    sold(shop)
    screen = open_screen()
    choose(qtbot, screen, 1, "#tea")
    seen = words(screen)
    assert {"Where its goods are", "waits for 1 × Green tea (Leaf Trade, due 27 Nov)", "Hold"} <= seen
    assert "TEA\n1 expected with PO-00002 from Leaf Trade on 27 Nov" in seen
    assert "Pack it now" not in seen
    qtbot.keyClick(list_of(screen), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "Where its goods are" not in words(screen))


def test_enter_takes_a_ready_order_to_the_bench(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    sold(shop)
    screen = open_screen()
    choose(qtbot, screen, 0, "#ready")
    assert "Pack it now" in words(screen)
    with qtbot.waitSignal(screen.asked) as asked:
        qtbot.keyClick(list_of(screen), Qt.Key.Key_Return)
    assert asked.args == ["pack", shop.order("#ready").scan_code]


def test_several_are_held_with_a_reason_and_undone(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    sold(shop)
    screen = open_screen()
    qtbot.waitUntil(lambda: rows(screen) == 2)
    list_of(screen).selectAll()
    assert "2 orders selected" in words(screen)
    press(screen, "Hold")
    press(screen, "Put on hold")
    assert any(text.startswith("Say why") for text in words(screen))
    field = screen.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "customer calls back")
    press(screen, "Put on hold")
    qtbot.waitUntil(lambda: "2 orders put on hold" in words(screen))
    assert "#tea is on hold: customer calls back" in words(screen)
    assert shop.order("#ready").hold_reason == "customer calls back"
    press(screen, "Undo")
    qtbot.waitUntil(lambda: "2 orders released" in words(screen))
    press(screen, "Close the report")
    assert "2 orders released" not in words(screen)


def test_the_slip_is_shown_in_the_place_of_the_list(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    sold(shop)
    shop.bench().scans(MUG, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf("#ready"))
    screen = open_screen()
    screen.select(str(shop.order("#ready").id))
    qtbot.waitUntil(lambda: "#ready" in words(screen))
    press(screen, "Slip")
    qtbot.waitUntil(lambda: {"Slip of #ready", "as it was printed"} <= words(screen))
    [slip] = screen.findChildren(SlipPreview)
    assert "#ready" in slip.accessibleDescription()
    press(screen, "Back to the list")
    assert rows(screen) == 1


def test_a_saved_view_is_asked_for_from_elsewhere(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    sold(shop)
    screen = open_screen()
    screen.select("view:late")
    qtbot.waitUntil(lambda: "No order is late" in words(screen))


def test_everything_that_can_be_used_has_a_name(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    sold(shop)
    screen = open_screen()
    choose(qtbot, screen, 0, "#ready")
    used = [each for kind in (QAbstractButton, QLineEdit, QAbstractItemView) for each in screen.findChildren(kind)]
    nameless = [each for each in used if each.isVisible() and not (each.accessibleName() or each.parent() in used)]
    assert [type(each).__name__ for each in nameless] == []


@pytest.mark.parametrize("size", [(1084, 606), (1244, 746), (952, 560)], ids=str)
def test_nothing_is_scrolled_sideways(qtbot: QtBot, shop: Shop, open_screen: Open, size: tuple[int, int]) -> None:
    sold(shop)
    screen = open_screen()
    screen.resize(*size)
    choose(qtbot, screen, 0, "#ready")
    assert (screen.width(), screen.height()) == size
    assert list_of(screen).horizontalScrollBar().maximum() == 0
