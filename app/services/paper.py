"""What the paper of a package says, built from the rows of its transaction. Nothing of a supplier is read here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Row, bindparam, select

from app.db import tables as t
from app.db.engine import Database
from app.domain.address import PostalAddress, read_address
from app.domain.documents import Brand, PackingSlip, ShippingLabel, SlipLine, read_brand
from app.domain.events import PrintRequested
from app.domain.requests import Request
from app.services.print_jobs import LABEL, SLIP, printed_kinds, request_print

_ORDER = (
    select(
        t.SalesOrder.id,
        t.SalesOrder.number,
        t.SalesOrder.scan_code,
        t.SalesOrder.ordered_at,
        t.SalesOrder.ship_to,
        t.SalesOrder.gift_message,
        t.SalesOrder.service,
        t.Brand.content.label("brand"),
    )
    .join(t.Channel, t.Channel.id == t.SalesOrder.channel_id)
    .join(t.Brand, t.Brand.id == t.Channel.brand_id)
)
_ORDER_BY_ID = _ORDER.where(t.SalesOrder.id == bindparam("order"))
_OF_PACKAGE = (
    _ORDER.add_columns(t.Package.number.label("package"), t.Package.label_scan_code, t.Package.tracking_number)
    .join(t.Package, t.Package.order_id == t.SalesOrder.id)
    .where(t.Package.id == bindparam("package"))
)
_PACKED_LINES = (
    select(t.PackageLine.quantity, t.OrderLine.title, t.OrderLine.sku, t.Product.weight_g)
    .join(t.OrderLine, t.OrderLine.id == t.PackageLine.order_line_id)
    .join(t.Product, t.Product.id == t.OrderLine.product_id)
    .where(t.PackageLine.package_id == bindparam("package"))
    .order_by(t.OrderLine.number)
)
_ORDERED_LINES = (
    select(t.OrderLine.quantity, t.OrderLine.title, t.OrderLine.sku)
    .where(t.OrderLine.order_id == bindparam("order"), t.OrderLine.quantity > 0)
    .order_by(t.OrderLine.number)
)


class Paper(Struct, frozen=True):
    """What goes into a parcel, and onto it."""

    slip: PackingSlip
    label: ShippingLabel


def print_for(
    connection: Connection, request: Request, package_id: int, *kinds: str, reason: str = ""
) -> list[PrintRequested]:
    """Ask for the slip, the label or both of a package, in the transaction that packs it."""
    row = connection.execute(_OF_PACKAGE, {"package": package_id}).one()
    paper = _paper(connection, row, package_id)
    documents: dict[str, PackingSlip | ShippingLabel] = {SLIP: paper.slip, LABEL: paper.label}
    return [
        request_print(connection, request, kind, documents[kind], order_id=row.id, package_id=package_id, reason=reason)
        for kind in kinds
    ]


def packing_slip(connection: Connection, order_id: int) -> PackingSlip:
    """The slip an order will get, for a preview: every line of it."""
    row = connection.execute(_ORDER_BY_ID, {"order": order_id}).one()
    return _slip(row, connection.execute(_ORDERED_LINES, {"order": order_id}))


def shipping_label(connection: Connection, package_id: int) -> ShippingLabel:
    """The label of a package."""
    row = connection.execute(_OF_PACKAGE, {"package": package_id}).one()
    return _paper(connection, row, package_id).label


def _paper(connection: Connection, row: Row[*tuple[Any, ...]], package_id: int) -> Paper:
    lines = connection.execute(_PACKED_LINES, {"package": package_id}).all()
    weight_g = sum(line.quantity * line.weight_g for line in lines)
    return Paper(_slip(row, lines, row.package), _label(row, weight_g))


def _slip(row: Row[*tuple[Any, ...]], lines: Iterable[Row[*tuple[Any, ...]]], package_number: str = "") -> PackingSlip:
    return PackingSlip(
        _brand(row),
        row.number,
        row.scan_code,
        f"{row.ordered_at.astimezone():%Y-%m-%d}",
        _ship_to(row),
        tuple(SlipLine(line.quantity, line.title, line.sku) for line in lines),
        row.gift_message,
        package_number,
    )


def _label(row: Row[*tuple[Any, ...]], weight_g: int) -> ShippingLabel:
    return ShippingLabel(
        _brand(row),
        row.number,
        row.package,
        row.label_scan_code,
        row.tracking_number,
        _ship_to(row),
        weight_g,
        row.service,
    )


def _brand(row: Row[*tuple[Any, ...]]) -> Brand:
    return read_brand(row.brand)


def _ship_to(row: Row[*tuple[Any, ...]]) -> PostalAddress:
    return read_address(row.ship_to)


_PACKAGE = (
    select(t.Package.id)
    .where(t.Package.order_id == bindparam("order"), t.Package.state != "void")
    .order_by(t.Package.id.desc())
    .limit(1)
)


def paper_of_order(database: Database, request: Request, order_id: int) -> Paper:
    """The slip and the label of an order for a file; nothing is asked of a printer.

    What could be mistaken for the original says what it is. Before there is a package the label is a preview: it
    carries the order's code, so it can open the order but never ship anything.
    """
    with database.read() as connection:
        package_id = connection.execute(_PACKAGE, {"order": order_id}).scalar()
        slip = packing_slip(connection, order_id)
        if package_id is None:
            return Paper(slip, _label_preview(slip))
        mark = f"COPY · {request.at:%H:%M} · {request.user}"
        printed = printed_kinds(connection, package_id)
        label = shipping_label(connection, package_id)
        return Paper(
            replace(slip, reprint=mark) if SLIP in printed else slip,
            replace(label, reprint=mark) if LABEL in printed else label,
        )


def _label_preview(slip: PackingSlip) -> ShippingLabel:
    return ShippingLabel(
        slip.brand, slip.order_number, "", slip.scan_code, "", slip.ship_to, reprint="PREVIEW · NOT FOR SHIPPING"
    )
