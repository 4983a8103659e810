"""The station on the command line and the services the window uses give the same answers to the same scans."""

import shutil

import pytest

from app.db.engine import Database, sqlite_url
from app.domain.requests import new_request
from app.services.packing import pack_scan
from app.services.receiving import receive_scan
from app.services.shop import prepare
from tests.blackbox.shop import Shop

DOCK_MISHAPS = ("UNREADABLE-4711", "JC:OK:AAAA", "JP:00001:Z", "", "\x02\x03", "x" * 600, "(01)4006381333930")


@pytest.fixture
def twin(sample, tmp_path):
    """The same shop once more, in this process."""
    shutil.copytree(sample.folder, tmp_path / "twin")
    database = Database(sqlite_url(tmp_path / "twin"))
    yield database
    database.close()


def _through_services(database, converse, scans):
    secret = prepare(database)
    answers = (converse(database, new_request("Bench 1", "Ana"), scan, secret) for scan in scans)
    return [(answer.message.key, str(answer.message.kind), answer.message.text) for answer in answers]


def _through_process(shop: Shop, screen, scans):
    with shop.station(screen) as station:
        answers = [station.scan(scan) for scan in scans]
    return [(answer["message"], answer["kind"], answer["text"]) for answer in answers]


def _at_the_dock(shop: Shop):
    """Every delivery, the first with all that can go wrong."""
    ok, undo, finish = (shop.commands[words] for words in ("OK", "UNDO", "FINISH"))
    for number, (order, *units) in enumerate(shop.deliveries()):
        yield from (order, *units)
        if number == 0:
            yield from DOCK_MISHAPS
            yield from (ok, units[0], ok, undo, undo, units[-1], units[-2], order, shop.commands["CLOSE BOX"])
        yield finish


def _at_the_bench(shop: Shop):
    """Boxes with all that can go wrong; labels are never scanned back, because every order needs its bench free."""
    (_, (opened, *items, papers, close)), (second, scans), *others = shop.boxes()
    undo, cancel, ok = (shop.commands[words] for words in ("UNDO", "CANCEL", "OK"))
    yield from (
        opened,
        close,
        ok,
        *items,
        undo,
        items[-1],
        items[-1],
        ok,
        papers,
        second["scan_code"],
        close,
        undo,
        close,
    )
    yield from (shop.commands["REPRINT SLIP"], cancel, undo, undo, cancel, *scans, ok, undo, cancel)
    for _, box in others[:6]:
        yield from (*box, ok, undo, cancel)


def test_the_same_scans_get_the_same_answers(sample, twin):
    told = []
    for screen, converse, script in (
        ("receiving", receive_scan, _at_the_dock),
        ("packing", pack_scan, _at_the_bench),
    ):
        scans = list(script(sample))
        answers = _through_process(sample, screen, scans)
        assert answers == _through_services(twin, converse, scans)
        told += [key for key, _, _ in answers]

    assert {"order_complete", "unknown_code", "too_many", "undone", "foreign_command"} <= set(told)
    assert {"order_opened", "items_first", "one_too_many", "all_verified", "box_closed", "reprint_asked"} <= set(told)
    sample.is_sound()
