"""A label printer on loopback that fails in the ways real ones do."""

from __future__ import annotations

import socket
import struct
import threading
from enum import Enum
from types import TracebackType
from typing import Self

HALF = 20


class Mode(Enum):
    OK = "takes all, then closes"
    HALF_RESET = "takes the first bytes, then resets the connection"
    ALL_RESET = "takes all, then resets the connection"
    KEEPS_OPEN = "takes all and keeps the line open"
    STALL = "accepts and reads nothing"
    REFUSE = "does not listen"


class FakePrinter:
    """`with FakePrinter(Mode.OK) as printer:` listens on `printer.port`; `printer.jobs` is what came, by connection."""

    def __init__(self, mode: Mode) -> None:
        self.mode = mode
        self.jobs: list[bytes] = []
        self._arrived = threading.Condition()
        self._stop = threading.Event()
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._socket.bind(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        if self.mode is not Mode.REFUSE:
            self._socket.listen()
            self._socket.settimeout(0.05)
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        if self._thread.ident:
            self._thread.join()
        self._socket.close()

    def wait_for(self, count: int, seconds: float = 10) -> list[bytes]:
        """The jobs, as soon as `count` of them came, or after `seconds`."""
        with self._arrived:
            self._arrived.wait_for(lambda: len(self.jobs) >= count, seconds)
            return list(self.jobs)

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                connection = self._socket.accept()[0]
            except TimeoutError:
                continue
            with connection:
                self._take(connection)

    def _take(self, connection: socket.socket) -> None:
        job = b"" if self.mode is Mode.STALL else self._read(connection)
        with self._arrived:
            self.jobs.append(job)
            self._arrived.notify_all()
        if self.mode in (Mode.STALL, Mode.KEEPS_OPEN):
            self._stop.wait(5)
        if self.mode in (Mode.HALF_RESET, Mode.ALL_RESET):  # linger on, zero seconds: close sends a reset
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _read(self, connection: socket.socket) -> bytes:
        if self.mode is Mode.HALF_RESET:
            return connection.recv(HALF)
        return b"".join(iter(lambda: connection.recv(65536), b""))
