"""What can be wrong with a page before it is drawn, in sentences a packer can act on."""

from __future__ import annotations


class LayoutError(ValueError):
    """A document that cannot be put on this paper."""


class BarcodeTooWide(LayoutError):
    """The code would need bars thinner than a scanner reads reliably."""

    def __init__(self, data: str, needed_mm: float, width_mm: float) -> None:
        super().__init__(
            f"The barcode {data!r} needs {needed_mm:.0f} mm and only {width_mm:.0f} mm are free. "
            "Choose wider paper for this printer, or a shorter number."
        )


class BarcodeNotPossible(LayoutError):
    """The text has characters a Code 128 symbol cannot carry."""

    def __init__(self, data: str) -> None:
        super().__init__(f"The code {data!r} cannot be a barcode: only plain ASCII characters can. Correct the code.")


class PaperTooSmall(LayoutError):
    """The document needs office paper."""

    def __init__(self, document: str, media: str) -> None:
        super().__init__(f"The {document} does not fit on {media}. Choose A4 or Letter paper for this printer.")


class NotAPage(LayoutError):
    """Labels are not pages: they are made for a label printer."""

    def __init__(self, document: str) -> None:
        super().__init__(f"The {document} is a label and cannot be made as a page. Send it to the label printer.")
