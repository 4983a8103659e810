"""The receiving conversation: an answer for every scan in every state, and whose promise moves."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.conversation import UNDO_DEPTH, remember
from app.domain.cross_dock import (
    ExpectedLine,
    Peg,
    choose_line,
    swap_pegs,
)
from app.domain.meanings import (
    NewParcelMeaning,
    OrderMeaning,
    PackageMeaning,
    ParcelMeaning,
    Product,
    ProductMeaning,
    PurchaseOrderMeaning,
    UnknownMeaning,
)
from app.domain.messages import say
from app.domain.own_codes import Command, CommandCode
from app.domain.receiving import (
    AwaitingItem,
    AwaitingParcel,
    Blocked,
    ConfirmingExtra,
    Delivery,
    ReceivingState,
    TeachingCode,
    prompt,
    unblocked,
)
from app.domain.receiving_decisions import (
    Finish,
    OpenParcel,
    OpenPurchaseOrder,
    Receive,
    Say,
    TakeBack,
    Teach,
    decide,
)
from tests.unit.domain.strategies import meanings, receiving_states

MUG, TEA = Product(1, "MUG", "Blue mug"), Product(2, "TEA", "Green tea")
KILN = Delivery(7, "PO-00007", 1, "Kiln & Co")
LINE = ExpectedLine(5, 7, "PO-00007", quantity=2, received=0, pegged=2, closed=False, on_delivery=True)
WRONG = Blocked(KILN, say("unknown_code", code="X-1"), "X-1")


@given(receiving_states, meanings)
def test_every_scan_in_every_state_has_an_answer(state, meaning):
    decision = decide(state, meaning)
    if isinstance(decision, Say):
        assert decision.message.text
        assert prompt(decision.step)


@given(receiving_states, meanings)
def test_a_sticky_wrong_lets_only_what_settles_it_pass(state, meaning):
    state = replace(state, step=WRONG)
    decision = decide(state, meaning)
    passes = isinstance(meaning, ProductMeaning) or (
        isinstance(meaning, CommandCode)
        and meaning.command in (Command.OK, Command.CANCEL, Command.UNDO, Command.TEACH)
    )
    stays = isinstance(decision, Say) and decision.step == WRONG
    assert stays or passes


def at(step):
    return ReceivingState(step)


def item(*products):
    return ProductMeaning("123", products)


@pytest.mark.parametrize(
    ("step", "meaning", "decision"),
    [
        (AwaitingParcel(), PurchaseOrderMeaning(7, "PO-00007"), OpenPurchaseOrder(7)),
        (AwaitingParcel(), NewParcelMeaning("1Z", "UPS"), OpenParcel("1Z", "UPS")),
        (AwaitingParcel(), ParcelMeaning(3, "1Z", None), OpenParcel("1Z", parcel_id=3)),
        (AwaitingParcel(), ParcelMeaning(3, "1Z", 7), OpenPurchaseOrder(7, parcel=ParcelMeaning(3, "1Z", 7))),
        (AwaitingParcel(), item(MUG), Receive(Delivery(), MUG, 1)),
        (AwaitingItem(KILN), item(MUG), Receive(KILN, MUG, 1)),
        (AwaitingItem(KILN, 3), item(MUG), Receive(KILN, MUG, 3)),
        (AwaitingItem(KILN), CommandCode(Command.FINISH), Finish(KILN)),
        (AwaitingItem(KILN), CommandCode(Command.UNDO), TakeBack()),
        (ConfirmingExtra(KILN, MUG, 2), item(MUG), Receive(KILN, MUG, 2, extra=True)),
        (ConfirmingExtra(KILN, MUG, 2), item(TEA), Receive(KILN, TEA, 1)),
        (WRONG, item(MUG), Receive(KILN, MUG, 1)),
        (TeachingCode(KILN, "X-1"), item(MUG), Teach("X-1", MUG, KILN)),
        (
            AwaitingItem(Delivery(parcel_id=3, tracking="1Z")),
            PurchaseOrderMeaning(7, "PO-00007"),
            OpenPurchaseOrder(7, link_parcel_id=3),
        ),
    ],
)
def test_a_scan_asks_for_work(step, meaning, decision):
    assert decide(at(step), meaning) == decision


@pytest.mark.parametrize(
    ("step", "meaning", "key", "after"),
    [
        (AwaitingItem(KILN), UnknownMeaning("X-1"), "unknown_code", WRONG),
        (WRONG, CommandCode(Command.TEACH), "teach_which", TeachingCode(KILN, "X-1")),
        (WRONG, CommandCode(Command.OK), "cleared", AwaitingItem(KILN)),
        (WRONG, CommandCode(Command.FINISH), "wrong_first", WRONG),
        (WRONG, PurchaseOrderMeaning(8, "PO-00008"), "wrong_first", WRONG),
        (TeachingCode(None, "X-1"), CommandCode(Command.CANCEL), "cleared", AwaitingParcel()),
        (AwaitingItem(KILN), CommandCode(Command.QTY, 3), "quantity_set", AwaitingItem(KILN, 3)),
        (AwaitingItem(KILN), PurchaseOrderMeaning(7, "PO-00007"), "same_delivery", AwaitingItem(KILN)),
        (AwaitingItem(KILN), PurchaseOrderMeaning(8, "PO-00008"), "delivery_still_open", AwaitingItem(KILN)),
        (AwaitingItem(KILN), item(MUG, TEA), "several_products", AwaitingItem(KILN)),
        (AwaitingItem(KILN), OrderMeaning(1, "#1"), "our_own_order", AwaitingItem(KILN)),
        (AwaitingItem(KILN), CommandCode(Command.CLOSE_BOX), "command_does_not_fit", AwaitingItem(KILN)),
        (AwaitingParcel(), CommandCode(Command.OK), "nothing_to_clear", AwaitingParcel()),
    ],
)
def test_a_scan_is_answered(step, meaning, key, after):
    decision = decide(at(step), meaning)
    assert isinstance(decision, Say)
    assert (decision.message.key, decision.step) == (key, after)


def test_a_label_of_ours_at_the_dock_is_wrong_and_cannot_be_taught():
    decision = decide(at(AwaitingItem(KILN)), PackageMeaning(1, 1, "#1"))
    assert isinstance(decision, Say)
    assert decide(at(decision.step), CommandCode(Command.TEACH)) == Say(
        decision.step, say("wrong_first", before=decision.message)
    )
    assert unblocked(decision.step) == AwaitingItem(KILN)


OTHER = replace(LINE, id=9, purchase_order_id=8, purchase_order="PO-00008", on_delivery=False)
FULL = replace(LINE, received=2, pegged=0)


@pytest.mark.parametrize(
    ("delivery", "lines", "booked", "question"),
    [
        (KILN, (LINE, OTHER), LINE, None),
        (KILN, (FULL, OTHER), FULL, "too_many"),
        (KILN, (replace(LINE, closed=True),), replace(LINE, closed=True), "too_many"),
        (KILN, (OTHER,), OTHER, "on_other_purchase_order"),
        (KILN, (), None, "not_ordered"),
        (Delivery(), (OTHER,), OTHER, None),
        (Delivery(), (), None, "not_ordered"),
    ],
)
def test_a_unit_is_booked_where_it_was_ordered_or_asked_about(delivery, lines, booked, question):
    source = choose_line(delivery, MUG, lines)
    assert source.line == booked
    assert (source.question.key if source.question else None) == question


@st.composite
def promises(draw):
    """A PO line with its pegs, the pegs of the line that gets the unit elsewhere, and that line's id."""
    winner = 1
    losers = draw(st.lists(st.integers(2, 9), unique=True, max_size=4))
    pegs = tuple(Peg(100 + line, line, LINE.id, draw(st.integers(1, 3))) for line in losers)
    pegged = sum(peg.expected for peg in pegs)
    received = draw(st.integers(0, 3))
    line = replace(LINE, pegged=pegged, received=received, quantity=max(1, pegged + received + draw(st.integers(0, 1))))
    own = tuple(Peg(50 + n, winner, 60 + n, draw(st.integers(1, 3))) for n in range(draw(st.integers(0, 2))))
    return draw(st.sampled_from([line, line, None])), winner, (*own, *pegs)


