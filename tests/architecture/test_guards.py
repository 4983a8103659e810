"""The watches over every test go red when they should."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import pytest

from tests.leaks import no_qt_left, no_threads_left
from tests.logfail import LogGuard, guarded_log


def _warn(logger: str) -> None:
    logging.getLogger(logger).warning("jam")


def test_an_unexpected_warning_fails(log_guard: LogGuard) -> None:
    with log_guard.expected("crossdock.test"), pytest.raises(AssertionError, match=r"WARNING crossdock\.test: jam"):
        _in_guard(lambda guard: _warn("crossdock.test"))


def _in_guard(work: Callable[[LogGuard], None]) -> None:
    with guarded_log() as guard:
        work(guard)


def _warns_as_expected(guard: LogGuard) -> None:
    with guard.expected("crossdock") as records:
        _warn("crossdock.test")
    assert [record.getMessage() for record in records] == ["jam"]


def _stays_silent(guard: LogGuard) -> None:
    with guard.expected("crossdock"):
        pass


def _warns_elsewhere(guard: LogGuard) -> None:
    with guard.expected("crossdock"):
        _warn("crossdock")
        _warn("crossdocking")


def test_an_expected_warning_passes(log_guard: LogGuard) -> None:
    with log_guard.expected("crossdock"):
        _in_guard(_warns_as_expected)


def test_a_missing_expected_warning_fails() -> None:
    with pytest.raises(AssertionError, match="crossdock was expected to warn"):
        _in_guard(_stays_silent)


def test_a_warning_of_another_logger_is_not_taken_for_the_expected(log_guard: LogGuard) -> None:
    with (
        log_guard.expected("crossdock"),
        log_guard.expected("crossdocking"),
        pytest.raises(AssertionError, match=r"unexpectedly:\nWARNING crossdocking: jam$"),
    ):
        _in_guard(_warns_elsewhere)


def test_a_thread_left_alive_fails_and_a_finished_one_does_not() -> None:
    stop = threading.Event()
    with pytest.raises(AssertionError, match="left-alive"), no_threads_left(patience_s=0.05):
        threading.Thread(target=stop.wait, name="left-alive").start()
    with no_threads_left():
        threading.Thread(target=stop.wait).start()
        stop.set()


def test_a_window_left_open_fails(qapp: object) -> None:
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    with pytest.raises(AssertionError, match="windows left open"), no_qt_left():
        window.show()
    window.close()


def test_a_timer_left_running_fails(qapp: object) -> None:
    from PySide6.QtCore import QTimer

    timer = QTimer()
    with pytest.raises(AssertionError, match="timers left running"), no_qt_left():
        timer.start(1000)
    timer.stop()
