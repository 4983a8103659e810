"""The way into the window. Nothing of Qt is loaded before it is clear that a window can be shown."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from ui.shell.display import display_problem, load_qt
from ui.widgets.tokens import Appearance

if TYPE_CHECKING:
    from app.db.engine import Database

CANNOT_SHOW = 2


def run_window(database: Database, *, station: str, appearance: Appearance = Appearance.SYSTEM) -> int:
    """Show the window of `station` until it is closed.

    Returns the exit code: 2 where no window can be shown; why stands on stderr.
    """
    problem = display_problem(sys.platform, os.environ, partial(load_qt, os.environ))
    if problem:
        print(problem, file=sys.stderr)
        return CANNOT_SHOW
    from ui.shell.application import show_window

    return show_window(database, station=station, appearance=appearance)
