"""The UI thread goes first: what keeps the threads that work for it from holding it up."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: How long a thread may compute while others wait, in s. At Python's 5 ms, four busy threads are a gap of 20 ms.
_TURN_S = 0.0005
#: How many collections of younger things come before one of everything: at Python's 10 an import stops the window
#: a dozen times.
_OLD_AFTER = 50


@contextmanager
def ui_thread_first() -> Iterator[None]:
    """For as long as the block runs, in the whole process.

    What is loaded at its beginning stays loaded, so the garbage collector need not walk through it: that would stop
    every thread for 150 to 350 ms now and then.
    """
    turn, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(_TURN_S)
    gc.set_threshold(*thresholds[:2], _OLD_AFTER)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(turn)
