"""The Orders view model without a widget, on a real database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.config import Settings
from app.db.engine import Database
from app.domain.address import PostalAddress
from app.domain.documents import Brand
from app.domain.orders import OrderState
from app.domain.own_codes import Command
from app.domain.requests import Clock
from app.errors import DatabaseUnavailable
from app.queries.blockers import Lacking
from app.queries.order_list import View
from app.queries.order_queue import OrderRow
from app.services import holds
from app.services.shop import ChannelSetup, ShopSetup, set_up
from tests.factory import KILN, MUG, NOW, TEA, LabelOf, Shop
from ui.models.columns import Cell, Tone
from ui.runtime.background import Background
from ui.runtime.workplace import Workplace
from ui.viewmodels.order_columns import why
from ui.viewmodels.order_words import promise
from ui.viewmodels.orders import Orders
from ui.viewmodels.orders_state import GIFT, LATE, Busy, OrdersState, Phase


class Moody:
    """A database that cannot be opened while `gone`, and whose readers wait for `gate`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.gone = False
        self.gate = threading.Event()
        self.gate.set()

    @contextmanager
    def read(self) -> Iterator[Any]:
        gone = self.gone
        assert self.gate.wait(10)
        if gone:
            raise DatabaseUnavailable("database_unavailable", where="shop.db", reason="gone")
        with self._database.read() as connection:
            yield connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)


@pytest.fixture
def moody(sqlite_database: Database) -> Moody:
    return Moody(sqlite_database)


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    """`#late`, `#gift` and `#tea`; the mug of `#late` is here."""
    shop = Shop(sqlite_database)
    shop.sells("#late", MUG, promise_days=-1)
    shop.sells("#gift", MUG, gift_message="With love")
    shop.sells("#tea", TEA, MUG, promise_days=9)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    return shop


@pytest.fixture
def orders(background: Background, moody: Moody, clock: Clock, tmp_path: Path) -> Iterator[Orders]:
    place = Workplace(moody, Settings(data_dir=tmp_path, station="bench-1", user="ana"), b"")  # type: ignore[arg-type]
    model = Orders(background, place, clock)
    yield model
    model.close()


def settle(qtbot: QtBot, orders: Orders) -> OrdersState:
    """Read, and wait until the list and its counts are here."""
    orders.refresh()
    qtbot.waitUntil(lambda: orders.state.phase is not Phase.LOADING and bool(orders.state.counts))
    return orders.state


def numbers(orders: Orders) -> list[str]:
    return [orders.table.row_at(row).number for row in range(orders.table.rowCount())]


def shows(qtbot: QtBot, orders: Orders, *expected: str) -> None:
    qtbot.waitUntil(lambda: orders.state.phase is not Phase.LOADING and numbers(orders) == list(expected))


def test_a_shop_without_orders_says_how_they_come(qtbot: QtBot, sqlite_database: Database, orders: Orders) -> None:
    Shop(sqlite_database)
    state = settle(qtbot, orders)
    assert (state.phase, state.note[0]) == (Phase.EMPTY, "No orders yet")


def test_tabs_count_and_show_their_orders(qtbot: QtBot, shop: Shop, orders: Orders) -> None:
    state = settle(qtbot, orders)
    assert {tab.words: tab.count for tab in state.tabs if tab.count} == {
        "Open": 3,
        "Ready to pack": 1,
        "Waiting": 2,
        "Late": 1,
    }
    assert state.count_words == "3 orders"
    orders.show_view(View.READY)
    shows(qtbot, orders, "#late")
    assert orders.state.count_words == "1 order"
    orders.show_view(View.HELD)
    shows(qtbot, orders)
    assert (orders.state.phase, orders.state.note[0]) == (Phase.EMPTY, "No order is on hold")


