"""Which supplier, and how many: in time first, then what it really costs."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.allocation import Demand
from app.domain.money import Money
from app.domain.purchasing import OfferTerms, arrives_on, choose_offer, landed_cost, order_quantity, source

TODAY = date(2026, 11, 23)
OFFER = OfferTerms(1, 1, "K-1", Money(100, "EUR"), pack_multiple=1, minimum_order_quantity=1, lead_time_days=2)
NEED = Demand(1, 1, 3, datetime(2026, 11, 27, 12, tzinfo=UTC))

offers = st.builds(
    OfferTerms,
    supplier_id=st.integers(1, 9),
    product_id=st.just(1),
    supplier_sku=st.just("S"),
    cost=st.builds(Money, st.integers(0, 1000), st.just("EUR")),
    pack_multiple=st.integers(1, 24),
    minimum_order_quantity=st.integers(1, 50),
    lead_time_days=st.integers(0, 9),
)
choices = st.lists(offers, min_size=1, unique_by=lambda offer: offer.supplier_id)
needs = st.builds(replace, st.just(NEED), quantity=st.integers(1, 40))


@given(st.integers(1, 500), offers, st.integers(0, 500))
def test_the_least_number_of_whole_packs_that_brings_enough(need, offer, ordered):
    total = order_quantity(need, offer, ordered)
    assert total >= ordered + need
    assert total >= offer.minimum_order_quantity
    assert total % offer.pack_multiple == 0
    assert total - offer.pack_multiple < max(ordered + need, offer.minimum_order_quantity)


@pytest.mark.parametrize(
    ("need", "pack", "minimum", "ordered", "total"),
    [(1, 1, 1, 0, 1), (7, 6, 1, 0, 12), (1, 1, 10, 0, 10), (1, 6, 10, 0, 12), (1, 6, 12, 12, 18), (0, 6, 1, 5, 6)],
)
def test_packs_and_minimums(need, pack, minimum, ordered, total):
    assert order_quantity(need, replace(OFFER, pack_multiple=pack, minimum_order_quantity=minimum), ordered) == total


def test_what_is_ordered_but_not_needed_is_paid_too():
    assert landed_cost(1, replace(OFFER, pack_multiple=6)) == Money(600, "EUR")


@given(needs, choices)
def test_an_offer_in_time_beats_every_late_one_and_nothing_in_time_is_cheaper(need, choices):
    chosen = choose_offer(need, choices, TODAY)
    in_time = [offer for offer in choices if arrives_on(offer, TODAY) <= need.promise_at.date()]
    assert chosen is not None
    assert chosen.in_time == bool(in_time)
    costs = [landed_cost(need.quantity, offer) for offer in in_time]
    if in_time:
        assert landed_cost(need.quantity, chosen.offer) == min(costs)
    else:
        assert chosen.offer.lead_time_days == min(offer.lead_time_days for offer in choices)


@given(st.data(), needs, choices)
def test_the_order_of_the_offers_does_not_matter(data, need, choices):
    assert choose_offer(need, data.draw(st.permutations(choices)), TODAY) == choose_offer(need, choices, TODAY)


def test_a_cheap_unit_in_a_big_pack_is_not_cheap():
    dozen = replace(OFFER, supplier_id=2, cost=Money(50, "EUR"), pack_multiple=12)
    chosen = choose_offer(NEED, [dozen, OFFER], TODAY)
    assert chosen is not None
    assert chosen.offer == OFFER


def test_no_exchange_rate_is_guessed():
    yen = replace(OFFER, supplier_id=2, cost=Money(1, "JPY"))
    chosen = choose_offer(NEED, [OFFER, yen], TODAY)
    assert chosen is not None
    assert chosen.offer == OFFER


@given(st.lists(needs, unique_by=lambda need: need.quantity), st.lists(offers, max_size=3))
def test_every_shortage_is_bought_or_said_to_be_unsourced(needs, offers):
    sourcing = source(needs, offers, TODAY)
    assert [*(need.demand for need in sourcing.sourced), *sourcing.unsourced] == needs
    assert bool(sourcing.unsourced) == (bool(needs) and not offers)


@given(needs, choices)
def test_who_did_not_bring_the_goods_is_not_asked_for_them_again(need, choices):
    first = source([need], choices, TODAY).sourced[0].offer.supplier_id
    again = source([need], choices, TODAY, {need.order_line_id: first})
    assert all(other.offer.supplier_id != first for other in again.sourced)
    assert bool(again.unsourced) == all(offer.supplier_id == first for offer in choices)
    assert source([need], choices, TODAY, {need.order_line_id + 1: first}) == source([need], choices, TODAY)
