"""What Today and Orders read, on real databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from sqlalchemy import update

from app.db import tables as t
from app.db.engine import Database
from app.domain.own_codes import Command
from app.domain.print_ledger import JobState
from app.domain.stages import Stage
from app.queries.blockers import NotBought
from app.queries.day_figures import ENOUGH, LateSupply, OnTime, day_figures, late_supply
from app.queries.order_detail import OrderDetail, order_detail
from app.queries.order_list import View, Wanted, at_risk, channel_names, view_counts
from app.queries.order_queue import order_queue_page
from app.queries.order_units import Units, Whereabouts
from app.queries.timeline import timeline
from app.queries.today import Work, work
from app.services.holds import hold_order
from tests.factory import BOWL, KILN, LEAF, MUG, NOW, TEA, Goods, LabelOf, Shop, order_draft

UNKNOWN = Goods("GHOST", "Ghost lamp", "4006381333948", KILN)


@pytest.fixture
def shop(database: Database) -> Shop:
    return Shop(database)


def found(shop: Shop, **wanted: Any) -> list[str]:
    with shop.database.read() as connection:
        return [row.number for row in order_queue_page(connection, wanted=Wanted(NOW, **wanted)).rows]


def detail(shop: Shop, number: str) -> OrderDetail:
    with shop.database.read() as connection:
        known = order_detail(connection, shop.order(number).id)
    assert known is not None
    return known


def todo(shop: Shop) -> Work:
    with shop.database.read() as connection:
        return work(connection, NOW)


def told(shop: Shop, number: str) -> list[str]:
    """The kinds of the facts, the newest first, with the names they carry."""
    with shop.database.read() as connection:
        happenings = timeline(connection, shop.order(number).id)
    names = [(type(each.event).__name__, each.what, each.place, each.supplier) for each in happenings]
    return [" · ".join(filter(None, each)) for each in names]


def ship(shop: Shop, number: str, *goods: Goods) -> None:
    bench = shop.bench()
    bench.scans(shop.order(number).scan_code, *goods, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf(number))
    assert shop.state(number) == "shipped"


def test_each_view_holds_its_orders(shop: Shop) -> None:
    shop.sells("#1", MUG)
    shop.sells("#2", TEA, promise_days=1)
    shop.sells("#3", UNKNOWN)
    shop.sells("#4", BOWL, promise_days=-1)
    shop.sells("#5", MUG)
    shop.dock().scans(shop.purchase_order(KILN), MUG, MUG)
    ship(shop, "#5", MUG)
    hold_order(shop.database, shop.request(), shop.order("#3").id, "customer calls back")
    views = {view: found(shop, view=view) for view in View}
    assert views == {
        View.READY: ["#1"],
        View.WAITING: ["#4", "#2", "#3"],
        View.TO_BUY: ["#3"],
        View.LATE: ["#4"],
        View.AT_RISK: ["#2"],
        View.HELD: ["#3"],
        View.SHIPPED_TODAY: ["#5"],
        View.OPEN: ["#4", "#2", "#1", "#3"],
    }
    with shop.database.read() as connection:
        assert view_counts(connection, NOW) == {view: len(orders) for view, orders in views.items()}
        assert at_risk(connection, NOW + timedelta(days=10)) == ()  # late by then


def test_filters_narrow_a_view(shop: Shop) -> None:
    shop.sells("#1", MUG, gift_message="With love")
    shop.sells("#2", MUG, promise_days=-1)
    with shop.database.read() as connection:
        [channel] = channel_names(connection)
    assert found(shop, gift=True) == ["#1"]
    assert found(shop, late=True) == ["#2"]
    assert found(shop, late=True, gift=True) == []
    assert found(shop, channels=(channel,)) == ["#2", "#1"]
    assert found(shop, channels=("elsewhere",)) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("100", ["#1001", "#1002"]),
        ("customer #1002", ["#1002"]),
        ("tea", ["#1002"]),
        ("Blue m", ["#1001"]),
        ("900", []),
        ("9001", ["#9001"]),
        ("%", []),
        ("_", []),
    ],
)
def test_a_search_looks_in_open_orders_and_for_whole_numbers_everywhere(
    shop: Shop, text: str, numbers: list[str]
) -> None:
    shop.sells("#1001", MUG)
    shop.sells("#1002", TEA)
    shop.sells("#9001", BOWL)
    shop.dock().scans(shop.purchase_order(KILN), BOWL)
    ship(shop, "#9001", BOWL)
    assert found(shop, view=View.HELD, text=text) == numbers


def test_a_tracking_number_finds_its_order(shop: Shop) -> None:
    shop.sells("#1", MUG)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    ship(shop, "#1", MUG)
    tracking = detail(shop, "#1").tracking_number
    assert found(shop, text=f" {tracking.lower()} ") == ["#1"]


@pytest.mark.parametrize("view", [View.OPEN, View.SHIPPED_TODAY])
def test_pages_of_a_view_follow_each_other(shop: Shop, view: View) -> None:
    shop.imports(*shop.many(5, MUG))
    shop.dock().scans(shop.purchase_order(KILN), *[MUG] * 5)
    if view is View.SHIPPED_TODAY:
        for number in range(5):
            ship(shop, f"#{number}", MUG)
    wanted, rows = Wanted(NOW, view), []
    with shop.database.read() as connection:
        page = order_queue_page(connection, None, 2, wanted)
        while page.next is not None:
            rows += page.rows
            page = order_queue_page(connection, page.next, 2, wanted)
    rows += page.rows
    assert len({row.id for row in rows}) == len(rows) == 5


def test_why_an_order_is_not_ready_is_told_for_each_unit(shop: Shop) -> None:
    shop.sells("#1", (MUG, 3), UNKNOWN, TEA)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    mug, ghost, tea = detail(shop, "#1").lines
    cell, purchase = shop.cell("#1"), detail(shop, "#1").purchases[0].number
    assert mug.units == (
        Units(1, Whereabouts.HERE, cell, "cell"),
        Units(2, Whereabouts.EXPECTED, purchase_order=purchase, supplier=KILN, due=date(2026, 11, 25)),
    )
    assert (mug.ready, mug.quantity) == (1, 3)
    assert ghost.units == (Units(1, Whereabouts.NOT_BOUGHT, why=NotBought.NOT_IN_CATALOG),)
    assert tea.units[0].supplier == LEAF
    assert [(each.supplier, each.quantity, each.received) for each in detail(shop, "#1").purchases] == [
        (KILN, 3, 1),
        (LEAF, 1, 0),
    ]


def test_a_product_nobody_offers_says_so(shop: Shop) -> None:
    shop.sells("#1", MUG)
    with shop.database.write() as connection:
        connection.execute(update(t.OrderLine).values(to_buy=1, allocated=0))
        connection.execute(t.Allocation.__table__.delete())
    assert detail(shop, "#1").lines[0].units[0].why is NotBought.NOT_ORDERED
    with shop.database.write() as connection:
        connection.execute(t.Offer.__table__.delete())
    assert detail(shop, "#1").lines[0].units[0].why is NotBought.NOT_OFFERED


def test_a_shipped_order_shows_its_paper(shop: Shop) -> None:
    shop.sells("#1", MUG)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    shop.bench().scans(shop.order("#1").scan_code, MUG)
    assert [units.where for units in detail(shop, "#1").lines[0].units] == [Whereabouts.PACKED]
    shop.bench().scans(Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf("#1"))
    shipped = detail(shop, "#1")
    assert shipped.lines[0].units == (Units(1, Whereabouts.SHIPPED),)
    assert {paper.kind for paper in shipped.papers} == {"slip", "label"}
    assert shipped.shipped_at == NOW


def test_an_order_that_is_not_there(shop: Shop) -> None:
    with shop.database.read() as connection:
        assert order_detail(connection, 999) is None


def test_the_timeline_tells_the_whole_way_the_newest_first(shop: Shop) -> None:
    shop.sells("#1", (MUG, 2), UNKNOWN)
    shop.dock().scans(shop.purchase_order(KILN), MUG, MUG)
    shop.learns(UNKNOWN)
    shop.dock().scans(Command.FINISH, shop.purchase_order(KILN), UNKNOWN, Command.FINISH)
    bench = shop.bench()
    bench.scans(shop.order("#1").scan_code, MUG, MUG, UNKNOWN, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf("#1"))
    purchases = [each.number for each in detail(shop, "#1").purchases]
    assert told(shop, "#1")[::-1] == [
        "OrderImported",
        f"OrderAllocated · Blue mug · {purchases[0]} · {KILN}",
        "GoodsReceived · Blue mug · A1",
        "GoodsReceived · Blue mug · A1",
        f"OrderAllocated · Ghost lamp · {purchases[1]} · {KILN}",
        "GoodsReceived · Ghost lamp · A1",
        "PackageOpened",
        "ItemPacked · Blue mug",
        "ItemPacked · Blue mug",
        "ItemPacked · Ghost lamp",
        "PapersRemoved",
        "PackageClosed",
        "PrintRequested · slip",
        "PrintRequested · label",
        "ShipmentDispatched",
    ]


# --- today -----------------------------------------------------------------------------------------------------------


def test_an_empty_shop_has_nothing_to_do(shop: Shop) -> None:
    nothing = todo(shop)
    assert nothing == Work(nothing.promised, begun=False)
    assert msgspec.structs.astuple(nothing.promised) == (0, 0, 0, 0, 0)


def test_the_work_list_is_in_order_of_promise_with_its_stage(shop: Shop) -> None:
    shop.sells("#late", MUG, promise_days=-1)
    shop.sells("#soon", TEA, promise_days=0)
    shop.sells("#later", UNKNOWN, promise_days=9)
    shop.sells("#ready", BOWL, promise_days=3)
    shop.dock().scans(shop.purchase_order(KILN), BOWL)
    [leaf] = [each.id for each in detail(shop, "#soon").purchases]
    with shop.database.write() as connection:
        connection.execute(
            t.InboundParcel.__table__.insert(),
            {"tracking_number": "T1", "carrier": "", "purchase_order_id": leaf, "announced_at": NOW},
        )
    now = todo(shop)
    assert [(job.order.number, job.stage, job.at_risk) for job in now.orders] == [
        ("#late", Stage.BOUGHT, False),
        ("#soon", Stage.IN_TRANSIT, True),
        ("#ready", Stage.RECEIVED, False),
        ("#later", Stage.ORDERED, False),
    ]
    assert (now.promised.open, now.promised.late, now.promised.today, now.at_risk) == (4, 1, 1, 1)
    assert [(each.sku, each.units, each.orders) for each in now.to_buy] == [("GHOST", 1, 1)]
    assert [each.subject for each in now.gaps] == ["GHOST"]
    assert now.due(NOW.date()) == ()
    assert now.next_after(NOW.date()) == now.coming[0]
    assert [(each.supplier, each.units, each.orders) for each in now.coming] == [(KILN, 1, 1), (LEAF, 1, 1)]
    assert now.begun


def test_a_delivery_that_is_due_and_a_print_that_nobody_is_sure_of(shop: Shop) -> None:
    shop.sells("#1", MUG)
    shop.sells("#2", BOWL)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    ship(shop, "#1", MUG)
    with shop.database.write() as connection:
        connection.execute(update(t.PurchaseOrder).values(expected_on=NOW.date()))
        connection.execute(update(t.PrintJob).where(t.PrintJob.kind == "slip").values(state="unknown"))
    now = todo(shop)
    assert [(each.supplier, each.units, each.orders) for each in now.due(NOW.date())] == [(KILN, 1, 1)]
    assert [(each.kind, each.order, each.state) for each in now.unsure] == [("slip", "#1", JobState.UNKNOWN)]


def test_figures_are_told_only_from_enough(shop: Shop) -> None:
    assert OnTime(ENOUGH - 1, ENOUGH - 1).percent is None
    assert OnTime(199, 200).percent == 99
    shop.sells("#1", MUG)
    shop.sells("#2", BOWL, promise_days=-1)
    shop.dock().scans(shop.purchase_order(KILN), MUG, BOWL)
    ship(shop, "#1", MUG)
    ship(shop, "#2", BOWL)
    bench = shop.bench()
    bench.scans("NO-SUCH-CODE", Command.OK, "NO-SUCH-CODE")
    with shop.database.read() as connection:
        figures = day_figures(connection, NOW, ())
        assert figures.wrong_scans == 2
        assert (figures.shipped_today, figures.by_hour) == (2, {NOW.hour: 2})
        assert figures.week == figures.by_day[-1] == OnTime(1, 2)
        tomorrow = day_figures(connection, NOW + timedelta(days=1), ())
        assert (tomorrow.wrong_scans, tomorrow.shipped_today, tomorrow.week) == (0, 0, OnTime(1, 2))


def test_late_supply_is_sorted_by_age(shop: Shop) -> None:
    shop.sells("#1", (MUG, 2), TEA)
    with shop.database.read() as connection:
        arrival = work(connection, NOW).coming[0]
    days = [late_supply((arrival,), arrival.expected_on + timedelta(days=n)) for n in (0, 2, 3)]
    assert days == [LateSupply(on_time=2), LateSupply(few_days=2), LateSupply(many_days=2)]
    assert (days[1].overdue, days[2].units) == (2, 2)


# --- whose day it is -------------------------------------------------------------------------------------------------

IN_BERLIN = timezone(timedelta(hours=1))
#: Half an hour into Tuesday in Berlin; in UTC it is Monday still.
PAST_MIDNIGHT = datetime(2026, 11, 24, 0, 30, tzinfo=IN_BERLIN)


def test_the_day_is_the_one_of_the_workstation(shop: Shop) -> None:
    shop.sells("#1", MUG)
    shop.sells("#2", BOWL)
    shop.dock().scans(shop.purchase_order(KILN), MUG, BOWL)
    for number, goods, minutes in (("#1", MUG, -60), ("#2", BOWL, -10)):
        shop.now = PAST_MIDNIGHT + timedelta(minutes=minutes)
        ship(shop, number, goods)
    shop.imports(order_draft("#tonight", TEA, promise_days=0))
    with shop.database.write() as connection:
        tonight = datetime(2026, 11, 24, 23, 45, tzinfo=IN_BERLIN)
        connection.execute(update(t.SalesOrder).where(t.SalesOrder.number == "#tonight").values(promise_at=tonight))
    with shop.database.read() as connection:
        now = work(connection, PAST_MIDNIGHT)
        figures = day_figures(connection, PAST_MIDNIGHT, now.coming)
        assert (now.promised.late, now.promised.today) == (0, 1)
        assert (figures.shipped_today, figures.by_hour) == (1, {0: 1})
        assert [day.all for day in figures.by_day[-2:]] == [1, 1]
        assert view_counts(connection, PAST_MIDNIGHT)[View.SHIPPED_TODAY] == 1
        # The same instant by the clock of Greenwich is the evening before.
        assert day_figures(connection, PAST_MIDNIGHT.astimezone(UTC), now.coming).shipped_today == 2


def test_what_is_at_risk_is_told_by_the_local_day(shop: Shop) -> None:
    """Goods come on the 27th; the promise is the first minutes of that day in Berlin, of the day before in UTC."""
    shop.sells("#1", TEA)
    promise = datetime(2026, 11, 27, 0, 30, tzinfo=IN_BERLIN)
    with shop.database.write() as connection:
        connection.execute(update(t.SalesOrder).values(promise_at=promise))
    with shop.database.read() as connection:
        assert at_risk(connection, PAST_MIDNIGHT) == ()
        assert len(at_risk(connection, PAST_MIDNIGHT.astimezone(UTC))) == 1
