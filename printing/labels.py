"""Labels from document to the text a label printer reads."""

from __future__ import annotations

from app.domain.documents import ShippingLabel, ToteLabel
from printing.layout.label_media import LabelMedia
from printing.layout.labels import shipping_label, tote_label
from printing.render.zpl import to_zpl


def label_zpl(document: ShippingLabel | ToteLabel, media: LabelMedia, dpi: int = 203) -> str:
    """The label as ZPL for a print head of 203 or 300 dpi.

    Raises:
        LayoutError: it does not fit the media, or it cannot be printed at all; the sentence says what to do.
    """
    match document:
        case ShippingLabel():
            return to_zpl(shipping_label(document, media, dpi))
        case ToteLabel():
            return to_zpl(tote_label(document, media, dpi))
