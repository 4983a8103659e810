"""The way into the window. Nothing of Qt is loaded before it is clear that a window can be shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import read_preferences
from app.domain.requests import Clock
from ui.models.launch import PLAIN, Launch
from ui.models.steps import Step
from ui.shell.display import display_problem, load_qt

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

CANNOT_SHOW = 2
_SCALE = "QT_SCALE_FACTOR"


def run_window(place: Workplace, scanner: str = "", launch: Launch = PLAIN) -> int:
    """Show the window of an open shop until it is closed.

    `scanner` names the serial port of a scanner in place of the one that was chosen under Settings; `launch`
    says how the program is started again.

    Returns the exit code: 2 where no window can be shown; why stands on stderr.
    """
    problem = display_problem(sys.platform, os.environ, partial(load_qt, os.environ))
    if problem:
        print(problem, file=sys.stderr)
        return CANNOT_SHOW
    from PySide6.QtWidgets import QApplication

    from ui.shell.application import show_window
    from ui.shell.scan_channel import SerialPort

    chosen = read_preferences(launch.preferences_of(place.settings))
    with scaled(os.environ, chosen.scale):
        app = QApplication(["crossdock"])
    port = scanner or chosen.scanner
    return show_window(app, place, chosen, SerialPort(port) if port else None, launch)


@contextmanager
def scaled(environ: MutableMapping[str, str], percent: int) -> Iterator[None]:
    """An environment in which Qt starts `percent` as large as it would by itself.

    Qt takes a scale only from here, and only when it starts. Afterwards the environment is as it was: a program that
    is started again from this one would be scaled twice.
    """
    before = environ.get(_SCALE)
    environ[_SCALE] = f"{float(before or 1) * percent / 100:g}"
    try:
        yield
    finally:
        if before is None:
            del environ[_SCALE]
        else:
            environ[_SCALE] = before


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
