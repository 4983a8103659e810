"""The program starts itself again: for what Qt only looks at when it starts, and to go to another shop."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QProcess

from ui.models.launch import Launch, Practice

MAIN = Path(__file__).resolve().parents[2] / "main.py"


class Relaunch:
    """Notes how the program is wanted next, and closes the window. Nothing is started while this one holds its shop."""

    def __init__(self, launch: Launch, close: Callable[[], object]) -> None:
        self.wanted: tuple[str, ...] | None = None
        self._launch = launch
        self._close = close

    def restart(self) -> None:
        """Come back to what is open now."""
        self._go(self._launch.here)

    def practice(self) -> Practice:
        """The ways into the sample shop, out of it, and back to its first morning."""
        ways = (self._launch.sample, self._launch.shop, self._launch.anew)
        return Practice(self._launch.practising, *(partial(self._go, way) for way in ways))

    def _go(self, arguments: tuple[str, ...]) -> None:
        self.wanted = arguments
        self._close()


def start(arguments: Sequence[str], program: Sequence[str] = (sys.executable, str(MAIN))) -> bool:
    """Start the program as one of its own, which outlives this one; False where the system does not let it."""
    executable, *script = program
    started, _ = QProcess.startDetached(executable, [*script, *arguments])
    return bool(started)
