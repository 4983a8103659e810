"""The very slip that will print for a box, as sheets a screen can draw."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from app.domain.documents import PackingSlip
from app.domain.packing import OpenOrder
from app.queries.ready_orders import package_number
from app.services.paper import packing_slip
from printing.compose import compose
from printing.layout.errors import LayoutError
from printing.layout.media import MEDIA
from printing.printers import Printer, Role
from ui.models.sheet import Sheet, sheet_of

if TYPE_CHECKING:
    from sqlalchemy import Connection


class SlipPreview(Struct, frozen=True):
    """The slip of a package. Without `sheets`, `problem` says why it cannot be laid out, and what to do."""

    package_id: int
    media: str = ""
    sheets: tuple[Sheet, ...] = ()
    problem: str = ""


def slip_preview(connection: Connection, order: OpenOrder, printers: Callable[[], tuple[Printer, ...]]) -> SlipPreview:
    """Lay the slip of the open box out for the paper in the slip printer."""
    printer = next((each for each in printers() if each.role is Role.SLIP), None)
    if printer is None:
        return SlipPreview(order.package_id, problem="No printer is set up for slips. Choose one under Settings.")
    try:
        pages = compose(document(connection, order), MEDIA[printer.media])
    except LayoutError as error:
        return SlipPreview(order.package_id, printer.media, problem=str(error))
    return SlipPreview(order.package_id, printer.media, tuple(sheet_of(page) for page in pages))


def document(connection: Connection, order: OpenOrder) -> PackingSlip:
    """What the slip will say when the box is complete."""
    slip = packing_slip(connection, order.order_id)
    return replace(slip, package_number=package_number(connection, order.package_id))
