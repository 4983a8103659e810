"""The Purchasing screen: its view model on a real database, and each state of the screen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel
from sqlalchemy import delete, insert

from app.db import tables as t
from app.domain.messages import Kind
from app.queries.purchase_orders import purchase_order_detail
from app.services.purchase_orders import mark_sent, unsent
from tests.factory import BOWL, KILN, LEAF, MUG, NOW, TEA, Goods, Shop
from tests.ui.work_ground import Gone, workplace
from ui.models.columns import Tone
from ui.viewmodels.listing import Phase
from ui.viewmodels.purchasing import Purchasing
from ui.viewmodels.purchasing_state import Mode
from ui.views.purchasing import PurchasingScreen

LAMP = Goods("LAMP", "Desk lamp", "4012345678918", KILN)


@pytest.fixture
def shop(sqlite_database):
    return Shop(sqlite_database)


@pytest.fixture
def place(shop, tmp_path):
    return workplace(shop, tmp_path)


@pytest.fixture
def model(background, place, clock):
    made = Purchasing(background, place, clock)
    yield made
    made.close()


def sent(shop):
    for order in unsent(shop.database):
        mark_sent(shop.database, shop.request(), order.id, order.document.revision)


def opened(qtbot, model, order=1):
    model.show_tab("open")
    model.open(order)
    qtbot.waitUntil(lambda: model.state.panel is not None and model.state.panel.id == order)


def told(qtbot, model, words):
    qtbot.waitUntil(lambda: model.state.told is not None and words in model.state.told.words)


def wait_for_writes(qtbot, model):
    """Until every write that was asked for is answered."""
    answered = []
    model._background.write(lambda: None, answered.append, answered.append)
    qtbot.waitUntil(lambda: answered != [])


def forget_offers(shop, supplier=1):
    with shop.database.write() as connection:
        connection.execute(delete(t.Offer).where(t.Offer.supplier_id == supplier))


def offered_by(shop, supplier):
    """Blue mugs are also offered by another supplier, dearer and later than by the first."""
    terms = {"supplier_sku": "L", "cost_minor": 500, "currency": "EUR", "pack_multiple": 1, "lead_time_days": 9}
    with shop.database.write() as connection:
        connection.execute(insert(t.Offer), {"product_id": 1, "supplier_id": supplier, **terms})


def test_what_is_to_buy_stands_on_cards_with_the_reason(qtbot, shop, model):
    forget_offers(shop)
    shop.sells("#1", (MUG, 2), LAMP)
    model.refresh()
    qtbot.waitUntil(lambda: model.state.around is not None)
    no_offer, unknown = model.state.around.cards
    assert (no_offer.title, no_offer.aside, no_offer.buyable) == (
        "No supplier offers these",
        "1 product · 2 units",
        False,
    )
    assert [(row.title, row.number, row.detail) for row in no_offer.rows] == [("Blue mug", "2 ×", "MUG · for #1")]
    assert unknown.title == "Not in the catalog"
    assert model.state.urgent == 2


def test_what_is_offered_is_bought_with_one_click(qtbot, shop, model):
    forget_offers(shop)
    shop.sells("#1", (MUG, 2))
    offered_by(shop, 2)
    model.refresh()
    qtbot.waitUntil(lambda: model.state.around is not None)
    [card] = model.state.around.cards
    assert (card.title, card.buyable) == (LEAF, True)
    assert "2 cost EUR 10.00, here Wed 2 Dec" in card.rows[0].detail
    assert (card.rows[0].aside, card.rows[0].tone) == ("comes after the promise", Tone.WRONG)
    model.buy()
    qtbot.waitUntil(lambda: model.state.around.cards == ())
    assert shop.line("#1", MUG).to_buy == 0


def test_views_and_search(qtbot, shop, model):
    shop.sells("#1", MUG, TEA)
    model.show_tab("open")
    qtbot.waitUntil(lambda: model.state.list.count == 2)
    model.search("leaf")
    qtbot.waitUntil(lambda: model.state.list.count == 1 and model.state.list.phase is Phase.SHOWN)
    model.show_tab("on_the_way")
    qtbot.waitUntil(lambda: model.state.list.phase is Phase.NO_MATCH)
    model.search("")
    qtbot.waitUntil(lambda: model.state.list.phase is Phase.EMPTY)


def test_a_search_from_to_buy_looks_through_the_open_orders(qtbot, shop, model):
    shop.sells("#1", MUG)
    model.search("mug")
    qtbot.waitUntil(lambda: model.state.list.count == 1)
    assert model.state.tab == "open"


def test_an_order_is_acknowledged_and_shipped(qtbot, shop, model):
    shop.sells("#1", MUG)
    sent(shop)
    opened(qtbot, model)
    assert (model.state.steps.acknowledge, model.state.steps.ship, model.state.steps.cancel) == (True, True, True)
    model.begin(Mode.ACKNOWLEDGE)
    model.acknowledge((NOW + timedelta(days=10)).date())
    told(qtbot, model, "PO-00001 is acknowledged for Thu 3 Dec.")
    qtbot.waitUntil(lambda: model.state.panel.chips[0][0] == "Acknowledged")
    assert "will be late" in model.state.panel.sections[1].entries[0].detail
    model.ship("1Z 999 AA1 0123456784", (NOW + timedelta(days=2)).date())
    told(qtbot, model, "is expected for PO-00001")
    qtbot.waitUntil(lambda: model.state.panel.chips[0][0] == "Shipped")
    assert (model.state.steps.cancel, model.state.steps.close_short) == (False, True)


def test_a_tracking_number_of_another_order_is_refused_in_words(qtbot, shop, model):
    shop.sells("#1", MUG, TEA)
    opened(qtbot, model, 2)
    model.ship("1Z999AA10123456784", NOW.date())
    told(qtbot, model, "PO-00002")
    opened(qtbot, model, 1)
    model.ship("1Z999AA10123456784", NOW.date())
    told(qtbot, model, "belongs to another purchase order")
    assert model.state.told.kind is Kind.NOT_ACCEPTED


def test_consequences_are_shown_and_nothing_has_happened_yet(qtbot, shop, model):
    shop.sells("#1", (MUG, 2), BOWL)
    forget_offers(shop)
    opened(qtbot, model)
    model.ask_ending()
    qtbot.waitUntil(lambda: model.state.mode is Mode.ENDING)
    ending = model.state.ending
    assert (ending.title, ending.verb) == (f"Cancel PO-00001 from {KILN}?", "Cancel the order")
    assert ending.advice.startswith("3 units will not come.")
    assert [(row.title, row.aside) for row in ending.rows] == [
        ("#1 · 2 × Blue mug", "not bought"),
        ("#1 · 1 × White bowl", "not bought"),
    ]
    assert shop.line("#1", MUG).to_buy == 0
    model.back()
    assert (model.state.mode, model.state.ending) == (Mode.PANEL, None)


def test_ending_does_what_was_foreseen(qtbot, shop, model):
    offered_by(shop, 2)
    shop.sells("#1", (MUG, 2))
    shop.dock().scans("PO-00001", MUG)
    opened(qtbot, model)
    model.ask_ending()
    qtbot.waitUntil(lambda: model.state.mode is Mode.ENDING)
    assert model.state.ending.verb == "Close short"
    assert model.state.ending.rows[0].detail == f"bought from {LEAF}, with a new order"
    model.end()
    told(qtbot, model, "PO-00001 is closed short. 1 order is served otherwise.")
    qtbot.waitUntil(lambda: model.state.panel.chips[0][0] == "Closed short")
    assert shop.on_order(MUG) == (3, 1, 1)


def test_what_nobody_else_offers_is_told_to_wait(qtbot, shop, model):
    shop.sells("#1", (MUG, 2))
    opened(qtbot, model)
    model.ask_ending()
    qtbot.waitUntil(lambda: model.state.mode is Mode.ENDING)
    [row] = model.state.ending.rows
    assert (row.detail, row.aside) == ("no other supplier offers it: it waits under To buy", "not bought")
    model.end()
    told(qtbot, model, "PO-00001 is cancelled. 1 order waits to be bought.")


def test_an_order_that_is_still_being_read_does_not_open_beside_another_view(qtbot, shop, model):
    shop.sells("#1", MUG, TEA)
    opened(qtbot, model)
    model.refresh()
    model.show_tab("late")
    qtbot.waitUntil(lambda: model.state.list.phase is Phase.EMPTY)
    assert model.state.panel is None
    model.show_tab("to_buy")
    model.open(2)
    qtbot.waitUntil(lambda: model.state.panel is not None)
    assert (model.state.panel.id, model.state.tab) == (2, "open")


def test_consequences_are_not_shown_beside_another_order(qtbot, shop, model):
    shop.sells("#1", MUG, TEA)
    opened(qtbot, model, 1)
    model.ask_ending()
    with shop.database.read() as connection:
        model._opened(purchase_order_detail(connection, 2))
    wait_for_writes(qtbot, model)
    assert (model.state.mode, model.state.ending, model.state.panel.id) == (Mode.PANEL, None, 2)


def test_a_scan_of_its_paper_opens_an_order(qtbot, shop, model):
    shop.sells("#1", MUG)
    assert model.scanned(shop.purchase_order())
    qtbot.waitUntil(lambda: model.state.panel is not None and model.state.panel.title == "PO-00001")
    assert model.state.tab == "open"
    assert not model.scanned(MUG.gtin)


def test_the_paper_is_the_page_that_prints(qtbot, shop, model):
    shop.sells("#1", MUG)
    opened(qtbot, model)
    model.preview()
    qtbot.waitUntil(lambda: model.state.sheets != ())
    said = [shape.text for shape in model.state.sheets[0].shapes if hasattr(shape, "text")]
    assert {"PO-00001", "Blue mug", KILN} <= set(said)


def test_a_parcel_is_scanned_where_its_shipment_is_noted(qtbot, shop, screen, model):
    shop.sells("#1", MUG)
    opened(qtbot, model)
    assert not screen.scanned("1Z999AA10123456784")
    screen._begin_shipping()
    assert screen.scanned("1Z999AA10123456784")
    screen._ships._send()
    told(qtbot, model, "Parcel 1Z999AA10123456784 is expected for PO-00001.")


def test_a_database_that_is_gone_leaves_what_was_read(qtbot, shop, place, model):
    shop.sells("#1", MUG)
    model.show_tab("open")
    qtbot.waitUntil(lambda: model.state.list.count == 1)
    place.database = Gone(shop.database)
    model.refresh()
    qtbot.waitUntil(lambda: model.state.list.problem != "" and model.state.problem != "")
    assert (model.state.list.phase, model.state.list.count) == (Phase.SHOWN, 1)


# --- the screen -----------------------------------------------------------------------------------------------------


@pytest.fixture
def screen(qtbot, model):
    made = PurchasingScreen(model)
    qtbot.addWidget(made)
    made.resize(1084, 660)
    made.show()
    made.shown()
    yield made
    made.close_models()


def words(screen):
    return " ".join(each.text() for each in screen.findChildren(QLabel) if each.isVisible())


def test_the_screen_of_a_shop_that_needs_nothing(qtbot, screen):
    qtbot.waitUntil(lambda: "Everything is bought" in words(screen))
    screen._tabs.changed.emit({"open"})
    qtbot.waitUntil(lambda: "Nothing is on order" in words(screen))
    screen._tabs.changed.emit({"late"})
    qtbot.waitUntil(lambda: "No supplier is late" in words(screen))


def test_the_screen_says_what_cannot_be_bought(qtbot, shop, screen, model):
    shop.sells("#1", LAMP)
    model.refresh()
    qtbot.waitUntil(lambda: "Not in the catalog" in words(screen))
    assert not screen._buying._buy.isVisible()


def test_one_step_back_closes_the_panel_and_there_is_none_behind_it(qtbot, shop, screen, model):
    shop.sells("#1", MUG)
    assert not screen.back()
    opened(qtbot, model)
    assert screen.back()
    assert (model.state.panel, screen.back()) == (None, False)


def test_the_screen_ships_and_asks_before_it_ends(qtbot, shop, screen, model):
    shop.sells("#1", MUG)
    sent(shop)
    model.show_tab("open")
    qtbot.waitUntil(lambda: screen.list.isVisible() and screen.list.model().rowCount() == 1)
    screen.list.choose(0)
    qtbot.waitUntil(screen.panel.isVisible)
    screen._actions["ship"].click()
    assert screen._ships.isVisible()
    screen._ships._send()
    assert "Type the tracking number" in words(screen)
    assert screen.back()
    assert screen.panel.isVisible()
    screen._actions["cancel"].click()
    qtbot.waitUntil(screen._ends.isVisible)
    assert "Cancel PO-00001" in words(screen)
    screen._ends._keep.click()
    assert screen.list.isVisible()
    assert shop.line("#1", MUG).allocated == 1


def test_the_screen_shows_the_paper_and_comes_back(qtbot, shop, screen, model):
    shop.sells("#1", MUG)
    opened(qtbot, model)
    screen._actions["paper"].click()
    qtbot.waitUntil(lambda: "Blue mug" in screen._paper.accessibleDescription())
    assert f"PO-00001 as it goes to {KILN}" in words(screen)
    assert screen.back()
    assert not screen._paper.isVisible()


def test_the_screen_without_a_database(qtbot, background, shop, place, clock):
    gone = place.database = Gone(shop.database)
    screen = PurchasingScreen(Purchasing(background, place, clock))
    qtbot.addWidget(screen)
    screen.show()
    screen.shown()
    qtbot.waitUntil(lambda: "What is to buy could not be read" in words(screen))
    gone.back()
    screen._buying.note.retried.emit()
    qtbot.waitUntil(lambda: "Everything is bought" in words(screen))
    screen.close_models()
