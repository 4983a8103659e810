"""The program on a display, watched: what it heard, answered and shows."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from tests.window.display import Hands, started, wait_for, waited_for

#: So many screens have a number on the keyboard.
SCREENS = 9
_PATIENCE_S = 20.0
#: What was not heard in this time will not be heard.
_DEAF_S = 2.0

#: Before the arguments of the program: what the keyboard types is never a scan.
UNFILTERED = "--unfiltered"

Look = dict[str, Any]


class Program:
    """A running `watched`, and the keyboard in front of it."""

    def __init__(self, hands: Hands, process: subprocess.Popen[str], station: str) -> None:
        self.hands = hands
        self.process = process
        self._told: list[tuple[str, Any]] = []
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()
        self.window = hands.window(f"^Crossdock · {station} · ")
        hands.focus(self.window)
        wait_for(lambda: self.look()["built"] >= 9, "every screen")

    def told(self, kind: str) -> list[Any]:
        """Everything of a kind that it told so far: `scan`, `answer` or `told`."""
        return [what for said, what in list(self._told) if said == kind]

    def look(self) -> Look:
        """What the window shows now."""
        before = len(self.told("look"))
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        wait_for(lambda: len(self.told("look")) > before, "a look")
        return cast("Look", self.told("look")[-1])

    def scan(self, text: str, delay_ms: int = 8) -> str:
        """Scan, and wait until it was heard; what was heard. Nothing where a busy machine tore the keys apart."""
        before = len(self.told("scan"))
        self.hands.scan(text, delay_ms)
        waited_for(lambda: len(self.told("scan")) > before, _DEAF_S)
        return "".join(self.told("scan")[before:])

    def kill(self) -> None:
        """SIGKILL: everything that it told before can be read afterwards."""
        self.process.kill()
        self.end()

    def end(self) -> int:
        """Wait for its end."""
        code = self.process.wait(_PATIENCE_S)
        self._listener.join(_PATIENCE_S)
        return code

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said = json.loads(line) if line.startswith("{") else {"kind": "line", "what": line}
            self._told.append((said["kind"], said["what"]))


@contextmanager
def watched(hands: Hands, folder: Path, station: str = "Bench 1", *before: str) -> Iterator[Program]:
    """The program on a data folder, until the block ends; `before` goes before its own arguments."""
    arguments = (*before, "--data-dir", str(folder), "--station", station)
    with started(hands, "-m", "tests.window.watched", *arguments) as process:
        program = Program(hands, process, station)
        yield program
        process.terminate()
        program.end()
