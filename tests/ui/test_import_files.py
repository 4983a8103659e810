"""Files in through the window: what is recognised, the progress, stopping between chunks, and the rows refused."""

from __future__ import annotations

import csv
from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from app.db import tables as t
from app.domain.address import PostalAddress
from app.domain.documents import Brand
from app.domain.imports import ImportSummary
from app.services import catalog, order_import
from app.services.shop import ChannelSetup, ShopSetup, set_up
from tests.factory import KILN, Shop
from tests.ui.work_ground import button, workplace
from ui.viewmodels.import_files import ImportFiles, ImportState, Phase
from ui.viewmodels.import_words import found
from ui.viewmodels.import_work import Preview, What
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
    made = ImportFilesView(model, "Back to the list")
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


@pytest.fixture
def short_transactions(monkeypatch):
    monkeypatch.setattr(catalog, "_PER_TRANSACTION", 10)
    monkeypatch.setattr(order_import, "ORDERS_PER_TRANSACTION", 2)


def stopped(qtbot, model):
    """An import that is cancelled as soon as it has told of its progress."""
    model.changed.connect(lambda state: state.done and model.cancel())
    ran(qtbot, model)
    model.changed.disconnect()


def test_a_stopped_import_says_what_it_took_and_the_rest_can_follow(qtbot, shop, model, tmp_path, short_transactions):
    looked(qtbot, model, table(tmp_path, *(f"P{n},Thing {n},{KILN},1.00,EUR," for n in range(800))))
    stopped(qtbot, model)
    kept = model.state.done
    assert model.state.stopped
    assert 0 < kept < 800
    assert model.state.summary.imported == kept
    assert shop.count(t.Product) == 4 + kept
    assert model.state.can_run
    ran(qtbot, model)
    assert (model.state.summary.imported, model.state.summary.unchanged) == (800 - kept, kept)
    assert (model.state.stopped, model.state.can_run) == (False, False)


def test_orders_stop_between_orders_and_each_is_whole(qtbot, shop, model, tmp_path, short_transactions):
    head, *rows = (SAMPLE / "orders-northfield.csv").read_text(encoding="utf-8").splitlines()
    number = next(csv.reader(rows[:1]))[0]
    alike = [row for row in rows if row.startswith(f"{number},")]
    many = [row.replace(number, f"{number}-{n}") for n in range(400) for row in alike]
    looked(qtbot, model, table(tmp_path, *many, header=head), What.ORDERS)
    stopped(qtbot, model)
    kept = model.state.summary.imported
    assert 0 < kept < 400
    assert (shop.count(t.SalesOrder), model.state.done) == (kept, kept * len(alike))
    assert shop.count(t.OrderLine) == kept * len(alike)
    shop.check()
    ran(qtbot, model)
    assert (shop.count(t.SalesOrder), model.state.summary.unchanged) == (400, kept)


def test_an_import_that_is_stopped_before_it_began_leaves_the_preview(qtbot, shop, model, tmp_path, background):
    looked(qtbot, model, table(tmp_path, f"LAMP,Desk lamp,{KILN},12.50,EUR,red"))
    go_on = Event()
    for _ in range(2):
        background.long(lambda _: go_on.wait(10), *[lambda *_: None] * 4)
    model.run()
    assert model.state.phase is Phase.RUNNING
    model.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: model.state.phase is Phase.PREVIEW)
    assert (model.state.can_run, shop.count(t.Product)) == (True, 4)


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


@pytest.mark.parametrize(("file", "is_new"), [("orders-northfield.csv", False), ("orders-lumen.txt", True)])
def test_a_channel_that_will_be_made_is_told_before(qtbot, model, file, is_new):
    looked(qtbot, model, SAMPLE / file, What.ORDERS)
    assert ("A channel is made for these orders" in found(model.state.preview)) is is_new


def test_orders_that_could_be_of_several_channels_wait_for_a_word(qtbot, shop, model):
    brand = Brand("lumen", "Lumen", PostalAddress())
    set_up(
        shop.database,
        ShopSetup((brand,), (ChannelSetup("A", "shopify", "lumen"), ChannelSetup("B", "shopify", "lumen"))),
    )
    looked(qtbot, model, SAMPLE / "orders-northfield.csv", What.ORDERS)
    assert {"A", "B"} <= set(model.state.preview.channels)
    assert (model.state.needs_channel, model.state.can_run) == (True, False)
    model.run()
    assert model.state.phase is Phase.PREVIEW
    model.choose_channel("B")
    ran(qtbot, model)
    with shop.database.read() as connection:
        sold = connection.execute(select(t.Channel.name).join(t.SalesOrder, t.SalesOrder.channel_id == t.Channel.id))
        assert set(sold.scalars()) == {"B"}


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
    looked(qtbot, model, table(tmp_path, rows[0]))
    ran(qtbot, model)
    assert "products.csv is imported 0 new, 0 changed, 1 as they were." in words(view)


def test_the_screen_says_what_is_missing_and_what_cannot_be_read(qtbot, view, model, tmp_path):
    looked(qtbot, model, table(tmp_path, "LAMP,12.50", header="sku,cost"))
    assert "the columns title, supplier, currency are missing" in words(view)
    assert not view._run.isEnabled()
    model.choose(tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: "This file cannot be imported" in words(view))


def test_the_screen_asks_for_the_channel_and_takes_the_rest(qtbot, view, model, tmp_path):
    preview = Preview(tmp_path / "orders.csv", 4, (), format="Shopify", channels=("A", "B"))
    model._become(ImportState(What.ORDERS, Phase.PREVIEW, preview))
    assert (view._channel.isVisible(), view._run.isEnabled()) == (True, False)
    model.choose_channel("B")
    assert (view._channel.value(), view._run.isEnabled()) == ("B", True)
    summary = ImportSummary(imported=2)
    model._become(replace(model.state, phase=Phase.DONE, summary=summary, done=2, total=4, stopped=True))
    assert "Stopped after 2 of 4 rows" in words(view)
    assert "2 new, 0 changed, 0 as they were. What they brought stays" in words(view)
    assert button(view, "Import the rest").isEnabled()


def dropped(view, *paths):
    """Files dropped on the screen; whether it offered to take them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *how)
    enter.ignore()
    view.dragEnterEvent(enter)
    if enter.isAccepted():
        view.dropEvent(QDropEvent(QPoint(5, 5), *how))
    return enter.isAccepted()


def test_a_file_can_be_dropped_and_only_one(qtbot, view, model, tmp_path):
    path = table(tmp_path, f"LAMP,Desk lamp,{KILN},12.50,EUR,red")
    assert not dropped(view, path, path)
    assert dropped(view, path)
    qtbot.waitUntil(lambda: model.state.phase is Phase.PREVIEW)
