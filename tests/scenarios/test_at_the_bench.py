"""What the bench refuses, and what it can take back."""

from app.db import tables as t
from app.domain.messages import Kind
from app.domain.own_codes import Command
from tests.factory import BOWL, MUG, TEA, LabelOf

REMOVED, CLOSE = Command.PAPERS_REMOVED, Command.CLOSE_BOX


def ready(shop, dock, number, *goods):
    """An order whose goods are all here; gives back its code."""
    shop.sells(number, *goods)
    suppliers = dict.fromkeys(one.supplier for one in goods)
    for supplier in suppliers:
        mine = [one for one in goods if one.supplier == supplier]
        dock.scans(shop.purchase_order(supplier), *mine, Command.FINISH)
    assert shop.state(number) == "ready"
    return shop.order(number).scan_code


def test_a_wrong_item_stays_on_the_screen_until_it_is_settled(shop, dock, bench):
    code = ready(shop, dock, "#1", MUG, BOWL)
    bench.scans(code)

    wrong = bench.message(TEA)
    assert (wrong.key, wrong.kind) == ("not_in_order", Kind.WRONG)
    assert bench.hears(CLOSE) == "wrong_first"
    assert bench.hears(code) == "wrong_first"
    assert bench.hears("NO-SUCH-CODE") == "wrong_first"
    assert bench.hears(BOWL) == "unit_verified"
    assert bench.hears(TEA, Command.OK) == "cleared"
    assert bench.hears(MUG) == "all_verified"


def test_nothing_prints_before_every_item_is_in_and_the_papers_are_out(shop, dock, bench):
    code = ready(shop, dock, "#1", MUG, BOWL)
    assert bench.hears(code, MUG, CLOSE) == "items_first"
    assert bench.hears(Command.OK, BOWL, CLOSE) == "papers_first"
    assert shop.jobs("#1") == []
    assert bench.hears(Command.OK, REMOVED, CLOSE) == "box_closed"


def test_who_took_the_papers_out_is_written_down(shop, dock, bench):
    ready(shop, dock, "#1", MUG)
    bench.scans(MUG, REMOVED)
    assert shop.all(t.Package.__table__.select())[0].papers_removed_by == "ana"
    bench.scans(Command.UNDO)
    assert shop.all(t.Package.__table__.select())[0].papers_removed_by == ""
    assert bench.hears(CLOSE) == "papers_first"


def test_the_label_of_another_order_is_refused(shop, dock, bench):
    first, second = ready(shop, dock, "#1", MUG), ready(shop, dock, "#2", BOWL)
    bench.scans(first, MUG, REMOVED, CLOSE, LabelOf("#1"), second, BOWL, REMOVED, CLOSE)

    assert bench.hears(LabelOf("#1")) == "other_label"
    assert bench.hears(LabelOf("#2")) == "shipped"
    assert bench.hears(LabelOf("#2")) == "already_shipped_label"
    assert shop.count(t.Confirmation) == 2


def test_every_step_at_the_bench_can_be_taken_back(shop, dock, bench):
    code = ready(shop, dock, "#1", MUG, BOWL)
    bench.scans(code, MUG, BOWL, REMOVED, CLOSE)

    assert bench.hears(Command.UNDO) == "undone"
    assert shop.state("#1") == "packing"
    assert {job[2] for job in shop.jobs("#1")} == {"cancelled"}
    bench.scans(Command.UNDO, Command.UNDO)
    assert (shop.line("#1", BOWL).packed, shop.line("#1", MUG).packed) == (0, 1)
    bench.scans(Command.UNDO)
    assert bench.hears(Command.UNDO) == "nothing_to_undo"
    assert shop.on_hand(MUG, "bench") == (0, 0)

    assert bench.hears(BOWL, MUG, REMOVED, CLOSE, LabelOf("#1")) == "shipped"


def test_a_box_opened_again_before_printing_prints_its_original_once(shop, dock, bench):
    ready(shop, dock, "#1", MUG)
    bench.scans(MUG, REMOVED, CLOSE, Command.UNDO, CLOSE)
    kept = [job for job in shop.jobs("#1") if job[2] != "cancelled"]
    assert kept == [("slip", 1, "draft", ""), ("label", 1, "draft", "")]


def test_a_further_copy_says_so_on_the_paper(shop, dock, bench):
    ready(shop, dock, "#1", MUG)
    assert bench.hears(Command.REPRINT_SLIP) == "nothing_to_reprint"
    bench.scans(MUG, REMOVED, CLOSE)

    asked = bench.message(Command.REPRINT_LABEL)
    assert (asked.key, asked.values["copy"]) == ("reprint_asked", 2)
    bench.scans(Command.REPRINT_LABEL, Command.REPRINT_SLIP)
    marks = {job[:2]: job[3] for job in shop.jobs("#1")}
    assert marks == {
        ("slip", 1): "",
        ("label", 1): "",
        ("label", 2): "REPRINT 2 · 09:30 · ana",
        ("label", 3): "REPRINT 3 · 09:30 · ana",
        ("slip", 2): "REPRINT 2 · 09:30 · ana",
    }


def test_an_order_put_back_lies_in_its_cell_as_before(shop, dock, bench):
    code = ready(shop, dock, "#1", MUG, BOWL)
    cell = shop.cell("#1")
    assert bench.hears(code, MUG, REMOVED, Command.CANCEL) == "order_put_back"

    assert (shop.state("#1"), shop.cell("#1")) == ("ready", cell)
    assert shop.on_hand(MUG, "cell") == (1, 1)
    assert shop.on_hand(MUG, "bench") == (0, 0)

    assert bench.hears(code, MUG, BOWL, CLOSE) == "papers_first"
    assert bench.hears(Command.OK, REMOVED, CLOSE, LabelOf("#1")) == "shipped"


def test_an_order_is_opened_by_its_tote(shop, dock, bench):
    ready(shop, dock, "#1", MUG)
    tote = shop.all(t.Location.__table__.select().where(t.Location.code == shop.cell("#1")))[0].scan_code
    assert bench.hears(tote) == "order_opened"
    bench.scans(MUG, REMOVED, CLOSE, LabelOf("#1"))
    assert bench.hears(tote) == "cell_empty"


def test_the_suppliers_paper_is_kept_out_of_the_box(shop, dock, bench):
    code = ready(shop, dock, "#1", MUG)
    assert bench.hears(code, shop.purchase_order()) == "supplier_papers_scanned"
