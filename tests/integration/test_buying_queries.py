"""What a buyer reads: to buy, purchase orders, suppliers, products and the scorecard; and how orders are ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from app.db import tables as t
from app.domain.money import Money
from app.domain.orders import OPEN_PURCHASES, PURCHASE_TRANSITIONS, PurchaseOrderState, may_become
from app.domain.own_codes import Command
from app.errors import NotFound, Refused
from app.queries.products import ProductFilter, product_detail, product_page
from app.queries.purchase_orders import PurchaseView, purchase_order_detail, purchase_order_page, view_counts
from app.queries.scorecard import Delivery, deliveries, score, scorecard
from app.queries.suppliers import supplier_detail, supplier_page
from app.queries.to_buy import Why, to_buy, to_buy_count
from app.services.pull import pull_everything
from app.services.purchase_orders import (
    acknowledge,
    cancel_purchase_order,
    close_short,
    mark_sent,
    purchase_order_document,
    record_ship_notice,
    unsent,
)
from tests.factory import BOWL, CUP, KILN, LEAF, MUG, NOW, TEA, Goods, Shop, product_row

TODAY = NOW.date()
LAMP = Goods("LAMP", "Desk lamp", "4012345678918", KILN)


@pytest.fixture
def shop(database):
    return Shop(database)


def read(shop, query, *arguments, **options):
    with shop.database.read() as connection:
        return query(connection, *arguments, **options)


def orders(shop, view=PurchaseView.OPEN, **options):
    return read(shop, purchase_order_page, view, TODAY, **options).rows


def send(shop):
    for order in unsent(shop.database):
        mark_sent(shop.database, shop.request(), order.id, order.document.revision)


def product_id(shop, goods):
    return shop.all(select(t.Product.id).where(t.Product.sku == goods.sku))[0].id


def supplier_id(shop, name):
    return shop.all(select(t.Supplier.id).where(t.Supplier.name == name))[0].id


def drop_offers(shop, goods):
    with shop.database.write() as connection:
        connection.execute(delete(t.Offer).where(t.Offer.product_id == product_id(shop, goods)))


# --- to buy ---------------------------------------------------------------------------------------------------------


def test_nothing_is_to_buy_when_everything_was_bought(shop):
    shop.sells("#1", MUG, TEA)
    assert read(shop, to_buy, TODAY) == ()
    assert read(shop, to_buy_count) == 0


def test_what_cannot_be_bought_says_why(shop):
    drop_offers(shop, MUG)
    shop.sells("#1", (MUG, 2), (LAMP, 1))
    shop.sells("#2", MUG, promise_days=3)
    no_offer, unknown = read(shop, to_buy, TODAY)
    assert (no_offer.why, no_offer.supplier, no_offer.units) == (Why.NO_OFFER, "", 3)
    [row] = no_offer.rows
    assert (row.title, row.orders, row.order_count) == ("Blue mug", ("#2", "#1"), 2)
    assert row.promise_at == NOW + timedelta(days=3)
    assert (unknown.why, unknown.rows[0].sku) == (Why.UNKNOWN_PRODUCT, "LAMP")
    assert read(shop, to_buy_count) == 3


def test_what_can_be_bought_stands_under_its_supplier_with_packs_cost_and_day(shop):
    drop_offers(shop, CUP)
    shop.sells("#1", (CUP, 5))
    terms = {"supplier_sku": "L-CUP", "cost_minor": 150, "currency": "EUR", "pack_multiple": 12, "lead_time_days": 9}
    own = {"product_id": product_id(shop, CUP), "supplier_id": supplier_id(shop, LEAF)}
    with shop.database.write() as connection:
        connection.execute(insert(t.Offer), {**own, **terms})
    [group] = read(shop, to_buy, TODAY)
    [row] = group.rows
    assert (group.supplier, group.why) == (LEAF, Why.NOT_BOUGHT_YET)
    assert (row.units, row.quantity, row.cost) == (5, 12, Money(1800, "EUR"))
    assert (row.arrives_on, row.late) == (TODAY + timedelta(days=9), True)


# --- purchase orders ------------------------------------------------------------------------------------------------


def test_open_orders_by_the_day_they_are_expected_with_who_waits(shop):
    shop.sells("#1", (MUG, 2), TEA)
    shop.sells("#2", MUG, promise_days=1)
    kiln, leaf = orders(shop)
    assert (kiln.supplier, leaf.supplier) == (KILN, LEAF)
    assert (kiln.state, kiln.units, kiln.received, kiln.cost) == (PurchaseOrderState.DRAFT, 3, 0, Money(960, "EUR"))
    assert [(one.number, one.units) for one in kiln.waiting] == [("#2", 1), ("#1", 2)]
    shop.dock().scans(kiln.number, MUG)
    assert [(one.number, one.units) for one in orders(shop)[0].waiting] == [("#1", 2)]


def test_pages_and_views(shop):
    shop.sells("#1", MUG, TEA)
    send(shop)
    first = read(shop, purchase_order_page, PurchaseView.OPEN, TODAY, limit=1)
    second = read(shop, purchase_order_page, PurchaseView.OPEN, TODAY, after=first.next, limit=1)
    assert ([row.supplier for row in (*first.rows, *second.rows)], second.next) == ([KILN, LEAF], None)
    acknowledge(shop.database, shop.request(), "PO-00001", TODAY)
    assert [row.number for row in orders(shop, PurchaseView.UNANSWERED)] == ["PO-00002"]
    record_ship_notice(shop.database, shop.request(), "PO-00002", "1Z999AA10123456784")
    assert [row.number for row in orders(shop, PurchaseView.ON_THE_WAY)] == ["PO-00002"]
    tomorrow = TODAY + timedelta(days=1)
    assert [row.number for row in read(shop, purchase_order_page, PurchaseView.LATE, tomorrow).rows] == ["PO-00001"]
    assert read(shop, view_counts, TODAY)[PurchaseView.OPEN] == 2
    assert read(shop, view_counts, tomorrow)[PurchaseView.LATE] == 1
    close_short(shop.database, shop.request(), "PO-00001")
    cancelled = [row.number for row in orders(shop, PurchaseView.ENDED)]
    assert cancelled == ["PO-00001"]


@pytest.mark.parametrize("text", ["PO-00001", "kiln", "blue mug", "MUG", "1Z 999 AA1 0123"])
def test_a_search_finds_the_order(shop, text):
    shop.sells("#1", MUG, TEA)
    record_ship_notice(shop.database, shop.request(), "PO-00001", "1Z999AA10123456784")
    assert [row.number for row in orders(shop, text=text)] == ["PO-00001"]
    assert orders(shop, text="100%") == ()


def test_the_detail_of_an_order(shop):
    shop.sells("#1", (MUG, 2), BOWL)
    record_ship_notice(shop.database, shop.request(), "PO-00001", "1Z999AA10123456784", TODAY + timedelta(days=6))
    detail = read(shop, purchase_order_detail, orders(shop)[0].id)
    assert [(line.title, line.quantity, line.cost) for line in detail.lines] == [
        ("Blue mug", 2, Money(320, "EUR")),
        ("White bowl", 1, Money(320, "EUR")),
    ]
    assert [(parcel.tracking_number, parcel.carrier) for parcel in detail.parcels] == [("1Z999AA10123456784", "UPS")]
    assert detail.row.expected_on == TODAY + timedelta(days=6)
    assert read(shop, purchase_order_detail, 999) is None


# --- what suppliers say ---------------------------------------------------------------------------------------------


def test_an_acknowledgement_moves_the_day_and_is_in_the_journal(shop):
    shop.sells("#1", MUG)
    with pytest.raises(Refused, match="purchase_order_not_here"):
        acknowledge(shop.database, shop.request(), "PO-00001", TODAY)
    send(shop)
    day = TODAY + timedelta(days=3)
    acknowledge(shop.database, shop.request(), "PO-00001", day)
    [row] = orders(shop)
    assert (row.state, row.expected_on) == (PurchaseOrderState.ACKNOWLEDGED, day)
    kinds = [event.kind for event in shop.all(select(t.Event.kind).order_by(t.Event.id))]
    assert kinds[-1] == "PurchaseOrderAcknowledged"
    shop.check()


def test_a_ship_notice_leaves_a_draft_to_be_sent_and_marks_a_sent_one(shop):
    shop.sells("#1", MUG)
    record_ship_notice(shop.database, shop.request(), "PO-00001", "1Z999AA10123456784")
    assert orders(shop)[0].state is PurchaseOrderState.DRAFT
    send(shop)
    record_ship_notice(shop.database, shop.request(), "PO-00001", "1Z999AA10123456784")
    assert orders(shop)[0].state is PurchaseOrderState.SHIPPED


def test_what_was_acknowledged_is_not_extended_but_ordered_anew(shop):
    shop.sells("#1", MUG)
    send(shop)
    acknowledge(shop.database, shop.request(), "PO-00001", TODAY)
    shop.sells("#2", MUG)
    assert [row.number for row in orders(shop)] == ["PO-00001", "PO-00002"]


def test_every_step_ends_and_none_leaves_an_end():
    ends = {PurchaseOrderState.CANCELLED, PurchaseOrderState.CLOSED_SHORT}
    assert not {now for now, _ in PURCHASE_TRANSITIONS} & ends
    assert all(may_become(state, PurchaseOrderState.CLOSED_SHORT) for state in OPEN_PURCHASES)
    assert not may_become(PurchaseOrderState.SHIPPED, PurchaseOrderState.CANCELLED)


# --- ending a purchase order ----------------------------------------------------------------------------------------


def offers_also(shop, goods, supplier, cost):
    """Another supplier offers goods, dearer than the first."""
    terms = {"supplier_sku": "X", "cost_minor": cost, "currency": "EUR", "pack_multiple": 1, "lead_time_days": 1}
    own = {"product_id": product_id(shop, goods), "supplier_id": supplier_id(shop, supplier)}
    with shop.database.write() as connection:
        connection.execute(insert(t.Offer), {**own, **terms})


def test_the_consequences_are_told_before_and_come_true(shop):
    shop.sells("#1", (MUG, 2))
    send(shop)
    drop_offers(shop, MUG)
    offers_also(shop, MUG, LEAF, 500)
    told = cancel_purchase_order(shop.database, shop.request(), "PO-00001", dry_run=True)
    assert orders(shop)[0].state is PurchaseOrderState.SENT
    assert shop.line("#1", MUG).allocated == 2
    done = cancel_purchase_order(shop.database, shop.request(), "PO-00001")
    assert told == done
    [fate] = done.fates
    assert (done.missing, fate.order, fate.units, fate.supplier) == (2, "#1", 2, LEAF)
    assert (fate.purchase_order, fate.expected_on) == ("", TODAY + timedelta(days=1))
    assert [row.supplier for row in orders(shop)] == [LEAF]
    shop.check()


def test_goods_on_the_shelf_an_order_that_exists_and_nobody(shop):
    shop.sells("#1", MUG, BOWL, CUP)
    send(shop)
    shop.sells("#2", (CUP, 1))
    drop_offers(shop, BOWL)
    told = close_short(shop.database, shop.request(), orders(shop)[0].number, dry_run=True)
    assert [(fate.title, fate.supplier, fate.purchase_order) for fate in told.fates if fate.title == "White bowl"] == [
        ("White bowl", "", "")
    ]
    offers_also(shop, MUG, LEAF, 1)
    shop.sells("#3", TEA)
    told = close_short(shop.database, shop.request(), "PO-00001", dry_run=True)
    assert {fate.title: fate.purchase_order for fate in told.fates}["Blue mug"] == "PO-00002"


@pytest.mark.parametrize("end", [close_short, cancel_purchase_order])
def test_who_did_not_bring_the_goods_is_not_asked_for_them_again(shop, end):
    shop.sells("#1", (MUG, 2))
    send(shop)
    offers_also(shop, MUG, LEAF, 500)
    [fate] = end(shop.database, shop.request(), "PO-00001").fates
    assert (fate.supplier, shop.line("#1", MUG).to_buy) == (LEAF, 0)
    shop.sells("#2", MUG)
    assert {(row.supplier, row.units) for row in orders(shop)} == {(LEAF, 2), (KILN, 1)}
    shop.check()


def test_what_nobody_else_offers_waits_until_somebody_asks_again(shop):
    shop.sells("#1", (MUG, 2))
    send(shop)
    [fate] = cancel_purchase_order(shop.database, shop.request(), "PO-00001").fates
    assert (fate.supplier, fate.expected_on, shop.line("#1", MUG).to_buy) == ("", None, 2)
    [group] = read(shop, to_buy, TODAY)
    assert (group.supplier, group.units) == (KILN, 2)
    pull_everything(shop.database, shop.request())
    assert (shop.line("#1", MUG).to_buy, [row.supplier for row in orders(shop)]) == (0, [KILN])
    shop.check()


def test_only_what_is_missing_is_closed_short(shop):
    shop.sells("#1", (MUG, 3))
    send(shop)
    shop.dock().scans("PO-00001", MUG, Command.FINISH)
    with pytest.raises(Refused):
        cancel_purchase_order(shop.database, shop.request(), "PO-00001")
    ended = close_short(shop.database, shop.request(), "PO-00001")
    assert (ended.missing, sum(fate.units for fate in ended.fates)) == (2, 2)
    assert close_short(shop.database, shop.request(), "PO-00001").missing == 0
    shop.check()


def test_an_order_that_does_not_exist(shop):
    for ending in (close_short, cancel_purchase_order):
        with pytest.raises(NotFound):
            ending(shop.database, shop.request(), "PO-99999")


def test_the_paper_of_an_ended_order_still_says_what_it_asked_for(shop):
    shop.sells("#1", (MUG, 2))
    order = orders(shop)[0].id
    before = read(shop, purchase_order_document, order)
    cancel_purchase_order(shop.database, shop.request(), "PO-00001")
    assert read(shop, purchase_order_document, order) == before
    assert [line.quantity for line in before.lines] == [2]
    with pytest.raises(NotFound):
        read(shop, purchase_order_document, 999)


# --- suppliers and their score --------------------------------------------------------------------------------------


def test_suppliers_by_name_with_what_is_open(shop):
    shop.sells("#1", MUG, TEA)
    kiln, leaf = read(shop, supplier_page).rows
    assert (kiln.name, kiln.offers, kiln.open_orders, kiln.next_on) == (KILN, 2, 1, TODAY + timedelta(days=2))
    assert leaf.name == LEAF
    assert [row.name for row in read(shop, supplier_page, "leaf").rows] == [LEAF]
    page = read(shop, supplier_page, "", None, 1)
    assert [row.name for row in read(shop, supplier_page, "", page.next, 1).rows] == [LEAF]


def test_the_detail_of_a_supplier(shop):
    shop.sells("#1", MUG)
    detail = read(shop, supplier_detail, supplier_id(shop, KILN), NOW)
    assert [(one.sku, one.cost) for one in detail.offered] == [
        ("MUG", Money(320, "EUR")),
        ("BOWL", Money(320, "EUR")),
    ]
    assert [row.number for row in detail.open_orders] == ["PO-00001"]
    assert not detail.score.enough
    assert read(shop, supplier_detail, 999, NOW) is None


def day(number):
    return date(2026, 11, 1) + timedelta(days=number)


def delivery(lead, expected=2, ordered=4, received=4):
    return Delivery(day(0), day(expected), ordered, received, day(lead) if received else None)


def test_a_score_counts_on_time_in_full_and_the_spread_of_lead_times():
    card = score([delivery(1), delivery(2), delivery(2), delivery(3), delivery(9), delivery(1, received=3)])
    assert (card.deliveries, card.on_time, card.in_full) == (6, 3, 5)
    assert (card.lead_time_median, card.lead_time_p90) == (2, 9)


def test_no_data_is_no_hundred_percent():
    card = score([])
    assert (card.on_time, card.in_full, card.lead_time_median, card.enough) == (0, 0, None, False)


@pytest.mark.parametrize(("count", "enough"), [(9, False), (10, True)])
def test_fewer_than_ten_deliveries_are_too_few_to_judge(count, enough):
    assert score([delivery(1)] * count).enough is enough


def test_a_score_is_of_receipts_and_of_what_is_overdue(shop):
    shop.sells("#1", MUG)
    own = supplier_id(shop, KILN)
    assert read(shop, deliveries, own, NOW) == ()
    assert read(shop, deliveries, own, NOW + timedelta(days=200)) == ()
    overdue = read(shop, scorecard, own, NOW + timedelta(days=3))
    assert (overdue.deliveries, overdue.on_time) == (1, 0)
    dock = shop.dock()
    dock.scans("PO-00001", MUG)
    [one] = read(shop, deliveries, own, NOW)
    assert (one.arrived_on, one.on_time) == (TODAY, True)
    dock.scans(Command.UNDO)
    with shop.database.write() as connection:
        connection.execute(update(t.PurchaseOrder).values(expected_on=TODAY - timedelta(days=1)))
    [one] = read(shop, deliveries, own, NOW)
    assert (one.arrived_on, one.in_full) == (None, False)


def test_a_score_counts_what_was_damaged_when_it_was_packed_and_forgets_what_was_found_again(shop):
    shop.sells("#1", (MUG, 2))
    shop.dock().scans(shop.purchase_order(), MUG, MUG)
    bench, own = shop.bench(), supplier_id(shop, KILN)
    bench.scans(shop.order("#1").scan_code, MUG, Command.DAMAGED, MUG)
    card = read(shop, scorecard, own, NOW)
    assert (card.deliveries, card.units, card.damaged) == (1, 2, 1)
    bench.scans(Command.UNDO)
    assert read(shop, scorecard, own, NOW).damaged == 0


def test_a_unit_that_is_only_missing_is_not_the_suppliers(shop):
    shop.sells("#1", MUG)
    shop.dock().scans(shop.purchase_order(), MUG)
    shop.bench().scans(shop.order("#1").scan_code, Command.SHORT)
    card = read(shop, scorecard, supplier_id(shop, KILN), NOW)
    assert (card.units, card.damaged) == (1, 0)


# --- products -------------------------------------------------------------------------------------------------------


def test_products_with_stock_promises_and_what_comes(shop):
    shop.sells("#1", (CUP, 5))
    shop.dock().scans(shop.purchase_order(LEAF), CUP)
    rows = {row.sku: row for row in read(shop, product_page).rows}
    cup = rows["CUP"]
    assert list(rows) == ["BOWL", "CUP", "MUG", "TEA"]
    assert (cup.on_hand, cup.allocated, cup.incoming) == (1, 1, 11)
    assert (cup.barcodes, cup.supplier, cup.cost) == (("04012345678901",), LEAF, Money(320, "EUR"))


def test_what_is_lost_is_not_on_hand(shop):
    shop.sells("#1", MUG)
    shop.dock().scans(shop.purchase_order(), MUG)
    on_hand = frozenset({ProductFilter.ON_HAND})
    [mug] = read(shop, product_page, filters=on_hand).rows
    assert (mug.sku, mug.on_hand) == ("MUG", 1)
    shop.bench().scans(shop.order("#1").scan_code, Command.SHORT)
    assert read(shop, product_page, filters=on_hand).rows == ()
    mug = next(row for row in read(shop, product_page).rows if row.sku == "MUG")
    assert (mug.on_hand, mug.allocated) == (0, 0)
    [lost] = read(shop, product_detail, product_id(shop, MUG)).stock
    assert (lost.kind, lost.on_hand) == ("lost_and_found", 1), "and it can be seen where it is"


def test_the_cheapest_offer_is_shown_and_all_are_counted(shop):
    offers_also(shop, MUG, LEAF, 100)
    mug = next(row for row in read(shop, product_page).rows if row.sku == "MUG")
    assert (mug.suppliers, mug.supplier, mug.cost, mug.lead_time_days) == (2, LEAF, Money(100, "EUR"), 1)


@pytest.mark.parametrize(("text", "found"), [("mug", ["MUG"]), ("4006381333931", ["MUG"]), ("400638133393", [])])
def test_a_search_takes_words_in_part_and_codes_whole(shop, text, found):
    assert [row.sku for row in read(shop, product_page, text).rows] == found


def test_products_in_pages_and_narrowed(shop):
    page = read(shop, product_page, limit=3)
    assert [row.sku for row in read(shop, product_page, after=page.next, limit=3).rows] == ["TEA"]
    drop_offers(shop, TEA)
    with shop.database.write() as connection:
        connection.execute(delete(t.ProductCode).where(t.ProductCode.product_id == product_id(shop, BOWL)))
    shop.sells("#1", MUG)
    for wanted, skus in {
        ProductFilter.NO_SUPPLIER: ["TEA"],
        ProductFilter.NO_BARCODE: ["BOWL"],
        ProductFilter.WAITED_FOR: ["MUG"],
        ProductFilter.ON_HAND: [],
    }.items():
        assert [row.sku for row in read(shop, product_page, filters=frozenset({wanted})).rows] == skus


def test_the_detail_of_a_product(shop):
    shop.sells("#1", (CUP, 5))
    shop.dock().scans(shop.purchase_order(LEAF), CUP)
    detail = read(shop, product_detail, product_id(shop, CUP))
    assert {(one.code, one.kind, one.supplier) for one in detail.codes} == {
        ("CUP", "sku", ""),
        ("L-CUP", "supplier_sku", LEAF),
        ("04012345678901", "gtin", ""),
    }
    assert [(one.supplier, one.facts.pack_multiple) for one in detail.offers] == [(LEAF, 12)]
    assert [(one.units, one.free) for one in detail.incoming] == [(11, 7)]
    assert [(one.number, one.units) for one in detail.waiting] == [("#1", 4)]
    assert [(one.on_hand, one.allocated) for one in detail.stock] == [(1, 1)]
    assert read(shop, product_detail, 999) is None


def test_a_row_of_the_file_is_what_the_list_shows(shop):
    shop.learns(LAMP)
    lamp = next(row for row in read(shop, product_page).rows if row.sku == "LAMP")
    assert (lamp.title, lamp.cost) == (product_row(LAMP).title, product_row(LAMP).cost)
