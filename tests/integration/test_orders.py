"""Importing orders: the same file again changes nothing, and the books follow the last word of the channel."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.db import tables as t
from app.domain.orders import OrderState
from app.services.order_import import ORDERS_PER_TRANSACTION, import_orders
from app.services.shop import channel_for_import
from tests.factory import BOWL, CATALOG, CUP, LEAF, MUG, TEA, Goods, Shop, copy_of, order_draft

UNKNOWN = Goods("VASE", "Tall vase", "8712345678906", LEAF)
baskets = st.lists(
    st.tuples(st.sampled_from((*CATALOG, UNKNOWN)), st.integers(1, 5)),
    min_size=1,
    max_size=4,
    unique_by=lambda item: item[0].sku,
)
drafts = st.builds(
    lambda number, basket, days, cancelled: order_draft(f"#{number}", *basket, promise_days=days, cancelled=cancelled),
    st.integers(1, 4),
    baskets,
    st.integers(1, 9),
    st.booleans(),
)
files = st.lists(drafts, min_size=1, max_size=4, unique_by=lambda draft: draft.number)
FEW = settings(max_examples=25)


def ledger(shop):
    return [shop.count(table) for table in (t.SalesOrder, t.OrderLine, t.Allocation, t.PurchaseOrderLine, t.Event)]


@FEW
@given(files=st.lists(files, min_size=1, max_size=3))
def test_importing_twice_is_importing_once(migrated_file, files):
    with copy_of(migrated_file) as database:
        shop = Shop(database)
        for told in files:
            shop.imports(*told)
            before = ledger(shop)
            again = shop.imports(*told)
            # A draft that was too late is told again; nothing else is anything but unchanged.
            assert (again.imported, again.updated) == (0, 0)
            assert ledger(shop) == before
        shop.check()


@FEW
@given(files=st.lists(files, min_size=1, max_size=4))
def test_the_books_follow_the_last_word_of_the_channel(migrated_file, files):
    with copy_of(migrated_file) as database:
        shop = Shop(database)
        last = {}
        for told in files:
            shop.imports(*told)
            for draft in told:
                gone = last.get(draft.number)
                if not (gone and gone.cancelled) and not (draft.cancelled and gone is None):
                    last[draft.number] = draft
        for number, draft in last.items():
            assert (shop.state(number) == OrderState.CANCELLED) == draft.cancelled
            lines = shop.all(t.OrderLine.__table__.select().where(t.OrderLine.order_id == shop.order(number).id))
            if not draft.cancelled:
                told = {line.sku: line.quantity for line in draft.lines}
                assert {line.sku: line.quantity for line in lines if line.quantity} == told
        wanted = {line.sku: 0 for draft in last.values() for line in draft.lines}
        for draft in last.values():
            for line in draft.lines:
                wanted[line.sku] += 0 if draft.cancelled else line.quantity
        for goods in CATALOG:
            assert shop.on_order(goods)[2] == wanted.get(goods.sku, 0)
        shop.check()


@pytest.fixture
def shop(database):
    return Shop(database)


def test_a_dry_run_tells_and_keeps_nothing(shop):
    drafts = [order_draft(f"#{number}", MUG) for number in range(3)]
    told = import_orders(shop.database, shop.request(), shop.channel, drafts, dry_run=True)
    assert told.imported == 3
    assert shop.count(t.SalesOrder) == 0
    assert shop.count(t.PurchaseOrder) == 0
    assert shop.imports(*drafts).imported == 3


def test_a_long_file_is_taken_in_pieces_and_bought_on_one_purchase_order(shop):
    count = ORDERS_PER_TRANSACTION + 20
    summary = shop.imports(*(order_draft(f"#{number}", MUG, TEA) for number in range(count)))
    assert summary.imported == count
    assert shop.on_order(MUG) == (count, 0, count)
    assert shop.count(t.PurchaseOrder) == 2
    shop.check()


def test_two_channels_may_use_the_same_number(shop):
    other = channel_for_import(shop.database, "amazon", "", "orders.txt")
    shop.sells("#1", MUG)
    import_orders(shop.database, shop.request(), other, [order_draft("#1", BOWL)])
    codes = [row.scan_code for row in shop.all(t.SalesOrder.__table__.select())]
    assert len(set(codes)) == 2
    assert shop.bench().hears("#1") == "ambiguous_code"


@pytest.mark.parametrize("number", ["#1001", "##", "é-ü", "x" * 200, "订单", "a b"])
def test_every_order_number_has_a_code_that_can_be_printed_and_scanned(shop, number):
    shop.imports(order_draft(number, MUG), order_draft(f"{number}!", MUG))
    for told in (number, f"{number}!"):
        answer = shop.bench(told).message(shop.order(told).scan_code)
        assert (answer.key, answer.values["order"]) == ("order_not_ready", told)


def test_a_channel_without_promises_promises_by_its_own_rule(shop):
    draft = order_draft("#1", MUG)
    shop.imports(replace(draft, promise_at=None))
    order = shop.order("#1")
    assert (order.promise_at - order.ordered_at).days == 7


def test_what_comes_too_late_is_refused_with_its_row(shop):
    shop.sells("#1", CUP)
    shop.dock().scans(shop.purchase_order(LEAF), CUP)
    shop.bench().scans(CUP)
    refused = shop.imports(order_draft("#1", (CUP, 2), rows=(7, 8))).rejected[0]
    assert (refused.row, refused.column, refused.value) == (7, "order", "#1")
    assert "packing" in refused.reason.text
