"""The way into the window. Nothing of Qt is loaded before it is clear that a window can be shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.requests import Clock
from ui.models.steps import Step
from ui.shell.display import display_problem, load_qt

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace
    from ui.widgets.tokens import Appearance

CANNOT_SHOW = 2


def run_window(place: Workplace, appearance: Appearance | None = None, scanner: str = "") -> int:
    """Show the window of an open shop until it is closed; without an `appearance`, in the one it remembers.

    `scanner` names the serial port of a scanner; one that types like a keyboard needs no name.

    Returns the exit code: 2 where no window can be shown; why stands on stderr.
    """
    problem = display_problem(sys.platform, os.environ, partial(load_qt, os.environ))
    if problem:
        print(problem, file=sys.stderr)
        return CANNOT_SHOW
    from ui.shell.application import show_window
    from ui.shell.scan_channel import SerialPort

    return show_window(place, appearance, SerialPort(scanner) if scanner else None)


def run_rehearsal(place: Workplace, clock: Clock, steps: Iterable[Step], pictures: Path) -> int:
    """Play a day through the window without a display, and leave pictures of it; returns the exit code as above."""
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    problem = display_problem(sys.platform, offscreen, partial(load_qt, offscreen))
    if problem:
        print(problem, file=sys.stderr)
        return CANNOT_SHOW
    from ui.shell.rehearsal import rehearse

    rehearse(place, clock, steps, pictures)
    return 0
