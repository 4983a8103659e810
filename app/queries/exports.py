"""Everything the shop knows, as plain rows for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, String, case, cast, func, null, select, union_all
from sqlalchemy.orm import aliased

from app.db import tables as t
from app.db.engine import Database

Value = str | int | None
_PER_FETCH = 1000


class Export(Struct, frozen=True):
    """A kind of rows: its columns in order, and what selects them."""

    columns: tuple[str, ...]
    statement: Any


def rows(database: Database, kind: str) -> Iterator[dict[str, Value]]:
    """The rows of an export, oldest first, read in pieces; times are ISO 8601 in UTC, money is in minor units.

    Raises:
        KeyError: no such kind; see `EXPORTS`.
    """
    export = EXPORTS[kind]
    with database.read() as connection:
        yield from _rows(connection, export)


def _rows(connection: Connection, export: Export) -> Iterator[dict[str, Value]]:
    result = connection.execution_options(yield_per=_PER_FETCH).execute(export.statement)
    for row in result:
        yield dict(zip(export.columns, map(_plain, row), strict=True))


def _plain(value: object) -> Value:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, int) else str(value)


def _export(statement: Select[*tuple[Any, ...]]) -> Export:
    return Export(tuple(column.key or "" for column in statement.selected_columns), statement)


_order, _line, _product = t.SalesOrder, t.OrderLine, t.Product
_purchase, _purchase_line = t.PurchaseOrder, t.PurchaseOrderLine
_from, _to = aliased(t.Location), aliased(t.Location)
_order_number = _order.number.label("order_number")
_po_number = _purchase.number.label("po_number")

_ORDERS = (
    select(
        _order_number,
        t.Channel.name.label("channel"),
        t.Brand.key.label("brand"),
        _order.state,
        _order.ordered_at,
        _order.promise_at,
        t.Location.code.label("tote"),
        _order.scan_code,
        _order.ship_to_name,
        _order.waiting,
    )
    .join(t.Channel, t.Channel.id == _order.channel_id)
    .join(t.Brand, t.Brand.id == t.Channel.brand_id)
    .outerjoin(t.Location, t.Location.id == _order.tote_id)
    .order_by(_order.id)
)
_ORDER_LINES = (
    select(
        _order_number,
        t.Channel.name.label("channel"),
        _line.number.label("line"),
        _line.sku,
        _line.title,
        _line.quantity,
        _line.allocated,
        _line.received,
        _line.packed,
        _line.shipped,
        _line.waiting,
        _line.to_buy,
        _line.price_minor,
        _line.currency,
    )
    .join(_order, _order.id == _line.order_id)
    .join(t.Channel, t.Channel.id == _order.channel_id)
    .order_by(_line.order_id, _line.number)
)
_PURCHASE_ORDERS = (
    select(
        _po_number,
        t.Supplier.name.label("supplier"),
        _purchase.state,
        _purchase.scan_code,
        _purchase.ordered_on,
        _purchase.expected_on,
        _purchase.revision,
        _purchase.sent_at,
        _purchase.currency,
    )
    .join(t.Supplier, t.Supplier.id == _purchase.supplier_id)
    .order_by(_purchase.id)
)


_PEG_OF = (_po_number, _purchase_line.number.label("line"), _product.sku, _purchase_line.supplier_sku)
_WHOLE_LINE = (
    _purchase_line.quantity.label("line_quantity"),
    _purchase_line.received.label("line_received"),
    _purchase_line.cost_minor,
    _purchase_line.currency,
    _purchase_line.id.label("sort"),
)


def _of_purchases(*columns: Any) -> Select[*tuple[Any, ...]]:
    """`columns` of every PO line, between what names the line and what it is as a whole."""
    return (
        select(*_PEG_OF, *columns, *_WHOLE_LINE)
        .join(_purchase, _purchase.id == _purchase_line.purchase_order_id)
        .join(_product, _product.id == _purchase_line.product_id)
    )


def _pegged(units: Any) -> Any:
    """The sum of a column over the pegs of a PO line."""
    of_line = t.Allocation.purchase_order_line_id == _purchase_line.id
    return select(func.coalesce(func.sum(units), 0)).where(of_line).scalar_subquery()


def _purchase_order_lines() -> Select[*tuple[Any, ...]]:
    """One row for each pegged order line, and one without an order for units that nobody was promised.

    `quantity` and `received` are the peg's, so that their sums are the line's `line_quantity` and `line_received`.
    """
    pegged = (
        _of_purchases(t.Allocation.quantity, t.Allocation.received, _order_number, _line.number.label("order_line"))
        .join(t.Allocation, t.Allocation.purchase_order_line_id == _purchase_line.id)
        .join(_line, _line.id == t.Allocation.order_line_id)
        .join(_order, _order.id == _line.order_id)
    )
    free = _purchase_line.quantity - _pegged(t.Allocation.quantity)
    unpegged = _of_purchases(
        free.label("quantity"),
        (_purchase_line.received - _pegged(t.Allocation.received)).label("received"),
        cast(null(), String).label("order_number"),
        null().label("order_line"),
    ).where(free > 0)
    every = union_all(pegged, unpegged).subquery()
    columns = [column for column in every.c if column.key != "sort"]
    return select(*columns).order_by(every.c.sort, every.c.order_number)


_RECEIPTS = (
    select(
        t.Movement.id.label("receipt"),
        t.Movement.at,
        _po_number,
        _product.sku,
        case((t.Movement.reverses_id.is_(None), t.Movement.quantity), else_=-t.Movement.quantity).label("quantity"),
        _order_number,
        case((t.Movement.reverses_id.is_(None), _to.code), else_=_from.code).label("location"),
        t.InboundParcel.tracking_number,
        t.Movement.reverses_id.label("reverses"),
        t.Command.station,
        t.Command.user,
    )
    .join(_product, _product.id == t.Movement.product_id)
    .join(_from, _from.id == t.Movement.from_location_id)
    .join(_to, _to.id == t.Movement.to_location_id)
    .outerjoin(_purchase_line, _purchase_line.id == t.Movement.purchase_order_line_id)
    .outerjoin(_purchase, _purchase.id == _purchase_line.purchase_order_id)
    .outerjoin(_line, _line.id == t.Movement.order_line_id)
    .outerjoin(_order, _order.id == _line.order_id)
    .outerjoin(t.InboundParcel, t.InboundParcel.id == t.Movement.inbound_parcel_id)
    .outerjoin(t.Command, t.Command.request_id == t.Movement.request_id)
    .where(t.Movement.reason.in_(("receipt", "receipt_reversed")))
    .order_by(t.Movement.id)
)
_ALLOCATIONS = (
    select(
        _order_number,
        _line.number.label("line"),
        _product.sku,
        _po_number,
        t.Location.code.label("location"),
        t.Allocation.quantity,
        t.Allocation.received,
        t.Allocation.packed,
    )
    .join(_line, _line.id == t.Allocation.order_line_id)
    .join(_order, _order.id == _line.order_id)
    .join(_product, _product.id == t.Allocation.product_id)
    .outerjoin(_purchase_line, _purchase_line.id == t.Allocation.purchase_order_line_id)
    .outerjoin(_purchase, _purchase.id == _purchase_line.purchase_order_id)
    .outerjoin(t.Location, t.Location.id == t.Allocation.location_id)
    .order_by(t.Allocation.id)
)
_STOCK = (
    select(
        _product.sku,
        t.Location.code.label("location"),
        t.Balance.on_hand,
        t.Balance.allocated,
        (t.Balance.on_hand - t.Balance.allocated).label("available"),
    )
    .join(_product, _product.id == t.Balance.product_id)
    .join(t.Location, t.Location.id == t.Balance.location_id)
    .where(t.Balance.on_hand > 0)
    .order_by(_product.sku, t.Location.id)
)
_MOVEMENTS = (
    select(
        t.Movement.id.label("movement"),
        t.Movement.at,
        _product.sku,
        t.Movement.quantity,
        _from.code.label("from"),
        _to.code.label("to"),
        t.Movement.reason,
        _order_number,
        t.Movement.reverses_id.label("reverses"),
        t.Movement.request_id,
    )
    .join(_product, _product.id == t.Movement.product_id)
    .join(_from, _from.id == t.Movement.from_location_id)
    .join(_to, _to.id == t.Movement.to_location_id)
    .outerjoin(_line, _line.id == t.Movement.order_line_id)
    .outerjoin(_order, _order.id == _line.order_id)
    .order_by(t.Movement.id)
)
_PACKAGES = (
    select(
        t.Package.number.label("package"),
        _order_number,
        t.Package.state,
        t.Package.label_scan_code,
        t.Package.tracking_number,
        t.Package.station,
        t.Package.opened_at,
        t.Package.papers_removed_at,
        t.Package.papers_removed_by,
        t.Package.closed_at,
        t.Package.shipped_at,
    )
    .join(_order, _order.id == t.Package.order_id)
    .order_by(t.Package.id)
)
_PRINT_JOBS = (
    select(
        t.PrintJob.id.label("job"),
        t.PrintJob.kind,
        _order_number,
        t.Package.number.label("package"),
        t.PrintJob.state,
        t.PrintJob.copy,
        t.PrintJob.reason,
        t.PrintJob.printer,
        t.PrintJob.file,
        t.PrintJob.detail,
        t.PrintJob.station,
        t.PrintJob.created_at,
        t.PrintJob.changed_at,
    )
    .outerjoin(_order, _order.id == t.PrintJob.order_id)
    .outerjoin(t.Package, t.Package.id == t.PrintJob.package_id)
    .order_by(t.PrintJob.id)
)
_EVENTS = (
    select(
        t.Event.id.label("event"),
        t.Event.station,
        t.Event.sequence,
        t.Event.at,
        t.Event.user,
        t.Event.kind,
        _order_number,
        t.Event.data,
        t.Event.request_id,
        t.Event.hash,
    )
    .outerjoin(_order, _order.id == t.Event.order_id)
    .order_by(t.Event.id)
)
_CONFIRMATIONS = (
    select(
        t.Channel.name.label("channel"),
        _order_number,
        _line.external_id.label("order_item"),
        _line.sku,
        t.Confirmation.quantity,
        t.Package.tracking_number,
        t.Confirmation.shipped_at,
        t.Confirmation.written_at,
        t.Confirmation.file,
    )
    .join(t.Channel, t.Channel.id == t.Confirmation.channel_id)
    .join(t.Package, t.Package.id == t.Confirmation.package_id)
    .join(_line, _line.id == t.Confirmation.order_line_id)
    .join(_order, _order.id == _line.order_id)
    .order_by(t.Confirmation.id)
)
_CATALOG_TASKS = select(
    t.CatalogTask.kind,
    t.CatalogTask.subject,
    t.CatalogTask.detail,
    t.CatalogTask.state,
    t.CatalogTask.created_at,
).order_by(t.CatalogTask.id)

_PRODUCT_CODES = (
    select(
        t.ProductCode.code,
        t.ProductCode.kind,
        _product.sku,
        _product.title,
        t.Supplier.name.label("supplier"),
    )
    .join(_product, _product.id == t.ProductCode.product_id)
    .outerjoin(t.Supplier, t.Supplier.id == t.ProductCode.supplier_id)
    .order_by(t.ProductCode.id)
)

EXPORTS: dict[str, Export] = {
    "orders": _export(_ORDERS),
    "order-lines": _export(_ORDER_LINES),
    "purchase-orders": _export(_PURCHASE_ORDERS),
    "purchase-order-lines": _export(_purchase_order_lines()),
    "receipts": _export(_RECEIPTS),
    "allocations": _export(_ALLOCATIONS),
    "stock": _export(_STOCK),
    "movements": _export(_MOVEMENTS),
    "packages": _export(_PACKAGES),
    "print-jobs": _export(_PRINT_JOBS),
    "events": _export(_EVENTS),
    "confirmations": _export(_CONFIRMATIONS),
    "product-codes": _export(_PRODUCT_CODES),
    "catalog-tasks": _export(_CATALOG_TASKS),
}
