from msgspec.structs import replace

from app.domain.catalog import (
    Catalog,
    CodeFacts,
    OfferFacts,
    Outcome,
    ProductFacts,
    SupplierFacts,
    plan_products,
    plan_supplier,
    products_told_once,
    suppliers_told_once,
)
from app.domain.imports import ProductRow, Rejection, SupplierRow
from app.domain.messages import say
from app.domain.money import Money

EAN = "04006381333931"
ROW = ProductRow(
    row=2,
    sku="mug-1",
    title="Blue mug",
    barcodes=(EAN, "BOX 7"),
    supplier="Kiln & Co",
    supplier_sku="K-77",
    cost=Money(320, "EUR"),
    pack_multiple=6,
    minimum_order_quantity=12,
    lead_time_days=None,
    weight_g=350,
    image="",
)
EMPTY = Catalog(lead_times={"Kiln & Co": 4, "Spare Ltd": 9}, products={}, offers={}, codes=frozenset())


def after(plan, catalog):
    """The catalog when the plan was carried out."""
    return Catalog(
        catalog.lead_times,
        {**catalog.products, **plan.products},
        {**catalog.offers, **plan.offers},
        catalog.codes | set(plan.codes),
    )


def test_a_new_product_brings_offer_and_codes():
    plan = plan_products([ROW], EMPTY)
    assert plan.products == {"mug-1": ProductFacts("Blue mug", 350, "")}
    assert plan.offers == {("mug-1", "Kiln & Co"): OfferFacts("K-77", Money(320, "EUR"), 6, 12, 4)}
    assert plan.codes == [
        CodeFacts("MUG-1", "sku", "mug-1"),
        CodeFacts("K-77", "supplier_sku", "mug-1", "Kiln & Co"),
        CodeFacts(EAN, "gtin", "mug-1"),
        CodeFacts("BOX 7", "barcode", "mug-1"),
    ]
    assert plan.outcomes == {"mug-1": Outcome.IMPORTED}


def test_the_same_row_again_changes_nothing():
    known = after(plan_products([ROW], EMPTY), EMPTY)
    plan = plan_products([ROW], known)
    assert (plan.products, plan.offers, plan.codes, plan.rejected) == ({}, {}, [], [])
    assert plan.outcomes == {"mug-1": Outcome.UNCHANGED}


def test_each_kind_of_change_is_an_update():
    known = after(plan_products([ROW], EMPTY), EMPTY)
    for change in ({"title": "Mug"}, {"cost": Money(330, "EUR")}, {"barcodes": ("NEW",)}, {"lead_time_days": 0}):
        assert plan_products([replace(ROW, **change)], known).outcomes == {"mug-1": Outcome.UPDATED}


def test_what_a_row_leaves_empty_stays():
    known = after(plan_products([replace(ROW, image="/mug.png")], EMPTY), EMPTY)
    plan = plan_products([replace(ROW, weight_g=0, image="", supplier_sku="", barcodes=())], known)
    assert plan.outcomes == {"mug-1": Outcome.UNCHANGED}


def test_two_suppliers_make_one_product_with_two_offers():
    second = replace(ROW, row=3, supplier="Spare Ltd", supplier_sku="S-1", lead_time_days=1)
    plan = plan_products([ROW, second], EMPTY)
    assert [facts.lead_time_days for facts in plan.offers.values()] == [4, 1]
    assert plan.outcomes == {"mug-1": Outcome.IMPORTED}


def test_a_barcode_of_another_product_is_refused_and_names_it():
    known = after(plan_products([ROW], EMPTY), EMPTY)
    thief = replace(ROW, row=9, sku="bowl", supplier_sku="", barcodes=("X", EAN))
    for rows, catalog in (([thief], known), ([ROW, thief], EMPTY)):
        plan = plan_products(rows, catalog)
        assert plan.rejected == [Rejection(9, "barcodes", EAN, say("belongs_to", product="mug-1"))]
        assert "bowl" not in plan.products


def test_an_sku_that_is_a_code_of_another_product_is_refused():
    known = after(plan_products([ROW], EMPTY), EMPTY)
    for sku in ("MUG-1", "box 7"):
        plan = plan_products([replace(ROW, sku=sku, barcodes=())], known)
        assert plan.rejected == [Rejection(2, "sku", sku, say("is_code_of", product="mug-1"))]


def test_a_supplier_sku_is_no_claim():
    known = after(plan_products([ROW], EMPTY), EMPTY)
    plan = plan_products([replace(ROW, sku="K-77", barcodes=(), supplier_sku="")], known)
    assert plan.outcomes == {"K-77": Outcome.IMPORTED}


def test_a_taught_code_that_comes_as_a_barcode_is_no_news():
    taught = CodeFacts("BOX 7", "taught", "mug-1")
    plan = plan_products([ROW], replace(EMPTY, codes=frozenset({taught})))
    assert "BOX 7" not in [fact.code for fact in plan.codes]


def test_a_code_that_two_products_share_already_is_no_reason_to_refuse_either():
    shared = frozenset({CodeFacts("BOX 7", "taught", "mug-1"), CodeFacts("BOX 7", "taught", "bowl")})
    assert plan_products([ROW], replace(EMPTY, codes=shared)).rejected == []
    (refused,) = plan_products([replace(ROW, sku="jug", barcodes=("BOX 7",))], replace(EMPTY, codes=shared)).rejected
    assert refused.reason == say("belongs_to", product="bowl")


def test_an_unknown_supplier_is_refused():
    plan = plan_products([replace(ROW, supplier="kiln & co")], EMPTY)
    assert [(refused.row, refused.column) for refused in plan.rejected] == [(2, "supplier")]
    assert plan.outcomes == {}


def test_rows_of_one_file_may_not_contradict_each_other():
    rows = [
        replace(ROW, weight_g=0),
        replace(ROW, row=3),
        replace(ROW, row=4, supplier="Spare Ltd", title="Red mug"),
        replace(ROW, row=5, supplier="Spare Ltd"),
        replace(ROW, row=6, supplier="Third Ltd", weight_g=0),
        replace(ROW, row=7, supplier="Last Ltd", weight_g=1),
        Rejection(8, "sku", "", say("is_empty")),
    ]
    told = list(products_told_once(rows))
    assert [(each.row, isinstance(each, Rejection)) for each in told] == [
        (2, False),
        (3, True),
        (4, True),
        (5, False),
        (6, False),
        (7, True),
        (8, True),
    ]
    assert [each.column for each in told if isinstance(each, Rejection)] == ["supplier", "title", "weight_g", "sku"]


def test_a_supplier_twice_in_one_file_is_refused():
    row = SupplierRow(2, "Kiln & Co", "", "", "", "", 4)
    first, second = suppliers_told_once([row, replace(row, row=5)])
    assert first == row
    assert second == Rejection(5, "supplier", "Kiln & Co", say("supplier_in_row", row=2))


def test_a_supplier_row_keeps_what_it_leaves_empty():
    known = SupplierFacts("orders@kiln.example", "1", "", "GB", 4)
    told = plan_supplier(SupplierRow(2, "Kiln & Co", "", "2", "", "", 5), known)
    assert told == SupplierFacts("orders@kiln.example", "2", "", "GB", 5)
