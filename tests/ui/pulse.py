"""How long the event loop of this process keeps a timer waiting, and how far the process itself is to blame."""

from __future__ import annotations

import time
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, QTimer

_EVERY_MS = 4
_TASKS = Path("/proc/self/task")


class _Moment(Struct, frozen=True):
    """The clocks of one moment in ms: the wall's, the processor time that this process had, and how long its first
    thread and all its threads together were kept waiting for a processor.
    """

    at: float
    worked: float
    first_waited: float
    all_waited: float


def _now() -> _Moment:
    waited = _waited()
    return _Moment(time.perf_counter() * 1000, time.process_time() * 1000, max(waited[:1], default=0.0), sum(waited))


def _waited() -> list[float]:
    """Of each thread, the first one first, in ms; Linux tells (proc_pid_schedstat(5)), others leave it open."""
    if not _TASKS.exists():
        return []
    found = []
    for task in sorted(_TASKS.iterdir(), key=lambda path: int(path.name)):
        try:
            found.append(int((task / "schedstat").read_text().split()[1]) / 1e6)
        except (OSError, IndexError):  # a thread that ended meanwhile
            continue
    return found


class Pulse(QObject):
    """Beats while it lives. `gaps` are the delays of each beat in ms, as far as this process is to blame for them.

    A machine that has no processor to spare delays every program. So a delay counts while this process worked and its
    UI thread did not wait for a processor; and in any case what is left of it when all waiting of all its threads is
    taken off, such as sleep and disk.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = _now()
        self._timer = QTimer(self, interval=_EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def percentile(self, share: float) -> float:
        return sorted(self.gaps)[int(share * (len(self.gaps) - 1))]

    def _beat(self) -> None:
        before, self._last = self._last, _now()
        self.gaps.append(blame(before, self._last))


def blame(before: _Moment, after: _Moment) -> float:
    """How much of a delay in ms is the fault of this process."""
    gap = after.at - before.at - _EVERY_MS
    worked = after.worked - before.worked
    alone = gap - (after.all_waited - before.all_waited)
    return max(alone, min(worked, gap - (after.first_waited - before.first_waited)))
