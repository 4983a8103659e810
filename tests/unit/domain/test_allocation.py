"""Urgent demand first, earliest supply first, and no unit twice."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.allocation import Demand, Supply, plan_allocation

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def day(number):
    return MONDAY + timedelta(days=number)


few = st.integers(0, 5)
demands = st.lists(
    st.builds(
        Demand,
        order_line_id=st.integers(1, 99),
        product_id=st.integers(1, 3),
        quantity=few,
        promise_at=few.map(day),
    ),
    unique_by=lambda demand: demand.order_line_id,
)
supplies = st.lists(
    st.builds(
        Supply,
        product_id=st.integers(1, 3),
        quantity=few,
        available_at=few.map(day),
        location_id=st.integers(0, 9),
        purchase_order_line_id=st.integers(0, 9),
    ),
    unique_by=lambda supply: (supply.location_id, supply.purchase_order_line_id),
)


def totals(amounts):
    counted = Counter()
    for key, quantity in amounts:
        counted[key] += quantity
    return +counted


@given(demands, supplies)
def test_every_unit_that_is_asked_for_is_promised_or_short(demands, supplies):
    plan = plan_allocation(demands, supplies)
    answered = [(promise.order_line_id, promise.quantity) for promise in plan.promises]
    answered += [(short.order_line_id, short.quantity) for short in plan.shortages]
    assert totals(answered) == totals((demand.order_line_id, demand.quantity) for demand in demands)


@given(demands, supplies)
def test_no_supply_is_promised_beyond_what_it_has(demands, supplies):
    plan = plan_allocation(demands, supplies)
    promised = totals((promise.supply, promise.quantity) for promise in plan.promises)
    assert all(quantity <= supply.quantity for supply, quantity in promised.items())
    products = {demand.order_line_id: demand.product_id for demand in demands}
    assert all(products[promise.order_line_id] == promise.supply.product_id for promise in plan.promises)


@given(demands, supplies)
def test_nobody_is_short_while_something_is_left(demands, supplies):
    plan = plan_allocation(demands, supplies)
    left = totals((supply.product_id, supply.quantity) for supply in supplies)
    left -= totals((promise.supply.product_id, promise.quantity) for promise in plan.promises)
    assert not any(left[short.product_id] for short in plan.shortages)


@given(st.data(), demands, supplies)
def test_the_order_of_the_input_does_not_matter(data, demands, supplies):
    mixed = data.draw(st.permutations(demands)), data.draw(st.permutations(supplies))
    assert plan_allocation(*mixed) == plan_allocation(demands, supplies)


@given(demands, supplies)
def test_nobody_less_urgent_gets_units_before_a_line_that_stays_short(demands, supplies):
    plan = plan_allocation(demands, supplies)
    urgency = {demand.order_line_id: (demand.promise_at, demand.order_line_id) for demand in demands}
    for short in plan.shortages:
        served = [promise for promise in plan.promises if promise.supply.product_id == short.product_id]
        assert all(urgency[promise.order_line_id] <= urgency[short.order_line_id] for promise in served)


def test_the_most_urgent_line_gets_what_is_there_first():
    stock = Supply(1, 1, day(0), location_id=3)
    coming = Supply(1, 5, day(2), purchase_order_line_id=7)
    late, urgent = Demand(1, 1, 2, day(9)), Demand(2, 1, 2, day(1))
    plan = plan_allocation([late, urgent], [coming, stock])
    told = [(promise.order_line_id, promise.supply, promise.quantity) for promise in plan.promises]
    assert told == [(2, stock, 1), (2, coming, 1), (1, coming, 2)]
    assert plan.shortages == ()
