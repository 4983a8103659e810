"""One scan, one transaction, one answer."""

import pytest
from sqlalchemy import event

from app.db import tables as t
from app.domain.messages import say
from app.domain.packing import PackingState
from app.domain.receiving import ReceivingState
from app.services.conversation import Turn, converse, current_state
from app.services.packing import SCRIPT as PACKING
from app.services.receiving import SCRIPT as RECEIVING
from tests.factory import MUG, Shop


@pytest.fixture
def shop(database):
    return Shop(database)


def turn(connection, state):
    return Turn(state, say("scan_a_parcel"))


def test_a_turn_that_breaks_leaves_nothing_behind(shop):
    def breaks(connection, state):
        connection.execute(t.Setting.__table__.insert(), {"name": "half", "value": "done"})
        raise ZeroDivisionError

    request = shop.request()
    with pytest.raises(ZeroDivisionError):
        converse(shop.database, request, RECEIVING, "X", breaks)
    assert shop.count(t.Command) == 0
    assert [row.name for row in shop.all(t.Setting.__table__.select())] == ["command_secret"]
    assert not converse(shop.database, request, RECEIVING, "X", turn).replayed


def test_a_state_that_was_stored_is_the_state_that_is_read(shop):
    shop.sells("#1", MUG)
    dock, bench = shop.dock(), shop.bench()
    for station, script, things in (
        (dock, RECEIVING, (shop.purchase_order(), "NO-SUCH-CODE", MUG, MUG)),
        (bench, PACKING, ("NO-SUCH-CODE", MUG, MUG)),
    ):
        for thing in things:
            answer = station.scans(thing)
            assert current_state(shop.database, station.name, script) == answer.state


def test_screens_and_stations_stand_each_on_their_own(shop):
    shop.sells("#1", MUG)
    shop.dock("one").scans(shop.purchase_order())
    assert current_state(shop.database, "one", PACKING) == PackingState()
    assert current_state(shop.database, "two", RECEIVING) == ReceivingState()


@pytest.mark.parametrize(
    ("text", "stored"),
    [("A\x1dB", "A\x1dB"), ("A\x00B", "A\N{REPLACEMENT CHARACTER}B"), ("\ud800", "?"), ("x" * 600, "x" * 512)],
)
def test_every_scan_is_written_down_as_far_as_it_can_be(shop, text, stored):
    converse(shop.database, shop.request(), RECEIVING, text, turn)
    assert [row.text for row in shop.all(t.Command.__table__.select())] == [stored]


def test_an_answer_comes_only_after_its_commit(shop):
    order = []
    event.listen(shop.database.engine, "commit", lambda connection: order.append("commit"))
    shop.dock().scans(MUG)
    order.append("answer")
    assert order == ["commit", "answer"]
