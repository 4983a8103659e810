"""What the exports call the tables they join, and the columns that name an order and a purchase order in each."""

from __future__ import annotations

from sqlalchemy.orm import aliased

from app.db import tables as t

order, line, product = t.SalesOrder, t.OrderLine, t.Product
purchase, purchase_line = t.PurchaseOrder, t.PurchaseOrderLine
origin, target = aliased(t.Location), aliased(t.Location)
order_number = order.number.label("order_number")
po_number = purchase.number.label("po_number")
