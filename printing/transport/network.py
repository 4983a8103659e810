"""A label printer that listens on raw TCP, port 9100 by custom."""

from __future__ import annotations

import socket

from msgspec import Struct

from app.domain.messages import say
from printing.transport.delivery import Delivery, JobInfo, Outcome


class NetworkTransport(Struct, frozen=True):
    """Sends bytes to `host:port`; the seconds are how long it waits to connect, for progress, and for the end.

    Raw TCP has no receipt, so nothing is ever `CONFIRMED`.
    """

    host: str
    port: int = 9100
    connect_timeout_s: float = 3.0
    send_timeout_s: float = 15.0
    closing_timeout_s: float = 1.0

    def send(self, data: bytes, job: JobInfo) -> Delivery:
        """Send the job once. After the first byte any trouble is `UNKNOWN`, never a reason to send again."""
        where = f"{self.host}:{self.port}"
        try:
            connection = socket.create_connection((self.host, self.port), timeout=self.connect_timeout_s)
        except (OSError, UnicodeError):  # a host name with an empty or overlong part fails in the idna codec
            return Delivery(Outcome.FAILED, say("printer_silent", where=where))
        with connection:
            connection.settimeout(self.send_timeout_s)
            sent = _send_all(connection, data)
            if sent == 0:
                return Delivery(Outcome.FAILED, say("printer_took_nothing", where=where))
            if sent < len(data) or not self._ended_well(connection):
                return Delivery(Outcome.UNKNOWN, say("printer_broke_off", where=where))
        return Delivery(Outcome.SENT, say("printer_took_all", where=where))

    def _ended_well(self, connection: socket.socket) -> bool:
        """Whether no reset follows the last byte: a small job fits into buffers before the printer has read any of it.

        Many printers keep the line open, so silence until the time is up counts as well.
        """
        try:
            connection.settimeout(self.closing_timeout_s)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(1024):
                pass
        except TimeoutError:
            return True
        except OSError:
            return False
        return True


def _send_all(connection: socket.socket, data: bytes) -> int:
    """Bytes handed over before the end or the first trouble; `sendall` would not tell how many."""
    view = memoryview(data)
    sent = 0
    try:
        while sent < len(data):
            sent += connection.send(view[sent : sent + 65536])
    except OSError:
        pass
    return sent
