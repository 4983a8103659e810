"""The lanes: order, one thread for writing, delivery on the UI thread, dropped interest, orderly end."""

from __future__ import annotations

import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.errors import Refused
from tests.logfail import LogGuard
from ui.runtime.background import Background
from ui.runtime.failures import Failure
from ui.runtime.progress import Progress


def unexpected(failure: Failure) -> None:
    raise AssertionError(failure.text)


def test_five_thousand_writes_are_done_and_delivered_in_order(qtbot: QtBot, background: Background) -> None:
    done: list[int] = []
    delivered: list[tuple[int, bool]] = []

    def work(number: int) -> int:
        done.append(number)
        return number

    def then(number: int) -> None:
        delivered.append((number, threading.current_thread() is threading.main_thread()))

    for number in range(5000):
        background.write(partial(work, number), then, unexpected)
    qtbot.waitUntil(lambda: len(delivered) == 5000, timeout=20_000)
    assert done == list(range(5000))
    assert delivered == [(number, True) for number in range(5000)]


def test_writes_never_overlap_and_reads_do(qtbot: QtBot, background: Background) -> None:
    together = threading.Barrier(3)  # passes only when three reads are at work at once
    threads: list[str] = []
    answers: list[object] = []
    for _ in range(3):
        background.read(lambda: together.wait(timeout=10), answers.append, unexpected)
        background.write(lambda: threads.append(threading.current_thread().name), answers.append, unexpected)
    qtbot.waitUntil(lambda: len(answers) == 6)
    assert len(set(threads)) == 1


def test_a_slow_read_holds_up_no_write(qtbot: QtBot, background: Background) -> None:
    release = threading.Event()
    answers: list[str] = []
    background.read(lambda: release.wait(10), lambda _: answers.append("read"), unexpected)
    background.write(lambda: None, lambda _: answers.append("write"), unexpected)
    qtbot.waitUntil(lambda: answers == ["write"])
    release.set()
    qtbot.waitUntil(lambda: answers == ["write", "read"])


def test_a_dropped_answer_is_not_delivered_but_the_work_is_done(qtbot: QtBot, background: Background) -> None:
    done: list[str] = []
    answers: list[str] = []

    def work(name: str) -> str:
        done.append(name)
        return name

    background.write(partial(work, "dropped"), answers.append, unexpected).drop()
    background.write(partial(work, "kept"), answers.append, unexpected)
    qtbot.waitUntil(lambda: answers != [])
    assert (done, answers) == (["dropped", "kept"], ["kept"])


def test_a_rule_that_says_no_is_told_in_its_own_words(qtbot: QtBot, background: Background) -> None:
    failures: list[Failure] = []

    def refuse() -> None:
        raise Refused("order_unknown", order="#9")

    background.write(refuse, unexpected, failures.append)
    qtbot.waitUntil(lambda: failures != [])
    assert failures == [Failure("There is no order #9. Check the number.")]


def test_a_fault_is_logged_and_told_and_the_lane_goes_on(
    qtbot: QtBot, background: Background, log_guard: LogGuard
) -> None:
    failures: list[Failure] = []
    answers: list[int] = []
    with log_guard.expected("ui.runtime.failures") as records:
        background.write(lambda: 1 // 0, answers.append, failures.append)
        background.write(lambda: 7, answers.append, failures.append)
        qtbot.waitUntil(lambda: answers == [7])
    [failure] = failures
    assert failure.id in failure.text
    assert failure.id in records[0].getMessage()
    assert records[0].exc_info is not None


def test_closing_finishes_the_writing_gives_up_the_reading_and_delivers_nothing(qtbot: QtBot) -> None:
    background = Background()
    written: list[int] = []
    read: list[int] = []
    answers: list[object] = []

    def slowly(into: list[int], number: int) -> None:
        time.sleep(0.01)
        into.append(number)

    for number in range(20):
        background.read(partial(slowly, read, number), answers.append, unexpected)
        background.write(partial(slowly, written, number), answers.append, unexpected)
    background.close()
    QCoreApplication.processEvents()
    assert written == list(range(20))
    assert len(read) < 20
    assert answers == []
    with pytest.raises(RuntimeError, match="after shutdown"):
        background.write(lambda: None, answers.append, unexpected)


# --- what takes long ---


class Copy:
    """Long work of a hundred pages that goes on when it is let, and what was heard of it."""

    def __init__(self, background: Background, *, heeds: bool = True) -> None:
        self.go_on = threading.Semaphore(0)
        self.pages = 0
        self.heard: list[object] = []
        self._heeds = heeds
        self.job = background.long(
            self.work, self.heard.append, unexpected, lambda *progress: self.heard.append(progress), self._stopped
        )

    def work(self, progress: Progress) -> str:
        for page in range(100):
            if self._heeds:
                progress(page, 100)
            self.go_on.acquire(timeout=10)
            self.pages += 1
        return "copied"

    def _stopped(self) -> None:
        self.heard.append("stopped")


def test_long_work_tells_how_far_it_is_and_holds_up_neither_lane(qtbot: QtBot, background: Background) -> None:
    copies = [Copy(background) for _ in range(2)]
    qtbot.waitUntil(lambda: all(copy.heard == [(0, 100)] for copy in copies))
    answers: list[str] = []
    background.read(lambda: "read", answers.append, unexpected)
    background.write(lambda: "written", answers.append, unexpected)
    qtbot.waitUntil(lambda: sorted(answers) == ["read", "written"])
    for copy in copies:
        copy.go_on.release(100)
    qtbot.waitUntil(lambda: all(copy.heard[-1] == "copied" for copy in copies))


def test_long_work_that_is_cancelled_stops_where_it_may_and_says_so(qtbot: QtBot, background: Background) -> None:
    copy = Copy(background)
    qtbot.waitUntil(lambda: bool(copy.heard))
    copy.job.cancel()
    copy.go_on.release(100)
    qtbot.waitUntil(lambda: copy.heard[-1] == "stopped")
    assert copy.pages == 1


def test_long_work_that_has_no_place_to_stop_comes_to_its_end(qtbot: QtBot, background: Background) -> None:
    copy = Copy(background, heeds=False)
    copy.job.cancel()
    copy.go_on.release(100)
    qtbot.waitUntil(lambda: copy.heard == ["copied"])


def test_a_bar_moves_ten_times_a_second_however_often_the_work_tells(qtbot: QtBot, background: Background) -> None:
    heard: list[tuple[int, int]] = []
    answers: list[int] = []

    def count(progress: Progress) -> int:
        for done in range(10_000):
            progress(done, 10_000)
        return 10_000

    background.long(count, answers.append, unexpected, lambda *told: heard.append(told), lambda: None)
    qtbot.waitUntil(lambda: answers == [10_000])
    assert heard[0] == (0, 10_000)
    assert len(heard) < 20


def test_the_end_of_long_work_is_a_reason_to_look_for_news(qtbot: QtBot, background: Background) -> None:
    with qtbot.waitSignal(background.writing) as told:
        Copy(background).go_on.release(100)
    assert told.args == [0]


def test_closing_stops_long_work_and_delivers_nothing(qtbot: QtBot) -> None:
    background = Background()
    pages: list[int] = []
    answers: list[object] = []

    def copy(progress: Progress) -> None:
        for page in range(5000):
            progress(page, 5000)
            time.sleep(0.001)
            pages.append(page)

    for _ in range(3):
        background.long(copy, answers.append, unexpected, lambda *_: None, lambda: answers.append("stopped"))
    qtbot.waitUntil(lambda: bool(pages))
    background.close()
    QCoreApplication.processEvents()
    assert pages[-1] < 2000
    assert answers == []
