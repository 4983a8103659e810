"""The spooler: takes jobs from the ledger to the printers of one station, and writes down how far each is known to be.

*Sending* is written durably before the first byte, and nothing is sent again by itself from then on, except where the
transport says that the printer got nothing (docs: reliability of the print ledger in docs/architecture.md).
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from app.domain.documents import ShippingLabel, ToteLabel
from app.domain.messages import say
from app.domain.print_ledger import JobState
from app.domain.requests import Request
from app.errors import Conflict, WarehouseError
from app.services.print_jobs import PrintJob, active_jobs, move_on, note_delivery, recover
from printing.layout.errors import LayoutError
from printing.printers import Printer, open_transport
from printing.transport.delivery import Delivery, JobInfo, Outcome, Transport

if TYPE_CHECKING:
    from app.db.engine import Database

log = logging.getLogger(__name__)

NewRequest = Callable[[], Request]

#: Seconds between looks at the ledger when nobody wakes the spooler; a printer that takes nothing is asked this often.
LOOK_EVERY_S = 1.0

_AFTER = {
    Outcome.CONFIRMED: JobState.CONFIRMED,
    Outcome.SENT: JobState.HANDED_OFF,
    Outcome.UNKNOWN: JobState.UNKNOWN,
    Outcome.FAILED: JobState.QUEUED,
}


def render(job: PrintJob, printer: Printer) -> bytes:
    """The bytes of a job for its printer.

    Raises:
        LayoutError: the document cannot be printed on the loaded media; the sentence says why.
    """
    # ReportLab and the fonts load only when the first paper is made.
    if isinstance(job.document, ShippingLabel | ToteLabel):
        from printing.labels import label_zpl
        from printing.layout.label_media import LABEL_MEDIA

        return label_zpl(job.document, LABEL_MEDIA[printer.media], printer.dpi).encode()
    from printing.compose import compose
    from printing.layout.media import MEDIA
    from printing.render.pdf import render_pdf

    return render_pdf(compose(job.document, MEDIA[printer.media]), title=f"{job.kind} {job.order_number}")


def print_waiting(database: Database, printer: Printer, transport: Transport, new_request: NewRequest) -> bool:
    """Print what waits for one printer, one job after the other; False when the printer took nothing."""
    while jobs := active_jobs(database, new_request().station, printer.role.value):
        for job in jobs:
            # Somebody else moved this job on: it is theirs.
            with suppress(Conflict):
                if not _print(database, job, printer, transport, new_request):
                    return False
    return True


def _print(database: Database, job: PrintJob, printer: Printer, transport: Transport, new_request: NewRequest) -> bool:
    content = job.content
    if job.state is JobState.DRAFT:
        rendered = _rendered(database, job, printer, new_request)
        if rendered is None:
            return True
        content = rendered
    request = new_request()
    move_on(database, request, job, JobState.QUEUED, JobState.SENDING, attempts=job.attempts + 1)
    info = JobInfo(f"{job.id:06d}", job.kind, job.order_number, printer.language, request.at)
    delivery = _send(transport, content, info)
    after = _AFTER[delivery.outcome]
    try:
        move_on(database, new_request(), job, JobState.SENDING, after, detail=delivery.detail, file=delivery.file)
    except Conflict:
        # The packer scanned the label before the printer had answered: its state is proved, its file is still news.
        note_delivery(database, job.id, delivery.detail, delivery.file)
    return delivery.outcome is not Outcome.FAILED


def _rendered(database: Database, job: PrintJob, printer: Printer, new_request: NewRequest) -> bytes | None:
    try:
        content = render(job, printer)
    except LayoutError as error:
        log.error("print job %d cannot be laid out: %s", job.id, error)
        move_on(database, new_request(), job, JobState.DRAFT, JobState.FAILED, detail=error.message)
        return None
    move_on(
        database,
        new_request(),
        job,
        JobState.DRAFT,
        JobState.QUEUED,
        content=content,
        content_hash=hashlib.sha256(content).hexdigest(),
        printer=printer.name,
    )
    return content


def _send(transport: Transport, content: bytes, info: JobInfo) -> Delivery:
    try:
        return transport.send(content, info)
    except Exception as error:
        # A fault of ours in the middle of sending: paper may exist, so nobody may send it again unasked.
        log.exception("sending print job %s failed", info.job)
        return Delivery(Outcome.UNKNOWN, say("sending_broke_off", reason=str(error)))


class Spooler:
    """One long-lived worker for each printer of a station. A jam at one never holds up another, nor a scan."""

    def __init__(self, database: Database, printers: tuple[Printer, ...], new_request: NewRequest) -> None:
        self._database = database
        self._new_request = new_request
        self._stopping = threading.Event()
        self._workers = [_Worker(self, printer) for printer in printers]

    def start(self) -> None:
        """Settle what an earlier run left in the middle, then begin to print."""
        recover(self._database, self._new_request())
        for worker in self._workers:
            worker.thread.start()

    def wake(self) -> None:
        """Look at the ledger now; called after a commit that asked for paper."""
        for worker in self._workers:
            worker.awake.set()

    def stop(self) -> None:
        """Print what can be printed at once, then end; the rest waits in the ledger for the next start."""
        self._stopping.set()
        self.wake()
        for worker in self._workers:
            worker.thread.join()

    def work(self, worker: _Worker) -> None:
        """The life of one worker: until stopped, and once more after that."""
        transport = open_transport(worker.printer)
        while True:
            stopping = self._stopping.is_set()
            self._print_or_log(worker.printer, transport)
            if stopping:
                return
            worker.awake.wait(LOOK_EVERY_S)
            worker.awake.clear()

    def _print_or_log(self, printer: Printer, transport: Transport) -> None:
        try:
            print_waiting(self._database, printer, transport, self._new_request)
        except WarehouseError as error:
            log.error("printer %s: %s", printer.name, error)
        except Exception:
            log.exception("printer %s stopped at a fault of Crossdock", printer.name)


class _Worker:
    def __init__(self, spooler: Spooler, printer: Printer) -> None:
        self.printer = printer
        self.awake = threading.Event()
        self.thread = threading.Thread(target=spooler.work, args=(self,), name=f"printer {printer.name}")
