"""Where log records go. Modules log through `logging.getLogger(__name__)` and name ids, never people or addresses."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path

#: A log is deleted after two weeks (reliability §6).
DAYS_KEPT = 14


class _OneLine(logging.Formatter):
    """UTC time, level, logger, message. A line break inside a scanned code cannot fake a record of its own."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")


@contextmanager
def logging_to(file: Path) -> Iterator[None]:
    """Within the block, records of INFO and above go to `file`, those of WARNING and above also to stderr.

    Each process needs a file of its own, because it is renamed at midnight UTC.

    Raises:
        OSError: the file cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = TimedRotatingFileHandler(file, when="midnight", backupCount=DAYS_KEPT, encoding="utf-8", utc=True)
    shown = logging.StreamHandler()
    shown.setLevel(logging.WARNING)
    root = logging.getLogger()
    level_before = root.level
    root.setLevel(logging.INFO)
    for handler in (kept, shown):
        handler.setFormatter(_OneLine())
        root.addHandler(handler)
    try:
        yield
    finally:
        root.setLevel(level_before)
        for handler in (kept, shown):
            root.removeHandler(handler)
            handler.close()
