"""The packing conversation: an answer for every scan in every state, and a gate nobody walks around."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from app.domain.meanings import (
    OrderMeaning,
    PackageMeaning,
    PlaceMeaning,
    Product,
    ProductMeaning,
    PurchaseOrderMeaning,
    UnknownMeaning,
)
from app.domain.messages import say
from app.domain.own_codes import Command, CommandCode
from app.domain.packing import (
    AwaitingLabel,
    AwaitingOrder,
    Blocked,
    FindingDamaged,
    OpenOrder,
    Packing,
    PackingState,
    PackLine,
    Problem,
    prompt,
    with_packed,
)
from app.domain.packing_decisions import (
    CloseBox,
    Open,
    OpenFor,
    PutBack,
    RemovePapers,
    Reprint,
    Say,
    ScanBack,
    TakeBack,
    Verify,
    Withdraw,
    decide,
)
from tests.unit.domain.strategies import meanings, packing_states

MUG, TEA, BOWL = Product(1, "MUG", "Blue mug"), Product(2, "TEA", "Green tea"), Product(3, "BOWL", "White bowl")
MUGS, TEAS = PackLine(11, 1, "MUG", "Blue mug", 2, 0), PackLine(12, 2, "TEA", "Green tea", 1, 0)
ORDER = OpenOrder(4, "#4", 9, (MUGS, TEAS))
FULL = OpenOrder(4, "#4", 9, (replace(MUGS, packed=2), replace(TEAS, packed=1)))
READY = replace(FULL, papers_removed=True)
LABEL, OTHER_LABEL = PackageMeaning(9, 4, "#4"), PackageMeaning(8, 3, "#3")


@given(packing_states, meanings)
def test_every_scan_in_every_state_has_an_answer(state, meaning):
    decision = decide(state, meaning)
    if isinstance(decision, Say):
        assert decision.message.text
        assert prompt(decision.step)


@given(packing_states, meanings)
def test_no_box_is_closed_that_is_not_complete_or_still_holds_papers(state, meaning):
    decision = decide(state, meaning)
    if isinstance(decision, CloseBox):
        assert all(line.packed == line.quantity for line in decision.order.lines)
        assert decision.order.papers_removed or not decision.order.papers_required


@given(packing_states, meanings)
def test_no_unit_goes_in_that_the_order_does_not_need(state, meaning):
    decision = decide(state, meaning)
    if isinstance(decision, Verify):
        assert decision.line.missing
        assert decision.line in decision.order.lines


@given(packing_states, meanings)
def test_nothing_but_what_settles_it_passes_a_sticky_wrong(state, meaning):
    blocked = Blocked(Packing(ORDER), say("papers_first"))
    decision = decide(replace(state, step=blocked), meaning)
    settles = isinstance(decision, Verify | TakeBack) or (
        isinstance(meaning, CommandCode) and meaning.command in (Command.OK, Command.CANCEL)
    )
    assert settles or (isinstance(decision, Say) and isinstance(decision.step, Blocked))


def item(*products):
    return ProductMeaning("123", products)


@pytest.mark.parametrize(
    ("step", "meaning", "decision"),
    [
        (AwaitingOrder(), OrderMeaning(4, "#4"), Open(4)),
        (AwaitingOrder(), PlaceMeaning(1, "A1", (4,), ("#4",)), Open(4)),
        (AwaitingOrder(), item(MUG), OpenFor(MUG)),
        (AwaitingOrder(), LABEL, ScanBack(LABEL)),
        (Packing(ORDER), item(MUG), Verify(ORDER, MUGS)),
        (Packing(ORDER), item(MUG, BOWL), Verify(ORDER, MUGS)),
        (Blocked(Packing(ORDER), say("papers_first")), item(MUG), Verify(ORDER, MUGS)),
        (Packing(FULL), CommandCode(Command.PAPERS_REMOVED), RemovePapers(FULL)),
        (Packing(READY), CommandCode(Command.CLOSE_BOX), CloseBox(READY)),
        (Packing(ORDER), CommandCode(Command.CANCEL), PutBack(ORDER)),
        (Packing(ORDER), CommandCode(Command.SHORT), Withdraw(ORDER, ((MUGS, 2), (TEAS, 1)), Problem.SHORT)),
        (FindingDamaged(FULL), item(MUG), Withdraw(FULL, ((FULL.lines[0], 1),), Problem.DAMAGED)),
        (
            Blocked(FindingDamaged(ORDER), say("papers_first")),
            item(TEA),
            Withdraw(ORDER, ((TEAS, 1),), Problem.DAMAGED),
        ),
        (AwaitingLabel(READY), LABEL, ScanBack(LABEL)),
        (AwaitingLabel(READY), CommandCode(Command.REPRINT_SLIP), Reprint(READY, "slip")),
        (AwaitingLabel(READY), CommandCode(Command.UNDO), TakeBack()),
    ],
)
def test_a_scan_asks_for_work(step, meaning, decision):
    assert decide(PackingState(step), meaning) == decision


@pytest.mark.parametrize(
    ("step", "meaning", "key", "wrong"),
    [
        (Packing(ORDER), item(BOWL), "not_in_order", True),
        (Packing(FULL), CommandCode(Command.SHORT), "nothing_is_short", False),
        (AwaitingOrder(), CommandCode(Command.SHORT), "command_does_not_fit", False),
        (FindingDamaged(ORDER), item(BOWL), "not_in_order", True),
        (FindingDamaged(ORDER), item(MUG, TEA), "several_products", False),
        (FindingDamaged(ORDER), CommandCode(Command.CLOSE_BOX), "command_does_not_fit", False),
        (FindingDamaged(ORDER), OrderMeaning(4, "#4"), "same_order", False),
        (FindingDamaged(ORDER), OrderMeaning(5, "#5"), "other_order_open", False),
        (FindingDamaged(ORDER), OTHER_LABEL, "other_label", True),
        (Packing(FULL), item(BOWL), "not_in_full_order", True),
        (Packing(FULL), item(MUG), "one_too_many", True),
        (Packing(ORDER), item(MUG, TEA), "several_products", False),
        (Packing(ORDER), CommandCode(Command.CLOSE_BOX), "items_first", True),
        (Packing(FULL), CommandCode(Command.CLOSE_BOX), "papers_first", True),
        (Packing(READY), CommandCode(Command.PAPERS_REMOVED), "papers_already_removed", False),
        (Packing(ORDER), OrderMeaning(4, "#4"), "same_order", False),
        (Packing(ORDER), OrderMeaning(3, "#3"), "other_order_open", False),
        (Packing(ORDER), LABEL, "label_not_expected", True),
        (Packing(ORDER), OTHER_LABEL, "other_label", True),
        (Packing(ORDER), UnknownMeaning("X"), "pack_unknown_code", True),
        (Packing(ORDER), PurchaseOrderMeaning(7, "PO-00007"), "supplier_papers_scanned", True),
        (Packing(ORDER), CommandCode(Command.QTY, 2), "quantity_not_here", False),
        (Packing(ORDER), CommandCode(Command.REPRINT_LABEL), "nothing_to_reprint", False),
        (AwaitingLabel(READY), OTHER_LABEL, "other_label", True),
        (AwaitingLabel(READY), item(MUG), "scan_the_label", True),
        (AwaitingLabel(READY), OrderMeaning(3, "#3"), "scan_the_label", True),
        (AwaitingOrder(), PlaceMeaning(1, "A1", (), ()), "cell_empty", False),
        (AwaitingOrder(), PlaceMeaning(1, "DOCK", (4, 5), ("#4", "#5")), "ambiguous_code", False),
        (AwaitingOrder(), item(MUG, TEA), "several_products", False),
        (AwaitingOrder(), CommandCode(Command.CLOSE_BOX), "command_does_not_fit", False),
    ],
)
def test_a_scan_is_answered_and_what_is_wrong_stays(step, meaning, key, wrong):
    decision = decide(PackingState(step), meaning)
    assert isinstance(decision, Say)
    assert decision.message.key == key
    assert decision.step == (Blocked(step, decision.message) if wrong else step)


def test_a_channel_without_the_papers_rule_has_no_gate():
    order = replace(FULL, papers_required=False)
    assert decide(PackingState(Packing(order)), CommandCode(Command.CLOSE_BOX)) == CloseBox(order)


def test_what_the_order_needs_is_counted_in_units():
    order = with_packed(ORDER, MUGS.order_line_id, 1)
    assert (order.progress.text, order.needs, order.complete) == ("1 of 3", "Blue mug × 1, Green tea × 1", False)
    assert (FULL.progress.text, FULL.needs, FULL.complete) == ("3 of 3", "", True)


def test_inserts_are_named_before_the_box_is_closed():
    assert prompt(Packing(replace(READY, inserts=("card", "sticker")))).text == "Put in: card, sticker. Scan CLOSE BOX."


def test_damaged_asks_which_item_and_can_be_left():
    asked = decide(PackingState(Packing(ORDER)), CommandCode(Command.DAMAGED))
    assert asked == Say(FindingDamaged(ORDER), say("which_is_damaged"))
    for command in (Command.CANCEL, Command.OK):
        left = decide(PackingState(asked.step), CommandCode(command))
        assert (left.step, left.message.key) == (Packing(ORDER), "cleared")
