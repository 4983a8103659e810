"""What does a code belong to? One look-up for all screens, so that a code means the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Row,
    String,
    bindparam,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.sql.selectable import CompoundSelect

from app.db import tables as t
from app.domain.carriers import carrier_of, tracking_keys
from app.domain.codes import Code, Gtin, PlainCode, RefusedCode, lookup_keys
from app.domain.gs1 import ElementString, Sscc
from app.domain.meanings import (
    AmbiguousMeaning,
    Meaning,
    NewParcelMeaning,
    OrderMeaning,
    PackageMeaning,
    ParcelMeaning,
    PlaceMeaning,
    Product,
    ProductMeaning,
    PurchaseOrderMeaning,
    RefusedMeaning,
    UnknownMeaning,
)
from app.domain.messages import say
from app.domain.own_codes import BadgeCode, CommandCode, OwnDocument, OwnKind
from app.queries.order_list import OPEN_ORDERS


def _kind(name: str) -> Any:
    return literal(name, String).label("kind")


def _no_text(name: str) -> Any:
    return cast(null(), String).label(name)


def _no_id(name: str) -> Any:
    return cast(null(), Integer).label(name)


_PRODUCTS = (
    select(
        _kind("product"),
        t.Product.id.label("id"),
        t.Product.sku.label("a"),
        t.Product.title.label("b"),
        t.Product.image.label("c"),
        t.ProductCode.supplier_id.label("n"),
    )
    .join(t.Product, t.Product.id == t.ProductCode.product_id)
    .where(t.ProductCode.code == bindparam("key"))
)
_PARCELS = select(
    _kind("parcel"),
    t.InboundParcel.id,
    t.InboundParcel.tracking_number,
    _no_text("b"),
    _no_text("c"),
    t.InboundParcel.purchase_order_id,
).where(t.InboundParcel.tracking_number.in_(bindparam("tracking", expanding=True)))
_PACKAGES = (
    select(_kind("package"), t.Package.id, t.SalesOrder.number, _no_text("b"), _no_text("c"), t.SalesOrder.id)
    .join(t.SalesOrder, t.SalesOrder.id == t.Package.order_id)
    .where(t.Package.tracking_number.in_(bindparam("tracking", expanding=True)))
)
_ORDERS = select(_kind("order"), t.SalesOrder.id, t.SalesOrder.number, _no_text("b"), _no_text("c"), _no_id("n")).where(
    t.SalesOrder.number == bindparam("text")
)
_PURCHASE_ORDERS = select(
    _kind("purchase_order"), t.PurchaseOrder.id, t.PurchaseOrder.number, _no_text("b"), _no_text("c"), _no_id("n")
).where(t.PurchaseOrder.number == bindparam("text"))
_ANYTHING: CompoundSelect[Any] = union_all(_PRODUCTS, _PARCELS, _PACKAGES, _ORDERS, _PURCHASE_ORDERS)

_ORDER_BY_CODE = select(t.SalesOrder.id, t.SalesOrder.number).where(t.SalesOrder.scan_code == bindparam("text"))
_PURCHASE_ORDER_BY_CODE = select(t.PurchaseOrder.id, t.PurchaseOrder.number).where(
    t.PurchaseOrder.scan_code == bindparam("text")
)
_PACKAGE_BY_CODE = (
    select(t.Package.id, t.SalesOrder.id.label("order_id"), t.SalesOrder.number)
    .join(t.SalesOrder, t.SalesOrder.id == t.Package.order_id)
    .where(t.Package.label_scan_code == bindparam("text"))
)
# Only open orders are gathered anywhere; saying so lets their index answer.
_PLACE_BY_CODE = (
    select(t.Location.id, t.Location.code, t.SalesOrder.id.label("order_id"), t.SalesOrder.number)
    .outerjoin(t.SalesOrder, (t.SalesOrder.tote_id == t.Location.id) & OPEN_ORDERS)
    .where(t.Location.scan_code == bindparam("text"))
    .order_by(t.SalesOrder.promise_at, t.SalesOrder.id)
)


def what_is(connection: Connection, code: Code, *, supplier_id: int | None = None) -> Meaning:
    """Find what `code` belongs to.

    A supplier's code may stand for different products at different suppliers: `supplier_id` of the open delivery
    decides; without it all of them are returned.
    """
    match code:
        case CommandCode() | BadgeCode():
            return code
        case RefusedCode(reason=reason, text=text):
            return RefusedMeaning(text, reason.value)
        case OwnDocument():
            return _own_document(connection, code)
        case _:
            return _lookup(connection, code, supplier_id)


def _own_document(connection: Connection, code: OwnDocument) -> Meaning:
    values = {"text": code.text}
    match code.kind:
        case OwnKind.ORDER | OwnKind.SLIP:
            row = connection.execute(_ORDER_BY_CODE, values).first()
            return OrderMeaning(row.id, row.number) if row else UnknownMeaning(code.text, teachable=False)
        case OwnKind.PURCHASE_ORDER:
            row = connection.execute(_PURCHASE_ORDER_BY_CODE, values).first()
            return PurchaseOrderMeaning(row.id, row.number) if row else UnknownMeaning(code.text, teachable=False)
        case OwnKind.LABEL:
            label = connection.execute(_PACKAGE_BY_CODE, values).first()
            found = PackageMeaning(label.id, label.order_id, label.number) if label else None
            return found or UnknownMeaning(code.text, teachable=False)
        case OwnKind.TOTE:
            return _place(connection, code.text)
        case _:
            return UnknownMeaning(code.text, teachable=False)


def _place(connection: Connection, text: str) -> Meaning:
    rows = connection.execute(_PLACE_BY_CODE, {"text": text}).all()
    if not rows:
        return UnknownMeaning(text, teachable=False)
    orders = [row for row in rows if row.order_id is not None]
    return PlaceMeaning(
        rows[0].id, rows[0].code, tuple(row.order_id for row in orders), tuple(row.number for row in orders)
    )


def _lookup(connection: Connection, code: Gtin | ElementString | Sscc | PlainCode, supplier_id: int | None) -> Meaning:
    keys = lookup_keys(code)
    values = {"key": keys[0], "text": code.text, "tracking": [code.text, *tracking_keys(code.text)]}
    rows = connection.execute(_ANYTHING, values).all()
    kinds = sorted({row.kind for row in rows})
    if len(kinds) > 1:
        return AmbiguousMeaning(code.text, tuple(say(f"kind_{kind}") for kind in kinds))
    if not rows:
        carrier = None if isinstance(code, Gtin) else carrier_of(code.text)
        return NewParcelMeaning(tracking_keys(code.text)[0], carrier) if carrier else UnknownMeaning(code.text)
    return _meaning(kinds[0], rows, code.text, supplier_id)


def _meaning(kind: str, rows: Sequence[Row[Any]], text: str, supplier_id: int | None) -> Meaning:
    row = rows[0]
    match kind:
        case "product":
            return ProductMeaning(text, _products(rows, supplier_id))
        case "parcel":
            return ParcelMeaning(row.id, row.a, row.n)
        case "package":
            return PackageMeaning(row.id, row.n, row.a)
        case "purchase_order":
            return PurchaseOrderMeaning(row.id, row.a)
        case _ if len(rows) > 1:
            return AmbiguousMeaning(text, tuple(say("order_number", order=row.a) for row in rows))
        case _:
            return OrderMeaning(row.id, row.a)


def _products(rows: Sequence[Row[Any]], supplier_id: int | None) -> tuple[Product, ...]:
    """The products a code stands for; the open delivery's supplier settles whose SKU it is."""
    ours = [row for row in rows if row.n is None or supplier_id is None or row.n == supplier_id]
    chosen = {row.id: Product(row.id, row.a, row.b, row.c) for row in ours or rows}
    return tuple(chosen[id] for id in sorted(chosen))
