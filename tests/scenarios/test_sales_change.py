"""The sale changes after the buy: cancelled, edited, or a more urgent one comes in between."""

import msgspec
import pytest

from app.db import tables as t
from app.domain.own_codes import Command
from app.errors import NotFound, Refused
from app.services.order_edits import cancel_order
from tests.factory import BOWL, CUP, KILN, LEAF, MUG, TEA, Goods, LabelOf, order_draft

PACK = (Command.PAPERS_REMOVED, Command.CLOSE_BOX)


def test_a_sale_cancelled_before_the_goods_come_leaves_them_to_the_next_order(shop, dock):
    shop.sells("#1", MUG)
    shop.cancels("#1")
    assert shop.on_order(MUG) == (1, 0, 0)

    shop.sells("#2", MUG)
    assert shop.on_order(MUG) == (1, 0, 1)
    assert dock.message(shop.purchase_order(), MUG).values["order"] == "#2"


def test_goods_of_a_cancelled_sale_go_to_whoever_waits_next(shop, dock, bench):
    shop.sells("#1", MUG, TEA)
    dock.scans(shop.purchase_order(KILN), MUG)
    shop.sells("#2", MUG)

    shop.cancels("#1")

    assert (shop.state("#1"), shop.cell("#1"), shop.state("#2")) == ("cancelled", "", "ready")
    # The mug bought for #2 is nobody's now, and the tea of #1 will be orphan stock.
    assert shop.on_order(MUG) == (2, 1, 0)
    assert shop.on_order(TEA) == (1, 0, 0)
    assert bench.hears(shop.order("#1").scan_code) == "order_cancelled"
    assert bench.hears(Command.OK, MUG, *PACK, LabelOf("#2")) == "shipped"


def test_goods_of_a_cancelled_sale_that_nobody_waits_for_are_used_before_buying(shop, dock):
    shop.sells("#1", MUG)
    dock.scans(shop.purchase_order(), MUG)
    shop.cancels("#1")
    assert shop.on_hand(MUG) == (1, 0)

    shop.sells("#2", MUG)
    assert shop.state("#2") == "ready"
    assert shop.on_order(MUG) == (1, 1, 0)


def test_an_order_in_a_box_is_not_cancelled(shop, dock, bench):
    shop.sells("#1", MUG)
    dock.scans(shop.purchase_order(), MUG)
    bench.scans(MUG)
    with pytest.raises(Refused, match="order_not_cancellable"):
        shop.cancels("#1")
    refused = shop.sells("#1", MUG, cancelled=True).rejected
    assert "settle it with the packer" in refused[0].reason.text
    with pytest.raises(NotFound):
        cancel_order(shop.database, shop.request(), 999)


def test_the_channels_cancellation_is_followed_once(shop):
    shop.sells("#1", MUG)
    cancelled = order_draft("#1", MUG, cancelled=True)
    assert shop.imports(cancelled).updated == 1
    assert shop.imports(cancelled).unchanged == 1
    assert shop.imports(order_draft("#2", TEA, cancelled=True)).unchanged == 1
    assert shop.count(t.SalesOrder) == 1


def test_the_most_urgent_order_gets_the_unit_and_gives_its_own_promise_in_exchange(shop, dock):
    shop.sells("#late", MUG, promise_days=9)
    first = shop.purchase_order()
    dock.scans(first)
    # The first purchase order has begun to come in, so the urgent sale is bought on a second one.
    shop.sells("#other", BOWL)
    dock.scans(BOWL, Command.FINISH)
    shop.sells("#urgent", MUG, promise_days=1)
    second = shop.purchase_order()
    assert first != second

    received = dock.scans(first, MUG).state.last[0]

    assert received.order_number == "#urgent"
    assert shop.on_order(MUG) == (2, 1, 1)
    assert shop.line("#late", MUG).to_buy == 0
    shop.check()
    assert dock.message(Command.FINISH, second, MUG).values["order"] == "#late"
    assert shop.on_order(MUG) == (2, 2, 0)


