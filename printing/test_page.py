"""Paper that describes no goods and so goes past the ledger: the test page of a printer, and the labels of places."""

from __future__ import annotations

from collections.abc import Sequence
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
_CUSTOMER = PostalAddress(
    "Aoife Example", "", ("12 Example Street", "Apartment 4"), "Sampleton", "Co. Example", "X00 X0X0", "IE"
)
_BOUGHT = (
    SlipLine(2, "Blue mug, 330 ml", "MUG-BLU"),
    SlipLine(1, "A product with a rather long name, as suppliers like to give them, in the largest size", "LONG-001"),
)
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


def sample_slip(brand: Brand) -> PackingSlip:
    """The slip of a made-up order, to see what a brand's paper looks like."""
    return PackingSlip(brand, "#1042", "JO:SAMPLE", "2026-11-23", _CUSTOMER, _BOUGHT, "Happy birthday!", "P-1042")


def print_test_page(printer: Printer, at: datetime) -> Delivery:
    """Print it at once. The answer says how far it is known to have come."""
    return _print(printer, (document_for(printer.role),), "test-page", at)


def print_place_labels(printer: Printer, places: Sequence[tuple[str, str]], at: datetime) -> Delivery:
    """Print a label for each place, given as its code and scan code, in one piece on a printer of tote labels."""
    return _print(printer, [ToteLabel(code, scan_code) for code, scan_code in places], "place-labels", at)


def _print(printer: Printer, documents: Sequence[Document], name: str, at: datetime) -> Delivery:
    role = printer.role.value
    jobs = (PrintJob(0, name, role, JobState.DRAFT, 1, document, b"", "", 0) for document in documents)
    try:
        content = b"".join(render(job, printer) for job in jobs)
    except LayoutError as error:
        return Delivery(Outcome.FAILED, error.message)
    return open_transport(printer).send(content, JobInfo(f"{at:%H%M%S%f}", name, "", printer.language, at))
