"""The Orders screen in each of its states, on a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.db.engine import Database, sqlite_url
from app.domain.own_codes import Command
from app.domain.requests import Clock
from tests.factory import KILN, MUG, TEA, LabelOf, Shop
from tests.ui.work_ground import workplace
from ui.runtime.background import Background
from ui.viewmodels.import_files import ImportFiles
from ui.viewmodels.orders import Orders
from ui.viewmodels.orders_state import Busy
from ui.views.orders import OrdersScreen
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.search import SearchField
from ui.widgets.slip_preview import SlipPreview
from ui.widgets.table import TableView

Open = Callable[[], OrdersScreen]


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    return Shop(sqlite_database)


@pytest.fixture
def open_screen(qtbot: QtBot, background: Background, shop: Shop, clock: Clock, tmp_path: Path) -> Iterator[Open]:
    opened: list[OrdersScreen] = []

    def make() -> OrdersScreen:
        place = workplace(shop, tmp_path)
        model = Orders(background, place, clock)
        screen = OrdersScreen(model, ImportFiles(background, place))
        opened.append(screen)
        qtbot.addWidget(screen)
        screen.resize(1084, 606)
        screen.show()
        screen.shown()
        return screen

    yield make
    for screen in opened:
        screen.close_models()


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


def test_a_channel_is_chosen(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    sold(shop)
    screen = open_screen()
    qtbot.waitUntil(lambda: rows(screen) == 2)
    [box] = screen.findChildren(ChoiceBox)
    assert not box.isVisible()
    model = screen._model
    model._become(replace(model.state, channels=("lumen", "nordlicht")))
    assert [box.itemText(number) for number in range(box.count())] == ["All channels", "lumen", "nordlicht"]
    with qtbot.waitSignal(box.chosen):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "No orders match" in words(screen))
    press(screen, "Clear filters")
    qtbot.waitUntil(lambda: rows(screen) == 2)
    assert model.state.channel == ""


def test_a_database_that_cannot_be_read(
    qtbot: QtBot, background: Background, shop: Shop, clock: Clock, tmp_path: Path
) -> None:
    place = workplace(shop, tmp_path)
    place.database = Database(sqlite_url(tmp_path / "no-such-folder"))
    model = Orders(background, place, clock)
    screen = OrdersScreen(model, ImportFiles(background, place))
    qtbot.addWidget(screen)
    screen.show()
    screen.shown()
    qtbot.waitUntil(lambda: {"The orders could not be read", "Try again"} <= words(screen))
    model.close()
    place.database.close()


def test_one_order_is_shown_beside_the_list_and_one_step_back_closes_it(
    qtbot: QtBot, shop: Shop, open_screen: Open
) -> None:
    sold(shop)
    screen = open_screen()
    choose(qtbot, screen, 1, "#tea")
    seen = words(screen)
    assert {"Where its goods are", "waits for 1 × Green tea (Leaf Trade, due 27 Nov)", "Hold"} <= seen
    assert "TEA\n1 expected with PO-00002 from Leaf Trade on 27 Nov" in seen
    assert "Pack it now" not in seen
    assert screen.back()
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
    assert "#tea is on hold: customer calls back." in words(screen)
    assert shop.order("#ready").hold_reason == "customer calls back"
    press(screen, "Undo")
    qtbot.waitUntil(lambda: "2 orders released" in words(screen))
    press(screen, "Close the report")
    assert "2 orders released" not in words(screen)


def test_long_work_shows_how_far_it_is_and_can_be_stopped(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    sold(shop)
    screen = open_screen()
    qtbot.waitUntil(lambda: rows(screen) == 2)
    list_of(screen).selectAll()
    model = screen._model
    model._become(replace(model.state, busy=Busy("Asking for slips", 40, 12)))
    assert "Asking for slips, 12 of 40" in words(screen)
    assert "2 orders selected" not in words(screen)
    press(screen, "Cancel")
    assert "Asking for slips, 12 of 40" in words(screen)  # until the work says that it has stopped
    model._become(replace(model.state, busy=Busy("Asking for slips", 1)))
    assert not any(text.startswith("Asking") for text in words(screen))


def test_orders_are_imported_in_the_place_of_the_list(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    screen = open_screen()
    qtbot.waitUntil(lambda: "No orders yet" in words(screen))
    press(screen, "Import orders")
    assert "Which file holds the orders?" in words(screen)
    assert screen.back()
    assert "No orders yet" in words(screen)
    screen.select("import")
    assert "Which file holds the orders?" in words(screen)
    screen.select("view:open")
    assert "Which file holds the orders?" not in words(screen)


def test_one_step_back_at_a_time(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    sold(shop)
    screen = open_screen()
    choose(qtbot, screen, 0, "#ready")
    press(screen, "Hold")
    assert screen.back()
    assert not any(text.startswith("Put on hold") for text in words(screen))
    assert screen.back()
    assert "Where its goods are" not in words(screen)
    assert not screen.back()


def test_a_wide_window_gives_names_more_room(qtbot: QtBot, shop: Shop, open_screen: Open) -> None:
    sold(shop)
    screen = open_screen()
    qtbot.waitUntil(lambda: rows(screen) == 2)
    narrow = list_of(screen).columnWidth(1)
    screen.resize(1724, 966)
    assert list_of(screen).columnWidth(1) > narrow


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
    qtbot.waitUntil(lambda: list_of(screen).horizontalScrollBar().maximum() == 0)
