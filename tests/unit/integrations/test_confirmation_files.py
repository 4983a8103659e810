from datetime import UTC, datetime

from msgspec.structs import replace

from app.domain.address import PostalAddress
from app.domain.confirmations import ConfirmationRow
from app.domain.documents import PurchaseOrderDocument, PurchaseOrderLine
from app.domain.money import Money
from app.integrations.confirmation_files import amazon_confirmation, shopify_confirmation
from app.integrations.supplier_files import purchase_order_csv

ROW = ConfirmationRow(
    order_number="111-0000001-0000001",
    line="90000000000001",
    sku="MUG-1",
    quantity=2,
    shipped_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    carrier="Parcel Example",
    tracking_number="00TEST0001",
    service="Standard",
    tracking_url="https://track.example/00TEST0001",
)


def test_amazon_reads_its_flat_file_back():
    header, line, end = amazon_confirmation([ROW]).split("\n")
    assert header.split("\t") == [
        "order-id",
        "order-item-id",
        "quantity",
        "ship-date",
        "carrier-code",
        "carrier-name",
        "tracking-number",
        "ship-method",
    ]
    assert line.split("\t") == [
        "111-0000001-0000001",
        "90000000000001",
        "2",
        "2026-11-23T09:30:00+00:00",
        "Other",
        "Parcel Example",
        "00TEST0001",
        "Standard",
    ]
    assert end == ""


def test_a_tab_in_a_name_moves_no_cell_and_ids_are_not_shielded():
    text = amazon_confirmation([replace(ROW, carrier="Parcel\tEx\nample", line="-7", carrier_code="UPS")])
    cells = text.splitlines()[1].split("\t")
    assert (len(cells), cells[1], cells[4], cells[5]) == (8, "-7", "UPS", "Parcel Ex ample")


def test_a_shopify_row_names_order_line_and_tracking():
    assert shopify_confirmation([replace(ROW, order_number="#1001", sku="=1+1")]).splitlines() == [
        "Name,Lineitem sku,Lineitem quantity,Tracking Number,Tracking Company,Tracking URL,Shipped at",
        "#1001,'=1+1,2,00TEST0001,Parcel Example,https://track.example/00TEST0001,2026-11-23 09:30:00+00:00",
    ]


def test_a_purchase_order_has_a_row_for_each_line():
    document = PurchaseOrderDocument(
        number="PO-00007",
        scan_code="JP:000070",
        revision=2,
        buyer="Example Shop",
        deliver_to=PostalAddress(name="Example Shop"),
        supplier="Kiln & Co",
        supplier_email="orders@kiln.example",
        ordered_on="2026-11-23",
        expected_on="2026-11-27",
        lines=(PurchaseOrderLine(1, "@K-77", "MUG-1", 'Mug, 5"', 12, Money(320, "EUR")),),
        currency="EUR",
    )
    assert purchase_order_csv(document).splitlines() == [
        "purchase_order,revision,line,supplier_sku,our_sku,title,quantity,unit_cost,currency,expected_on",
        'PO-00007,2,1,\'@K-77,MUG-1,"Mug, 5""",12,3.20,EUR,2026-11-27',
    ]
