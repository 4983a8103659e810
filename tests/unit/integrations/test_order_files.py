import csv
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.address import PostalAddress
from app.domain.imports import OrderDraft, OrderLineDraft
from app.domain.messages import say
from app.domain.money import Money
from app.errors import UnreadableFile
from app.integrations.order_files import read_orders, recognise

LINE = {
    "Name": "#1001",
    "Email": "ana@example.org",
    "Created at": "2026-11-20 10:00:00 +0100",
    "Lineitem quantity": "2",
    "Lineitem name": "Blue mug",
    "Lineitem price": "12.50",
    "Lineitem sku": "MUG-1",
    "Lineitem requires shipping": "true",
    "Lineitem fulfillment status": "pending",
}
FIRST = LINE | {
    "Financial Status": "paid",
    "Fulfillment Status": "unfulfilled",
    "Currency": "EUR",
    "Shipping Method": "Standard",
    "Shipping Name": "Ana Prova",
    "Shipping Address1": "Via Esempio 1",
    "Shipping City": "Testburg",
    "Shipping Zip": "'01234",
    "Shipping Province": "TB",
    "Shipping Country": "it",
}
SHOPIFY_HEADER = [
    *FIRST,
    "Shipping Address2",
    "Shipping Company",
    "Shipping Phone",
    "Notes",
    "Note Attributes",
    "Shipping Province Name",
    "Cancelled at",
    "Id",
]
ITEM = {
    "order-id": "111-0000001-0000001",
    "order-item-id": "90000000000001",
    "purchase-date": "2026-11-20T10:00:00+01:00",
    "promise-date": "2026-11-27T22:59:59+00:00",
    "sku": "MUG-1",
    "product-name": '"Best" mug 5"',
    "quantity-purchased": "3",
    "quantity-to-ship": "2",
    "ship-service-level": "Standard",
    "recipient-name": "Ana Prova",
    "ship-address-1": "Via Esempio 1",
    "ship-city": "Testburg",
    "ship-postal-code": "01234",
    "ship-country": "IT",
}
AMAZON_HEADER = [*ITEM, "buyer-email", "buyer-phone-number", "ship-address-2", "ship-address-3", "ship-state"]


class Read:
    def __init__(self, path):
        file = read_orders(path)
        self.kind = file.kind
        self.drafts = list(file.drafts())
        self.rejected = file.rejected
        self.skipped = file.skipped
        assert list(file.drafts()) == self.drafts, "reading twice gives the same orders"


@pytest.fixture
def shopify(tmp_path):
    def read(*rows, header=SHOPIFY_HEADER):
        path = tmp_path / "orders_export.csv"
        with path.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, header, restval="", extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return Read(path)

    return read


@pytest.fixture
def amazon(tmp_path):
    def read(*rows, encoding="utf-8"):
        path = tmp_path / "unshipped.txt"
        lines = [AMAZON_HEADER, *([row.get(column, "") for column in AMAZON_HEADER] for row in rows)]
        path.write_bytes("".join("\t".join(line) + "\r\n" for line in lines).encode(encoding))
        return Read(path)

    return read


def line(**changes):
    return LINE | {key.replace("_", " ").capitalize(): value for key, value in changes.items()}


@pytest.mark.parametrize(
    ("country", "region"), [("JP", "神奈川県"), ("IE", "神奈川県"), ("US", "JP-14"), ("IT", "JP-14")]
)
def test_a_region_is_written_as_the_country_writes_it(shopify, country, region):
    told = {"Shipping Country": country, "Shipping Province": "JP-14", "Shipping Province Name": "神奈川県"}
    assert shopify(FIRST | told).drafts[0].ship_to.region == region


def test_a_region_without_a_name_is_its_code(shopify):
    read = shopify(FIRST | {"Shipping Country": "JP", "Shipping Province": "JP-14"})
    assert read.drafts[0].ship_to.region == "JP-14"


def test_a_shopify_order_of_two_rows(shopify):
    gift = "Gift wrap: yes\nGift message: Happy birthday!\nLove, Bea\nDelivery: noon"
    read = shopify(
        FIRST | {"Notes": "Ring\ntwice", "Note Attributes": gift, "Shipping Phone": "'+39 02 0000"},
        line(lineitem_sku="BOWL-1", lineitem_name="Bowl", lineitem_quantity="1", lineitem_price="7"),
    )
    assert (read.kind, read.rejected, read.skipped) == ("shopify", [], [])
    assert read.drafts == [
        OrderDraft(
            rows=(2, 3),
            number="#1001",
            ordered_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
            promise_at=None,
            ship_to=PostalAddress(
                name="Ana Prova",
                lines=("Via Esempio 1",),
                city="Testburg",
                region="TB",
                postcode="01234",
                country="IT",
                phone="+39 02 0000",
            ),
            lines=(
                OrderLineDraft("MUG-1#1", "MUG-1", "Blue mug", 2, Money(1250, "EUR"), None),
                OrderLineDraft("BOWL-1#1", "BOWL-1", "Bowl", 1, Money(700, "EUR"), None),
            ),
            service="Standard",
            gift_message="Happy birthday!\nLove, Bea",
            note="Ring\ntwice",
        )
    ]


