"""Edits at the desk: each is recorded, each can be undone, and none overwrites what was not seen."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import select

from app.db import tables as t
from app.domain.catalog import ProductFacts, SupplierFacts
from app.domain.money import Money
from app.errors import Conflict, NotFound, Refused
from app.queries.products import product_detail
from app.queries.suppliers import supplier_detail
from app.services.catalog_codes import StoredCode, add_code, remove_code, restore_code
from app.services.catalog_edit import Edit, NamedSupplier, change_offer, change_product, change_supplier
from tests.factory import BOWL, KILN, LEAF, MUG, NOW, Shop

SEEN = NamedSupplier(KILN, SupplierFacts("", "", "", "", 2))
TOLD = NamedSupplier("Kiln Ltd", SupplierFacts("orders@kiln.example", "", "", "Wales", 3))


@pytest.fixture
def shop(database):
    return Shop(database)


def events(shop):
    rows = shop.all(select(t.Event.kind, t.Event.data).order_by(t.Event.id))
    return [(row.kind, msgspec.json.decode(row.data)) for row in rows]


def supplier(shop):
    with shop.database.read() as connection:
        return supplier_detail(connection, 1, NOW)


def product(shop, id):
    with shop.database.read() as connection:
        return product_detail(connection, id)


def mug(shop):
    return shop.all(select(t.Product.id).where(t.Product.sku == MUG.sku))[0].id


# --- suppliers ------------------------------------------------------------------------------------------------------


def test_an_edit_of_a_supplier_and_its_undo_are_both_in_the_journal(shop):
    edit = Edit(SEEN, TOLD)
    change_supplier(shop.database, shop.request(), 1, edit)
    assert (supplier(shop).name, supplier(shop).facts) == (TOLD.name, TOLD.facts)
    change_supplier(shop.database, shop.request(), 1, edit.undo)
    assert (supplier(shop).name, supplier(shop).facts) == (SEEN.name, SEEN.facts)
    fields = ["name", "email", "region", "lead_time_days"]
    assert [(kind, data["fields"]) for kind, data in events(shop)] == [("SupplierChanged", fields)] * 2
    shop.check()


def test_the_journal_holds_no_address(shop):
    change_supplier(shop.database, shop.request(), 1, Edit(SEEN, TOLD))
    assert "kiln.example" not in str(events(shop))


def test_what_was_not_seen_is_not_overwritten(shop):
    change_supplier(shop.database, shop.request(), 1, Edit(SEEN, TOLD))
    with pytest.raises(Conflict):
        change_supplier(shop.database, shop.request(), 1, Edit(SEEN, NamedSupplier("Other", SEEN.facts)))
    assert supplier(shop).name == TOLD.name


def test_a_name_belongs_to_one_supplier(shop):
    with pytest.raises(Refused, match="supplier_name_taken"):
        change_supplier(shop.database, shop.request(), 1, Edit(SEEN, replace(SEEN, name=LEAF)))
    with pytest.raises(NotFound):
        change_supplier(shop.database, shop.request(), 99, Edit(SEEN, TOLD))


def test_an_edit_that_changes_nothing_is_no_event(shop):
    change_supplier(shop.database, shop.request(), 1, Edit(SEEN, SEEN))
    assert events(shop) == []


# --- products and offers --------------------------------------------------------------------------------------------


def test_an_edit_of_a_product_and_its_undo(shop):
    before = product(shop, mug(shop)).facts
    edit = Edit(before, ProductFacts("Blue mug, 330 ml", 360, before.image))
    change_product(shop.database, shop.request(), mug(shop), edit)
    assert product(shop, mug(shop)).facts == edit.after
    with pytest.raises(Conflict):
        change_product(shop.database, shop.request(), mug(shop), edit)
    change_product(shop.database, shop.request(), mug(shop), edit.undo)
    assert product(shop, mug(shop)).facts == before
    assert [data["fields"] for _, data in events(shop)] == [["title", "weight_g"]] * 2
    with pytest.raises(NotFound):
        change_product(shop.database, shop.request(), 999, edit)


def test_an_edit_of_an_offer_keeps_the_cost_before(shop):
    own = mug(shop), 1
    [offer] = product(shop, mug(shop)).offers
    edit = Edit(offer.facts, replace(offer.facts, cost=Money(410, "EUR"), pack_multiple=6))
    change_offer(shop.database, shop.request(), *own, edit)
    assert product(shop, mug(shop)).offers[0].facts == edit.after
    [(kind, data)] = events(shop)
    assert (kind, data["cost_minor"], data["cost_minor_before"]) == ("OfferChanged", 410, 320)
    assert data["fields"] == ["pack_multiple", "cost_minor"]
    with pytest.raises(Conflict):
        change_offer(shop.database, shop.request(), *own, edit)
    with pytest.raises(NotFound):
        change_offer(shop.database, shop.request(), mug(shop), 2, edit)


# --- codes ----------------------------------------------------------------------------------------------------------


def test_a_taught_code_is_found_by_a_scan_and_can_be_taken_back(shop):
    shop.sells("#1", (MUG, 2))
    taught = add_code(shop.database, shop.request(), mug(shop), " new-77 ")
    assert taught == StoredCode("NEW-77", "taught", mug(shop))
    dock = shop.dock()
    assert dock.hears("PO-00001", "NEW-77") == "unit_received"
    remove_code(shop.database, shop.request(), taught)
    assert dock.hears("NEW-77") == "unknown_code"
    assert [kind for kind, _ in events(shop) if "Code" in kind] == ["CodeTaught", "CodeRemoved"]
    shop.check()


def test_a_code_the_product_has_already_is_no_event(shop):
    assert add_code(shop.database, shop.request(), mug(shop), MUG.gtin) is None
    assert events(shop) == []


def test_a_duplicate_names_the_other_product(shop):
    with pytest.raises(Refused) as refused:
        add_code(shop.database, shop.request(), mug(shop), BOWL.gtin)
    assert refused.value.key == "code_taken"
    assert refused.value.values["product"] == "White bowl (BOWL)"


def test_a_supplier_sku_is_no_claim(shop):
    assert add_code(shop.database, shop.request(), mug(shop), BOWL.supplier_sku) is not None


@pytest.mark.parametrize("code", ["", "  ", "A\x07B", "X" * 600])
def test_what_cannot_be_a_code(shop, code):
    with pytest.raises(Refused, match="code_not_usable"):
        add_code(shop.database, shop.request(), mug(shop), code)
    with pytest.raises(NotFound):
        add_code(shop.database, shop.request(), 999, "FINE")


def test_every_kind_of_code_comes_back_as_it_was(shop):
    before = product(shop, mug(shop)).codes
    stored = [StoredCode(one.code, one.kind, mug(shop), one.supplier_id) for one in before if one.kind != "sku"]
    for code in stored:
        remove_code(shop.database, shop.request(), code)
    assert [one.kind for one in product(shop, mug(shop)).codes] == ["sku"]
    for code in stored:
        restore_code(shop.database, shop.request(), code)
    assert set(product(shop, mug(shop)).codes) == set(before)
    with pytest.raises(NotFound):
        remove_code(shop.database, shop.request(), StoredCode("GONE", "taught", mug(shop)))


def test_the_own_sku_stays_and_a_code_given_away_does_not_come_back(shop):
    with pytest.raises(Refused, match="code_stays"):
        remove_code(shop.database, shop.request(), StoredCode(MUG.sku, "sku", mug(shop)))
    taught = add_code(shop.database, shop.request(), mug(shop), "NEW-77")
    remove_code(shop.database, shop.request(), taught)
    bowl = shop.all(select(t.Product.id).where(t.Product.sku == BOWL.sku))[0].id
    add_code(shop.database, shop.request(), bowl, "NEW-77")
    with pytest.raises(Refused, match="code_taken"):
        restore_code(shop.database, shop.request(), taught)
