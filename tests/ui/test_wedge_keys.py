"""Which keys are a scan and which are typed: 2,000 mixed sequences against the rule itself, with made-up times."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator

import pytest

from ui.shell.key_hold import GAP_MS, Key, KeyHold

_CODES = string.ascii_uppercase + string.digits + ":-/. "
_TYPED = string.ascii_letters + string.digits + " .,@äß"
CONTROL_W = Key("\x17", 0x57, modified=True)
ENTER, ESCAPE = Key("\r", 0x01000004), Key("\x1b", 0x01000000)
#: What a barcode can carry beside letters and figures.
CONTROLS = (CONTROL_W, ENTER, ESCAPE, Key("\t", 0x01000001), Key("\x08", 0x01000003), Key("\x7f", 0x01000007))

Press = tuple[Key, int]


class Person:
    """A window that a person and a scanner share: what reached widgets, and what was scanned."""

    def __init__(self, gap_ms: int = GAP_MS) -> None:
        self.hold = KeyHold("keyboard", gap_ms)
        self.gap_ms = gap_ms
        self.widgets: list[Key] = []
        self.scans: list[str] = []
        self._last = 0

    def press(self, key: Key, at: int) -> None:
        if self.hold.count and at - self._last > self.gap_ms:
            self.widgets += self.hold.give_up()  # the timer of the window
        verdict = self.hold.press(key, at)
        self.widgets += verdict.typed if verdict.taken else (*verdict.typed, key)
        self.scans += [verdict.scan.text] if verdict.scan else []
        self._last = at

    def stop(self) -> str:
        """The text that widgets got in the end."""
        self.widgets += self.hold.give_up()
        return "".join(key.text for key in self.widgets)


def keys(text: str, start: int, gaps: Iterator[int]) -> Iterator[Press]:
    at = start
    for character in text:
        yield Key(character, ord(character)), at
        at += next(gaps)


def between(random: random.Random, shortest: int, longest: int) -> Iterator[int]:
    while True:
        yield random.randint(shortest, longest)


def sequence(seed: int) -> tuple[list[Press], list[str], str]:
    """Scans at 4 to 12 ms a key and typing at 60 to 250 ms a key in any order, and what has to come of them."""
    dice = random.Random(seed)
    presses: list[Press] = []
    scans, typed, at = [], "", 1000
    for _ in range(dice.randint(1, 6)):
        scanned = dice.random() < 0.5
        text = "".join(dice.choices(_CODES if scanned else _TYPED, k=dice.randint(4, 40) if scanned else 8))
        end = dice.choice("\r\n\t") if scanned else dice.choice(("", "\r", "\t"))
        if scanned and dice.random() < 0.3:
            presses.append((dice.choice(CONTROLS), at))
            at += dice.randint(4, 12)
        presses += keys(text + end, at, between(dice, 4, 12) if scanned else between(dice, 60, 250))
        if scanned:
            scans.append(text)
        else:
            typed += text + end
        at = presses[-1][1] + dice.randint(60, 250)
    return presses, scans, typed


def misroutes(seeds: range, gap_ms: int = GAP_MS) -> list[int]:
    """The seeds of which a scan reached a widget or typing became a scan."""
    wrong = []
    for seed in seeds:
        presses, scans, typed = sequence(seed)
        person = Person(gap_ms)
        for key, at in presses:
            person.press(key, at)
        if (person.stop(), person.scans) != (typed, scans):
            wrong.append(seed)
    return wrong


def test_two_thousand_mixed_sequences_without_one_misroute() -> None:
    assert misroutes(range(2000)) == []


@pytest.mark.parametrize("gap_ms", [3, 300])
def test_the_count_of_misroutes_sees_a_filter_that_is_set_wrong(gap_ms: int) -> None:
    assert len(misroutes(range(50), gap_ms)) > 20


def sent(*keys: Key) -> Person:
    """What a scanner sends at 5 ms a key."""
    person = Person()
    for number, key in enumerate(keys):
        person.press(key, 1000 + 5 * number)
    return person


def scanned_with(*inside: Key) -> Person:
    """A code with other keys in the middle of it."""
    return sent(*map(Key, "AB12"), *inside, *map(Key, "34\r"))


@pytest.mark.parametrize(
    "key", [CONTROL_W, Key("", 0x01000032), Key("\x1b", 0x01000000), Key("q", 0x51, modified=True)]
)
def test_shortcuts_inside_a_burst_do_nothing(key: Key) -> None:
    person = scanned_with(key)
    assert (person.stop(), person.scans) == ("", ["AB1234"])


def test_the_group_separator_of_gs1_stays_in_the_code() -> None:
    separator = Key("\x1d", 0x5D, modified=True)
    assert scanned_with(separator).scans == ["AB12\x1d34"]
    assert sent(separator, *map(Key, "AB12\r")).scans == ["\x1dAB12"]


@pytest.mark.parametrize("first", CONTROLS)
def test_a_control_character_at_the_beginning_of_a_code_does_nothing(first: Key) -> None:
    person = sent(first, *map(Key, "AB12\r"))
    assert (person.stop(), person.scans) == ("", ["AB12"])


def test_the_count_of_keys_that_get_through_sees_a_filter_that_lets_the_first_one_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Key, "controls", property(lambda _: False))
    assert sent(CONTROL_W, *map(Key, "AB12\r")).stop() == "\x17"


@pytest.mark.parametrize("key", CONTROLS)
def test_a_control_character_that_stays_alone_was_typed(key: Key) -> None:
    person = sent(key)
    assert person.widgets == []
    assert person.stop() == key.text


@pytest.mark.parametrize("tail", [(Key("\n"),), (ENTER,), (ENTER, Key("\x03", 0x43, modified=True))])
def test_what_a_scanner_sends_after_the_end_of_a_code_does_nothing(tail: tuple[Key, ...]) -> None:
    person = sent(*map(Key, "AB12\r"), *tail, *map(Key, "CD34\r"))
    assert (person.stop(), person.scans) == ("", ["AB12", "CD34"])


def test_enter_some_time_after_a_scan_was_typed() -> None:
    person = sent(*map(Key, "AB12\r"))
    person.press(ENTER, 1000 + 5 * 4 + GAP_MS + 1)
    assert person.stop() == "\r"


def test_escape_right_after_a_scan_is_not_its_end() -> None:
    """Only line endings come twice from a scanner."""
    person = sent(*map(Key, "AB12\r"), Key("\x1b", 0x01000000))
    assert (person.stop(), person.scans) == ("\x1b", ["AB12"])


@pytest.mark.parametrize("key", [Key("", 0x01000032), Key("1", 0x31, modified=True)])
def test_a_single_key_that_begins_no_code_is_never_held(key: Key) -> None:
    hold = KeyHold("keyboard")
    assert hold.takes(key, 1000) is False
    assert hold.press(key, 1000).taken is False
    assert hold.count == 0


def test_three_quick_letters_and_enter_are_typed_in_their_order() -> None:
    person = Person()
    for number, character in enumerate("abc\r"):
        person.press(Key(character), 1000 + 8 * number)
    assert (person.stop(), person.scans) == ("abc\r", [])


def test_a_key_that_stays_down_is_typed_however_fast_it_repeats() -> None:
    person = Person()
    for number in range(40):
        person.press(Key("x", repeated=number > 0), 1000 + 10 * number)
    assert (person.stop(), person.scans) == ("x" * 40, [])


def test_asking_takes_nothing() -> None:
    hold = KeyHold("keyboard")
    assert [hold.takes(Key("a"), 1000) for _ in range(3)] == [True] * 3
    assert hold.count == 0
