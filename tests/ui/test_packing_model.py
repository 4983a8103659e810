"""The Pack screen's view model, without a widget, on a real database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.db import tables as t
from app.db.engine import Database
from app.domain.documents import PackingSlip, ShippingLabel
from app.domain.messages import Kind
from app.domain.own_codes import Command
from app.domain.packing import AwaitingOrder
from app.domain.requests import Clock
from printing.printers import Folder, Printer, Role
from tests.factory import BOWL, KILN, MUG, TEA, LabelOf, Shop
from tests.ui.work_ground import settled, workplace
from ui.models.sheet import Fill, Words
from ui.models.work import Progress
from ui.runtime.background import Background
from ui.viewmodels.packing import PackBench
from ui.viewmodels.slip_preview import label_document, slip_document


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    """Two orders are complete: #1 of a mug and two bowls, #2 of a mug; #3 waits for tea."""
    shop = Shop(sqlite_database)
    shop.sells("#1", MUG, (BOWL, 2), gift_message="Happy birthday!")
    shop.sells("#2", MUG, promise_days=9)
    shop.sells("#3", TEA)
    shop.dock().scans(shop.purchase_order(), MUG, BOWL, BOWL, MUG)
    return shop


@pytest.fixture
def bench(background: Background, shop: Shop, clock: Clock, tmp_path: Path) -> Iterator[PackBench]:
    model = PackBench(background, workplace(shop, tmp_path), clock)
    yield model
    model.close()


def scan(qtbot: QtBot, bench: PackBench, *texts: str) -> None:
    for text in texts:
        bench.scanned(text)
    qtbot.waitUntil(settled(bench))


def do(qtbot: QtBot, bench: PackBench, *commands: Command) -> None:
    for command in commands:
        bench.command(command)
    qtbot.waitUntil(settled(bench))


def checklist(bench: PackBench) -> dict[str, Progress]:
    return {step.words: step.progress for step in bench.state.steps}


def test_an_empty_bench_lists_what_is_ready_and_opens_it(qtbot: QtBot, shop: Shop, bench: PackBench) -> None:
    bench.refresh()
    qtbot.waitUntil(settled(bench))
    first, second = bench.state.ready_rows
    assert (first.title, first.detail, first.number) == ("#1", "Customer #1 · cell A1", "3 units")
    assert (first.aside, second.aside) == ("promised Mon 30 Nov", "promised Wed 2 Dec")
    bench.open_ready(1)
    qtbot.waitUntil(settled(bench))
    assert bench.state.order is not None
    assert (bench.state.order.number, bench.state.where_to) == ("#2", "Customer #2, Germany")
    assert bench.state.promise == "promised Wed 2 Dec"


def test_an_order_at_another_bench_says_so(qtbot: QtBot, shop: Shop, bench: PackBench) -> None:
    shop.bench("bench-2").scans(shop.order("#1").scan_code)
    bench.refresh()
    qtbot.waitUntil(settled(bench))
    assert bench.state.ready_rows[0].aside == "bench-2 packs it"
    bench.open_ready(0)
    qtbot.waitUntil(settled(bench))
    assert bench.state.notice is not None
    assert (bench.state.notice.kind, bench.state.notice.headline) == (Kind.WRONG, "Order #1 is open at bench-2")


def test_nothing_ready_says_when_the_next_goods_come(
    qtbot: QtBot, sqlite_database: Database, background: Background, clock: Clock, tmp_path: Path
) -> None:
    shop = Shop(sqlite_database)
    bench = PackBench(background, workplace(shop, tmp_path), clock)
    bench.refresh()
    qtbot.waitUntil(settled(bench))
    assert bench.state.coming == "No delivery is expected. Orders to buy for are under Purchasing."
    shop.sells("#1", MUG)
    bench.refresh()
    qtbot.waitUntil(lambda: "Kiln" in bench.state.coming)
    number = shop.all(select(t.PurchaseOrder.number))[0].number
    assert bench.state.coming == f"The next goods are expected Wed 25 Nov from {KILN} ({number})."
    bench.close()


def test_the_next_line_and_the_checklist_follow_the_scans(qtbot: QtBot, shop: Shop, bench: PackBench) -> None:
    scan(qtbot, bench, shop.order("#1").scan_code)
    assert [(row.number, row.aside, row.current) for row in bench.state.rows] == [
        ("0/1", "next", True),
        ("0/2", "", False),
    ]
    scan(qtbot, bench, MUG.gtin, BOWL.gtin)
    assert [(row.number, row.complete) for row in bench.state.rows] == [("1/1", True), ("1/2", False)]
    assert bench.state.steps[0].hint == "2 of 3"
    assert checklist(bench) == {
        "Verify every item": Progress.CURRENT,
        "Supplier papers are out": Progress.OPEN,
        "Close the box": Progress.OPEN,
        "Slip in, label on": Progress.OPEN,
        "Scan the new label": Progress.OPEN,
    }
    scan(qtbot, bench, BOWL.gtin)
    assert checklist(bench)["Supplier papers are out"] is Progress.CURRENT
    do(qtbot, bench, Command.PAPERS_REMOVED)
    assert checklist(bench)["Close the box"] is Progress.CURRENT
    do(qtbot, bench, Command.CLOSE_BOX)
    assert bench.state.closed
    assert checklist(bench)["Scan the new label"] is Progress.CURRENT
    scan(qtbot, bench, shop.code(LabelOf("#1")))
    assert isinstance(bench.state.talk.state.step, AwaitingOrder)
    assert bench.state.notice is not None
    assert bench.state.notice.kind is Kind.DONE
    assert (bench.state.steps, bench.state.rows) == ((), ())


