"""An unexpected log record of WARNING or above fails the test that caused it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class LogGuard(logging.Handler):
    """Collects records of WARNING and above; `expected` takes those out that a test provokes on purpose."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    @contextmanager
    def expected(self, logger: str) -> Iterator[list[logging.LogRecord]]:
        """Allow, and demand, at least one record of `logger` (or a logger below it) within the block."""
        before = len(self.records)
        taken: list[logging.LogRecord] = []
        yield taken
        taken += [record for record in self.records[before:] if f"{record.name}.".startswith(f"{logger}.")]
        assert taken, f"the logger {logger} was expected to warn, but did not"
        self.records = [record for record in self.records if record not in taken]

    def complaint(self) -> str:
        """What was logged unexpectedly; empty when nothing was."""
        return "\n".join(f"{record.levelname} {record.name}: {record.getMessage()}" for record in self.records)


@contextmanager
def guarded_log() -> Iterator[LogGuard]:
    """Watch the root logger, and fail at the end of the block where something was logged."""
    guard = LogGuard()
    logging.getLogger().addHandler(guard)
    try:
        yield guard
    finally:
        logging.getLogger().removeHandler(guard)
    assert not guard.complaint(), f"logged unexpectedly:\n{guard.complaint()}"
