"""What went wrong, told in one sentence; a fault of the program also gets an id, and its traceback goes to the log."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from secrets import token_hex
from types import TracebackType

from msgspec import Struct

from app.domain.messages import say
from app.errors import WarehouseError
from ui.runtime.language import sentence_of, tr

_log = logging.getLogger(__name__)


class Failure(Struct, frozen=True):
    """`text` is for people. `id` finds the traceback in the log; it is empty where a rule or a device said no."""

    text: str
    id: str = ""


def failure_of(error: BaseException) -> Failure:
    """The words for an error. One that is nobody's answer is a fault of Crossdock: it is logged under a new id."""
    if isinstance(error, WarehouseError):
        return Failure(sentence_of(say(error.key, **error.values)))
    id = token_hex(4)
    _log.error("error %s", id, exc_info=error)
    words = tr("Something went wrong in Crossdock. Try again; if it stays, report error {id} with the log.", id=id)
    return Failure(words, id)


@contextmanager
def unhandled_errors_told(tell: Callable[[Failure], None]) -> Iterator[None]:
    """Within the block, an error that nobody caught is logged and told. `tell` may be called from any thread."""
    before = sys.excepthook, threading.excepthook

    def in_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        tell(failure_of(error)) if isinstance(error, Exception) else before[0](kind, error, trace)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            tell(failure_of(args.exc_value))

    sys.excepthook, threading.excepthook = in_main, in_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = before