def test_chips_and_search_narrow_and_are_cleared(qtbot: QtBot, shop: Shop, orders: Orders) -> None:
    settle(qtbot, orders)
    assert orders.state.chips == ((LATE, "Only late"), (GIFT, "Only gifts"))
    assert orders.state.channel_choices == ()  # one channel is no choice
    orders.filter({LATE})
    shows(qtbot, orders, "#late")
    orders.filter({LATE, GIFT})
    shows(qtbot, orders)
    assert orders.state.note[0] == "No orders match"
    orders.filter(())
    orders.search(" tea ")
    shows(qtbot, orders, "#tea")
    orders.search("nobody has this")
    shows(qtbot, orders)
    assert "nobody has this" in orders.state.note[0]
    orders.clear_filters()
    shows(qtbot, orders, "#late", "#gift", "#tea")


def test_one_channel_of_several_is_shown(qtbot: QtBot, shop: Shop, orders: Orders) -> None:
    setup = ChannelSetup("lumen", "amazon", "nordlicht")
    brand = Brand("nordlicht", "Nordlicht", PostalAddress(name="Nordlicht", city="Sampleton", country="DE"))
    set_up(shop.database, ShopSetup((brand,), (ChannelSetup("nordlicht", "shopify", "nordlicht"), setup)))
    state = settle(qtbot, orders)
    assert [words for _, words in state.channel_choices] == ["All channels", "lumen", "nordlicht"]
    orders.show_channel("lumen")
    shows(qtbot, orders)
    assert orders.state.note[0] == "No orders match"
    orders.clear_filters()
    shows(qtbot, orders, "#late", "#gift", "#tea")


def test_the_answer_to_earlier_words_is_dropped(qtbot: QtBot, shop: Shop, orders: Orders, moody: Moody) -> None:
    settle(qtbot, orders)
    moody.gate.clear()
    orders.search("tea")
    orders.search("gift")
    moody.gate.set()
    shows(qtbot, orders, "#gift")
    qtbot.wait(30)
    assert numbers(orders) == ["#gift"]


def test_one_selected_order_is_shown_in_full(qtbot: QtBot, shop: Shop, orders: Orders) -> None:
    settle(qtbot, orders)
    orders.select([2])
    qtbot.waitUntil(lambda: orders.state.panel is not None)
    panel = orders.state.panel
    assert panel is not None
    assert (panel.number, panel.stage_words, panel.can_pack, panel.can_hold) == ("#tea", "Bought", False, True)
    assert panel.blocker.startswith("waits for 1 × Green tea (Leaf Trade, due 27 Nov)")
    assert [cell.text for cell in panel.lines[0].whereabouts] == ["1 expected with PO-00002 from Leaf Trade on 27 Nov"]
    assert [entry.aside for entry in panel.purchases] == ["0/1", "0/1"]
    assert panel.happenings[-1].words == "Order came in with 2 lines"
    orders.select([0, 1])
    assert (orders.state.panel, len(orders.state.selected)) == (None, 2)


def test_an_order_is_opened_from_elsewhere(qtbot: QtBot, shop: Shop, orders: Orders) -> None:
    orders.open_order(shop.order("#gift").id)
    qtbot.waitUntil(lambda: orders.state.panel is not None)
    assert ("Gift message", "With love") in orders.state.panel.facts  # type: ignore[union-attr]
    orders.close_panel()
    assert orders.state.panel is None


def test_hold_tells_each_order_and_undo_releases_them(qtbot: QtBot, shop: Shop, orders: Orders) -> None:
    settle(qtbot, orders)
    shop.bench().scans(shop.order("#late").scan_code)
    orders.select([0, 1])
    orders.hold(" customer calls back ")
    assert orders.state.busy
    qtbot.waitUntil(lambda: orders.state.report is not None)
    report = orders.state.report
    assert report is not None
    assert report.title == "1 order put on hold · 1 left as it was"
    assert [(each.words, each.done) for each in report.outcomes] == [
        ("#late cannot be held any more: it is being packed, has left or was cancelled.", False),
        ("#gift is on hold: customer calls back.", True),
    ]
    assert shop.order("#gift").hold_reason == "customer calls back"
    orders.undo()
    qtbot.waitUntil(lambda: orders.state.report is not None and orders.state.report.title == "1 order released")
    assert shop.order("#gift").hold_reason is None


