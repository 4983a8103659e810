"""Every sentence a worker can be told, in one place: what happened, what it means, what to do.

A message is a key, a kind and values; its words are looked up here, so wording, translation and tests have one home.
"""

from __future__ import annotations

from enum import StrEnum
from string import Formatter

from msgspec import Struct


class Kind(StrEnum):
    """The six kinds of feedback (ux §2.2): each has its own colour, shape, word and sound."""

    OK = "ok"
    DONE = "done"
    NOTE = "note"
    ATTENTION = "attention"
    WRONG = "wrong"
    NOT_ACCEPTED = "not_accepted"


class Message(Struct, frozen=True):
    """One sentence for one moment. `kind` decides colour and sound, `values` fill the words."""

    key: str
    kind: Kind
    values: dict[str, str | int] = {}

    @property
    def text(self) -> str:
        """The words, in the language of the catalogue."""
        return SENTENCES[self.key][1].format(**self.values)


def say(key: str, **values: str | int) -> Message:
    """The message for `key`.

    Raises:
        KeyError: no such sentence, or a value its words need is missing; a fault of the program, not of people.
    """
    kind, words = SENTENCES[key]
    missing = _fields(words) - values.keys()
    if missing:
        raise KeyError(f"{key} needs {sorted(missing)}")
    return Message(key, kind, values)