@given(promises())
def test_after_a_swap_every_unit_is_promised_once_and_every_loser_has_one(case):
    line, winner, pegs = case
    swap = swap_pegs(line, winner, pegs)
    by_line: Counter[int] = Counter()
    by_supply: Counter[int] = Counter()
    for move in swap.moves:
        assert move.peg in pegs
        by_line[move.peg.order_line_id] -= 1
        by_supply[move.peg.purchase_order_line_id] -= 1
        by_line[move.order_line_id] += 1
        by_supply[move.purchase_order_line_id] += 1
    if line and line.awaited:
        assert line.pegged + by_supply[line.id] <= line.awaited - 1
    assert all(by_supply[peg.purchase_order_line_id] <= 0 for peg in pegs)
    assert by_line[winner] == -any(peg.order_line_id == winner for peg in pegs)
    losers = {id for id, change in by_line.items() if id not in (0, winner) and change < 0}
    assert losers == ({swap.bereft_line_id} - {0})


def test_the_least_urgent_loses_and_gets_the_winners_promise_in_exchange():
    urgent, late, own = Peg(1, 11, 5, 1), Peg(2, 12, 5, 1), Peg(3, 10, 6, 1)
    swap = swap_pegs(LINE, 10, (own, urgent, late))
    assert [(move.peg, move.order_line_id, move.purchase_order_line_id) for move in swap.moves] == [
        (own, 12, 6),
        (late, 0, 0),
    ]
    assert swap_pegs(LINE, 10, (urgent, late)).bereft_line_id == 12


def test_a_free_unit_takes_nothing_from_anybody():
    assert swap_pegs(replace(LINE, pegged=1), 10, (Peg(1, 11, 5, 1),)).moves == ()
    assert swap_pegs(None, 10, ()).moves == ()


def test_only_the_newest_scans_can_be_taken_back():
    state = ReceivingState()
    for _ in range(UNDO_DEPTH + 5):
        state = replace(state, done=remember(state.done, ()))
    assert len(state.done) == UNDO_DEPTH
