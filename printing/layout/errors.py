"""What can be wrong with a page before it is drawn, in sentences a packer can act on."""

from __future__ import annotations

from app.domain.messages import Message, say


class LayoutError(ValueError):
    """A document that cannot be put on this paper; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class BarcodeTooWide(LayoutError):
    """The code would need bars thinner than a scanner reads reliably."""

    def __init__(self, data: str, needed_mm: float, width_mm: float) -> None:
        super().__init__(say("barcode_too_wide", code=data, needed=round(needed_mm), free=round(width_mm)))


class BarcodeNotPossible(LayoutError):
    """The text has characters a Code 128 symbol cannot carry."""

    def __init__(self, data: str) -> None:
        super().__init__(say("barcode_not_possible", code=data))


class PaperTooSmall(LayoutError):
    """The document needs office paper."""

    def __init__(self, document: Message, media: str) -> None:
        super().__init__(say("paper_too_small", document=document, media=media))


class NotAPage(LayoutError):
    """Labels are not pages: they are made for a label printer."""

    def __init__(self, document: Message) -> None:
        super().__init__(say("label_is_no_page", document=document))
