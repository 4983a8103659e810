"""The Products screen: its view model on a real database, and each state of the screen."""

from __future__ import annotations

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import delete, select

from app.db import tables as t
from app.domain.messages import Kind
from app.domain.own_codes import Command
from tests.factory import BOWL, KILN, MUG, TEA, Shop
from tests.ui.work_ground import workplace
from ui.viewmodels.import_files import ImportFiles
from ui.viewmodels.listing import Phase
from ui.viewmodels.product_words import as_printed
from ui.viewmodels.products import Products
from ui.views.products import ProductsScreen


@pytest.fixture
def shop(sqlite_database):
    return Shop(sqlite_database)


@pytest.fixture
def place(shop, tmp_path):
    return workplace(shop, tmp_path)


@pytest.fixture
def model(background, place, clock):
    made = Products(background, place, clock)
    yield made
    made.close()


def listed(qtbot, model, count):
    qtbot.waitUntil(lambda: model.state.list.count == count and model.state.list.phase is not Phase.LOADING)


def opened(qtbot, shop, model, goods=MUG):
    model.open(shop.all(select(t.Product.id).where(t.Product.sku == goods.sku))[0].id)
    qtbot.waitUntil(lambda: model.state.panel is not None and model.state.panel.title == goods.title)


def codes(model):
    return {code.printed for code in model.state.form.codes}


def test_products_are_listed_searched_and_narrowed(qtbot, shop, model):
    shop.sells("#1", TEA)
    model.refresh()
    listed(qtbot, model, 4)
    model.search("bowl")
    listed(qtbot, model, 1)
    model.filter(["waited_for"])
    qtbot.waitUntil(lambda: model.state.list.phase is Phase.NO_MATCH)
    model.clear_filters()
    listed(qtbot, model, 4)
    assert (model.state.text, model.state.filters) == ("", frozenset())


def test_a_product_in_full(qtbot, shop, model):
    shop.sells("#1", (MUG, 2))
    opened(qtbot, shop, model)
    sections = {section.title: section for section in model.state.panel.sections}
    assert [entry.title for entry in sections["Waiting orders"].entries] == ["#1"]
    assert [entry.title for entry in sections["On its way"].entries] == ["PO-00001"]
    assert sections["Suppliers"].entries[0].detail == "EUR 3.20 · 2 days · K-MUG"
    assert ("4006381333931", "GTIN") in [(fact.words, fact.value) for fact in sections["Codes it is scanned by"].facts]


def test_fields_are_stored_at_once_and_taken_back(qtbot, shop, model):
    opened(qtbot, shop, model)
    model.edit()
    model.change("title", "Blue mug, 330 ml")
    model.change("weight_g", "360")
    qtbot.waitUntil(lambda: model.state.panel.detail == "MUG · 360 g")
    assert model.state.panel.title == "Blue mug, 330 ml"
    model.undo()
    model.undo()
    qtbot.waitUntil(lambda: (model.state.panel.title, model.state.panel.detail) == ("Blue mug", "MUG · 350 g"))


def test_what_is_wrong_with_a_field_stays_until_it_is_right(qtbot, shop, model):
    opened(qtbot, shop, model)
    model.edit()
    model.change("weight_g", "heavy")
    model.change_offer(1, "cost", "free")
    assert model.state.problems == {
        "weight_g": "“heavy” is not a whole number of grams.",
        "1:cost": "“free” is not an amount of EUR written like 12.50.",
    }
    model.change("weight_g", "350")
    assert set(model.state.problems) == {"1:cost"}
    assert model.state.told is None


def test_terms_are_stored_at_once_and_taken_back(qtbot, shop, model):
    opened(qtbot, shop, model)
    model.change_offer(1, "cost", "4.10")
    model.change_offer(1, "pack_multiple", "6")
    qtbot.waitUntil(lambda: "EUR 4.10 · 2 days · packs of 6" in model.state.panel.sections[3].entries[0].detail)
    model.undo()
    model.undo()
    qtbot.waitUntil(lambda: "EUR 3.20 · 2 days · K-MUG" in model.state.panel.sections[3].entries[0].detail)
    assert model.state.form.offers[0].supplier == KILN


def test_a_picture_is_checked_and_stored(qtbot, shop, model, tmp_path):
    opened(qtbot, shop, model)
    (tmp_path / "no.png").write_text("no picture")
    model.choose_image(str(tmp_path / "no.png"))
    assert model.state.problems["image"].startswith("The picture cannot be used: the file is not a PNG or JPEG picture")
    Image.new("RGB", (8, 8)).save(tmp_path / "mug.png")
    model.choose_image(str(tmp_path / "mug.png"))
    assert model.state.problems == {}
    qtbot.waitUntil(lambda: model.state.told is not None)
    assert model.state.form.image == str(tmp_path / "mug.png")


def test_a_code_is_taught_removed_and_both_taken_back(qtbot, shop, model):
    opened(qtbot, shop, model)
    model.teach("new-77")
    qtbot.waitUntil(lambda: "NEW-77" in codes(model))
    model.remove("NEW-77")
    qtbot.waitUntil(lambda: "NEW-77" not in codes(model))
    model.undo()
    qtbot.waitUntil(lambda: "NEW-77" in codes(model))
    model.undo()
    qtbot.waitUntil(lambda: "NEW-77" not in codes(model))