def test_one_sku_twice_is_two_lines_and_a_blank_sku_is_known_by_its_title(shopify):
    (order,) = shopify(FIRST, line(), line(lineitem_sku="")).drafts
    assert [(each.external_id, each.sku) for each in order.lines] == [
        ("MUG-1#1", "MUG-1"),
        ("MUG-1#2", "MUG-1"),
        ("Blue mug#1", ""),
    ]


def test_lines_that_need_no_shipping_are_left_out_and_do_not_rename_the_others(shopify):
    (order,) = shopify(
        FIRST | {"Lineitem fulfillment status": "fulfilled"},
        line(),
        line(lineitem_sku="GIFT", lineitem_requires_shipping="false"),
        line(lineitem_sku="GONE", lineitem_quantity="0"),
    ).drafts
    assert [each.external_id for each in order.lines] == ["MUG-1#2"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"Fulfillment Status": "fulfilled"}, "fulfilled already"),
        ({"Lineitem requires shipping": "false"}, "nothing of it is left"),
    ],
)
def test_an_order_that_needs_nothing_from_us_is_skipped_and_said(shopify, change, reason):
    read = shopify(FIRST | change, FIRST | {"Name": "#1002"})
    assert [draft.number for draft in read.drafts] == ["#1002"]
    (skipped,) = read.skipped
    assert (skipped.number, skipped.rows) == ("#1001", (2,))
    assert reason in skipped.reason


@pytest.mark.parametrize(
    "change",
    [
        {"Cancelled at": "2026-11-21 08:00:00 +0100"},
        {"Financial Status": "refunded"},
        {"Financial Status": "voided", "Fulfillment Status": "fulfilled"},
    ],
)
def test_an_order_without_a_buyer_any_more_is_cancelled(shopify, change):
    (order,) = shopify(FIRST | change).drafts
    assert order.cancelled
    assert not shopify(FIRST).drafts[0].cancelled


def test_a_country_in_words_is_kept_below_the_address(shopify):
    (order,) = shopify(FIRST | {"Shipping Country": "Italy"}).drafts
    assert (order.ship_to.country, order.ship_to.lines) == ("", ("Via Esempio 1", "Italy"))


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Created at", "20/11/2026", "is not a date and time"),
        ("Created at", "2026-11-20 10:00:00", "is not a date and time"),
        ("Created at", "0001-01-01 00:00:00 +1400", "is not a date and time"),
        ("Currency", "", "three letters"),
        ("Lineitem quantity", "two", "not a whole number of units"),
        ("Lineitem price", "free", "not an amount of EUR"),
        ("Lineitem sku", "x" * 10_000, "longer than 100"),
        ("Lineitem name", " \x01\t", "is empty"),
        ("Name", "", "is empty"),
    ],
)
def test_a_wrong_cell_refuses_the_whole_order_and_no_other(shopify, column, value, reason):
    second = LINE | {"Name": (FIRST | {column: value})["Name"]}
    read = shopify(FIRST | {column: value}, second, FIRST | {"Name": "#1002"})
    assert [draft.number for draft in read.drafts] == ["#1002"]
    first, other = read.rejected
    assert (first.row, first.column) == (2, column.lower())
    assert reason in first.reason.text
    assert (other.row, other.reason) == (3, say("order_taken_whole", row=2))


def test_a_broken_row_in_an_order_refuses_the_order(tmp_path):
    path = tmp_path / "orders.csv"
    rows = ["#1,MUG,x", '#1,"open', "#2,MUG,x"]
    header = "Name,Lineitem name,Lineitem sku,Lineitem quantity,Lineitem price,Created at,Currency,Shipping Name"
    more = "Shipping Address1,Shipping City,Shipping Zip,Shipping Country"
    tail = ",1,2.00,2026-11-20 10:00:00 +0100,EUR,Ana Prova,Via 1,Testburg,01234,IT"
    path.write_text("\n".join([f"{header},{more}", *(row + tail for row in rows), ""]))
    read = Read(path)
    assert [draft.number for draft in read.drafts] == ["#2"]
    assert [(refused.row, refused.value) for refused in read.rejected] == [(2, "#1"), (3, "#1")]
    assert read.rejected[1].reason == say("quotes_do_not_match")


