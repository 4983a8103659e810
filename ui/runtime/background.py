"""Work off the UI thread: one write lane that never reorders, a read lane, and a lane for what takes long.

Plain threads run plain callables; one long-lived QObject of the UI thread brings the answers back. A QObject for each
job would be destroyed by whichever thread drops it last, which crashes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot

from app.errors import Cancelled
from ui.runtime.failures import Failure, failure_of
from ui.runtime.progress import Progress

T = TypeVar("T")

_READERS = 3
#: A backup need not wait for an import.
_LONG_WORKERS = 2


class Interest:
    """That somebody still waits for an answer. The work itself is not stopped by `drop`, only its answer."""

    def __init__(self) -> None:
        self.kept = True

    def drop(self) -> None:
        """From now on nothing is delivered. To be called on the UI thread."""
        self.kept = False


class LongJob(Interest):
    """Long work that somebody waits for, and may stop."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress

    def cancel(self) -> None:
        """Ask the work to stop; that it has, its answer says."""
        self._progress.stop()


class Background(QObject):
    """The lanes. `work` runs on a thread; then exactly one of its answers runs on the UI thread.

    Only frozen values may cross: work opens its own connection, and touches nothing of Qt. `writing` carries how many
    writes are not answered yet, whenever one or long work was: something may be new in the database then.
    """

    writing = Signal(int)

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writers = ThreadPoolExecutor(1, "write-lane")
        self._readers = ThreadPoolExecutor(_READERS, "read-lane")
        self._long_workers = ThreadPoolExecutor(_LONG_WORKERS, "long-lane")
        self._long_jobs: set[LongJob] = set()
        self._writes = 0
        self._waiting: deque[Callable[[], object]] = deque()
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._deliver)
        self._answered.connect(self._queue, Qt.ConnectionType.QueuedConnection)

    def write(
        self, work: Callable[[], T], then: Callable[[T], object], failed: Callable[[Failure], object]
    ) -> Interest:
        """Work that changes something: first in, first out, one at a time."""
        interest = Interest()
        self._run(self._writers, interest, work, then, partial(_as_failure, failed), partial(self._count_writes, -1))
        self._count_writes(1)
        return interest

    def read(self, work: Callable[[], T], then: Callable[[T], object], failed: Callable[[Failure], object]) -> Interest:
        """Work that only looks; answers may come in another order than the questions."""
        interest = Interest()
        self._run(self._readers, interest, work, then, partial(_as_failure, failed), _nothing_more)
        return interest

    def long(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], object],
        failed: Callable[[Failure], object],
        progressed: Callable[[int, int], object],
        cancelled: Callable[[], object],
    ) -> LongJob:
        """Work for more than a second, beside the other lanes so that no scan waits for it.

        It calls its `Progress` where it may stop; `progressed(done, total)` hears of that. What it writes, it writes in
        short transactions. `cancelled` is the answer of work that stopped; work that came to its end all the same, or
        ends early by itself, answers as ever. Closing stops it as `LongJob.cancel` does.
        """
        progress = Progress(lambda done, total: self._answered.emit(lambda: job.kept and progressed(done, total)))
        job = LongJob(progress)

        def told(error: Exception) -> Callable[[], object]:
            return cancelled if isinstance(error, Cancelled) else _as_failure(failed, error)

        self._long_jobs.add(job)
        self._run(self._long_workers, job, partial(work, progress), then, told, partial(self._end_long, job))
        return job

    def close(self) -> None:
        """Finish all writing that was asked for, give up reading, stop long work, and deliver nothing any more."""
        for job in self._long_jobs:
            job.cancel()
        for lane in (self._readers, self._long_workers):
            lane.shutdown(wait=False, cancel_futures=True)
        for lane in (self._writers, self._readers, self._long_workers):
            lane.shutdown()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)
        self._turn.stop()

    def _run(
        self,
        lane: Executor,
        interest: Interest,
        work: Callable[[], T],
        then: Callable[[T], object],
        trouble: Callable[[Exception], Callable[[], object]],
        afterwards: Callable[[], object],
    ) -> None:
        def attempt() -> Callable[[], object]:
            try:
                return partial(then, work())
            except Exception as error:
                return trouble(error)

        def answer() -> None:
            deliver = attempt()
            self._answered.emit(lambda: _in_turn(interest, deliver, afterwards))

        lane.submit(answer)

    def _end_long(self, job: LongJob) -> None:
        self._long_jobs.discard(job)
        self.writing.emit(self._writes)

    def _count_writes(self, change: int) -> None:
        self._writes += change
        self.writing.emit(self._writes)

    @Slot(object)
    def _queue(self, answer: Callable[[], object]) -> None:
        self._waiting.append(answer)
        self._turn.start()

    @Slot()
    def _deliver(self) -> None:
        """One answer a turn of the event loop: many at once would keep keys and painting waiting for all of them."""
        answer = self._waiting.popleft()
        if self._waiting:
            self._turn.start()
        answer()


def _as_failure(failed: Callable[[Failure], object], error: Exception) -> Callable[[], object]:
    """The answer of work that broke; it is logged now, on the thread where it happened."""
    return partial(failed, failure_of(error))


def _in_turn(interest: Interest, deliver: Callable[[], object], afterwards: Callable[[], object]) -> None:
    """An answer that fails is no reason to forget what comes after it."""
    try:
        if interest.kept:
            deliver()
    finally:
        afterwards()


def _nothing_more() -> None:
    """Looking changes nothing."""
