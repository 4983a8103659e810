"""Files in through the window: what is recognised, the progress, stopping between chunks, and the rows refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.db import tables as t
from app.services import catalog
from tests.factory import KILN, Shop
from tests.ui.work_ground import workplace
from ui.viewmodels.import_files import ImportFiles, Phase, What
from ui.views.import_files import ImportFilesView

HEADER = "sku,title,supplier,cost,currency,colour"
SAMPLE = Path(__file__).parents[2] / "resources" / "sample"


@pytest.fixture
def shop(sqlite_database):
    return Shop(sqlite_database)


@pytest.fixture
def model(background, shop, tmp_path):
    made = ImportFiles(background, workplace(shop, tmp_path))
    yield made
    made.close()


@pytest.fixture
def view(qtbot, model):
    made = ImportFilesView(model)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


def table(folder, *rows, header=HEADER, name="products.csv"):
    path = folder / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def looked(qtbot, model, path, what=What.PRODUCTS):
    model.begin(what)
    model.choose(path)
    qtbot.waitUntil(lambda: model.state.phase is Phase.PREVIEW)


def ran(qtbot, model):
    with qtbot.waitSignal(model.imported, timeout=20_000):
        model.run()


def test_a_preview_tells_columns_apart_and_imports_nothing(qtbot, shop, model, tmp_path):
    looked(qtbot, model, table(tmp_path, f"LAMP,Desk lamp,{KILN},12.50,EUR,red"))
    preview = model.state.preview
    assert [(column.name, column.used) for column in preview.columns][-2:] == [("currency", True), ("colour", False)]
    assert preview.columns[1].values == ("Desk lamp",)
    assert (preview.rows, preview.missing) == (1, ())
    assert "barcodes" in preview.absent
    assert shop.count(t.Product) == 4


def test_a_file_without_its_columns_cannot_be_run(qtbot, shop, model, tmp_path):
    looked(qtbot, model, table(tmp_path, "LAMP,12.50", header="sku,cost"))
    assert model.state.preview.missing == ("title", "supplier", "currency")
    model.run()
    assert model.state.phase is Phase.PREVIEW


def test_a_file_that_is_no_table_says_why_and_another_can_be_chosen(qtbot, model, tmp_path):
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    model.choose(tmp_path / "picture.csv")
    qtbot.waitUntil(lambda: model.state.problem != "")
    assert "not a text table" in model.state.problem
    assert (model.state.phase, model.state.busy) == (Phase.CHOOSE, False)
    looked(qtbot, model, table(tmp_path, f"LAMP,Desk lamp,{KILN},12.50,EUR,red"))


def test_products_are_imported_and_refused_rows_saved_with_their_reasons(qtbot, shop, model, tmp_path):
    rows = (f"LAMP,Desk lamp,{KILN},12.50,EUR,red", "ROPE,Rope,Nobody,1.00,EUR,=2+3", f"PIN,,{KILN},1.00,EUR,")
    looked(qtbot, model, table(tmp_path, *rows))
    ran(qtbot, model)
    assert (model.state.summary.imported, len(model.state.summary.rejected)) == (1, 2)
    assert shop.count(t.Product) == 5
    model.save_rejected(tmp_path / "refused.csv")
    qtbot.waitUntil(lambda: model.state.saved != "")
    with (tmp_path / "refused.csv").open(encoding="utf-8-sig", newline="") as stream:
        saved = list(csv.DictReader(stream))
    assert [(row["row"], row["column"], row["sku"]) for row in saved] == [
        ("3", "supplier", "ROPE"),
        ("4", "title", "PIN"),
    ]
    assert saved[0]["problem"].startswith("there is no such supplier")
    assert saved[0]["colour"] == "'=2+3"


def test_the_refused_rows_can_be_mended_and_imported_as_they_are(qtbot, shop, model, tmp_path):
    looked(qtbot, model, table(tmp_path, f"PIN,,{KILN},1.00,EUR,"))
    ran(qtbot, model)
    model.save_rejected(tmp_path / "refused.csv")
    qtbot.waitUntil(lambda: model.state.saved != "")
    mended = (tmp_path / "refused.csv").read_text(encoding="utf-8-sig").replace("PIN,,", "PIN,Pin,")
    (tmp_path / "refused.csv").write_text(mended, encoding="utf-8")
    looked(qtbot, model, tmp_path / "refused.csv")
    ran(qtbot, model)
    assert model.state.summary.imported == 1


def test_a_cancelled_import_stores_whole_chunks_and_can_be_finished(qtbot, shop, model, tmp_path, monkeypatch):
    monkeypatch.setattr(catalog, "_PER_TRANSACTION", 10)
    path = table(tmp_path, *(f"P{n},Thing {n},{KILN},1.00,EUR," for n in range(2000)))
    looked(qtbot, model, path)
    with qtbot.waitSignal(model.imported, timeout=20_000):
        model.run()
        qtbot.waitUntil(lambda: model._progress.done > 0)
        model.cancel()
    kept = model.state.done
    assert model.state.cancelled
    assert 0 < kept < 2000
    assert shop.count(t.Product) == 4 + kept
    looked(qtbot, model, path)
    ran(qtbot, model)
    assert (model.state.summary.imported, model.state.summary.unchanged) == (2000 - kept, kept)
    assert not model.state.cancelled


def test_suppliers_are_imported(qtbot, shop, model, tmp_path):
    path = table(tmp_path, "Northwind,3", header="supplier,lead_time_days", name="suppliers.csv")
    looked(qtbot, model, path, What.SUPPLIERS)
    ran(qtbot, model)
    assert (model.state.summary.imported, shop.count(t.Supplier)) == (1, 3)


def test_an_order_export_is_recognised_by_its_header(qtbot, shop, model):
    looked(qtbot, model, SAMPLE / "orders-northfield.csv", What.ORDERS)
    preview = model.state.preview
    assert ("Shopify" in preview.format, preview.missing) == (True, ())
    assert {column.name for column in preview.columns if column.used} >= {"name", "lineitem sku"}
    ran(qtbot, model)
    assert model.state.done == preview.rows
    assert shop.count(t.SalesOrder) == model.state.summary.imported > 0


# --- the screen -----------------------------------------------------------------------------------------------------


def words(view):
    return " ".join(each.text() for each in view.findChildren(QLabel) if each.isVisible())


def test_the_screen_from_the_choice_to_the_result(qtbot, view, model, tmp_path):
    assert "Which file holds the products?" in words(view)
    rows = (f"LAMP,Desk lamp,{KILN},12.50,EUR,red", "ROPE,Rope,Nobody,1.00,EUR,")
    looked(qtbot, model, table(tmp_path, *rows))
    assert "2 rows. 5 of 6 columns are recognised." in words(view)
    assert {"recognised", "left alone", "colour"} <= {each.text() for each in view.findChildren(QLabel)}
    assert (view._run.isVisible(), view._run.isEnabled(), view._save.isVisible()) == (True, True, False)
    ran(qtbot, model)
    assert "1 new, 0 changed, 0 as they were. 1 row was refused." in words(view)
    assert view._rejected.model().rowCount() == 1
    assert (view._run.isVisible(), view._save.isVisible()) == (False, True)


def test_the_screen_says_what_is_missing_and_what_cannot_be_read(qtbot, view, model, tmp_path):
    looked(qtbot, model, table(tmp_path, "LAMP,12.50", header="sku,cost"))
    assert "the columns title, supplier, currency are missing" in words(view)
    assert not view._run.isEnabled()
    model.choose(tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: "This file cannot be imported" in words(view))
