"""Our own barcodes: check characters and signatures."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import own_codes
from app.domain.own_codes import (
    ALL_COMMANDS,
    QUANTITIES,
    BadgeCode,
    Command,
    CommandCode,
    OwnDocument,
    OwnKind,
    badge_code,
    check_character,
    command_code,
    own_code,
    read_badge,
    read_command,
    read_own_document,
)

OURS = b"the secret of this shop, made up"
THEIRS = b"the secret of another, made up too"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
bodies = st.text(ALPHABET, min_size=1, max_size=20)
kinds = st.sampled_from(OwnKind)


@given(st.text(ALPHABET, min_size=1, max_size=20))
def test_the_check_character_fulfils_the_congruence_of_the_standard(text):
    # ISO/IEC 7064, 8.1: the running product of all characters, the check character added, is 1 modulo 36.
    product = 36
    for character in text:
        product = ((product + ALPHABET.index(character)) % 36 or 36) * 2 % 37
    assert (product + ALPHABET.index(check_character(text))) % 36 == 1


def test_the_check_character_of_a_published_number():
    assert check_character("A12425GABC1234002") == "M"  # the GRid standard's own example


@given(kinds, bodies)
def test_a_document_code_reads_back(kind, body):
    text = own_code(kind, body)
    assert read_own_document(text) == OwnDocument(kind, body, text)


@given(kinds, bodies, st.data())
def test_any_single_wrong_character_of_a_document_code_is_found(kind, body, data):
    text = own_code(kind, body)
    place = data.draw(st.sampled_from([place for place, character in enumerate(text) if character != ":"]))
    wrong = data.draw(st.sampled_from([character for character in ALPHABET if character != text[place]]))
    assert read_own_document(text[:place] + wrong + text[place + 1 :]) is None


def test_swapped_neighbours_are_found_but_for_one_pair_of_running_sums():
    """Every three characters: what follows cannot undo a difference, what stands before only moves the sum."""
    swaps = [t for t in itertools.product(ALPHABET, repeat=3) if t[1] != t[2]]
    missed = [t for t in swaps if check_character("".join(t)) == check_character(t[0] + t[2] + t[1])]
    assert 0 < len(missed) / len(swaps) < 1 / 600
    apart = {(ALPHABET.index(second) - ALPHABET.index(third)) % 36 for _, second, third in missed}
    assert apart == {1, 35}


@pytest.mark.parametrize("body", ["", "a", "A B", "A:B", "Ä", "A" * 41, "A\n"])
def test_a_body_outside_of_our_alphabet_is_an_error(body):
    with pytest.raises(ValueError, match="A-Z and 0-9"):
        own_code(OwnKind.ORDER, body)
    with pytest.raises(ValueError, match="A-Z and 0-9"):
        badge_code(body, OURS)


@pytest.mark.parametrize("code", ALL_COMMANDS, ids=lambda code: code.words)
def test_a_command_is_ours_and_nobody_elses(code):
    text = command_code(code.command, OURS, code.quantity)
    assert read_command(text, OURS) == code
    assert read_command(text, THEIRS) is None


def test_command_codes_are_made_of_what_every_scanner_types():
    texts = [command_code(code.command, OURS, code.quantity) for code in ALL_COMMANDS]
    assert len(set(texts)) == len(texts)
    assert all(set(text) <= set(ALPHABET) | {":"} for text in texts)


def test_the_words_are_those_of_the_sheet():
    words = [code.words for code in ALL_COMMANDS]
    assert words[:2] == ["OK", "UNDO"]
    assert {"PAPERS REMOVED", "CLOSE BOX", "QTY 2", "QTY 24"} <= set(words)
    assert command_code(Command.PAPERS_REMOVED, OURS).startswith("JC:PAPERSREMOVED:")
    assert all(command.help for command in Command)


@pytest.mark.parametrize(("command", "quantity"), [(Command.QTY, 0), (Command.QTY, 13), (Command.OK, 2)])
def test_a_command_that_is_not_on_the_sheet_cannot_be_made(command, quantity):
    with pytest.raises(ValueError, match="no such command"):
        command_code(command, OURS, quantity)


@settings(derandomize=True)  # one secret in a million does make the same signature
@given(st.binary(min_size=1, max_size=40).filter(lambda secret: secret != OURS))
def test_another_installations_command_is_never_accepted(secret):
    assert command_of_another(secret) is None


def test_with_the_signature_switched_off_the_same_check_goes_red(monkeypatch):
    monkeypatch.setattr(own_codes, "_mac", lambda text, secret: "AAAA")
    assert command_of_another(THEIRS) == CommandCode(Command.OK)


def command_of_another(secret):
    return read_command(command_code(Command.OK, secret), OURS)


def test_a_signature_is_for_one_text_only():
    signature = command_code(Command.OK, OURS)[-4:]
    assert read_command(f"JC:CANCEL:{signature}", OURS) is None
    assert read_badge(f"JU:OK:{signature}", OURS) is None
    assert read_command("JC:OK:", OURS) is None
    assert read_command("JC", OURS) is None


def test_a_badge_names_its_user_and_is_no_command():
    assert read_badge(badge_code("ANA", OURS), OURS) == BadgeCode("ANA")
    assert read_badge(badge_code("ANA", THEIRS), OURS) is None
    assert read_command(badge_code("OK", OURS), OURS) is None
    assert read_badge(command_code(Command.OK, OURS), OURS) is None


def test_quantities_go_to_a_dozen_and_two_dozen():
    assert (QUANTITIES[0], QUANTITIES[-2], QUANTITIES[-1]) == (2, 12, 24)
