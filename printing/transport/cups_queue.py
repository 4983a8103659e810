"""CUPS queues through its own `lp` and `lpstat` commands; they also find the server that `CUPS_SERVER` names."""

from __future__ import annotations

import os
import subprocess

from msgspec import Struct

from printing.transport.delivery import Delivery, JobInfo, Outcome

#: Seconds until a CUPS command that does not answer is given up.
_PATIENCE_S = 15.0


class CupsQueue(Struct, frozen=True):
    """One CUPS queue. Labels pass as raw bytes, PDF pages unscaled on `media` (empty: the queue's own)."""

    queue: str
    media: str = ""

    def send(self, data: bytes, job: JobInfo) -> Delivery:
        """Hand the job to the queue once. `SENT` means queued; what CUPS tells of the paper cannot be trusted."""
        refusal = _refusal(self.queue)
        if refusal:
            return Delivery(Outcome.FAILED, f"{refusal} Nothing was printed.")
        command = ["lp", "-d", self.queue, "-n", "1", "-t", job.name(), *self._options(job)]
        try:
            done = _run(command, data)
        except (OSError, subprocess.TimeoutExpired):
            done = None
        if done is None or done.returncode != 0:  # it may have been queued all the same
            return Delivery(
                Outcome.UNKNOWN, f"The queue {self.queue} did not answer. Look whether {job.kind} came out."
            )
        return Delivery(Outcome.SENT, f"Handed to the print queue {self.queue}.")

    def _options(self, job: JobInfo) -> list[str]:
        if job.language == "zpl":
            return ["-o", "raw"]
        return ["-o", "print-scaling=none", *(("-o", f"media={self.media}") if self.media else ())]


def cups_queues() -> tuple[str, ...]:
    """Names of all CUPS queues, also those that refuse jobs at the moment; none where CUPS is absent or silent."""
    try:
        return tuple(_acceptance())
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return ()


def _refusal(queue: str) -> str:
    """Why `queue` takes no job now, empty when it does; asked before the first byte, so that a retry is safe."""
    try:
        accepting = _acceptance()
    except FileNotFoundError:
        return "This computer has no print system (CUPS). Install it, or choose a network or folder printer."
    except subprocess.TimeoutExpired:
        return "The print system (CUPS) does not answer. Restart it."
    if queue not in accepting:
        return f"There is no print queue named {queue}. Choose another under Printers."
    return "" if accepting[queue] else f"The print queue {queue} is set to refuse jobs. Enable it."


def _acceptance() -> dict[str, bool]:
    """Queue names, and whether each accepts jobs, as `lpstat -a` lists them."""
    listed = _run(["lpstat", "-a"], b"").stdout.decode("utf-8", "replace")
    lines = [line.split(maxsplit=1) for line in listed.splitlines() if line[:1].strip()]
    return {words[0]: words[1].startswith("accepting") for words in lines if len(words) == 2}


def _run(command: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C"}  # its words are read here, not shown
    return subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE_S, env=environment, check=False)
