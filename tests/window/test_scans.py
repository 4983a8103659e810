"""xdotool as a scanner and as a person at the real window: wherever the focus is, no scan reaches a widget, and what is
typed arrives whole."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.blackbox.shop import Shop, take_in_sample
from tests.window.display import OTHER, Hands, started, wait_for
from tests.window.program import UNFILTERED, Look, Program, watched
from ui.shell.screens import SEATS

#: More of them, for a long watch: SEQUENCES=2000 takes about twenty minutes.
SEQUENCES = int(os.environ.get("SEQUENCES", "40"))
#: A busy machine holds xdotool up in the middle of a code now and then: what comes of it then is no proof of anything.
TRIES = 3
#: So many widgets of each screen get the focus in turn.
FOCUSES = 9
SCREENS = [(seat.number, seat.screen.key) for seat in SEATS if seat.number]


@pytest.fixture(scope="module")
def program(display: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The window of the sample shop, on the morning of its day."""
    shop = Shop(tmp_path_factory.mktemp("sample") / "shop")
    take_in_sample(shop)
    with watched(Hands(display), shop.folder) as program:
        yield program


def go(program: Program, number: int) -> None:
    """Bring a screen to the front, out of whatever was open."""
    program.hands.press("Escape", "Escape")
    program.hands.focus(program.window)
    program.hands.press(f"alt+{number}")
    wait_for(lambda: program.look()["screen"] == dict(SCREENS)[number], "the screen")


def scan_goes_nowhere(program: Program, code: str, delay_ms: int) -> None:
    """A code with spaces, which would press a button, and with Enter, which would choose."""
    for _ in range(TRIES):
        before = program.look()
        if program.scan(code, delay_ms) == code:
            break
    else:
        raise AssertionError(f"{code} was not heard: {before}")
    after = program.look()
    assert _what_can_be_pressed_or_typed(after) == _what_can_be_pressed_or_typed(before), before
    assert after["seen"], f"{after['focus']} has the keyboard, and nobody sees it"


def _what_can_be_pressed_or_typed(look: Look) -> tuple[object, ...]:
    return look["clicks"], look["fields"], look["screen"], look["dialog"], look["popup"]


def tab_to(program: Program, what: str) -> Look:
    """Press Tab until the focus is on something of that class or class and name."""
    for _ in range(60):
        program.hands.press("Tab")
        if (look := program.look())["focus"].startswith(what):
            return look
    raise AssertionError(f"Tab does not reach {what}")


@pytest.mark.parametrize(("number", "screen"), SCREENS)
def test_a_scan_reaches_no_widget_of_any_screen(program: Program, number: int, screen: str) -> None:
    go(program, number)
    for turn in range(FOCUSES):
        scan_goes_nowhere(program, f"NO {number} SUCH {turn}", 4 + turn)
        program.hands.press("Tab")


def test_without_the_filter_the_same_keys_press_a_button(display: str, tmp_path: Path) -> None:
    with watched(Hands(display), tmp_path, "Unfiltered", UNFILTERED) as program:
        tab_to(program, "Button Database")
        assert program.scan("NO SUCH 1") == ""
        assert program.look()["clicks"] == ["Database"]


def test_a_shortcut_in_the_middle_of_a_code_does_nothing(program: Program) -> None:
    go(program, 2)
    program.hands.do("key", "--delay", "5", "A", "B", "1", "2", "ctrl+k", "alt+5", "F1", "3", "Return")
    wait_for(lambda: program.told("scan")[-1] == "AB123", "the scan")
    look = program.look()
    assert (look["screen"], look["dialog"]) == ("orders", "")


# --- what is open over the window ---


def _help(program: Program) -> None:
    program.hands.press("F1")
    wait_for(lambda: program.look()["dialog"], "the help")


def _popover(program: Program) -> None:
    tab_to(program, "Button Database")
    program.hands.press("space")
    wait_for(lambda: program.look()["popup"] != "NoneType", "the card of the database")


