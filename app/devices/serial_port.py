"""Scanners on a serial port (USB CDC or RS-232): read in a thread, reopened after every unplug (R24).

The port is named by a path that stays the same across unplugging, such as `/dev/serial/by-id/...` or `COM5`.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable, Iterator

import serial

from app.devices.scan import Scan, monotonic_ms

_LOST: tuple[type[Exception], ...] = (serial.SerialException, OSError)
if sys.platform != "win32":
    import termios

    _LOST += (termios.error,)  # pyserial lets it through when a port vanishes while it is being opened

_LINE_END = re.compile(rb"[\r\n]+")
#: Enough for the longest code in UTF-8 and then some, so that endless babble is refused as too long, not cut to a code.
_MOST_KEPT = 20_000


class LineAssembler:
    """Joins the pieces that a port delivers into whole codes, each ended by CR, LF or both."""

    def __init__(self) -> None:
        self._partial = b""

    def feed(self, piece: bytes) -> Iterator[str]:
        """The codes completed by `piece`. An empty piece means silence: what was begun before it is dropped."""
        *complete, partial = _LINE_END.split(self._partial + piece)
        self._partial = partial[:_MOST_KEPT] if piece else b""
        return (_decoded(line) for line in complete if line)


class SerialScanner:
    """Delivers the scans of one serial port from its own thread until `stop` is called.

    `deliver` and `connected` are called in that thread; `connected` hears True when the port opens and False when
    it is lost, so that the scanner's chip can say so. `retry_s` is the pause between attempts to open, in seconds.
    """

    def __init__(
        self,
        path: str,
        deliver: Callable[[Scan], None],
        connected: Callable[[bool], None],
        *,
        baud: int = 9600,
        retry_s: float = 1.0,
        silence_s: float = 0.25,
        clock: Callable[[], int] = monotonic_ms,
    ) -> None:
        self._path = path
        self._deliver = deliver
        self._connected = connected
        self._baud = baud
        self._retry_s = retry_s
        self._silence_s = silence_s
        self._clock = clock
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"scanner {path}", daemon=True)

    def start(self) -> None:
        """Begin to read. Once per scanner; it need not be plugged in yet."""
        self._thread.start()

    def stop(self) -> None:
        """Stop reading and wait until the port is closed, at most about `silence_s`."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._read_until_lost()
            self._stopping.wait(self._retry_s)

    def _read_until_lost(self) -> None:
        try:
            port = serial.Serial(self._path, self._baud, timeout=self._silence_s, exclusive=True)
        except _LOST:
            return
        with port:
            self._connected(True)
            self._read(port)
        self._connected(False)

    def _read(self, port: serial.Serial) -> None:
        lines = LineAssembler()
        while not self._stopping.is_set():
            try:
                piece = port.read(max(1, port.in_waiting))
            except _LOST:
                return
            for text in lines.feed(piece):
                self._deliver(Scan(text, self._path, self._clock()))


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")  # keeps every byte apart, where replacing them would make codes alike
