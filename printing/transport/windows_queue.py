"""Windows printer queues: what a raw job may claim, whatever hands it to Windows."""

from __future__ import annotations

from ctypes import c_void_p
from typing import Protocol

from msgspec import Struct

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
            return Delivery(
                Outcome.FAILED, f"{self.queue} takes labels only. Choose a folder printer for papers and print from it."
            )
        try:
            handle = self.spool.start(self.queue, job.name())
        except OSError:
            return Delivery(
                Outcome.FAILED, f"Windows does not open the printer {self.queue}. Nothing was printed. Check its name."
            )
        if self._write(handle, data) < len(data):
            return Delivery(
                Outcome.UNKNOWN, f"Windows took only a part for {self.queue}. Look whether {job.kind} came out."
            )
        return Delivery(Outcome.SENT, f"Handed to the Windows printer {self.queue}.")

    def _write(self, handle: c_void_p, data: bytes) -> int:
        try:
            return self.spool.write(handle, data)
        except OSError:
            return 0
        finally:
            self.spool.end(handle)
