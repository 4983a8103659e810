"""A page that shows that a printer works: made like every other paper, and marked so that nobody ships it."""

from __future__ import annotations

from datetime import datetime

from app.domain.address import PostalAddress
from app.domain.documents import (
    Brand,
    CommandCodeEntry,
    CommandSheet,
    Document,
    PackingSlip,
    ShippingLabel,
    SlipLine,
    ToteLabel,
)
from app.domain.print_ledger import JobState
from app.services.print_jobs import PrintJob
from printing.layout.errors import LayoutError
from printing.printers import Printer, Role, open_transport
from printing.spooler import render
from printing.transport.delivery import Delivery, JobInfo, Outcome

_MARK = "TEST PAGE · NOT FOR SHIPPING"
#: No code of ours: scanning it back shows that the bars are sharp, and does nothing.
_CODE = "TEST-0123456789"
_ADDRESS = PostalAddress("Test Person", "", ("1 Example Street",), "Sampleton", "", "12345", "IE")
_BRAND = Brand("test", "Test page", _ADDRESS, thank_you="This is a test page. It belongs to no order.")
_LINES = (SlipLine(1, "Accents and signs: äöü ñ ç € × ½", "TEST-1"), SlipLine(12, "Umlauts, figures, bars", "TEST-2"))


def document_for(role: Role) -> Document:
    """What the test page of a printer of this role says."""
    match role:
        case Role.SLIP:
            return PackingSlip(_BRAND, "TEST", _CODE, "", _ADDRESS, _LINES)
        case Role.LABEL:
            return ShippingLabel(_BRAND, "TEST", "TEST", _CODE, "", _ADDRESS, reprint=_MARK)
        case Role.TOTE:
            return ToteLabel("TEST", _CODE)
        case Role.OFFICE:
            entry = CommandCodeEntry("TEST", _CODE, "This code does nothing: it only shows that the bars are sharp.")
            return CommandSheet((("Test page", (entry,)),))


def print_test_page(printer: Printer, at: datetime) -> Delivery:
    """Print it at once, past the ledger: it describes no goods. The answer says how far it is known to have come."""
    job = PrintJob(0, "test", printer.role.value, JobState.DRAFT, 1, document_for(printer.role), b"", "", 0)
    try:
        content = render(job, printer)
    except LayoutError as error:
        return Delivery(Outcome.FAILED, str(error))
    stamp = f"{at:%H%M%S%f}"
    return open_transport(printer).send(content, JobInfo(stamp, "test-page", "", printer.language, at))
