"""xdotool as a scanner and as a person on a real window of a real X server: no key goes where it should not."""

from __future__ import annotations

import random
import subprocess
import threading
import time
from collections.abc import Iterator

import pytest

from tests.window.display import Hands, program, wait_for

CODE = "4006381333931"


class Bench:
    """The window of `bench.py`: what it said so far."""

    def __init__(self, hands: Hands, process: subprocess.Popen[str]) -> None:
        self.hands = hands
        self.said: list[tuple[str, str]] = []
        self._process = process
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()
        hands.focus(hands.window("^Bench$"))

    def heard(self, kind: str) -> list[str]:
        return [what for said, what in list(self.said) if said == kind]

    def field(self) -> str:
        return (self.heard("field") or [""])[-1]

    def look_at(self, widget: str) -> None:
        """Give a widget the focus, as a person would."""
        self.hands.press("alt+f" if widget == "field" else "alt+b")
        time.sleep(0.05)

    def close(self) -> None:
        self._process.terminate()
        self._listener.join(20)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            kind, _, what = line.rstrip("\n").partition("\t")
            self.said.append((kind, what))


@pytest.fixture
def bench(hands: Hands) -> Iterator[Bench]:
    with program(hands, "-m", "tests.window.bench") as process:
        bench = Bench(hands, process)
        yield bench
        bench.close()


@pytest.mark.parametrize("focus", ["field", "button"])
@pytest.mark.parametrize("delay_ms", [4, 8, 12])
def test_a_scan_reaches_no_widget(bench: Bench, focus: str, delay_ms: int) -> None:
    bench.look_at(focus)
    bench.hands.scan("AB 12 cd", delay_ms)
    wait_for(lambda: bench.heard("scan"), "the scan")
    time.sleep(0.2)
    assert (bench.heard("scan"), bench.field(), bench.heard("click")) == (["AB 12 cd"], "", [])


def test_the_same_keys_press_the_button_where_no_filter_is(hands: Hands) -> None:
    with program(hands, "-m", "tests.window.bench", "--unfiltered") as process:
        bench = Bench(hands, process)
        bench.look_at("button")
        hands.scan("AB 12 cd")
        wait_for(lambda: bench.heard("click"), "the click")
        assert bench.heard("scan") == []
        bench.close()


@pytest.mark.parametrize("delay_ms", [60, 120])
def test_typing_is_no_scan(bench: Bench, delay_ms: int) -> None:
    bench.look_at("field")
    bench.hands.type("Ana 12, left\n", delay_ms)
    wait_for(lambda: bench.field() == "Ana 12, left", "the text")
    assert bench.heard("scan") == []


def test_a_shortcut_in_the_middle_of_a_code_does_nothing(bench: Bench) -> None:
    bench.look_at("button")
    bench.hands.do("key", "--delay", "5", "A", "B", "1", "2", "ctrl+x", "F2", "3", "Return")
    wait_for(lambda: bench.heard("scan"), "the scan")
    assert bench.heard("scan") == ["AB123"]
    assert set(bench.heard("shortcut")) == {"Alt+B"}


def test_scans_and_typing_in_any_order(bench: Bench) -> None:
    dice = random.Random(4)
    scans, typed = [], ""
    for number in range(16):
        focus = dice.choice(("field", "button"))
        bench.look_at(focus)
        if dice.random() < 0.6 or focus == "button":
            scans.append(f"{CODE[: dice.randint(6, 13)]}{number:02d}")
            bench.hands.scan(scans[-1], dice.randint(4, 12))
        else:
            bench.hands.type(f"ab{number} ", dice.randint(60, 90))
            typed += f"ab{number} "
        time.sleep(0.1)
    wait_for(lambda: len(bench.heard("scan")) >= len(scans), "every scan")
    assert (bench.heard("scan"), bench.field(), bench.heard("click")) == (scans, typed, [])


def test_a_scan_that_another_window_got_a_part_of_is_told(bench: Bench, hands: Hands) -> None:
    with program(hands, "-c", _OTHER):
        other, mine = hands.window("^Other$"), hands.window("^Bench$")
        hands.focus(other)
        hands.scan(CODE)
        time.sleep(0.2)
        assert bench.heard("scan") == [], "keys of another window are its own"
        hands.focus(mine)
        hands.do("type", "--delay", "8", "--args", "1", CODE[:6], "windowfocus", other)
        time.sleep(0.2)
        hands.focus(mine)
        wait_for(lambda: bench.heard("scan") or bench.heard("told"), "a word about it")
    assert bench.heard("scan") == []
    assert "another window" in bench.heard("told")[0]


_OTHER = """
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
other = QLineEdit()
other.setWindowTitle("Other")
other.show()
app.exec()
"""
