"""What follows from commits without holding up a scan: paper, purchase orders for suppliers, files for channels."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from app.integrations.confirmation_outbox import write_confirmations
from printing.printers import Printer
from printing.purchase_order_outbox import send_purchase_orders
from printing.spooler import Spooler
from ui.runtime.failures import Failure, failure_of
from ui.runtime.notices import Changes, Subject
from ui.runtime.workplace import Workplace


class Errands:
    """One thread that runs errands in order, and the spooler of this station.

    `tell` hears why an errand failed, in that thread; what it did not do stays pending in the database.
    """

    def __init__(self, place: Workplace, tell: Callable[[Failure], object]) -> None:
        self._place = place
        self._tell = tell
        self._lane = ThreadPoolExecutor(1, "errands")
        self._spooler: Spooler | None = None
        self._printers: tuple[Printer, ...] = ()

    def start(self) -> None:
        """Begin to print, and do what an earlier run left undone."""
        for errand in (self._set_up_printers, self._send_purchase_orders, self._write_confirmations):
            self._run(errand)

    def heard(self, changes: Changes) -> None:
        """Do what these changes ask for."""
        for subject, errand in (
            (Subject.PRINTS, self._print),
            (Subject.PURCHASES, self._send_purchase_orders),
            (Subject.SHIPMENTS, self._write_confirmations),
        ):
            if subject in changes.subjects:
                self._run(errand)

    def look(self) -> None:
        """Somebody may have set up other printers."""
        self._run(self._set_up_printers)

    def close(self) -> None:
        """Write what is still to be written, print what can be printed at once, and leave no thread."""
        self._run(self._write_confirmations)
        self._lane.shutdown()
        if self._spooler is not None:
            self._spooler.stop()

    def _run(self, errand: Callable[[], object]) -> None:
        def attempt() -> None:
            try:
                errand()
            except Exception as error:
                self._tell(failure_of(error))

        self._lane.submit(attempt)

    def _set_up_printers(self) -> None:
        printers = self._place.printers()
        if printers == self._printers:
            return
        if self._spooler is not None:
            self._spooler.stop()
        self._spooler = Spooler(self._place.database, printers, self._place.new_request)
        self._spooler.start()
        self._printers = printers

    def _print(self) -> None:
        if self._spooler is not None:
            self._spooler.wake()

    def _send_purchase_orders(self) -> None:
        send_purchase_orders(self._place.database, self._place.new_request(), self._place.purchase_orders)

    def _write_confirmations(self) -> None:
        write_confirmations(self._place.database, self._place.new_request(), self._place.confirmations)
