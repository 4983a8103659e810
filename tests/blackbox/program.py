"""The program as others see it: a process with arguments, streams and an exit code.

A cold start is `python main.py`. A warm one runs the same `main.cli` in a fork of a process that has imported it, which
takes a tenth of the time; what is tested is a process of its own either way, and can be killed as one.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO, Any, Protocol

from msgspec import Struct

ROOT = Path(__file__).parents[2]
PATIENCE_S = 30.0
_WARM = get_context("forkserver")
_WARM.set_forkserver_preload(["tests.blackbox.program", "tests.blackbox.warm"])

#: Runs in the child before the command, to break something there; must be a function of a module.
Sabotage = Callable[[], None]


class Process(Protocol):
    """A started program."""

    def kill(self) -> None: ...

    def wait(self, timeout: float) -> int: ...


class _WarmProcess:
    def __init__(self, arguments: Sequence[str], streams: Sequence[IO[Any]], sabotage: Sabotage | None) -> None:
        handed = [Connection(os.dup(stream.fileno())) for stream in streams]
        self._process = _WARM.Process(target=_run_warm, args=(tuple(arguments), handed, sabotage), daemon=True)
        self._process.start()
        self.kill = self._process.kill

    def wait(self, timeout: float) -> int:
        self._process.join(timeout)
        code = self._process.exitcode
        assert code is not None, f"the program did not end within {timeout} s"
        self._process.close()
        return code


def _run_warm(arguments: Sequence[str], streams: Sequence[Connection], sabotage: Sabotage | None) -> None:
    for descriptor, stream in enumerate(streams):
        os.dup2(stream.fileno(), descriptor)
        stream.close()
    sys.stdin = os.fdopen(0, closefd=False)
    from main import cli

    if sabotage is not None:
        sabotage()
    cli(list(arguments))


def _start(arguments: Sequence[str], streams: Sequence[IO[Any]], cold: bool, sabotage: Sabotage | None) -> Process:
    if not cold:
        return _WarmProcess(arguments, streams, sabotage)
    command = [sys.executable, str(ROOT / "main.py"), *arguments]
    return subprocess.Popen(command, **dict(zip(("stdin", "stdout", "stderr"), streams, strict=True)))


class Outcome(Struct, frozen=True):
    """How a command ended: its exit code, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: str | Path, scans: Sequence[str | bytes] = (), cold: bool = False) -> Outcome:
    """Run a command to its end, with `scans` on its standard input."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(b"".join(_line(scan) for scan in scans))
        given.seek(0)
        code = _start([str(argument) for argument in arguments], (given, out, err), cold, None).wait(PATIENCE_S)
        out.seek(0)
        err.seek(0)
        return Outcome(code, out.read().decode(), err.read().decode())


def _line(scan: str | bytes) -> bytes:
    return (scan.encode() if isinstance(scan, str) else scan) + b"\n"


class StationProcess:
    """A running `station`: write scans, read answers, or kill it. Leaving the block ends it in good order."""

    def __init__(self, *arguments: str | Path, cold: bool = False, sabotage: Sabotage | None = None) -> None:
        given, self._given = os.pipe()
        self._answers, answers = os.pipe()
        self._unread = b""
        self._dead = False
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 lives as long as the process
        with os.fdopen(given, "rb") as stdin, os.fdopen(answers, "wb") as stdout:
            streams = (stdin, stdout, self._errors)
            self._process = _start([str(argument) for argument in arguments], streams, cold, sabotage)

    def __enter__(self) -> StationProcess:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self._dead:
            return
        if kind is not None:
            self._process.kill()
        code, errors = self.end()
        assert kind is not None or (code, errors) == (0, ""), f"the station ended with {code}: {errors}"

    def scan(self, *scans: str | bytes) -> dict[str, Any]:
        """Scan one after the other, waiting for each answer; the last one."""
        answer: dict[str, Any] = {}
        for scan in scans:
            self.write(scan)
            answer = self.read()
        return answer

    def hears(self, *scans: str | bytes) -> str:
        """The key of the last message."""
        key: str = self.scan(*scans)["message"]
        return key

    def write(self, *scans: str | bytes) -> None:
        """Scan without waiting for answers."""
        os.write(self._given, b"".join(map(_line, scans)))

    def read(self) -> dict[str, Any]:
        """The next answer."""
        deadline = time.monotonic() + PATIENCE_S
        while b"\n" not in self._unread:
            ready, _, _ = select.select([self._answers], [], [], max(0.0, deadline - time.monotonic()))
            assert ready, "no answer came"
            piece = os.read(self._answers, 65_536)
            assert piece, f"the station ended instead of answering: {self.end()}"
            self._unread += piece
        line, _, self._unread = self._unread.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def kill(self, after_s: float = 0.0) -> list[dict[str, Any]]:
        """SIGKILL after a while; the answers that had left until then and were not read yet."""
        time.sleep(after_s)
        self._process.kill()
        return self.last_words()

    def last_words(self) -> list[dict[str, Any]]:
        """Wait for a station that dies; the whole answers it still gave."""
        while piece := os.read(self._answers, 65_536):
            self._unread += piece
        whole, _, _ = self._unread.rpartition(b"\n")
        self.end()
        return [json.loads(line) for line in whole.splitlines()]

    def end(self) -> tuple[int, str]:
        """Close its input and wait; the exit code and what it complained of."""
        self._dead = True
        os.close(self._given)
        code = self._process.wait(PATIENCE_S)
        os.close(self._answers)
        with self._errors:
            self._errors.seek(0)
            return code, self._errors.read().decode()
