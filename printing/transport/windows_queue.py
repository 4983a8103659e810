"""Windows printer queues: what a raw job may claim, whatever hands it to Windows."""

from __future__ import annotations

from ctypes import c_void_p
from typing import Protocol

from msgspec import Struct

from app.domain.messages import say
from printing.transport.delivery import Delivery, JobInfo, Outcome


class Spool(Protocol):
    """The steps of a raw job, see `winspool`. `start` and `write` raise OSError; `write` returns the bytes taken."""

    def start(self, queue: str, title: str) -> c_void_p: ...
    def write(self, handle: c_void_p, data: bytes) -> int: ...
    def end(self, handle: c_void_p) -> None: ...


class WindowsQueue(Struct, frozen=True):
    """One Windows queue of a label printer."""

    queue: str
    spool: Spool

    def send(self, data: bytes, job: JobInfo) -> Delivery:
        """Hand the job to the queue once. PDF is refused: RAW does not render, the printer would print it as text."""
        if job.language == "pdf":
            return Delivery(Outcome.FAILED, say("windows_labels_only", queue=self.queue))
        try:
            handle = self.spool.start(self.queue, job.name())
        except OSError:
            return Delivery(Outcome.FAILED, say("windows_does_not_open", queue=self.queue))
        if self._write(handle, data) < len(data):
            return Delivery(Outcome.UNKNOWN, say("windows_took_a_part", queue=self.queue))
        return Delivery(Outcome.SENT, say("windows_took_all", queue=self.queue))

    def _write(self, handle: c_void_p, data: bytes) -> int:
        try:
            return self.spool.write(handle, data)
        except OSError:
            return 0
        finally:
            self.spool.end(handle)
