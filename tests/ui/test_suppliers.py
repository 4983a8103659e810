"""The Suppliers screen: its view model on a real database, and each state of the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import delete

from app.db import tables as t
from app.domain.catalog import SupplierFacts
from app.domain.messages import Kind
from app.queries.scorecard import Scorecard
from app.queries.suppliers import SupplierDetail
from app.services.catalog_edit import Edit, NamedSupplier, change_supplier
from tests.factory import KILN, LEAF, MUG, NOW, Shop
from tests.ui.work_ground import Gone, workplace
from ui.models.columns import Tone
from ui.viewmodels.import_files import ImportFiles
from ui.viewmodels.listing import Phase
from ui.viewmodels.supplier_words import supplier_panel
from ui.viewmodels.suppliers import Suppliers
from ui.views.suppliers import SuppliersScreen


@pytest.fixture
def shop(sqlite_database):
    return Shop(sqlite_database)


@pytest.fixture
def place(shop, tmp_path):
    return workplace(shop, tmp_path)


@pytest.fixture
def model(background, place, clock):
    made = Suppliers(background, place, clock)
    yield made
    made.close()


def listed(qtbot, model):
    model.refresh()
    qtbot.waitUntil(lambda: model.state.list.phase is not Phase.LOADING)


def opened(qtbot, model, row=0):
    listed(qtbot, model)
    model.select(row)
    qtbot.waitUntil(lambda: model.state.panel is not None)


def facts(model, title):
    section = next(each for each in model.state.panel.sections if each.title.startswith(title))
    return {fact.words: fact.value for fact in section.facts}


def test_a_supplier_is_listed_and_told_in_full(qtbot, shop, model):
    shop.sells("#1", MUG)
    opened(qtbot, model)
    assert model.state.list.count_words == "2"
    assert model.state.panel.title == KILN
    assert facts(model, "Deliveries")["Deliveries"] == "none yet"
    assert [entry.title for entry in model.state.panel.sections[2].entries] == ["PO-00001"]


def scored(deliveries, on_time, damaged=0):
    """The tones of what is said of a supplier with so many deliveries of 20 units, all in full."""
    facts = SupplierFacts("", "", "", "", lead_time_days=2)
    score = Scorecard(deliveries, on_time, deliveries, 2.5, 3, 20 * deliveries, damaged)
    panel = supplier_panel(SupplierDetail(1, KILN, facts, 0, (), (), score), NOW)
    return {fact.words: (fact.value, fact.tone) for fact in panel.sections[0].facts}


def test_a_score_says_of_how_many_and_is_grey_below_ten():
    few, many = scored(9, 9), scored(10, 8)
    assert few["Deliveries"] == ("9: too few to judge", Tone.QUIET)
    assert scored(1, 1)["Deliveries"] == ("1: too few to judge", Tone.QUIET)
    assert few["On time"] == ("100 %  (9 of 9)", Tone.QUIET)
    assert {tone for words, (_, tone) in few.items() if words != "Says it needs"} == {Tone.QUIET}
    assert many["Deliveries"] == ("10", Tone.PLAIN)
    assert many["On time"] == ("80 %  (8 of 10)", Tone.WRONG)
    assert many["In full"] == ("100 %  (10 of 10)", Tone.OK)
    assert (many["Lead time, median"], many["9 of 10 within"]) == (("2.5 days", Tone.PLAIN), ("3 days", Tone.WRONG))


@pytest.mark.parametrize(
    ("damaged", "told"),
    [(0, ("0 %  (0 of 200)", Tone.OK)), (2, ("1 %  (2 of 200)", Tone.OK)), (3, ("1 %  (3 of 200)", Tone.WRONG))],
)
def test_more_than_one_damaged_unit_in_a_hundred_stands_out(damaged, told):
    assert scored(10, 10, damaged)["Damaged units"] == told


def test_a_field_is_stored_at_once_and_taken_back(qtbot, model):
    opened(qtbot, model)
    model.edit()
    model.change("lead_time_days", "4")
    model.change("region", "Wales")
    qtbot.waitUntil(
        lambda: facts(model, "Deliveries")["Says it needs"] == "4 days" and model.state.panel.detail == "Wales"
    )
    assert (model.state.told.kind, model.state.told.undoable) == (Kind.OK, True)
    model.undo()
    qtbot.waitUntil(lambda: model.state.panel.detail == "")
    model.undo()
    qtbot.waitUntil(lambda: facts(model, "Deliveries")["Says it needs"] == "2 days")
    model.undo()
    qtbot.waitUntil(lambda: model.state.told.kind is Kind.NOTE)


@pytest.mark.parametrize(
    ("column", "text", "problem"),
    [
        ("lead_time_days", "soon", "“soon” is not a whole number of days."),
        ("email", "nobody", "“nobody” is not an e-mail address."),
        ("supplier", "", "Name is empty."),
    ],
)
def test_what_is_wrong_with_a_field_is_said_and_nothing_is_stored(qtbot, shop, model, column, text, problem):
    opened(qtbot, model)
    model.edit()
    model.change(column, text)
    assert model.state.problems == {column: problem}
    assert model.state.told is None


def test_a_name_that_another_has_and_a_change_by_somebody_else(qtbot, shop, model):
    opened(qtbot, model)
    model.change("supplier", LEAF)
    qtbot.waitUntil(lambda: model.state.told is not None)
    assert model.state.told.words.startswith(f"There is a supplier {LEAF} already.")
    qtbot.waitUntil(lambda: model.state.cells["supplier"] == KILN)
    seen = NamedSupplier(KILN, model._seen.facts)
    change_supplier(shop.database, shop.request(), 1, Edit(seen, NamedSupplier("Kiln Ltd", seen.facts)))
    model.change("region", "Wales")
    qtbot.waitUntil(lambda: "by somebody else" in model.state.told.words)


# --- the screen -----------------------------------------------------------------------------------------------------


@pytest.fixture
def screen(qtbot, model, background, place):
    made = SuppliersScreen(model, ImportFiles(background, place))
    qtbot.addWidget(made)
    made.resize(1084, 660)
    made.show()
    yield made
    made.close_models()


def has_rows(screen):
    return screen.list.isVisible() and screen.list.model().rowCount() > 0


def words(screen):
    return " ".join(each.text() for each in screen.findChildren(QLabel) if each.isVisible())


def test_the_screen_lists_searches_and_clears(qtbot, screen, model):
    screen.shown()
    qtbot.waitUntil(lambda: has_rows(screen))
    assert "2 suppliers" in words(screen)
    qtbot.waitUntil(screen.list.hasFocus)
    screen.search.setText("nobody")
    qtbot.keyClick(screen.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "No suppliers match" in words(screen))
    screen.note.acted.emit()
    qtbot.waitUntil(lambda: has_rows(screen))
    assert screen.search.text() == ""


def test_the_screen_edits_in_the_panel(qtbot, screen, model):
    screen.shown()
    qtbot.waitUntil(lambda: has_rows(screen))
    screen.list.choose(1)
    qtbot.waitUntil(screen.panel.isVisible)
    qtbot.keyClick(screen.list, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    field = screen._fields["lead_time_days"]
    qtbot.waitUntil(field.isVisible)
    field._line.setText("soon")
    field._line.editingFinished.emit()
    qtbot.waitUntil(lambda: "is not a whole number of days" in words(screen))
    assert field.value() == "soon"
    field._line.setText("9")
    field._line.editingFinished.emit()
    qtbot.waitUntil(lambda: "Lead time in days of" in words(screen))
    assert screen.back()
    qtbot.waitUntil(screen.panel.isVisible)


def test_the_screen_of_an_empty_shop_and_of_no_database(qtbot, background, sqlite_database, tmp_path, clock, place):
    gone = Gone(sqlite_database)
    place.database = gone
    model = Suppliers(background, place, clock)
    screen = SuppliersScreen(model, ImportFiles(background, place))
    qtbot.addWidget(screen)
    screen.show()
    screen.shown()
    qtbot.waitUntil(lambda: "The suppliers could not be read" in words(screen))
    gone.back()
    screen.note.retried.emit()
    qtbot.waitUntil(lambda: has_rows(screen))
    screen.close_models()


def test_a_shop_without_suppliers_begins_with_an_import(qtbot, background, place, clock, sqlite_database, tmp_path):
    with sqlite_database.write() as connection:
        for table in (t.ProductCode, t.Offer, t.Supplier):
            connection.execute(delete(table))
    model = Suppliers(background, place, clock)
    screen = SuppliersScreen(model, ImportFiles(background, place))
    qtbot.addWidget(screen)
    screen.show()
    screen.shown()
    qtbot.waitUntil(lambda: "No suppliers yet" in words(screen))
    screen.note.acted.emit()
    assert "Which file holds the suppliers?" in words(screen)
    screen.leave()
    assert "No suppliers yet" in words(screen)
    screen.close_models()
