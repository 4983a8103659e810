"""Work off the UI thread: one write lane that never reorders, and a read lane beside it.

Plain threads run plain callables; one long-lived QObject of the UI thread brings the answers back. A QObject for each
job would be destroyed by whichever thread drops it last, which crashes.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot

from ui.runtime.failures import Failure, failure_of

T = TypeVar("T")

_READERS = 3


class Interest:
    """That somebody still waits for an answer. The work itself is not stopped by `drop`, only its answer."""

    def __init__(self) -> None:
        self.kept = True

    def drop(self) -> None:
        """From now on nothing is delivered. To be called on the UI thread."""
        self.kept = False


class Background(QObject):
    """The two lanes. `work` runs on a thread; then exactly one of `then` and `failed` runs on the UI thread.

    Only frozen values may cross: work opens its own connection, and touches nothing of Qt. `writing` carries how many
    writes are not answered yet, whenever that changes: something may be new in the database when it falls.
    """

    writing = Signal(int)

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writers = ThreadPoolExecutor(1, "write-lane")
        self._readers = ThreadPoolExecutor(_READERS, "read-lane")
        self._writes = 0
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def write(
        self, work: Callable[[], T], then: Callable[[T], object], failed: Callable[[Failure], object]
    ) -> Interest:
        """Work that changes something: first in, first out, one at a time."""
        interest = self._run(self._writers, work, then, failed, self._wrote)
        self._count_writes(1)
        return interest

    def read(self, work: Callable[[], T], then: Callable[[T], object], failed: Callable[[Failure], object]) -> Interest:
        """Work that only looks; answers may come in another order than the questions."""
        return self._run(self._readers, work, then, failed, _nothing_more)

    def close(self) -> None:
        """Finish all writing that was asked for, give up reading, and deliver nothing any more."""
        self._readers.shutdown(wait=False, cancel_futures=True)
        self._writers.shutdown()
        self._readers.shutdown()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def _run(
        self,
        lane: Executor,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[Failure], object],
        afterwards: Callable[[], object],
    ) -> Interest:
        interest = Interest()

        def attempt() -> Callable[[], object]:
            try:
                result = work()
            except Exception as error:
                failure = failure_of(error)
                return lambda: failed(failure)
            return lambda: then(result)

        def answer() -> None:
            deliver = attempt()
            self._answered.emit(lambda: _in_turn(interest, deliver, afterwards))

        lane.submit(answer)
        return interest

    def _wrote(self) -> None:
        self._count_writes(-1)

    def _count_writes(self, change: int) -> None:
        self._writes += change
        self.writing.emit(self._writes)

    @Slot(object)
    def _deliver(self, answer: Callable[[], object]) -> None:
        answer()


def _in_turn(interest: Interest, deliver: Callable[[], object], afterwards: Callable[[], object]) -> None:
    """An answer that fails is no reason to forget what comes after it."""
    try:
        if interest.kept:
            deliver()
    finally:
        afterwards()


def _nothing_more() -> None:
    """Looking changes nothing."""
