"""Several stations, lost answers and programs that die: nobody's work is done twice, and none is forgotten."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.db import tables as t
from app.db.engine import Database
from app.domain.own_codes import Command
from app.domain.packing import AwaitingOrder, Packing, PackingState
from app.domain.receiving import AwaitingItem
from app.services.conversation import current_state
from app.services.packing import SCRIPT as PACKING
from app.services.receiving import SCRIPT as RECEIVING
from tests.factory import BOWL, MUG, LabelOf

PACK = (Command.PAPERS_REMOVED, Command.CLOSE_BOX)
LEDGER = (t.Movement, t.Allocation, t.Event, t.Command, t.PrintJob, t.Package, t.Confirmation)

#: Scans once and dies before anybody hears the answer.
DIES_AFTER_COMMIT = """
import os, sys
from app.db.engine import Database
from app.domain.requests import Request, local_now
from app.services.receiving import receive_scan

url, id, text, secret = sys.argv[1:]
receive_scan(Database(url), Request(id, "dock-1", "ana", local_now()), text, bytes.fromhex(secret))
os._exit(9)
"""


def ledger(shop):
    return [shop.count(table) for table in LEDGER]


def answers_once(shop, station, thing):
    """The same request again gives its first answer and changes nothing."""
    request = station.request()
    first = station.send(request, thing)
    before = ledger(shop)
    again = station.send(request, thing)
    assert (again.state, again.message, again.replayed) == (first.state, first.message, True)
    assert ledger(shop) == before
    return first


def test_a_scan_sent_twice_counts_once(shop, dock, bench):
    shop.sells("#1", (MUG, 2))
    dock.scans(shop.purchase_order())
    answers_once(shop, dock, MUG)
    dock.scans(MUG)
    answers_once(shop, dock, Command.UNDO)
    dock.scans(MUG)
    bench.scans(MUG, MUG, Command.PAPERS_REMOVED)
    answers_once(shop, bench, Command.CLOSE_BOX)
    answers_once(shop, bench, LabelOf("#1"))
    assert shop.state("#1") == "shipped"


def test_a_program_that_dies_before_its_answer_is_heard_lost_nothing(shop, dock):
    shop.sells("#1", (MUG, 2))
    dock.scans(shop.purchase_order())
    request = dock.request()
    url = shop.database.url.render_as_string(hide_password=False)
    arguments = [sys.executable, "-c", DIES_AFTER_COMMIT, url, request.id, MUG.gtin, shop.secret.hex()]

    died = subprocess.run(arguments, cwd=Path(__file__).parents[2], check=False, capture_output=True, text=True)

    assert (died.returncode, died.stderr) == (9, "")
    # The packer heard nothing and scans again; the program repeats its request.
    again = dock.send(request, MUG)
    assert (again.replayed, again.message.key) == (True, "unit_received")
    assert shop.line("#1", MUG).received == 1
    assert dock.hears(MUG) == "order_complete"


def test_a_program_that_starts_again_stands_where_it_stood(shop, dock, bench):
    shop.sells("#1", MUG, BOWL)
    order = shop.purchase_order()
    dock.scans(order, MUG, BOWL)
    bench.scans(shop.order("#1").scan_code, MUG)
    started_again = Database(shop.database.url.render_as_string(hide_password=False))

    packing = current_state(started_again, bench.name, PACKING)
    receiving = current_state(started_again, dock.name, RECEIVING)
    elsewhere = current_state(started_again, "bench-2", PACKING)
    started_again.close()

    assert isinstance(packing.step, Packing)
    assert packing.step.order.progress.text == "1 of 2"
    assert isinstance(receiving.step, AwaitingItem)
    assert receiving.step.delivery.received == 2
    assert elsewhere == PackingState()
    assert bench.hears(BOWL) == "all_verified"


def test_two_stations_never_pack_the_same_order(shop, dock, bench):
    shop.sells("#1", MUG)
    shop.sells("#2", MUG)
    dock.scans(shop.purchase_order(), MUG, MUG)
    other = shop.bench("bench-2")

    assert bench.message(MUG).values["order"] == "#1"
    assert other.message(MUG).values["order"] == "#2"
    refused = other.message(Command.CANCEL, shop.order("#1").scan_code)
    assert (refused.key, refused.values["station"]) == ("other_station", "bench-1")


def test_two_docks_never_receive_the_same_unit(shop, dock):
    shop.sells("#1", MUG)
    order = shop.purchase_order()
    other = shop.dock("dock-2")
    dock.scans(order)
    other.scans(order)
    assert [dock.hears(MUG), other.hears(MUG)] == ["order_complete", "too_many"]
    assert shop.on_order(MUG) == (1, 1, 0)


@pytest.mark.parametrize("then", [LabelOf("#1"), Command.UNDO])
def test_a_box_that_another_station_shipped_is_off_the_bench(shop, dock, bench, then):
    shop.sells("#1", MUG)
    dock.scans(shop.purchase_order(), MUG)
    bench.scans(MUG, *PACK)
    assert shop.bench("bench-2").hears(LabelOf("#1")) == "shipped"

    answer = bench.scans(then)

    assert answer.message.key in ("already_shipped_label", "cannot_undo")
    assert answer.state.step == AwaitingOrder()
    assert shop.state("#1") == "shipped"
