"""A paper as it will look, laid out for the very printer that would print it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from app.domain.documents import Document, ShippingLabel
from printing.compose import compose
from printing.layout.errors import LayoutError
from printing.layout.label_media import DOTS_PER_MM, LABEL_MEDIA
from printing.layout.labels import shipping_label
from printing.layout.media import MEDIA
from printing.printers import Printer
from ui.models.label_sheet import sheet_of_label
from ui.models.sheet import Sheet, sheet_of
from ui.runtime.language import sentence_of, tr


class PaperView(Struct, frozen=True):
    """A paper as sheets. Without any, `problem` says why, and what to do."""

    sheets: tuple[Sheet, ...] = ()
    problem: str = ""


def paper_view(document: Document, role: str, printers: Sequence[Printer]) -> PaperView:
    """The paper as the printer of a role would print it."""
    printer = next((each for each in printers if each.role.value == role), None)
    if printer is None:
        return PaperView(problem=tr("No printer is set up for this paper. Choose one under Settings."))
    try:
        return PaperView(_sheets(document, printer))
    except LayoutError as error:
        return PaperView(problem=sentence_of(error.message))


def _sheets(document: Document, printer: Printer) -> tuple[Sheet, ...]:
    if isinstance(document, ShippingLabel):
        label = shipping_label(document, LABEL_MEDIA[printer.media], printer.dpi)
        return (sheet_of_label(label, DOTS_PER_MM[printer.dpi]),)
    return tuple(sheet_of(page) for page in compose(document, MEDIA[printer.media]))
