"""What is said at the dock."""

from __future__ import annotations

from app.domain.sentences.kinds import Kind, Sentences

RECEIVING: Sentences = {
    "scan_a_parcel": (Kind.NOTE, "Scan a parcel: its tracking number or the code of its purchase order."),
    "delivery_opened": (
        Kind.OK,
        "Delivery from {supplier} for {purchase_order}: {expected} units expected. Scan the first item.",
    ),
    "delivery_already_received": (
        Kind.NOTE,
        "{purchase_order} from {supplier} has been received in full. Scan an item only if there is more in the box.",
    ),
    "mystery_parcel": (
        Kind.ATTENTION,
        "Nobody announced parcel {tracking}. It blocks nothing: scan the code of its purchase order, or start scanning its items.",
    ),
    "parcel_linked": (Kind.OK, "Parcel {tracking} belongs to {purchase_order} from {supplier}. Scan the first item."),
    "delivery_still_open": (
        Kind.ATTENTION,
        "The delivery {delivery} is still open. Scan FINISH first, then the next parcel.",
    ),
    "same_delivery": (Kind.NOTE, "This delivery is open already. Scan its items."),
    "unit_received": (Kind.OK, "{product} for order {order}: put it in {place}. {next}"),
    "order_complete": (Kind.DONE, "{product} completes order {order}: put it in {place}. The order is ready to pack."),
    "unit_to_stock": (Kind.OK, "{product}: nobody waits for it. Put it on the shelf {place}."),
    "units_received": (Kind.OK, "{count} × {product}: {places}."),
    "too_many": (
        Kind.ATTENTION,
        "{product}: all {expected} ordered units are here already. Scan it again to take one more, or put it aside and scan OK.",
    ),
    "not_ordered": (
        Kind.ATTENTION,
        "{product} is not on any open purchase order. Scan it again to take it in as an extra, or put it aside and scan OK.",
    ),
    "on_other_purchase_order": (
        Kind.ATTENTION,
        "{product} is not on {purchase_order} but on {other}. Scan it again to receive it for {other}, or put it aside and scan OK.",
    ),
    "unknown_code": (
        Kind.WRONG,
        "No product has the code {code}. Nothing was counted. Scan TEACH to say whose code it is, or put the item aside and scan OK.",
    ),
    "several_products": (
        Kind.ATTENTION,
        "{code} is used for {count} products: {products}. Scan the own SKU of the right one.",
    ),
    "teach_which": (Kind.ATTENTION, "Which product has the code {code}? Scan its own SKU or another of its codes."),
    "taught": (Kind.OK, "{code} now means {product}. Nothing was counted yet: scan the item again."),
    "already_taught": (Kind.NOTE, "{code} means {product} already. Scan the item again."),
    "delivery_finished": (
        Kind.DONE,
        "Delivery finished: {received} units received, nothing missing. Scan the next parcel.",
    ),
    "delivery_finished_short": (
        Kind.ATTENTION,
        "Delivery finished: {received} units received, {missing} still to come. They stay open on the purchase order. Scan the next parcel.",
    ),
    "outgoing_label": (
        Kind.WRONG,
        "This is an outgoing label of order {order}, not a delivery. Put the parcel back with the outgoing ones.",
    ),
    "our_own_order": (Kind.NOTE, "That is our own order {order}, not a delivery. Nothing was counted."),
    "cell_content": (Kind.NOTE, "{place} holds {content}."),
    "cell_empty": (Kind.NOTE, "{place} is empty."),
}
