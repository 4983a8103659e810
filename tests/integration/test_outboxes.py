"""What leaves the shop as files: purchase orders for suppliers, confirmations for channels."""

from __future__ import annotations

import csv

import pypdfium2
import pytest
from sqlalchemy import select

from app.db import tables as t
from app.domain.money import Money
from app.domain.own_codes import Command
from app.errors import Refused
from app.integrations.confirmation_outbox import write_confirmations
from app.services.catalog import import_products
from app.services.purchase_orders import close_short, mark_sent, record_ship_notice, unsent
from printing.purchase_order_outbox import send_purchase_orders
from tests.factory import CUP, KILN, LEAF, MUG, TEA, LabelOf, Shop, product_row


@pytest.fixture
def shop(database):
    return Shop(database)


def send(shop, folder):
    return send_purchase_orders(shop.database, shop.request(), folder)


def test_a_purchase_order_goes_out_once_as_pdf_and_csv(shop, tmp_path):
    shop.sells("#1", MUG, (CUP, 2))
    names = sorted(path.name for path in send(shop, tmp_path))
    assert names == ["PO-00001.csv", "PO-00001.pdf", "PO-00002.csv", "PO-00002.pdf"]
    assert send(shop, tmp_path) == []
    with (tmp_path / "PO-00002.csv").open(newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["supplier_sku"], row["quantity"]) == (CUP.supplier_sku, "12")
    with pypdfium2.PdfDocument(tmp_path / "PO-00001.pdf") as pdf:
        assert KILN in pdf[0].get_textpage().get_text_bounded()


def test_an_order_later_the_same_day_extends_it_as_a_revision(shop, tmp_path):
    shop.sells("#1", MUG)
    send(shop, tmp_path)
    shop.sells("#2", (MUG, 3))
    assert [path.name for path in send(shop, tmp_path)] == ["PO-00001-revision-2.pdf", "PO-00001-revision-2.csv"]
    assert shop.on_order(MUG) == (4, 0, 4)


def test_what_was_extended_while_it_was_written_is_sent_again(shop, tmp_path):
    shop.sells("#1", MUG)
    (order,) = unsent(shop.database)
    assert mark_sent(shop.database, shop.request(), order.id, order.document.revision)
    shop.sells("#2", MUG)
    assert not mark_sent(shop.database, shop.request(), order.id, order.document.revision)
    assert len(unsent(shop.database)) == 1


def test_an_extension_is_sent_although_goods_of_the_first_revision_arrived_meanwhile(shop, tmp_path):
    shop.sells("#1", MUG)
    send(shop, tmp_path)
    shop.sells("#2", MUG)
    shop.dock().scans(shop.purchase_order(), MUG)
    assert [path.name for path in send(shop, tmp_path)] == ["PO-00001-revision-2.pdf", "PO-00001-revision-2.csv"]
    assert send(shop, tmp_path) == []
    assert purchase_order_state(shop) == "partly_received"


def test_taking_the_only_receipt_back_leaves_the_purchase_order_as_it_was(shop, tmp_path):
    shop.sells("#1", (MUG, 2))
    shop.dock().scans(shop.purchase_order(), MUG, Command.UNDO)
    assert purchase_order_state(shop) == "draft"
    send(shop, tmp_path)
    shop.dock().scans(MUG, Command.UNDO)
    assert purchase_order_state(shop) == "sent"


def purchase_order_state(shop):
    return shop.all(select(t.PurchaseOrder.state))[0].state


def test_a_folder_that_cannot_be_written_leaves_the_order_a_draft(shop, tmp_path):
    shop.sells("#1", MUG)
    (tmp_path / "file").touch()
    with pytest.raises(Refused):
        send(shop, tmp_path / "file")
    assert len(unsent(shop.database)) == 1


def test_an_announced_parcel_opens_its_purchase_order(shop):
    shop.sells("#1", MUG)
    record_ship_notice(shop.database, shop.request(), "PO-00001", "1Z 999 AA1 0123456784")
    answer = shop.dock().scans("1Z999AA10123456784")
    assert answer.message.key == "delivery_opened"
    assert answer.state.delivery.purchase_order == "PO-00001"


def test_a_tracking_number_belongs_to_one_purchase_order(shop):
    shop.sells("#1", MUG, TEA)
    record_ship_notice(shop.database, shop.request(), "PO-00001", "1Z999AA10123456784")
    with pytest.raises(Refused):
        record_ship_notice(shop.database, shop.request(), "PO-00002", "1Z999AA10123456784")


def test_closing_short_buys_elsewhere_what_did_not_come(shop):
    import_products(
        shop.database,
        shop.request(),
        [product_row(MUG, supplier=LEAF, supplier_sku="", barcodes=(), cost=Money(900, "EUR"))],
    )
    shop.sells("#1", (MUG, 3))
    shop.dock().scans(shop.purchase_order(), MUG, Command.FINISH)
    close_short(shop.database, shop.request(), "PO-00001")
    shop.check()
    assert shop.line("#1", MUG).to_buy == 0
    shop.dock().scans(shop.purchase_order(LEAF), MUG, MUG)
    assert shop.state("#1") == "ready"
    shop.check()


def test_confirmations_are_written_whole_for_a_day_and_once(shop, tmp_path):
    shop.sells("#1", MUG)
    shop.sells("#2", TEA)
    shop.dock().scans(shop.purchase_order(KILN), MUG, Command.FINISH, shop.purchase_order(LEAF), TEA)
    ship = (Command.PAPERS_REMOVED, Command.CLOSE_BOX)
    shop.bench().scans(MUG, *ship, LabelOf("#1"))
    (first,) = write_confirmations(shop.database, shop.request(), tmp_path)
    assert write_confirmations(shop.database, shop.request(), tmp_path) == []
    shop.bench().scans(TEA, *ship, LabelOf("#2"))
    assert write_confirmations(shop.database, shop.request(), tmp_path) == [first]
    with first.open(newline="") as stream:
        assert [row["Name"] for row in csv.DictReader(stream)] == ["#1", "#2"]
