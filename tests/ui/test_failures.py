"""Errors that nobody caught: one id, in the log and on the screen."""

from __future__ import annotations

import sys
import threading

from app.errors import DatabaseUnavailable
from tests.logfail import LogGuard
from ui.runtime.failures import Failure, failure_of, unhandled_errors_told


def test_an_answer_needs_no_id_and_no_log() -> None:
    failure = failure_of(DatabaseUnavailable("database_unavailable", where="shop.db", reason="no such file"))
    assert failure.id == ""
    assert failure.text.startswith("The database shop.db cannot be opened (no such file).")


def test_each_fault_has_an_id_of_its_own(log_guard: LogGuard) -> None:
    with log_guard.expected("ui.runtime.failures") as records:
        first, second = failure_of(ValueError("a")), failure_of(ValueError("b"))
    assert first.id != second.id
    assert [record.getMessage() for record in records] == [f"error {first.id}", f"error {second.id}"]


def test_an_error_that_nobody_caught_is_told(log_guard: LogGuard) -> None:
    told: list[Failure] = []
    with log_guard.expected("ui.runtime.failures"), unhandled_errors_told(told.append):
        error = ValueError("lost")
        sys.excepthook(ValueError, error, None)
        thread = threading.Thread(target=lambda: 1 // 0)
        thread.start()
        thread.join()
    assert [bool(failure.id) for failure in told] == [True, True]


def test_the_hooks_are_given_back_and_an_interrupt_is_no_failure() -> None:
    seen: list[type[BaseException]] = []
    told: list[Failure] = []
    before = sys.excepthook, threading.excepthook
    sys.excepthook = lambda kind, error, trace: seen.append(kind)
    ours = sys.excepthook
    try:
        with unhandled_errors_told(told.append):
            sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        assert sys.excepthook is ours
        assert threading.excepthook is before[1]
    finally:
        sys.excepthook = before[0]
    assert (seen, told) == ([KeyboardInterrupt], [])
