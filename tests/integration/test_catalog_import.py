import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import delete, event, func, insert, select

from app.db import tables as t
from app.domain.imports import ImportSummary, ProductRow, Rejection, SupplierRow
from app.domain.messages import say
from app.domain.money import Money
from app.domain.requests import new_request
from app.integrations.catalog_files import read_products, read_suppliers
from app.services.catalog import import_products, import_suppliers

ROW = ProductRow(
    row=2,
    sku="MUG-1",
    title="Blue mug",
    barcodes=("04006381333931",),
    supplier="Kiln & Co",
    supplier_sku="K-77",
    cost=Money(320, "EUR"),
    pack_multiple=6,
    minimum_order_quantity=12,
    lead_time_days=None,
    weight_g=350,
    image="",
)
SUPPLIERS = [SupplierRow(2, "Kiln & Co", "", "", "", "", 4), SupplierRow(3, "Spare Ltd", "", "", "", "", 9)]


@pytest.fixture
def request_of(clock):
    return lambda: new_request("station-1", "ana", clock)


@pytest.fixture
def products(database, request_of):
    """Imports product rows into a shop with two suppliers."""
    import_suppliers(database, request_of(), SUPPLIERS)
    return lambda *rows: import_products(database, request_of(), rows)


def rows_of(database, *columns):
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(*columns))]


def counts(summary):
    return summary.imported, summary.updated, summary.unchanged


def test_suppliers_are_added_then_unchanged_then_updated(database, request_of):
    assert counts(import_suppliers(database, request_of(), SUPPLIERS)) == (2, 0, 0)
    assert counts(import_suppliers(database, request_of(), SUPPLIERS)) == (0, 0, 2)
    changed = [SUPPLIERS[0], replace(SUPPLIERS[1], lead_time_days=2, email="orders@spare.example")]
    assert counts(import_suppliers(database, request_of(), changed)) == (0, 1, 1)
    assert rows_of(database, t.Supplier.name, t.Supplier.lead_time_days, t.Supplier.email) == [
        ("Kiln & Co", 4, ""),
        ("Spare Ltd", 2, "orders@spare.example"),
    ]


def test_a_product_with_two_offers_is_one_import(database, products):
    second = replace(ROW, row=3, supplier="Spare Ltd", supplier_sku="S-1", barcodes=("BOX 7",), lead_time_days=1)
    assert counts(products(ROW, second)) == (1, 0, 0)
    offer, code = t.Offer, t.ProductCode
    assert rows_of(database, offer.supplier_sku, offer.cost_minor, offer.currency, offer.lead_time_days) == [
        ("K-77", 320, "EUR", 4),
        ("S-1", 320, "EUR", 1),
    ]
    assert rows_of(database, code.kind, code.code) == [
        ("barcode", "BOX 7"),
        ("gtin", "04006381333931"),
        ("sku", "MUG-1"),
        ("supplier_sku", "K-77"),
        ("supplier_sku", "S-1"),
    ]
    assert counts(products(ROW, second)) == (0, 0, 1)


def test_changes_are_written(database, products):
    products(ROW)
    assert counts(products(replace(ROW, title="Red mug", weight_g=1, cost=Money(99, "USD"), image="/mug.png"))) == (
        0,
        1,
        0,
    )
    assert rows_of(database, t.Product.title, t.Product.weight_g, t.Product.image) == [("Red mug", 1, "/mug.png")]
    assert rows_of(database, t.Offer.cost_minor, t.Offer.currency) == [(99, "USD")]


def test_codes_that_a_file_no_longer_names_stay(database, products):
    products(ROW)
    with database.write() as connection:
        product_id = connection.execute(select(t.Product.id)).scalar_one()
        connection.execute(insert(t.ProductCode).values(code="TAUGHT", kind="taught", product_id=product_id))
    products(replace(ROW, barcodes=("NEW",), supplier_sku="K-78"))
    codes = {code for (code,) in rows_of(database, t.ProductCode.code)}
    assert codes == {"MUG-1", "K-77", "K-78", "04006381333931", "NEW", "TAUGHT"}


def test_a_taken_barcode_and_an_unknown_supplier_refuse_only_their_rows(database, products):
    summary = products(
        ROW,
        replace(ROW, row=3, sku="BOWL", supplier_sku=""),
        Rejection(4, "sku", "", say("is_empty")),
        replace(ROW, row=5, sku="JUG", barcodes=(), supplier="Nobody"),
        replace(ROW, row=6, sku="CUP", barcodes=()),
    )
    assert counts(summary) == (2, 0, 0)
    assert [(refused.row, refused.column) for refused in summary.rejected] == [
        (3, "barcodes"),
        (4, "sku"),
        (5, "supplier"),
    ]
    assert "MUG-1" in summary.rejected[0].reason.text
    assert rows_of(database, t.Product.sku) == [("CUP",), ("MUG-1",)]


