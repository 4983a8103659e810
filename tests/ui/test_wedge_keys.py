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


def scanned_with(*inside: Key) -> Person:
    """A code at 5 ms a key with other keys in the middle of it."""
    person = Person()
    for number, key in enumerate((*map(Key, "AB12"), *inside, *map(Key, "34\r"))):
        person.press(key, 1000 + 5 * number)
    return person


@pytest.mark.parametrize(
    "key", [CONTROL_W, Key("", 0x01000032), Key("\x1b", 0x01000000), Key("q", 0x51, modified=True)]
)
def test_shortcuts_inside_a_burst_do_nothing(key: Key) -> None:
    person = scanned_with(key)
    assert (person.stop(), person.scans) == ("", ["AB1234"])


def test_the_group_separator_of_gs1_stays_in_the_code() -> None:
    separator = Key("\x1d", 0x5D, modified=True)
    assert scanned_with(separator).scans == ["AB12\x1d34"]


@pytest.mark.parametrize("key", [CONTROL_W, Key("", 0x01000032), Key("\r", 0x01000004), Key("\x1b", 0x01000000)])
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
