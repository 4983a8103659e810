"""What a test leaves behind: threads, and windows and running timers of Qt."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_threads_left(patience_s: float = 2.0) -> Iterator[None]:
    """Fail where a thread started in the block is still alive `patience_s` after it."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + patience_s
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(max(0.0, deadline - time.monotonic()))
    names = [thread.name for thread in left if thread.is_alive()]
    assert not names, f"threads left alive: {names}"


@contextmanager
def no_qt_left() -> Iterator[None]:
    """Fail where the block leaves a visible window, a running timer, or a running thread of Qt.

    Tests that never imported Qt pay nothing for this.
    """
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QThread, QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    windows = [type(window).__name__ for window in QApplication.topLevelWidgets() if window.isVisible()]
    things = [thing for thing in gc.get_objects() if isinstance(thing, QTimer | QThread) and isValid(thing)]
    timers = [thing for thing in things if isinstance(thing, QTimer) and thing.isActive()]
    threads = [thing for thing in things if isinstance(thing, QThread) and thing.isRunning()]
    assert not windows, f"windows left open: {windows}"
    assert not timers, f"timers left running: {timers}"
    assert not threads, f"threads of Qt left running: {threads}"