def _fields(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


_RECEIVING: dict[str, tuple[Kind, str]] = {
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

_PACKING: dict[str, tuple[Kind, str]] = {
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
    "other_station": (Kind.WRONG, "Order {order} is open at {station}. Take another one, or finish it there."),
    "reprint_asked": (Kind.OK, "Copy {copy} of the {paper} of order {order} is printing, marked REPRINT {copy}."),
    "nothing_to_reprint": (Kind.NOTE, "Nothing was printed for this order yet, so there is nothing to reprint."),
}

_EVERYWHERE: dict[str, tuple[Kind, str]] = {
    "cleared": (Kind.NOTE, "Cleared. {next}"),
    "nothing_to_clear": (Kind.NOTE, "There is nothing to confirm. {next}"),
    "wrong_first": (Kind.WRONG, "First settle what was wrong: scan OK, the right item, or UNDO. ({before})"),
    "undone": (Kind.OK, "Taken back: {what}. {next}"),
    "nothing_to_undo": (Kind.NOTE, "There is nothing left to take back here."),
    "cannot_undo": (Kind.WRONG, "That can no longer be taken back: {why}."),
    "command_does_not_fit": (Kind.NOT_ACCEPTED, "{command} does not fit here; nothing was changed. {next}"),
    "foreign_command": (
        Kind.NOT_ACCEPTED,
        "This command code is not from this shop; nothing was changed. Print the command sheet of this shop and use that.",
    ),
    "damaged_code": (
        Kind.NOT_ACCEPTED,
        "The code {code} was not read right: its check character does not fit. Nothing was changed. Scan it again.",
    ),
    "control_characters": (
        Kind.NOT_ACCEPTED,
        "The code holds control characters that no label of ours has. Nothing was changed. Scan another code of the item.",
    ),
    "code_too_long": (
        Kind.NOT_ACCEPTED,
        "The code is longer than {limit} characters, so it is no code of a parcel or product. Nothing was changed. Scan another code.",
    ),
    "empty_code": (Kind.NOT_ACCEPTED, "The scan was empty. Nothing was changed. Scan again."),
    "unreadable_element_string": (
        Kind.NOT_ACCEPTED,
        "The GS1 code {code} cannot be read. Nothing was changed. Scan the plain barcode of the item.",
    ),
    "quantity_set": (Kind.ATTENTION, "{quantity} units: now scan the item once."),
    "quantity_not_here": (Kind.NOT_ACCEPTED, "A quantity does not fit here; nothing was changed. Scan each item."),
    "ambiguous_code": (
        Kind.ATTENTION,
        "{code} fits several things: {meanings}. Scan another code of what you mean.",
    ),
    "not_read": (
        Kind.NOT_ACCEPTED,
        "The database could not be read ({reason}). Nothing was changed. Try again; if it stays, call the owner.",
    ),
    "told_again": (
        Kind.NOTE,
        "This scan was stored before the program stopped, and counts once: {before} If you hold one more, scan it again.",
    ),
    "not_saved": (
        Kind.NOT_ACCEPTED,
        "The scan could not be stored ({reason}). Nothing was changed. Scan again; if it stays, call the owner.",
    ),
}

_OFFICE: dict[str, tuple[Kind, str]] = {
    "database_unavailable": (
        Kind.NOT_ACCEPTED,
        "The database {where} cannot be opened ({reason}). Nothing was changed. Check that the folder or server is there and writable.",
    ),
    "database_too_new": (
        Kind.NOT_ACCEPTED,
        "This database was written by a newer Crossdock (revision {found}; this one knows {known}). Nothing was changed. Start the newer version.",
    ),
    "file_missing": (
        Kind.NOT_ACCEPTED,
        "{file} cannot be opened: {reason}. Nothing was imported. Check the name and try again.",
    ),
    "file_too_big": (
        Kind.NOT_ACCEPTED,
        "{file} is {size} MB; files above {limit} MB are not read. Nothing was imported. Export a shorter period and try again.",
    ),
    "file_not_text": (
        Kind.NOT_ACCEPTED,
        "{file} is not a text table but something else ({found}). Nothing was imported. Export the file again as CSV or TSV.",
    ),
    "file_empty": (
        Kind.NOT_ACCEPTED,
        "{file} has no rows. Nothing was imported. Export it again and check the period.",
    ),
    "header_unknown": (
        Kind.NOT_ACCEPTED,
        "The header of {file} is not one Crossdock knows ({expected}). Nothing was imported. Export the file again without changing its first row.",
    ),
    "header_incomplete": (
        Kind.NOT_ACCEPTED,
        "{file} lacks the columns {missing}. Nothing was imported. Export it again with all columns.",
    ),
    "header_repeated": (
        Kind.NOT_ACCEPTED,
        "{file} names these columns twice: {columns}. Nothing was imported. Remove or rename one of each and try again.",
    ),
    "channel_ambiguous": (
        Kind.NOT_ACCEPTED,
        "{file} could be of several channels: {channels}. Nothing was imported. Say which with --channel NAME.",
    ),
    "channel_other_kind": (
        Kind.NOT_ACCEPTED,
        "{file} is an export of {found}, but the channel {channel} is of {kind}. Nothing was imported. Choose the file or the channel again.",
    ),
    "order_unknown": (Kind.NOT_ACCEPTED, "There is no order {order}. Check the number."),
    "order_ambiguous": (
        Kind.NOT_ACCEPTED,
        "Order {order} exists on several channels: {channels}. Say which: CHANNEL/{order}.",
    ),
    "order_not_cancellable": (Kind.NOT_ACCEPTED, "Order {order} cannot be cancelled: {why}. Nothing was changed."),
    "print_job_moved": (Kind.NOTE, "Print job {job} was moved on by somebody else. Look at it again."),
    "purchase_order_unknown": (Kind.NOT_ACCEPTED, "There is no purchase order {purchase_order}. Check the number."),
    "purchase_order_not_here": (
        Kind.NOT_ACCEPTED,
        "{purchase_order} is {state}, so it cannot be {wanted}. Nothing was changed. Look at it again.",
    ),
    "code_taken": (
        Kind.NOT_ACCEPTED,
        "{code} belongs to {product} already. Nothing was changed. Remove it there first, or use another code.",
    ),
    "code_not_usable": (
        Kind.NOT_ACCEPTED,
        "{code} cannot be the code of a product. Nothing was changed. Scan or type the code on the goods.",
    ),
    "code_stays": (
        Kind.NOT_ACCEPTED,
        "{code} is the own SKU of the product and stays its code. Nothing was changed.",
    ),
    "code_unknown": (Kind.NOTE, "This code is gone already. Nothing was changed."),
    "supplier_unknown": (Kind.NOT_ACCEPTED, "This supplier does not exist any more. Look at the list again."),
    "supplier_name_taken": (
        Kind.NOT_ACCEPTED,
        "There is a supplier {supplier} already. Nothing was changed. Choose another name.",
    ),
    "product_unknown": (Kind.NOT_ACCEPTED, "This product does not exist any more. Look at the list again."),
    "offer_unknown": (Kind.NOT_ACCEPTED, "This supplier does not offer the product any more. Look at it again."),
    "changed_meanwhile": (
        Kind.NOTE,
        "{what} was changed by somebody else meanwhile. Nothing was changed. Look at it again.",
    ),
    "tracking_number_taken": (
        Kind.NOT_ACCEPTED,
        "Tracking number {tracking} belongs to another purchase order. Nothing was changed. Check the number.",
    ),
    "printer_not_possible": (Kind.NOT_ACCEPTED, "{reason} Nothing was changed."),
    "printer_target_missing": (
        Kind.NOT_ACCEPTED,
        "A printer is reached in one way. Nothing was changed. Give one of --folder, --host and --queue.",
    ),
    "dpi_unknown": (Kind.NOT_ACCEPTED, "No label printer has {dpi} dpi here. Nothing was written. Choose 203 or 300."),
    "cannot_lay_out": (Kind.NOT_ACCEPTED, "{reason} Nothing was written."),
    "out_missing": (
        Kind.NOT_ACCEPTED,
        "The sheet needs a file to go to. Nothing was written. Say which with --out FILE.pdf.",
    ),
    "cannot_write": (
        Kind.NOT_ACCEPTED,
        "{file} cannot be written: {reason}. Nothing was changed. Check the folder and try again.",
    ),
    "folder_missing": (
        Kind.NOT_ACCEPTED,
        "The folder {folder} cannot be used: {reason}. Choose another with --data-dir.",
    ),
}

SENTENCES: dict[str, tuple[Kind, str]] = {**_RECEIVING, **_PACKING, **_EVERYWHERE, **_OFFICE}
