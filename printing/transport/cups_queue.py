"""CUPS queues through its own `lp` and `lpstat` commands; they also find the server that `CUPS_SERVER` names."""

from __future__ import annotations

import os
import subprocess

from msgspec import Struct

from app.domain.messages import Message, say
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
            return Delivery(Outcome.FAILED, refusal)
        command = ["lp", "-d", self.queue, "-n", "1", "-t", job.name(), *self._options(job)]
        try:
            done = _run(command, data)
        except (OSError, subprocess.TimeoutExpired):
            done = None
        if done is None or done.returncode != 0:  # it may have been queued all the same
            return Delivery(Outcome.UNKNOWN, say("queue_did_not_answer", queue=self.queue))
        return Delivery(Outcome.SENT, say("queue_took_all", queue=self.queue))

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


def _refusal(queue: str) -> Message | None:
    """Why `queue` takes no job now, None when it does; asked before the first byte, so that a retry is safe."""
    try:
        accepting = _acceptance()
    except FileNotFoundError:
        return say("no_print_system")
    except subprocess.TimeoutExpired:
        return say("print_system_silent")
    if queue not in accepting:
        return say("queue_unknown", queue=queue)
    return None if accepting[queue] else say("queue_refuses", queue=queue)


def _acceptance() -> dict[str, bool]:
    """Queue names, and whether each accepts jobs, as `lpstat -a` lists them."""
    listed = _run(["lpstat", "-a"], b"").stdout.decode("utf-8", "replace")
    lines = [line.split(maxsplit=1) for line in listed.splitlines() if line[:1].strip()]
    return {words[0]: words[1].startswith("accepting") for words in lines if len(words) == 2}


def _run(command: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C"}  # its words are read here, not shown
    return subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE_S, env=environment, check=False)
