"""Lists, their filters and their search, by keyboard and mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.ui.looking import buttons, shown
from tests.ui.widget_samples import Order, SampleTable
from ui.models.columns import Tone
from ui.widgets.buttons import Button
from ui.widgets.chips import FilterChips
from ui.widgets.search import SearchField
from ui.widgets.table import TableView

ORDERS = tuple(Order(f"#{n}", "Aoife Example", "Shopify", n, "Ready", Tone.OK, "", 3) for n in range(1, 5))


@pytest.fixture
def table(qtbot: QtBot) -> TableView:
    made = TableView(SampleTable(ORDERS), "Orders", several=True)
    shown(qtbot, made)
    made.resize(900, 320)
    return made


def test_keyboard_and_mouse_choose_and_open_rows(qtbot: QtBot, table: TableView) -> None:
    went: list[int] = []
    opened: list[int] = []
    table.chosen.connect(went.append)
    table.opened.connect(opened.append)
    table.choose(0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.model().index(3, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert went == [0, 1, 3]
    assert opened == [1, 3]


def test_several_rows_are_collected(qtbot: QtBot, table: TableView) -> None:
    table.choose(0)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.chosen_rows() == [0, 1]


def test_a_ring_marks_the_row_that_has_the_keyboard(qtbot: QtBot, table: TableView) -> None:
    table.choose(1)
    table.clearFocus()
    without = table.grab().toImage()
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert table.grab().toImage() != without


def test_the_row_under_the_mouse_has_another_ground(qtbot: QtBot, table: TableView) -> None:
    row = table.visualRect(table.model().index(2, 4))
    quiet = table.grab().toImage()
    table.entered.emit(table.model().index(2, 0))
    assert table.grab().toImage() != quiet
    table.leaveEvent(QEvent(QEvent.Type.Leave))
    assert table.grab().toImage() == quiet
    assert row.height() >= 44


def test_filters_are_collected_and_views_exclude_each_other(qtbot: QtBot) -> None:
    choices = [("late", "Late"), ("gift", "Gift")]
    filters, views = FilterChips(choices), FilterChips(choices, one=True)
    heard: list[set[str]] = []
    for each in (filters, views):
        shown(qtbot, each)
        each.changed.connect(heard.append)
    for name in ("Late", "Gift", "Late"):
        qtbot.mouseClick(buttons(filters)[name], Qt.MouseButton.LeftButton)
    assert heard == [{"late"}, {"late", "gift"}, {"gift"}]
    qtbot.mouseClick(buttons(views)["Gift"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(buttons(views)["Gift"], Qt.MouseButton.LeftButton)
    assert views.chosen() == {"gift"}


def test_counts_stand_beside_the_words(qtbot: QtBot) -> None:
    filters = FilterChips([("late", "Late"), ("gift", "Gift")])
    shown(qtbot, filters)
    filters.show_counts({"late": 3})
    assert set(buttons(filters)) == {"Late  3", "Gift"}


def test_filters_go_on_in_the_next_row(qtbot: QtBot) -> None:
    filters = FilterChips([(str(n), f"A rather long filter {n}") for n in range(6)])
    shown(qtbot, filters)
    layout = filters.layout()
    assert layout is not None
    assert layout.heightForWidth(400) > layout.heightForWidth(4000)
    filters.resize(400, layout.heightForWidth(400))
    right = [each.mapTo(filters, QPoint(each.width(), 0)).x() for each in filters.findChildren(Button)]
    assert max(right) <= 400


def test_a_search_asks_when_the_typing_pauses(qtbot: QtBot) -> None:
    field = SearchField("Find an order")
    shown(qtbot, field)
    asked: list[str] = []
    field.searched.connect(asked.append)
    qtbot.keyClicks(field, " 1042 ")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["1042"])
    qtbot.keyClicks(field, "7")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked[-1] == "1042 7"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (asked[-1], field.text()) == ("", "")
    field.setText("x")
    field.clear_quietly()
    assert asked[-1] == ""