def test_a_wrong_item_is_sticky_and_keeps_the_order_in_sight(qtbot: QtBot, shop: Shop, bench: PackBench) -> None:
    scan(qtbot, bench, shop.order("#2").scan_code, TEA.gtin)
    assert bench.state.wrong
    assert bench.state.notice is not None
    assert bench.state.notice.headline == "Not in this order"
    assert bench.state.notice.body == (
        "Green tea (SKU TEA). Order #2 still needs Blue mug × 1. Put it back, then scan the right one."
    )
    assert bench.state.order is not None
    scan(qtbot, bench, MUG.gtin)
    assert not bench.state.wrong


def test_a_restart_finds_the_wrong_still_standing(
    qtbot: QtBot, shop: Shop, bench: PackBench, background: Background, clock: Clock, tmp_path: Path
) -> None:
    scan(qtbot, bench, shop.order("#2").scan_code, TEA.gtin)
    again = PackBench(background, workplace(shop, tmp_path), clock)
    again.refresh()
    qtbot.waitUntil(settled(again))
    assert again.state.wrong
    assert again.state.notice == bench.state.notice
    again.close()


def test_problems_are_settled_by_choices(qtbot: QtBot, shop: Shop, bench: PackBench) -> None:
    assert bench.choices() == ()
    scan(qtbot, bench, shop.order("#1").scan_code, MUG.gtin)
    damaged, short, back, undo = bench.choices()
    assert (damaged.words, short.detail) == ("Damaged", "The order waits for 2 units")
    assert (back.detail, undo.words) == ("Its units go back to cell A1; it waits there", "Take unit out")
    bench.choose(undo)
    qtbot.waitUntil(settled(bench))
    assert bench.state.rows[0].number == "0/1"
    bench.choose(bench.choices()[2])
    qtbot.waitUntil(settled(bench))
    assert (bench.state.order, shop.state("#1")) == (None, "ready")


def test_a_line_is_chosen_only_while_the_damaged_item_is_asked_for(qtbot: QtBot, shop: Shop, bench: PackBench) -> None:
    scan(qtbot, bench, shop.order("#1").scan_code)
    bench.damaged(0)
    assert bench.is_idle
    do(qtbot, bench, Command.DAMAGED)
    assert [choice.words for choice in bench.choices()] == ["Nothing is damaged"]
    bench.damaged(0)
    qtbot.waitUntil(settled(bench))
    assert (bench.state.order, shop.state("#1")) == (None, "waiting")
    [undo] = bench.choices()
    assert undo.words == "It was a mistake"
    bench.choose(undo)
    qtbot.waitUntil(settled(bench))
    assert shop.state("#1") == "ready"


def test_a_closed_box_can_print_again_or_open_again(qtbot: QtBot, shop: Shop, bench: PackBench) -> None:
    scan(qtbot, bench, MUG.gtin)
    do(qtbot, bench, Command.PAPERS_REMOVED, Command.CLOSE_BOX)
    label, slip, reopen = bench.choices()
    bench.choose(label)
    bench.choose(slip)
    qtbot.waitUntil(settled(bench))
    assert [(kind, copy) for kind, copy, *_ in shop.jobs("#2")] == [
        ("slip", 1),
        ("label", 1),
        ("label", 2),
        ("slip", 2),
    ]
    bench.choose(reopen)
    qtbot.waitUntil(settled(bench))
    assert (bench.state.closed, shop.state("#2")) == (False, "packing")


def test_the_preview_says_what_the_printed_papers_say(qtbot: QtBot, shop: Shop, bench: PackBench) -> None:
    scan(qtbot, bench, MUG.gtin)
    assert bench.state.order is not None
    with shop.database.read() as connection:
        slip = slip_document(connection, bench.state.order)
        label = label_document(connection, bench.state.order)
    do(qtbot, bench, Command.PAPERS_REMOVED, Command.CLOSE_BOX)
    printed = {row.kind: row.document for row in shop.all(select(t.PrintJob.kind, t.PrintJob.document))}
    assert slip == msgspec.json.decode(printed["slip"], type=PackingSlip)
    assert label == msgspec.json.decode(printed["label"], type=ShippingLabel)
    assert label.weight_g == 350


def test_the_preview_is_drawn_for_the_paper_of_the_slip_printer(qtbot: QtBot, shop: Shop, bench: PackBench) -> None:
    scan(qtbot, bench, shop.order("#1").scan_code)
    slip = bench.state.slip
    assert slip is not None
    assert (slip.names, slip.problem) == (("Slip", "Label"), "")
    sheet, label = slip.sheets
    assert (sheet.width_mm, sheet.height_mm) == (105, 148)
    assert "Customer #1" in " ".join(shape.text for shape in label.shapes if isinstance(shape, Words))
    words = {shape.text for shape in sheet.shapes if isinstance(shape, Words)}
    assert {"Nordlicht", "Happy birthday!", "White bowl"} <= words
    bars = [shape for shape in sheet.shapes if isinstance(shape, Fill) and shape.colour == "#000000"]
    assert len(bars) > 20


def test_no_slip_printer_is_said_where_the_slip_would_be(
    qtbot: QtBot, shop: Shop, bench: PackBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Printer("Papers", Role.OFFICE, "pdf", "a4", Folder("papers"))
    monkeypatch.setattr(bench._place, "printers", lambda: (office,))
    scan(qtbot, bench, shop.order("#1").scan_code)
    assert bench.state.slip is not None
    assert bench.state.slip.problem == "No printer is set up for this paper. Choose one under Settings."
    assert bench.state.slip.sheets == ()
