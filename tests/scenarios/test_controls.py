"""Each protection switched off: the story it protects must then fail, or the story would prove nothing."""

from uuid import uuid4

import pytest
from sqlalchemy import literal_column
from sqlalchemy.exc import IntegrityError

from app.domain.own_codes import Command
from app.domain.packing import OpenOrder
from app.services import conversation, order_edits, packing, peg_swap, unit_reversal
from tests.factory import Shop
from tests.scenarios import test_at_the_bench as at_the_bench
from tests.scenarios import test_sales_change as sales_change
from tests.scenarios import test_stations as stations
from tests.scenarios import test_taking_back as taking_back


@pytest.fixture
def shop(database):
    """A shop whose books may be wrong when the story ends."""
    return Shop(database)


def test_without_the_paper_gate_a_label_prints_beside_the_suppliers_papers(shop, dock, bench, monkeypatch):
    monkeypatch.setattr(OpenOrder, "papers_done", True)
    with pytest.raises(AssertionError, match="papers_first"):
        at_the_bench.test_nothing_prints_before_every_item_is_in_and_the_papers_are_out(shop, dock, bench)


def test_without_counting_what_is_missing_a_half_filled_box_is_closed(shop, dock, bench, monkeypatch):
    monkeypatch.setattr(OpenOrder, "complete", True)
    with pytest.raises(AssertionError, match="items_first"):
        at_the_bench.test_nothing_prints_before_every_item_is_in_and_the_papers_are_out(shop, dock, bench)


def without_memory(monkeypatch):
    """No request is ever known to have been answered."""
    _, *others = conversation._OPENING.selected_columns
    opening = conversation._OPENING.with_only_columns(literal_column("NULL").label("answered"), *others)
    monkeypatch.setattr(conversation, "_OPENING", opening)


def test_without_the_memory_of_requests_a_scan_sent_twice_is_refused_by_the_table(shop, dock, bench, monkeypatch):
    without_memory(monkeypatch)
    with pytest.raises(IntegrityError):
        stations.test_a_scan_sent_twice_counts_once(shop, dock, bench)


def test_without_memory_and_unique_ids_a_scan_sent_twice_counts_twice(shop, dock, bench, monkeypatch):
    without_memory(monkeypatch)
    row = conversation._row
    monkeypatch.setattr(conversation, "_row", lambda *told: {**row(*told), "request_id": str(uuid4())})
    with pytest.raises(AssertionError):
        stations.test_a_scan_sent_twice_counts_once(shop, dock, bench)


SWAP = sales_change.test_the_most_urgent_order_gets_the_unit_and_gives_its_own_promise_in_exchange


def test_without_withdrawing_the_losers_peg_the_table_refuses_the_unit(shop, dock, monkeypatch):
    monkeypatch.setattr(peg_swap, "_withdraw_one", lambda *told: None)
    with pytest.raises(IntegrityError):
        SWAP(shop, dock)


def test_a_peg_that_is_uncounted_but_not_withdrawn_is_found_by_the_invariant(shop, dock, monkeypatch):
    def uncount(connection, peg):
        peg_swap.count_pegged(connection, {peg.purchase_order_line_id: -1})

    monkeypatch.setattr(peg_swap, "_withdraw_one", uncount)
    with pytest.raises(AssertionError, match="'I3'"):
        SWAP(shop, dock)


def test_without_giving_goods_on_the_next_order_goes_without(shop, dock, bench, monkeypatch):
    monkeypatch.setattr(order_edits, "unpeg_for_stock", lambda *told: None)
    with pytest.raises(AssertionError):
        sales_change.test_goods_of_a_cancelled_sale_go_to_whoever_waits_next(shop, dock, bench)


def test_without_asking_what_hinders_it_undo_takes_other_goods(shop, dock, monkeypatch):
    monkeypatch.setattr(unit_reversal, "hindrance", lambda *told: "")
    with pytest.raises((AssertionError, IntegrityError)):
        taking_back.test_a_promise_made_anew_is_not_mistaken_for_the_old_one(shop, dock)


def test_without_looking_whether_the_box_is_here_undo_opens_a_shipped_one(shop, dock, bench, monkeypatch):
    monkeypatch.setattr(packing.packing_facts, "is_at_bench", lambda *told: True)
    with pytest.raises(AssertionError):
        stations.test_a_box_that_another_station_shipped_is_off_the_bench(shop, dock, bench, Command.UNDO)
    with pytest.raises(AssertionError, match="'I5'"):
        shop.check()
