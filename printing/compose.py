"""From a document to pages: one layout for each kind of document."""

from __future__ import annotations

from app.domain.documents import (
    CommandSheet,
    Document,
    PackingSlip,
    PurchaseOrderDocument,
    ShippingLabel,
    ToteLabel,
)
from app.domain.messages import say
from printing.layout.command_sheet import command_sheet
from printing.layout.errors import NotAPage
from printing.layout.images import usable_logo
from printing.layout.marks import Page, Text
from printing.layout.media import Media
from printing.layout.purchase_order import purchase_order
from printing.layout.slip import packing_slip
from printing.text.fonts import missing_glyphs


def compose(document: Document, media: Media) -> tuple[Page, ...]:
    """The pages that say what `document` says, for this paper.

    Raises:
        LayoutError: the document cannot be put on this paper; the sentence says what to do.
    """
    match document:
        case PackingSlip():
            return packing_slip(document, media)
        case CommandSheet():
            return command_sheet(document, media)
        case PurchaseOrderDocument():
            return purchase_order(document, media)
        case ShippingLabel():
            raise NotAPage(say("document_shipping_label"))
        case ToteLabel():
            raise NotAPage(say("document_tote_label"))


def shortcomings(document: Document, pages: tuple[Page, ...]) -> tuple[str, ...]:
    """What the paper will lack although it prints: sentences to show beside the print job; empty when all is well."""
    found = []
    if isinstance(document, PackingSlip) and document.brand.logo and not usable_logo(document.brand.logo):
        found.append(
            f"The logo {document.brand.logo} cannot be read, so the slip prints without it. "
            "Choose a PNG or JPEG file in the brand settings."
        )
    words = "".join(mark.text for page in pages for mark in page.marks if isinstance(mark, Text))
    if missing := missing_glyphs(words):
        found.append(
            f"No font here has {' '.join(missing)}, so empty boxes are printed instead. "
            "Write these characters by hand if they matter."
        )
    return tuple(found)
