"""The Receiving screen's view model, without a widget, on a real database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from app.db.engine import Database
from app.domain.messages import Kind
from app.domain.own_codes import Command
from app.domain.receiving import AwaitingItem, AwaitingParcel
from app.domain.requests import Clock
from app.queries.put_wall import CellUse
from tests.factory import BOWL, CUP, KILN, LEAF, MUG, Shop
from tests.ui.work_ground import Gone, settled, workplace
from ui.models.feedback import Notice
from ui.models.work import GoodsRow
from ui.runtime.background import Background
from ui.viewmodels.beside import Beside
from ui.viewmodels.receiving import Receiving


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    return Shop(sqlite_database)


@pytest.fixture
def dock(background: Background, shop: Shop, clock: Clock, tmp_path: Path) -> Iterator[Receiving]:
    model = Receiving(background, workplace(shop, tmp_path), clock)
    yield model
    model.close()


def scan(qtbot: QtBot, dock: Receiving, *texts: str) -> None:
    for text in texts:
        dock.scanned(text)
    qtbot.waitUntil(settled(dock))


def test_it_resumes_where_the_station_stood(
    qtbot: QtBot, shop: Shop, dock: Receiving, background: Background, clock: Clock, tmp_path: Path
) -> None:
    shop.sells("#1", MUG, BOWL)
    scan(qtbot, dock, shop.purchase_order(), MUG.gtin)
    again = Receiving(background, workplace(shop, tmp_path), clock)
    assert not again.state.talk.known
    again.refresh()
    qtbot.waitUntil(settled(again))
    assert again.state.talk.state == dock.state.talk.state
    assert [where.order_number for where in again.state.destinations] == ["#1"]
    again.close()


def test_a_delivery_shows_its_lines_and_for_whom(qtbot: QtBot, shop: Shop, dock: Receiving) -> None:
    shop.sells("#1", MUG, BOWL)
    shop.sells("#2", MUG)
    scan(qtbot, dock, shop.purchase_order(), MUG.gtin)
    mugs, bowls = dock.state.rows
    assert mugs == GoodsRow(
        "Blue mug", "GTIN 4006381333931 · supplier code K-MUG", "1/2", "#1, #2", complete=False, current=True
    )
    assert (bowls.number, bowls.aside, bowls.current) == ("0/1", "#1", False)
    assert dock.state.prompt.headline == "Scan the next item"


def test_an_item_goes_to_its_order_and_cell(qtbot: QtBot, shop: Shop, dock: Receiving) -> None:
    shop.sells("#1", MUG)
    shop.sells("#2", MUG, BOWL)
    scan(qtbot, dock, shop.purchase_order(), MUG.gtin, MUG.gtin)
    [where] = dock.state.destinations
    assert (where.order_number, where.tote, where.waits_for) == ("#2", "A2", ("1 × White bowl",))
    assert dock.state.facts is not None
    wall = {cell.code: cell for cell in dock.state.facts.wall}
    assert (wall["A1"].use, wall["A1"].order) == (CellUse.COMPLETE, "#1")
    assert (wall["A2"].use, wall["A2"].waiting) == (CellUse.WAITING, 1)
    assert wall["A3"].use is CellUse.FREE
    assert dock.state.facts.day.ready_to_pack == 1


def test_a_wrong_stays_until_it_is_cleared(qtbot: QtBot, shop: Shop, dock: Receiving) -> None:
    shop.sells("#1", MUG)
    scan(qtbot, dock, shop.purchase_order(), "NO-SUCH-CODE")
    assert dock.state.wrong
    assert dock.state.notice is not None
    assert (dock.state.notice.kind, dock.state.notice.headline) == (Kind.WRONG, "No product has the code NO-SUCH-CODE")
    scan(qtbot, dock, shop.purchase_order())
    assert dock.state.wrong
    dock.command(Command.OK)
    qtbot.waitUntil(settled(dock))
    assert not dock.state.wrong
    assert isinstance(dock.state.talk.state.step, AwaitingItem)


def test_fifty_scans_at_once_are_answered_in_order_and_none_is_lost(qtbot: QtBot, shop: Shop, dock: Receiving) -> None:
    for number in range(4):
        shop.sells(f"#{number}", (CUP, 12))
    heard: list[Notice] = []
    dock.answered.connect(heard.append)
    dock.scanned(shop.purchase_order(LEAF))
    for count in range(49):
        dock.scanned(CUP.gtin if count % 7 else f"UNKNOWN-{count}")
    assert not dock.is_idle
    qtbot.waitUntil(settled(dock), timeout=20_000)
    unknown = [notice.headline for notice in heard if notice.key == "unknown_code"]
    assert len(heard) == 50
    assert unknown == [f"No product has the code UNKNOWN-{count}" for count in range(0, 49, 7)]
    assert shop.on_order(CUP)[1] == 42
    shop.check()


def test_the_answer_lost_in_a_crash_is_given_again_and_counts_once(
    qtbot: QtBot, shop: Shop, dock: Receiving, background: Background, clock: Clock, tmp_path: Path
) -> None:
    shop.sells("#1", MUG, (BOWL, 2))
    scan(qtbot, dock, shop.purchase_order(), BOWL.gtin)
    shop.dock("bench-1").scans(MUG)  # stored, but its answer never reached a screen
    again = Receiving(background, workplace(shop, tmp_path), clock)
    again.scanned(MUG.gtin)
    qtbot.waitUntil(lambda: again.is_idle)
    assert shop.line("#1", MUG).received == 1
    again.scanned(BOWL.gtin)
    qtbot.waitUntil(lambda: again.is_idle)
    assert shop.line("#1", BOWL).received == 2
    again.close()


def test_an_answer_that_was_given_is_not_taken_for_lost(
    qtbot: QtBot, shop: Shop, dock: Receiving, background: Background, clock: Clock, tmp_path: Path
) -> None:
    shop.sells("#1", (MUG, 2))
    scan(qtbot, dock, shop.purchase_order(), MUG.gtin)
    again = Receiving(background, workplace(shop, tmp_path), clock)
    again.scanned(MUG.gtin)
    qtbot.waitUntil(lambda: again.is_idle)
    assert shop.line("#1", MUG).received == 2
    again.close()


def test_buttons_do_what_the_commands_do(qtbot: QtBot, shop: Shop, dock: Receiving) -> None:
    shop.sells("#1", (MUG, 3))
    scan(qtbot, dock, shop.purchase_order())
    [two, *_] = dock.quantities()
    dock.choose(two)
    scan(qtbot, dock, MUG.gtin)
    assert dock.state.rows[0].number == "2/3"
    finish, undo = dock.choices()
    assert (finish.words, undo.words) == ("Something is missing", "Take the last unit back")
    dock.choose(undo)
    qtbot.waitUntil(settled(dock))
    assert dock.state.rows[0].number == "0/3"
    dock.command(Command.FINISH)
    qtbot.waitUntil(settled(dock))
    assert isinstance(dock.state.talk.state.step, AwaitingParcel)
    assert dock.quantities() == ()


def test_an_extra_item_is_a_choice(qtbot: QtBot, shop: Shop, dock: Receiving) -> None:
    shop.sells("#1", BOWL)
    scan(qtbot, dock, shop.purchase_order(), MUG.gtin)
    assert dock.state.asking
    take, aside = dock.choices()
    assert (take.words, aside.words) == ("Take it in", "Put it aside")
    dock.choose(take)
    qtbot.waitUntil(settled(dock))
    assert shop.on_hand(MUG) == (1, 0)


def test_nothing_open_lists_what_is_expected_and_opens_it(qtbot: QtBot, shop: Shop, dock: Receiving) -> None:
    shop.sells("#1", (MUG, 2), CUP)
    dock.refresh()
    qtbot.waitUntil(settled(dock))
    kiln, leaf = dock.state.expected_rows
    assert (kiln.title, kiln.number, kiln.aside) == (KILN, "2 units", "Wed 25 Nov")
    assert (leaf.title, leaf.number) == (LEAF, "12 units")
    dock.open_expected(0)
    qtbot.waitUntil(settled(dock))
    assert dock.state.delivery is not None
    assert dock.state.delivery.supplier == KILN
    assert dock.state.expected_rows == ()


def test_a_database_that_is_gone_says_so_and_the_scan_can_be_repeated(
    qtbot: QtBot, shop: Shop, background: Background, clock: Clock, tmp_path: Path
) -> None:
    shop.sells("#1", MUG)
    place, gone = workplace(shop, tmp_path), Gone(shop.database)
    place.database = gone  # type: ignore[assignment]
    model = Receiving(background, place, clock)
    model.refresh()
    qtbot.waitUntil(lambda: bool(model.state.problem) and model.state.notice is not None)
    assert not model.state.talk.known
    assert model.state.notice is not None
    assert model.state.notice.kind is Kind.NOT_ACCEPTED
    assert "cannot be opened" in model.state.notice.body
    gone.back()
    model.refresh()
    model.scanned(shop.purchase_order())
    qtbot.waitUntil(settled(model))
    assert (model.state.problem, model.state.delivery is not None) == ("", True)
    model.close()


def test_many_answers_at_once_cost_one_reading_and_those_meanwhile_another(
    qtbot: QtBot, shop: Shop, background: Background, tmp_path: Path
) -> None:
    beside: Beside[int] = Beside(background, workplace(shop, tmp_path))
    seen: list[int] = []
    beside.arrived.connect(seen.append)
    began = Event()

    def read(number: int) -> int:
        began.set()
        return number

    for number in range(20):
        beside.look(lambda _connection, number=number: read(number))
    qtbot.waitUntil(began.is_set)
    for number in range(20, 40):
        beside.look(lambda _connection, number=number: read(number))
    qtbot.waitUntil(lambda: beside.is_idle)
    assert seen == [19, 39]
