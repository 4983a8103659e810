"""Whatever people, channels and printers do in whatever order: after every step the books are right.

The machine drives the real services with random commands, sensible and silly, and asks every invariant after each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from datetime import timedelta
from itertools import chain, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.db import tables as t
from app.db.engine import Database
from app.domain.address import PostalAddress
from app.domain.cross_dock import Swap
from app.domain.own_codes import Command
from app.domain.print_ledger import ACTIVE, TRANSITIONS, JobState
from app.errors import Refused
from app.services import peg_swap, print_jobs, unit_reversal
from app.services.print_jobs import move_on, recover
from app.services.purchase_orders import close_short, mark_sent, record_ship_notice, unsent
from tests.factory import BOWL, CATALOG, CUP, KILN, MUG, TEA, Goods, LabelOf, Scannable, Shop, Station, copy_of

#: In no catalog until it is learned.
LAMP = Goods("LAMP", "Reading lamp", "7612345678900", KILN)
LEDGER = (t.Movement, t.Allocation, t.Event, t.Command, t.PrintJob, t.Package, t.Confirmation)
UPS = "1Z999AA10123456784"

#: What follows a closed box; None stands for the scan of its label.
AFTER_CLOSING = ((), (None,), (Command.REPRINT_LABEL, None), (Command.UNDO, Command.CLOSE_BOX, Command.REPRINT_SLIP))

numbers = st.integers(1, 6).map("#{}".format)
goods = st.sampled_from((MUG, MUG, BOWL, TEA, CUP))
baskets = st.lists(
    st.tuples(st.sampled_from((*CATALOG, LAMP)), st.integers(1, 3)),
    min_size=1,
    max_size=3,
    unique_by=lambda item: item[0].sku,
)
commands = st.sampled_from(tuple(command for command in Command if command is not Command.QTY))
stations = st.sampled_from(("1", "2"))
nonsense = st.sampled_from(("NO-SUCH-CODE", "JC:OK:AAAA", "", UPS))


class Warehouse(RuleBasedStateMachine):
    """A shop with two docks and two benches."""

    def __init__(self, database: Database, close: Callable[[], None]) -> None:
        super().__init__()
        self.shop = Shop(database)
        self.close = close
        self.sent: list[tuple[Station, Any, Scannable, Any]] = []

    def teardown(self) -> None:
        self.close()

    @invariant()
    def the_books_are_right(self) -> None:
        self.shop.check()

    # --- the office ---

    @initialize(days=st.permutations((1, 3, 5)))
    def a_first_day_is_over(self, days):
        for number, promise_days in enumerate(days, start=1):
            self.shop.sells(f"#{number}", MUG, *[BOWL][: number - 1], promise_days=promise_days)
            self.a_day_passes()
        self.unpack(self.shop.dock("dock-1"), 0)

    @rule(number=numbers, basket=baskets, days=st.integers(1, 9), city=st.sampled_from(("Sampleton", "Exampleburg")))
    def an_order_comes_or_is_edited(self, number, basket, days, city):
        self.shop.sells(number, *basket, promise_days=days, ship_to=PostalAddress(name=number, city=city))

    @rule(number=numbers, item=goods)
    def the_channel_cancels(self, number, item):
        self.shop.sells(number, item, cancelled=True)

    @rule(number=numbers)
    def the_owner_cancels(self, number):
        if number in self.orders():
            with suppress(Refused):
                self.shop.cancels(number)

    @rule()
    def a_day_passes(self):
        self.shop.now += timedelta(days=1)

    @rule()
    def the_catalog_learns_the_lamp(self):
        self.shop.learns(LAMP)

    @rule()
    def the_purchase_orders_are_sent(self):
        for order in unsent(self.shop.database):
            assert mark_sent(self.shop.database, self.shop.request(), order.id, order.document.revision)

    @rule(pick=st.integers(0, 9))
    def a_supplier_gives_up(self, pick):
        numbers = self.shop.all(select(t.PurchaseOrder.number).order_by(t.PurchaseOrder.id))
        if numbers:
            close_short(self.shop.database, self.shop.request(), numbers[pick % len(numbers)].number)

    @rule(pick=st.integers(0, 9))
    def a_ship_notice_comes(self, pick):
        numbers = self.shop.all(select(t.PurchaseOrder.number).order_by(t.PurchaseOrder.id))
        if numbers:
            with suppress(Refused):
                record_ship_notice(self.shop.database, self.shop.request(), numbers[pick % len(numbers)].number, UPS)

    # --- the floor, one scan at a time ---

    @rule(station=stations, thing=st.one_of(goods, goods, commands, nonsense, st.just(LAMP)))
    def the_dock_scans(self, station, thing):
        self.scan(self.shop.dock(f"dock-{station}"), thing)

    @rule(station=stations, pick=st.integers(0, 9))
    def the_dock_opens_a_purchase_order(self, station, pick):
        self.scan_one_of(self.shop.dock(f"dock-{station}"), t.PurchaseOrder.scan_code, pick)

    @rule(station=stations, count=st.integers(2, 4), thing=goods)
    def the_dock_counts(self, station, count, thing):
        dock = self.shop.dock(f"dock-{station}")
        self.scan(dock, self.shop.quantity(count))
        self.scan(dock, thing)

    @rule(station=stations, thing=st.one_of(goods, commands, commands, nonsense))
    def the_bench_scans(self, station, thing):
        self.scan(self.shop.bench(f"bench-{station}"), thing)

    @rule(station=stations, pick=st.integers(0, 9))
    def the_bench_opens_an_order(self, station, pick):
        self.scan_one_of(self.shop.bench(f"bench-{station}"), t.SalesOrder.scan_code, pick)

    @rule(station=stations, pick=st.integers(0, 9))
    def the_bench_scans_a_label(self, station, pick):
        self.scan_one_of(self.shop.bench(f"bench-{station}"), t.Package.label_scan_code, pick)

    # --- the floor, whole pieces of work ---

    @rule(station=stations, pick=st.integers(0, 9), extra=st.lists(goods, max_size=1))
    def a_delivery_is_unpacked(self, station, pick, extra):
        self.unpack(self.shop.dock(f"dock-{station}"), pick, extra)

    @rule(station=stations, then=st.sampled_from(AFTER_CLOSING))
    def a_ready_order_is_packed(self, station, then):
        ready = self.shop.all(select(t.SalesOrder).where(t.SalesOrder.state == "ready"))
        for order in ready[:1]:
            bench = self.shop.bench(f"bench-{station}")
            lines = self.shop.all(select(t.OrderLine).where(t.OrderLine.order_id == order.id))
            things = chain.from_iterable([line.sku] * line.quantity for line in lines)
            for thing in (Command.OK, order.scan_code, *things, Command.PAPERS_REMOVED, Command.CLOSE_BOX):
                self.scan(bench, thing)
            if self.shop.state(order.number) == "packed":
                for thing in then:
                    self.scan(bench, thing or LabelOf(order.number))

    @rule(station=stations, pick=st.integers(0, 9), damaged=st.booleans(), found=st.booleans())
    def a_packer_has_a_problem(self, station, pick, damaged, found):
        ready = self.shop.all(select(t.SalesOrder).where(t.SalesOrder.state == "ready").order_by(t.SalesOrder.id))
        for order in ready[pick % len(ready) :][:1] if ready else ():
            bench = self.shop.bench(f"bench-{station}")
            lines = self.shop.all(select(t.OrderLine).where(t.OrderLine.order_id == order.id, t.OrderLine.quantity > 0))
            told = (Command.DAMAGED, lines[pick % len(lines)].sku) if damaged else (lines[0].sku, Command.SHORT)
            for thing in (Command.OK, order.scan_code, *told, *[Command.UNDO] * found):
                self.scan(bench, thing)

    @rule(pick=st.integers(0, 9), back=st.integers(1, 4))
    def scans_are_taken_back(self, pick, back):
        if self.sent:
            station = self.sent[-1 - pick % len(self.sent)][0]
            for _ in range(back):
                self.scan(station, Command.UNDO)

    # --- the machines ---

    @precondition(lambda self: self.sent)
    @rule(pick=st.integers(0, 99))
    def a_scan_is_sent_again(self, pick):
        station, request, thing, first = self.sent[pick % len(self.sent)]
        before = [self.shop.count(table) for table in LEDGER]
        again = station.send(request, thing)
        assert again.replayed
        assert (again.state, again.message) == (first.state, first.message)
        assert [self.shop.count(table) for table in LEDGER] == before

    @rule(pick=st.integers(0, 9), choice=st.integers(0, 9))
    def a_print_job_moves_on(self, pick, choice):
        jobs = self.shop.all(select(t.PrintJob).order_by(t.PrintJob.id.desc()))
        for job in jobs[pick : pick + 1]:
            after = sorted(later for before, later in TRANSITIONS if before == job.state)
            if after:
                self.move(job, JobState(job.state), after[choice % len(after)])

    @rule(end=st.sampled_from((JobState.HANDED_OFF, JobState.CONFIRMED, JobState.UNKNOWN)))
    def the_printer_prints(self, end):
        way = (JobState.DRAFT, JobState.QUEUED, JobState.SENDING, end)
        for job in self.shop.all(select(t.PrintJob).where(t.PrintJob.state.in_(ACTIVE))):
            for before, after in pairwise(way[way.index(JobState(job.state)) :]):
                self.move(job, before, after)

    @rule()
    def the_program_starts_again(self):
        recover(self.shop.database, self.shop.request())

    # --- tools ---

    def unpack(self, dock: Station, pick: int, extra: Sequence[Goods] = ()) -> None:
        """Everything that a purchase order still owes comes in."""
        line, order = t.PurchaseOrderLine, t.PurchaseOrder
        columns = select(order.scan_code, t.Product.sku, line.quantity - line.received)
        owed = self.shop.all(
            columns.select_from(line).join(order).join(t.Product).where(line.received < line.quantity).order_by(line.id)
        )
        codes = sorted({row.scan_code for row in owed})
        for code in codes[pick % len(codes) :][:1] if codes else ():
            items = chain.from_iterable([sku] * min(count, 4) for opened, sku, count in owed if opened == code)
            for thing in (Command.OK, Command.FINISH, code, *items, *extra, Command.OK):
                self.scan(dock, thing)

    def scan(self, station: Station, thing: Scannable) -> None:
        request = station.request()
        answer = station.send(request, thing)
        assert not answer.replayed
        assert answer.message.text
        self.sent.append((station, request, thing, answer))

    def scan_one_of(self, station: Station, column: Any, pick: int) -> None:
        codes = self.shop.all(select(column).order_by(column))
        if codes:
            self.scan(station, codes[pick % len(codes)][0])

    def move(self, job: Any, before: JobState, after: JobState) -> None:
        move_on(self.shop.database, self.shop.request("spooler"), job, before, after)

    def orders(self) -> set[str]:
        return {row.number for row in self.shop.all(select(t.SalesOrder.number))}


def run(make: Callable[[], AbstractContextManager[Database]], examples: int, steps: int, **limits: Any) -> None:
    """Let the machine work on a new database from `make` for every example."""

    def machine() -> Warehouse:
        with ExitStack() as stack:
            database = stack.enter_context(make())
            return Warehouse(database, stack.pop_all().close)

    bounded = settings(
        max_examples=examples,
        stateful_step_count=steps,
        suppress_health_check=list(HealthCheck),
        **limits,
    )
    run_state_machine_as_test(machine, settings=bounded)


def test_the_books_stay_right_on_sqlite(migrated_file):
    run(lambda: copy_of(migrated_file), examples=15, steps=30)


def test_the_books_stay_right_on_postgresql(postgres_cluster):
    run(postgres_cluster.database, examples=4, steps=20)


@pytest.mark.parametrize(
    ("place", "protection", "instead"),
    [
        (peg_swap, "swap_pegs", lambda *told: Swap(())),
        (unit_reversal, "hindrance", lambda *told: ""),
        (print_jobs, "reprint_mark", lambda *told: ""),
    ],
    ids=["peg swap", "what hinders an undo", "reprint mark"],
)
def test_the_machine_finds_what_goes_wrong_without_a_protection(migrated_file, monkeypatch, place, protection, instead):
    monkeypatch.setattr(place, protection, instead)
    only_look = (Phase.generate,)
    with pytest.raises((AssertionError, IntegrityError, ExceptionGroup)):
        run(lambda: copy_of(migrated_file), examples=40, steps=30, phases=only_look, derandomize=True, database=None)
