"""Everything about one order: its lines, where each of their units is, what was bought for it, and its paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, func, select

from app.db import tables as t
from app.domain.address import PostalAddress
from app.domain.documents import Brand, Document, PackingSlip
from app.domain.orders import OrderState
from app.domain.print_ledger import JobState
from app.queries.blockers import day


class Whereabouts(StrEnum):
    """Where units of a line are."""

    SHIPPED = "shipped"
    PACKED = "packed"
    HERE = "here"
    EXPECTED = "expected"
    NOT_BOUGHT = "not_bought"


class Units(Struct, frozen=True):
    """Units of a line that are at one place, or come from one source.

    `place` is the code of a location of `place_kind`; `why` says why they were not bought.
    """

    quantity: int
    where: Whereabouts
    place: str = ""
    place_kind: str = ""
    purchase_order: str = ""
    supplier: str = ""
    due: date | None = None
    why: str = ""

    @property
    def words(self) -> str:
        """Where they are: `2 expected with PO-00012 from Acme on 24 Nov`."""
        match self.where:
            case Whereabouts.HERE if self.place_kind == "cell":
                return f"{self.quantity} on hand in cell {self.place}"
            case Whereabouts.HERE:
                return f"{self.quantity} on hand at {self.place}"
            case Whereabouts.EXPECTED if self.due is not None:
                return f"{self.quantity} expected with {self.purchase_order} from {self.supplier} on {day(self.due)}"
            case Whereabouts.NOT_BOUGHT:
                return f"{self.quantity} not bought: {self.why}"
            case Whereabouts.SHIPPED:
                return f"{self.quantity} shipped"
            case _:
                return f"{self.quantity} verified into the box"


class DetailLine(Struct, frozen=True):
    """A line: `ready` of its `quantity` units are here. `image` is a file name or empty."""

    sku: str
    title: str
    quantity: int
    ready: int
    image: str
    units: tuple[Units, ...]


class Purchase(Struct, frozen=True):
    """A purchase order that brings `quantity` units for the order, `received` of them so far."""

    id: int
    number: str
    supplier: str
    expected_on: date
    quantity: int
    received: int


class Paper(Struct, frozen=True):
    """A print job of the order's packages."""

    id: int
    kind: str
    state: JobState
    copy: int
    reason: str
    created_at: datetime


class OrderDetail(Struct, frozen=True):
    """An order with all that hangs on it. `tracking_number` and `station` are those of its package, if there is one."""

    id: int
    number: str
    scan_code: str
    channel: str
    brand: str
    customer: str
    destination: str
    ordered_at: datetime
    promise_at: datetime
    state: OrderState
    service: str
    gift_message: str
    note: str
    hold_reason: str | None
    tote: str
    station: str
    tracking_number: str
    shipped_at: datetime | None
    lines: tuple[DetailLine, ...]
    purchases: tuple[Purchase, ...]
    papers: tuple[Paper, ...]


def order_detail(connection: Connection, order_id: int) -> OrderDetail | None:
    """Everything about an order, in four statements; None where there is no such order."""
    row = connection.execute(_ORDER, {"order": order_id}).first()
    if row is None:
        return None
    address = msgspec.json.decode(row.ship_to, type=PostalAddress)
    supplies = connection.execute(_SUPPLIES, {"order": order_id}).all()
    return OrderDetail(
        order_id,
        row.number,
        row.scan_code,
        row.channel,
        msgspec.json.decode(row.brand, type=Brand).trading_name,
        row.ship_to_name,
        ", ".join(filter(None, (address.city, address.country))),
        row.ordered_at,
        row.promise_at,
        OrderState(row.state),
        row.service,
        row.gift_message,
        row.note,
        row.hold_reason,
        row.tote or "",
        row.station or "",
        row.tracking_number or "",
        row.shipped_at,
        _lines(connection, order_id, supplies),
        _purchases(supplies),
        tuple(_paper(job) for job in connection.execute(_PAPERS, {"order": order_id})),
    )


_NEWEST_SLIP = (
    select(t.PrintJob.document)
    .join(t.Package, t.Package.id == t.PrintJob.package_id)
    .where(t.Package.order_id == bindparam("order"), t.PrintJob.kind == "slip", t.PrintJob.state != "cancelled")
    .order_by(t.PrintJob.id.desc())
    .limit(1)
)


def newest_slip(connection: Connection, order_id: int) -> PackingSlip | None:
    """The slip that was printed last for an order, as it was; None before the first."""
    document = connection.execute(_NEWEST_SLIP, {"order": order_id}).scalar()
    found = msgspec.json.decode(document, type=Document) if document else None
    return found if isinstance(found, PackingSlip) else None


