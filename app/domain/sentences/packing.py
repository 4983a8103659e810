"""What is said at the bench."""

from __future__ import annotations

from app.domain.sentences.kinds import Kind, Sentences

PACKING: Sentences = {
    "order_opened": (Kind.OK, "Order {order}: {units} units to verify. Scan the first item."),
    "order_opened_by_item": (Kind.OK, "Order {order}: {product} verified, {progress}. {next}"),
    "unit_verified": (Kind.OK, "{progress}: {product}. {next}"),
    "all_verified": (Kind.DONE, "{progress}: everything for order {order} is in the box. {next}"),
    "order_not_ready": (
        Kind.WRONG,
        "Order {order} cannot be packed yet: it waits for {waits_for}. Put it back and scan another order.",
    ),
    "order_on_hold": (
        Kind.WRONG,
        "Order {order} is on hold: {reason}. Put it back and scan another order; it can be released in Orders.",
    ),
    "order_shipped_already": (Kind.NOTE, "Order {order} was shipped {when}. Nothing is left to pack."),
    "order_cancelled": (Kind.WRONG, "Order {order} was cancelled. Do not ship it: put its goods on the shelf."),
    "nobody_needs": (
        Kind.WRONG,
        "No order that is ready needs only {product}. Scan the order or its tote instead.",
    ),
    "pack_unknown_code": (
        Kind.WRONG,
        "Nothing here has the code {code}. Nothing was counted. Scan an order, a tote or an item.",
    ),
    "not_in_order": (
        Kind.WRONG,
        "Not in this order: {product} (SKU {sku}). Order {order} still needs {needs}. Put it back, then scan the right one.",
    ),
    "not_in_full_order": (
        Kind.WRONG,
        "Not in this order: {product} (SKU {sku}). Everything order {order} needs is in the box. Put it back.",
    ),
    "one_too_many": (
        Kind.WRONG,
        "One {product} too many: order {order} needs {quantity}. Take it out of the box; it was not counted.",
    ),
    "other_order_open": (
        Kind.ATTENTION,
        "Order {order} is open. Finish it first, or scan CANCEL to put it back and then open {other}.",
    ),
    "same_order": (Kind.NOTE, "Order {order} is open already: {progress}."),
    "papers_removed": (Kind.OK, "Supplier papers are out. {next}"),
    "papers_already_removed": (Kind.NOTE, "The supplier papers are out already. {next}"),
    "papers_first": (
        Kind.WRONG,
        "The supplier's papers are still in the box. Take them out and scan PAPERS REMOVED, then CLOSE BOX.",
    ),
    "items_first": (Kind.WRONG, "The box is not complete: {missing} missing. Scan the missing items, then CLOSE BOX."),
    "box_closed": (
        Kind.OK,
        "The slip and the label of order {order} are printing. Slip in, label on, then scan the new label to ship.",
    ),
    "shipped": (Kind.DONE, "Order {order} is shipped. Scan the next order."),
    "already_shipped_label": (Kind.NOTE, "This label was scanned back {when}: order {order} is shipped."),
    "other_label": (
        Kind.WRONG,
        "This label belongs to order {other}, not to {order}. Do not stick it on this box. Scan the label of {order}.",
    ),
    "label_not_expected": (
        Kind.WRONG,
        "The label of order {order} is not due yet. Verify the items and scan CLOSE BOX first.",
    ),
    "scan_the_label": (
        Kind.WRONG,
        "The box of order {order} is closed. Scan its new label now, or UNDO to open the box.",
    ),
    "supplier_papers_scanned": (Kind.WRONG, "That is a purchase order of ours, not for this box. Put it aside."),
    "order_put_back": (Kind.NOTE, "Order {order} was put back; its units are in {place} again. Scan the next order."),
    "which_is_damaged": (Kind.ATTENTION, "Which item is damaged? Scan it, or scan CANCEL to go on."),
    "damaged_waits": (
        Kind.NOTE,
        "{product} is set aside as damaged. Order {order} waits for another one: put its other goods back in {place}. Scan the next order.",
    ),
    "damaged_replaced": (
        Kind.NOTE,
        "{product} is set aside as damaged. There is another one for order {order}: scan the order to go on, or put its other goods back in {place}.",
    ),
    "short_waits": (
        Kind.NOTE,
        "Order {order} is short: {missing} not there. It waits for more: put its other goods back in {place}. Scan the next order.",
    ),
    "short_replaced": (
        Kind.NOTE,
        "Order {order} is short: {missing} not there. There is more for it: scan the order to go on, or put its other goods back in {place}.",
    ),
    "nothing_is_short": (Kind.NOTE, "Nothing is short: everything order {order} needs is in the box. {next}"),
    "other_station": (Kind.WRONG, "Order {order} is open at {station}. Take another one, or finish it there."),
    "reprint_asked": (Kind.OK, "Copy {copy} of the {paper} of order {order} is printing, marked REPRINT {copy}."),
    "nothing_to_reprint": (Kind.NOTE, "Nothing was printed for this order yet, so there is nothing to reprint."),
}
