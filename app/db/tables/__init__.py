"""All tables, to be imported as `from app.db import tables as t`."""

from app.db.tables.base import Instant, Table
from app.db.tables.catalog import Brand, CatalogTask, Channel, Offer, Product, ProductCode, Supplier
from app.db.tables.journal import Command, Event, Setting
from app.db.tables.orders import OrderLine, SalesOrder
from app.db.tables.printing import Printer, PrintJob
from app.db.tables.purchasing import InboundParcel, PurchaseOrder, PurchaseOrderLine
from app.db.tables.shipping import Confirmation, Package, PackageLine
from app.db.tables.stock import Allocation, Balance, Location, Movement

__all__ = [
    "Allocation",
    "Balance",
    "Brand",
    "CatalogTask",
    "Channel",
    "Command",
    "Confirmation",
    "Event",
    "InboundParcel",
    "Instant",
    "Location",
    "Movement",
    "Offer",
    "OrderLine",
    "Package",
    "PackageLine",
    "PrintJob",
    "Printer",
    "Product",
    "ProductCode",
    "PurchaseOrder",
    "PurchaseOrderLine",
    "SalesOrder",
    "Setting",
    "Supplier",
    "Table",
]