def test_a_duplicate_names_the_other_product(qtbot, shop, model):
    opened(qtbot, shop, model)
    model.teach(BOWL.gtin)
    qtbot.waitUntil(lambda: model.state.told is not None)
    assert "belongs to White bowl (BOWL) already" in model.state.told.words
    assert model.state.told.kind is Kind.NOT_ACCEPTED


def test_a_scan_opens_its_product(qtbot, model):
    assert model.scanned(MUG.gtin)
    qtbot.waitUntil(lambda: model.state.panel is not None and model.state.panel.title == MUG.title)


def test_an_unknown_code_is_offered_to_the_product_that_is_shown(qtbot, shop, model):
    model.scanned("ABC-999")
    qtbot.waitUntil(lambda: model.state.told is not None)
    assert (model.state.unknown, model.state.told.kind) == ("", Kind.ATTENTION)
    opened(qtbot, shop, model)
    model.scanned("ABC-999")
    qtbot.waitUntil(lambda: model.state.unknown == "ABC-999")
    model.teach(model.state.unknown)
    qtbot.waitUntil(lambda: "ABC-999" in codes(model))
    assert model.state.unknown == ""


def test_a_scan_while_editing_is_taught_unless_another_product_has_it(qtbot, shop, model):
    opened(qtbot, shop, model)
    shown = model.state.panel.id
    model.edit()
    assert model.scanned("ABC-999")
    qtbot.waitUntil(lambda: "ABC-999" in codes(model))
    assert model.scanned(BOWL.gtin)
    qtbot.waitUntil(lambda: model.state.told.kind is Kind.NOT_ACCEPTED)
    assert "belongs to White bowl (BOWL) already" in model.state.told.words
    assert (model.state.panel.id, model.state.editing) == (shown, True)


def test_a_search_leaves_no_product_of_before_beside_it(qtbot, shop, model):
    opened(qtbot, shop, model)
    model.refresh()
    model.search("bowl")
    assert model.state.panel is None
    qtbot.waitUntil(lambda: model.state.list.count == 1 and model.state.list.phase is Phase.SHOWN)
    assert model.state.panel is None


def test_a_scan_of_something_else_is_left_to_the_shell(shop, model):
    shop.sells("#1", MUG)
    assert not model.scanned(shop.code(Command.OK))
    assert not model.scanned(shop.purchase_order())


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("04006381333931", "4006381333931"),
        ("00000012345670", "0000012345670"),
        ("14006381333938", "14006381333938"),
        ("MUG", "MUG"),
    ],
)
def test_a_code_as_it_is_printed(stored, printed):
    assert as_printed(stored) == printed


# --- the screen -----------------------------------------------------------------------------------------------------


@pytest.fixture
def screen(qtbot, model, background, place):
    made = ProductsScreen(model, ImportFiles(background, place))
    qtbot.addWidget(made)
    made.resize(1084, 660)
    made.show()
    made.shown()
    yield made
    made.close_models()


def has_rows(screen):
    return screen.list.isVisible() and screen.list.model().rowCount() > 0


def words(screen):
    return " ".join(each.text() for each in screen.findChildren(QLabel) if each.isVisible())


def test_the_screen_lists_opens_and_edits(qtbot, screen, model):
    qtbot.waitUntil(lambda: has_rows(screen))
    assert "4 products" in words(screen)
    screen.list.choose(0)
    qtbot.waitUntil(screen.panel.isVisible)
    qtbot.keyClick(screen.list, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(screen._form.isVisible)
    field = screen._form._terms["1:cost"]
    field._line.setText("free")
    field._line.editingFinished.emit()
    qtbot.waitUntil(lambda: "is not an amount of EUR" in words(screen))
    assert screen.back()
    assert screen.panel.isVisible()
    assert screen.back()
    assert not screen.panel.isVisible()


def test_the_screen_teaches_a_scanned_code(qtbot, shop, screen, model):
    opened(qtbot, shop, model)
    assert screen.scanned("ABC-999")
    qtbot.waitUntil(screen._teach.isVisible)
    screen._teach.click()
    qtbot.waitUntil(lambda: "ABC-999 means Blue mug now." in words(screen))


def test_the_screen_without_a_match_and_without_products(qtbot, shop, screen, model):
    qtbot.waitUntil(lambda: has_rows(screen))
    model.filter(["on_hand"])
    qtbot.waitUntil(lambda: "No products match" in words(screen))
    screen.note.acted.emit()
    qtbot.waitUntil(lambda: has_rows(screen))
    with shop.database.write() as connection:
        for table in (t.ProductCode, t.Offer, t.Product):
            connection.execute(delete(table))
    model.refresh()
    qtbot.waitUntil(lambda: "No products yet" in words(screen))


def test_every_target_of_the_form_has_a_name(qtbot, shop, screen, model):
    opened(qtbot, shop, model)
    model.edit()
    qtbot.waitUntil(screen._form.isVisible)
    fields = [*screen._form._terms.values(), *screen._form._fields.values()]
    assert all(field._line.accessibleName() for field in fields)