def test_rows_of_one_order_may_stand_apart(shopify):
    read = shopify(FIRST, FIRST | {"Name": "#1002"}, line(lineitem_sku="BOWL-1"))
    assert [(draft.number, draft.rows) for draft in read.drafts] == [("#1002", (3,)), ("#1001", (2, 4))]


def test_a_partial_header_is_enough(shopify):
    header = [
        name for name in SHOPIFY_HEADER if name not in ("Email", "Notes", "Id", "Financial Status", "Cancelled at")
    ]
    assert len(shopify(FIRST, header=header).drafts) == 1


def test_an_amazon_order(amazon):
    other = ITEM | {"order-item-id": "90000000000002", "promise-date": "2026-11-25T22:59:59Z", "sku": "BOWL-1"}
    done = ITEM | {"order-item-id": "90000000000003", "quantity-to-ship": "0"}
    read = amazon(ITEM, other, done)
    assert (read.kind, read.rejected, read.skipped) == ("amazon", [], [])
    (order,) = read.drafts
    soon, late = datetime(2026, 11, 25, 22, 59, 59, tzinfo=UTC), datetime(2026, 11, 27, 22, 59, 59, tzinfo=UTC)
    assert (order.number, order.promise_at, order.rows) == ("111-0000001-0000001", soon, (2, 3, 4))
    assert order.ordered_at == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert order.lines == (
        OrderLineDraft("90000000000001", "MUG-1", '"Best" mug 5"', 2, Money(0, "XXX"), late),
        OrderLineDraft("90000000000002", "BOWL-1", '"Best" mug 5"', 2, Money(0, "XXX"), soon),
    )


def test_an_amazon_order_without_personal_data_is_taken(amazon):
    blank = dict.fromkeys(["recipient-name", "ship-address-1", "buyer-email"], "")
    (order,) = amazon(ITEM | blank).drafts
    assert (order.ship_to.name, order.ship_to.lines, order.ship_to.country) == ("", (), "IT")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_amazon_names_come_through_in_every_encoding(amazon, encoding):
    (order,) = amazon(ITEM | {"recipient-name": "Zoë Größe"}, encoding=encoding).drafts
    assert order.ship_to.name == "Zoë Größe"


def test_an_amazon_item_twice_and_a_mistyped_date_are_refused(amazon):
    read = amazon(ITEM, ITEM, ITEM | {"order-id": "2", "promise-date": "soon"}, ITEM | {"order-id": "3"})
    assert [draft.number for draft in read.drafts] == ["3"]
    assert [(refused.row, refused.column) for refused in read.rejected] == [
        (2, "order-id"),
        (3, "order-item-id"),
        (4, "promise-date"),
    ]


def test_an_amazon_order_that_is_shipped_is_skipped(amazon):
    (skipped,) = amazon(ITEM | {"quantity-to-ship": "0"}).skipped
    assert skipped.reason == "nothing of it is left to ship"


VALID = "\n".join(
    [",".join(FIRST), ",".join(FIRST.values()), ",".join(LINE.get(name, "") for name in FIRST), '"x,y"', ""]
).encode()


@given(position=st.integers(0, len(VALID)), junk=st.binary(max_size=3), cut=st.integers(0, 40))
def test_a_damaged_export_is_refused_or_its_rows_are(tmp_path_factory, position, junk, cut):
    path = tmp_path_factory.getbasetemp() / "damaged.csv"
    path.write_bytes(VALID[:position] + junk + VALID[position + cut :])
    try:
        read = Read(path)
    except UnreadableFile:
        return
    for draft in read.drafts:
        assert all(each.quantity > 0 and each.title for each in draft.lines)


def test_exports_are_recognised_by_their_header():
    assert recognise(SHOPIFY_HEADER) == "shopify"
    assert recognise(AMAZON_HEADER) == "amazon"
    assert recognise(["sku", "title", "name"]) is None


@pytest.mark.parametrize(
    ("header", "key"),
    [("sku,title", "header_unknown"), ("Name,Lineitem name,Lineitem quantity", "header_incomplete")],
)
def test_other_tables_are_refused_at_once(tmp_path, header, key):
    path = tmp_path / "orders.csv"
    path.write_text(f"{header}\nA,B,C\n")
    with pytest.raises(UnreadableFile) as refused:
        read_orders(path)
    assert refused.value.key == key


@pytest.mark.parametrize(
    "content",
    [None, b"", b"%PDF", b"a,b\n", b"a,A\n1,2\n", b"a,b\n1,2\n", b"order-id,order-item-id\n1,2\n", bytes(65 * 2**20)],
)
def test_every_refusal_of_a_file_has_its_sentence(tmp_path, content):
    path = tmp_path / "orders.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableFile) as refused:
        read_orders(path)
    sentence = say(refused.value.key, **refused.value.values).text
    assert sentence.startswith(("orders.csv ", "The header of orders.csv "))
    assert "Nothing was imported" in sentence