def test_a_product_whose_rows_are_far_apart_is_counted_once(database, products):
    others = [replace(ROW, row=3 + n, sku=f"CUP-{n}", barcodes=()) for n in range(600)]
    summary = products(ROW, *others, replace(ROW, row=700, supplier="Spare Ltd"))
    assert counts(summary) == (601, 0, 0)
    assert rows_of(database, func.count(t.Offer.id)) == [(602,)]


def test_an_import_asks_the_database_by_chunks_not_by_rows(database, products):
    statements = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    products(*(replace(ROW, row=2 + n, sku=f"CUP-{n}", barcodes=(f"BOX {n}",)) for n in range(1000)))
    assert len(statements) < 60


def test_a_question_about_an_sku_is_closed_when_the_product_comes(database, products, clock):
    with database.write() as connection:
        connection.execute(
            insert(t.CatalogTask),
            [
                {"kind": kind, "subject": subject, "state": "open", "detail": "", "created_at": clock()}
                for kind, subject in (("unknown_sku", "mug-1"), ("unknown_sku", "JUG"), ("other", "MUG-1"))
            ],
        )
    products(ROW)
    assert rows_of(database, t.CatalogTask.kind, t.CatalogTask.subject, t.CatalogTask.state) == [
        ("other", "MUG-1", "open"),
        ("unknown_sku", "JUG", "open"),
        ("unknown_sku", "mug-1", "done"),
    ]


def test_an_interrupted_import_is_finished_by_running_it_again(database, products, request_of):
    rows = [replace(ROW, row=2 + n, sku=f"CUP-{n}", barcodes=(f"BOX {n}",)) for n in range(700)]

    def cut_off():
        yield from rows[:500]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_products(database, request_of(), cut_off())
    assert rows_of(database, func.count(t.Product.id)) == [(400,)]
    assert counts(products(*rows)) == (300, 0, 400)
    assert counts(products(*rows)) == (0, 0, 700)


def test_files_go_in_from_end_to_end(database, request_of, tmp_path):
    suppliers, goods = tmp_path / "suppliers.csv", tmp_path / "products.csv"
    suppliers.write_text("supplier,lead_time_days\nKiln & Co,4\n")
    goods.write_text(
        "sku,title,barcodes,supplier,cost,currency\nMUG-1,Mug,036000291452|A,Kiln & Co,3.20,EUR\n,Jug,,,,\n"
    )
    assert import_suppliers(database, request_of(), read_suppliers(suppliers)) == ImportSummary(imported=1)
    for expected in ((1, 0, 0), (0, 0, 1)):
        summary = import_products(database, request_of(), read_products(goods))
        assert counts(summary) == expected
        assert summary.rejected == (Rejection(3, "sku", "", say("is_empty")),)


SKUS = st.sampled_from(["MUG", "mug", "BOWL", "04006381333931", "JUG"])
ROWS = st.lists(
    st.builds(
        replace,
        st.just(ROW),
        sku=SKUS,
        title=st.sampled_from(["Mug", "Bowl"]),
        barcodes=st.lists(st.sampled_from(["04006381333931", "A", "B", "MUG"]), max_size=2, unique=True).map(tuple),
        supplier=st.sampled_from(["Kiln & Co", "Spare Ltd", "Nobody"]),
        supplier_sku=st.sampled_from(["", "K-77", "mug"]),
        cost=st.builds(Money, st.integers(0, 3), st.just("EUR")),
        weight_g=st.integers(0, 2),
        lead_time_days=st.none() | st.integers(0, 1),
    ),
    max_size=8,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(earlier=ROWS, rows=ROWS)
def test_a_second_import_of_any_rows_changes_nothing(sqlite_database, clock, earlier, rows):
    with sqlite_database.write() as connection:
        for table in (t.ProductCode, t.Offer, t.Product):
            connection.execute(delete(table))
    request = new_request("station-1", "ana", clock)
    import_suppliers(sqlite_database, request, SUPPLIERS)
    import_products(sqlite_database, request, numbered(earlier))
    first = import_products(sqlite_database, request, numbered(rows))
    before = everything(sqlite_database)
    second = import_products(sqlite_database, request, numbered(rows))
    assert counts(second) == (0, 0, sum(counts(first)))
    assert [refused.row for refused in second.rejected] == [refused.row for refused in first.rejected]
    assert everything(sqlite_database) == before


def numbered(rows):
    return [replace(row, row=number) for number, row in enumerate(rows, start=2)]


def test_without_the_check_of_a_file_against_itself_importing_again_would_change_something(products, monkeypatch):
    monkeypatch.setattr("app.services.catalog.products_told_once", lambda rows: rows)
    contradiction = [ROW, replace(ROW, row=3, supplier="Spare Ltd", title="Red mug")]
    products(*contradiction)
    assert counts(products(*contradiction)) == (0, 1, 0)


def everything(database):
    return [rows_of(database, *table.__table__.columns) for table in (t.Product, t.Offer, t.ProductCode)]