def test_whoever_loses_an_extra_unit_is_bought_for_again(shop, dock):
    """An urgent line without any promise takes a pegged unit; the loser does not go without."""
    urgent = Goods("VASE", "Tall vase", "8712345678906", KILN)
    shop.sells("#urgent", urgent, promise_days=1)
    shop.learns(urgent)
    shop.sells("#late", urgent, promise_days=9)
    assert shop.on_order(urgent) == (2, 0, 2)
    dock.scans(shop.purchase_order(), urgent)
    dock.scans(Command.UNDO)
    shop.cancels("#late")
    shop.sells("#later", urgent, promise_days=8)
    assert dock.message(urgent).values["order"] == "#urgent"
    assert dock.message(urgent).values["order"] == "#later"


def test_an_unknown_sku_is_one_task_and_pulled_once_the_product_is_known(shop, dock):
    lamp = Goods("LAMP", "Reading lamp", "7612345678900", KILN)
    shop.sells("#1", lamp)
    shop.sells("#2", lamp, MUG)
    assert [(row.subject, row.state) for row in shop.all(t.CatalogTask.__table__.select())] == [("LAMP", "open")]
    assert shop.line("#1", lamp).to_buy == 1

    shop.learns(lamp)

    assert [row.state for row in shop.all(t.CatalogTask.__table__.select())] == ["done"]
    assert shop.on_order(lamp) == (2, 0, 2)
    assert dock.hears(shop.purchase_order(), lamp) == "order_complete"


def test_more_units_are_bought_and_fewer_given_to_others(shop, dock):
    shop.sells("#1", (MUG, 2))
    assert shop.sells("#1", (MUG, 3)).updated == 1
    assert shop.on_order(MUG) == (3, 0, 3)
    assert shop.sells("#1", MUG).updated == 1
    assert shop.on_order(MUG) == (3, 0, 1)

    dock.scans(shop.purchase_order(), MUG)
    assert shop.state("#1") == "ready"
    shop.sells("#1", MUG, TEA)
    assert shop.state("#1") == "waiting"
    shop.sells("#1", TEA)
    assert shop.on_hand(MUG) == (1, 0)
    assert (shop.line("#1", MUG).quantity, shop.line("#1", TEA).quantity) == (0, 1)


def test_another_address_is_on_the_label(shop, dock, bench):
    shop.sells("#1", MUG)
    moved = order_draft("#1", MUG)
    address = moved.ship_to.__class__(name="Customer #1", city="Exampleburg", country="DE")
    assert shop.sells("#1", MUG, ship_to=address).updated == 1
    assert shop.on_order(MUG) == (1, 0, 1)

    dock.scans(shop.purchase_order(), MUG)
    bench.scans(MUG, *PACK)
    label = shop.all(t.PrintJob.__table__.select().where(t.PrintJob.kind == "label"))[0]
    assert "Exampleburg" in label.document
    assert shop.sells("#1", MUG).rejected


def test_the_same_file_again_changes_nothing(shop):
    drafts = [order_draft(f"#{number}", MUG, (CUP, 2)) for number in range(5)]
    shop.imports(*drafts)
    events = shop.count(t.Event)
    again = shop.imports(*drafts)
    assert (again.imported, again.updated, again.unchanged) == (0, 0, 5)
    assert shop.count(t.Event) == events
    assert shop.on_order(CUP) == (12, 0, 10)
    assert shop.purchase_order(LEAF)


def test_another_product_under_the_same_name_is_another_line(shop):
    shop.sells("#1", MUG)
    draft = order_draft("#1", TEA)
    line = msgspec.structs.replace(draft.lines[0], external_id=MUG.sku)
    shop.imports(msgspec.structs.replace(draft, lines=(line,)))

    assert (shop.line("#1", MUG).quantity, shop.line("#1", TEA).quantity) == (0, 1)
    assert shop.on_order(TEA) == (1, 0, 1)
    assert shop.on_order(MUG) == (1, 0, 0)
    assert shop.imports(msgspec.structs.replace(draft, lines=(line,))).unchanged == 1
