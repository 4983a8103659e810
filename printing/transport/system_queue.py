"""Printers that the operating system knows: CUPS on Linux and macOS, the spooler on Windows."""

from __future__ import annotations

import sys

from printing.transport.cups_queue import CupsQueue, cups_queues
from printing.transport.delivery import Transport

if sys.platform == "win32":
    from printing.transport.windows_queue import WindowsQueue
    from printing.transport.winspool import Winspool

    def open_system_queue(queue: str, media: str = "") -> Transport:
        """The way to the Windows printer `queue`; its driver decides the paper, so `media` is not used."""
        return WindowsQueue(queue, Winspool())

    def system_queues() -> tuple[str, ...]:
        """Names of the printers to choose from."""
        return Winspool().queues()

else:

    def open_system_queue(queue: str, media: str = "") -> Transport:
        """The way to the CUPS queue `queue`. `media` is a media name CUPS knows (PWG 5101.1), empty for its own."""
        return CupsQueue(queue, media)

    def system_queues() -> tuple[str, ...]:
        """Names of the queues to choose from; none where no print system runs."""
        return cups_queues()