def test_work_on_several_orders_tells_how_far_it_is_and_stops_between_two(
    qtbot: QtBot, shop: Shop, orders: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(qtbot, orders)
    orders.select([0, 1, 2])
    step, at_work, go_on = holds.hold_order, threading.Event(), threading.Event()

    def slow(*given: Any, **named: Any) -> Any:
        outcome = step(*given, **named)
        at_work.set()
        assert go_on.wait(10)
        return outcome

    monkeypatch.setattr("ui.viewmodels.orders.hold_order", slow)
    orders.hold("stock count")
    assert orders.state.busy == Busy("Putting on hold", 3)
    assert at_work.wait(10)
    orders.stop()
    go_on.set()
    qtbot.waitUntil(lambda: orders.state.report is not None)
    report = orders.state.report
    assert report is not None
    assert (report.title, len(report.outcomes)) == ("1 order put on hold · 2 not begun", 1)
    assert [shop.order(number).hold_reason for number in ("#late", "#gift", "#tea")] == ["stock count", None, None]
    assert orders.state.busy is None


def test_closing_stops_after_the_order_it_is_at(
    qtbot: QtBot, shop: Shop, orders: Orders, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(qtbot, orders)
    orders.select([0, 1, 2])
    step, at_work = holds.hold_order, threading.Event()

    def closes(*given: Any, **named: Any) -> Any:
        outcome = step(*given, **named)
        if not at_work.is_set():
            at_work.set()
            assert closed.wait(10)
        return outcome

    closed = threading.Event()
    monkeypatch.setattr("ui.viewmodels.orders.hold_order", closes)
    orders.hold("stock count")
    assert at_work.wait(10)
    orders.close()
    with qtbot.assertNotEmitted(orders.changed), qtbot.waitSignal(background.writing):
        closed.set()
    assert [shop.order(number).hold_reason for number in ("#late", "#gift", "#tea")] == ["stock count", None, None]


def test_progress_is_told(qtbot: QtBot, shop: Shop, orders: Orders) -> None:
    settle(qtbot, orders)
    orders.select([0, 1, 2])
    heard: list[Busy] = []
    orders.changed.connect(lambda state: heard.append(state.busy) if state.busy else None)
    orders.hold("stock count")
    qtbot.waitUntil(lambda: orders.state.report is not None)
    assert heard[0].progress == "Putting on hold, 0 of 3"
    assert {each.total for each in heard} == {3}


def test_a_late_answer_about_one_order_is_dropped_when_several_are_selected(
    qtbot: QtBot, shop: Shop, orders: Orders, moody: Moody, background: Background
) -> None:
    settle(qtbot, orders)
    moody.gate.clear()
    orders.select([0])
    orders.select([0, 1])
    moody.gate.set()
    done: list[None] = []
    for _ in range(3):
        background.read(lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: len(done) == 3)
    assert orders.state.panel is None


def test_slips_print_again_with_a_result_for_each_order(qtbot: QtBot, shop: Shop, orders: Orders) -> None:
    shop.bench().scans(MUG, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf("#late"))
    orders.show_view(View.SHIPPED_TODAY)
    shows(qtbot, orders, "#late")
    orders.select([0])
    orders.print_slips()
    qtbot.waitUntil(lambda: orders.state.report is not None)
    assert orders.state.report.outcomes[0].words == "The slip of #late prints again, marked REPRINT 2."  # type: ignore[union-attr]
    assert [job[:2] for job in shop.jobs("#late")][-1] == ("slip", 2)


def test_the_slip_is_laid_out_as_it_would_print(qtbot: QtBot, shop: Shop, orders: Orders) -> None:
    orders.open_order(shop.order("#gift").id)
    qtbot.waitUntil(lambda: orders.state.panel is not None)
    orders.preview_slip()
    qtbot.waitUntil(lambda: orders.state.slip is not None)
    slip = orders.state.slip
    assert slip is not None
    assert (slip.number, slip.printed, slip.paper.problem, len(slip.paper.sheets)) == ("#gift", False, "", 1)


def test_a_list_that_cannot_be_read_says_why_and_old_rows_stay(
    qtbot: QtBot, shop: Shop, orders: Orders, moody: Moody
) -> None:
    moody.gone = True
    orders.refresh()
    qtbot.waitUntil(lambda: orders.state.phase is Phase.FAILED)
    assert "shop.db cannot be opened (gone)" in orders.state.note[1]
    moody.gone = False
    settle(qtbot, orders)
    moody.gone = True
    orders.refresh()
    qtbot.waitUntil(lambda: bool(orders.state.problem))
    assert (orders.state.phase, orders.state.count) == (Phase.SHOWN, 3)


def test_a_long_list_comes_in_pages(qtbot: QtBot, sqlite_database: Database, orders: Orders) -> None:
    shop = Shop(sqlite_database)
    shop.imports(*shop.many(230, TEA))
    assert settle(qtbot, orders).count_words == "200+ orders"
    with qtbot.waitSignal(orders.changed):
        orders.table.fetchMore()
    assert (orders.state.count_words, len(set(numbers(orders)))) == ("230 orders", 230)


def test_nothing_arrives_after_closing(
    qtbot: QtBot, shop: Shop, orders: Orders, moody: Moody, background: Background
) -> None:
    moody.gate.clear()
    orders.refresh()
    orders.open_order(shop.order("#tea").id)
    orders.close()
    done: list[None] = []
    with qtbot.assertNotEmitted(orders.changed):
        moody.gate.set()
        for _ in range(3):
            background.read(lambda: None, done.append, done.append)
        qtbot.waitUntil(lambda: len(done) == 3)


def test_every_column_but_one_has_a_width(orders: Orders) -> None:
    assert [column.width for column in orders.table.columns].count(0) == 1


IN_BERLIN = datetime(2026, 11, 23, 23, 30, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("hours", "cell"),
    [
        (0, Cell("today 23:30")),
        (-1, Cell("today 22:30", "late", Tone.WRONG)),
        (-24, Cell("Sun 22 Nov", "late", Tone.WRONG)),
        (1, Cell("tomorrow 00:30")),
        (25, Cell("Wed 25 Nov")),
    ],
)
def test_a_promise_in_the_zone_of_the_reader(hours: int, cell: Cell) -> None:
    at = (IN_BERLIN + timedelta(hours=hours)).astimezone(timezone(timedelta(hours=-5)))
    assert promise(at, IN_BERLIN) == cell


def _row(**changes: Any) -> OrderRow:
    row = OrderRow(
        1,
        "#1",
        "c",
        "b",
        "Ana",
        NOW,
        OrderState.WAITING,
        0,
        1,
        lacking=(Lacking(1, "Mug", "Acme", date(2026, 11, 24)),),
    )
    return msgspec.structs.replace(row, **changes)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (_row(), "waits for 1 × Mug (Acme, due 24 Nov)"),
        (_row(hold_reason="ask"), "on hold: ask; waits for 1 × Mug (Acme, due 24 Nov)"),
        (_row(state=OrderState.READY, lacking=()), "everything is here"),
        (_row(state=OrderState.PACKING, lacking=(), station="bench-1"), "being packed at bench-1"),
        (_row(state=OrderState.PACKED, station="bench-1"), "box closed at bench-1: its label is to be scanned"),
        (_row(state=OrderState.SHIPPED, shipped_at=NOW), "left 09:30"),
        (_row(state=OrderState.CANCELLED), "cancelled"),
    ],
)
def test_what_an_order_waits_for(row: OrderRow, words: str) -> None:
    assert why(row, NOW) == words
