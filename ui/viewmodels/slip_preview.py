"""The very papers that will print for a box, as sheets a screen can draw."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from app.domain.documents import PackingSlip, ShippingLabel
from app.domain.packing import OpenOrder
from app.queries.ready_orders import ordered_weight_g, package_number
from app.services import paper
from app.services.print_jobs import LABEL, SLIP
from printing.printers import Printer
from ui.models.sheet import Sheet
from ui.runtime.language import tr
from ui.viewmodels.paper_view import paper_view

if TYPE_CHECKING:
    from sqlalchemy import Connection


class SlipPreview(Struct, frozen=True):
    """The papers of a package: the pages of its slip, then its label; `names` says which is which.

    `problem` says why the slip cannot be laid out, and what to do.
    """

    package_id: int
    sheets: tuple[Sheet, ...] = ()
    names: tuple[str, ...] = ()
    problem: str = ""


def slip_preview(connection: Connection, order: OpenOrder, printers: Callable[[], tuple[Printer, ...]]) -> SlipPreview:
    """Lay the papers of the open box out for the printers that will print them."""
    known = printers()
    slip = paper_view(slip_document(connection, order), SLIP, known)
    label = paper_view(label_document(connection, order), LABEL, known)
    names = (tr("Slip"),) * len(slip.sheets) + (tr("Label"),) * len(label.sheets)
    return SlipPreview(order.package_id, slip.sheets + label.sheets, names, slip.problem)


def slip_document(connection: Connection, order: OpenOrder) -> PackingSlip:
    """What the slip will say when the box is complete."""
    slip = paper.packing_slip(connection, order.order_id)
    return replace(slip, package_number=package_number(connection, order.package_id))


def label_document(connection: Connection, order: OpenOrder) -> ShippingLabel:
    """What the label will say when the box is complete."""
    label = paper.shipping_label(connection, order.package_id)
    return replace(label, weight_g=ordered_weight_g(connection, order.order_id))