def _choices(program: Program) -> None:
    go(program, 9)
    tab_to(program, "_Combo Brand")
    program.hands.press("alt+Down")
    wait_for(lambda: program.look()["popup"] != "NoneType", "the choices")


@pytest.mark.parametrize("opened", [_help, _popover, _choices])
def test_a_scan_passes_what_is_open_over_the_window(program: Program, opened: Callable[[Program], None]) -> None:
    go(program, 1)
    opened(program)
    scan_goes_nowhere(program, "NO SUCH 1", 8)
    program.hands.press("Escape")
    wait_for(lambda: (seen := program.look())["dialog"] == "" and seen["popup"] == "NoneType", "the window alone")


# --- fields ---


def _palette(program: Program) -> None:
    program.hands.press("ctrl+k")
    wait_for(lambda: program.look()["dialog"] == "Palette", "the palette")


def _search_of(number: int) -> Callable[[Program], None]:
    def search(program: Program) -> None:
        go(program, number)
        program.hands.press("ctrl+f")

    search.__name__ = f"search_of_{dict(SCREENS)[number]}"
    return search


def _line(program: Program) -> None:
    go(program, 9)
    tab_to(program, "QLineEdit")


def _free_text(program: Program) -> None:
    go(program, 9)
    tab_to(program, "Button Brands and slips")
    program.hands.press("space")
    tab_to(program, "QLineEdit Closing words")


@pytest.mark.parametrize("into", [_palette, _search_of(2), _search_of(6), _search_of(7), _line, _free_text])
def test_typing_arrives_whole_and_a_scan_leaves_it_alone(program: Program, into: Callable[[Program], None]) -> None:
    go(program, 1)
    into(program)
    wait_for(lambda: program.look()["field"], "a field")
    scans = len(program.told("scan"))
    for text, delay_ms in (("Ana 12", 60), (", left", 130)):
        program.hands.type(text, delay_ms)
    wait_for(lambda: program.look()["text"] == "Ana 12, left", "the text")
    assert len(program.told("scan")) == scans
    scan_goes_nowhere(program, "NO SUCH 2", 8)
    assert program.look()["text"] == "Ana 12, left"
    program.hands.press("ctrl+a", "Delete")


def test_scans_and_typing_in_any_order(program: Program) -> None:
    """Into one field, by the text that stands there in the end and the codes that were heard."""
    go(program, 1)
    _palette(program)
    dice, typed, torn = random.Random(4), "", 0
    for number in range(SEQUENCES):
        whole = True
        if dice.random() < 0.5:
            code = f"NO {number} {'SUCH'[: dice.randint(1, 4)]}"
            whole = program.scan(code, dice.randint(4, 12)) == code
        else:
            text = dice.choice(("ab", "7 ", "x.", "Q"))
            program.hands.type(text, dice.randint(60, 250))
            typed += text
            wait_for(lambda so_far=typed: program.look()["text"] == so_far, typed)
        torn += not whole
        if len(typed) > 40 or not whole:
            program.hands.press("ctrl+a", "Delete")
            typed = ""
    assert program.look()["text"] == typed
    assert torn <= SEQUENCES / 20


def test_a_code_that_another_window_got_a_part_of_is_told_on_return(program: Program) -> None:
    go(program, 1)
    hands, before = program.hands, len(program.told("scan"))
    with started(hands, "-c", OTHER):
        other = hands.window("^Other$")
        hands.do("type", "--delay", "8", "--args", "1", "400638", "windowfocus", other)
        hands.scan("1333931")
        wait_for(lambda: not program.look()["active"], "the other window in front")
        assert "another window" not in "".join(program.told("told")), "nobody sees it before"
        hands.focus(program.window)
        wait_for(lambda: "another window" in "".join(program.told("told")), "a word about it")
    assert any("another window" in words for words in program.look()["bar"])
    assert len(program.told("scan")) == before