_ORDER = (
    select(
        t.SalesOrder.number,
        t.SalesOrder.scan_code,
        t.SalesOrder.ship_to_name,
        t.SalesOrder.ship_to,
        t.SalesOrder.ordered_at,
        t.SalesOrder.promise_at,
        t.SalesOrder.state,
        t.SalesOrder.service,
        t.SalesOrder.gift_message,
        t.SalesOrder.note,
        t.SalesOrder.hold_reason,
        t.Channel.name.label("channel"),
        t.Brand.content.label("brand"),
        t.Location.code.label("tote"),
        t.Package.station,
        t.Package.tracking_number,
        t.Package.shipped_at,
    )
    .join(t.Channel, t.Channel.id == t.SalesOrder.channel_id)
    .join(t.Brand, t.Brand.id == t.Channel.brand_id)
    .outerjoin(t.Location, t.Location.id == t.SalesOrder.tote_id)
    .outerjoin(t.Package, (t.Package.order_id == t.SalesOrder.id) & (t.Package.state != "void"))
    .where(t.SalesOrder.id == bindparam("order"))
)
_OFFERS = (
    select(func.count())
    .where(t.Offer.product_id == t.OrderLine.product_id)
    .correlate(t.OrderLine)
    .scalar_subquery()
    .label("offers")
)
_LINES = (
    select(
        t.OrderLine.id,
        t.OrderLine.sku,
        t.OrderLine.title,
        t.OrderLine.product_id,
        t.OrderLine.quantity,
        t.OrderLine.waiting,
        t.OrderLine.to_buy,
        t.OrderLine.packed,
        t.OrderLine.shipped,
        t.Product.image,
        _OFFERS,
    )
    .outerjoin(t.Product, t.Product.id == t.OrderLine.product_id)
    .where(t.OrderLine.order_id == bindparam("order"), t.OrderLine.quantity > 0)
    .order_by(t.OrderLine.number)
)
_SUPPLIES = (
    select(
        t.Allocation.order_line_id,
        t.Allocation.quantity,
        t.Allocation.received,
        t.Allocation.packed,
        t.Location.code.label("place"),
        t.Location.kind.label("place_kind"),
        t.PurchaseOrder.id.label("purchase_id"),
        t.PurchaseOrder.number.label("purchase"),
        t.PurchaseOrder.expected_on,
        t.Supplier.name.label("supplier"),
    )
    .join(t.OrderLine, t.OrderLine.id == t.Allocation.order_line_id)
    .outerjoin(t.Location, t.Location.id == t.Allocation.location_id)
    .outerjoin(t.PurchaseOrderLine, t.PurchaseOrderLine.id == t.Allocation.purchase_order_line_id)
    .outerjoin(t.PurchaseOrder, t.PurchaseOrder.id == t.PurchaseOrderLine.purchase_order_id)
    .outerjoin(t.Supplier, t.Supplier.id == t.PurchaseOrder.supplier_id)
    .where(t.OrderLine.order_id == bindparam("order"))
    .order_by(t.Allocation.id)
)
# By the packages: print jobs have an index on those, and every paper of an order is of one.
_PAPERS = (
    select(
        t.PrintJob.id,
        t.PrintJob.kind,
        t.PrintJob.state,
        t.PrintJob.copy,
        t.PrintJob.reason,
        t.PrintJob.created_at,
    )
    .join(t.Package, t.Package.id == t.PrintJob.package_id)
    .where(t.Package.order_id == bindparam("order"))
    .order_by(t.PrintJob.id.desc())
)


def _lines(connection: Connection, order_id: int, supplies: Sequence[Row[*tuple[Any, ...]]]) -> tuple[DetailLine, ...]:
    of_line: defaultdict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for supply in supplies:
        of_line[supply.order_line_id].append(supply)
    return tuple(
        DetailLine(
            row.sku,
            row.title,
            row.quantity,
            row.quantity - row.waiting,
            row.image or "",
            tuple(_units(row, of_line[row.id])),
        )
        for row in connection.execute(_LINES, {"order": order_id})
    )


def _units(line: Row[*tuple[Any, ...]], supplies: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[Units]:
    """Every unit of a line once, what is nearest to the customer first."""
    if line.shipped:
        yield Units(line.shipped, Whereabouts.SHIPPED)
    if line.packed > line.shipped:
        yield Units(line.packed - line.shipped, Whereabouts.PACKED)
    for row in supplies:
        if row.received > row.packed:
            yield Units(row.received - row.packed, Whereabouts.HERE, row.place, row.place_kind)
    for row in supplies:
        if row.quantity > row.received:
            source = {"purchase_order": row.purchase, "supplier": row.supplier, "due": row.expected_on}
            yield Units(row.quantity - row.received, Whereabouts.EXPECTED, **source)
    if line.to_buy:
        yield Units(line.to_buy, Whereabouts.NOT_BOUGHT, why=_why(line))


def _why(line: Row[*tuple[Any, ...]]) -> str:
    if line.product_id is None:
        return "it is not in the catalog"
    return "it waits for the next purchase order" if line.offers else "no supplier offers it"


def _purchases(supplies: Sequence[Row[*tuple[Any, ...]]]) -> tuple[Purchase, ...]:
    found: dict[int, Purchase] = {}
    for row in supplies:
        if row.purchase_id is None:
            continue
        before = found.get(row.purchase_id)
        quantity = row.quantity + (before.quantity if before else 0)
        received = row.received + (before.received if before else 0)
        found[row.purchase_id] = Purchase(
            row.purchase_id, row.purchase, row.supplier, row.expected_on, quantity, received
        )
    return tuple(found.values())


def _paper(job: Row[*tuple[Any, ...]]) -> Paper:
    return Paper(job.id, job.kind, JobState(job.state), job.copy, job.reason, job.created_at)
