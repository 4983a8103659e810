"""Parts of sentences: what fills a field of a message of the catalogue, or stands behind the name of a cell.

They are messages like the others, said with `app.domain.messages.say`, so that a language has them too.
"""

from __future__ import annotations

#: Why a row of a file, or one cell of it, is not taken.
_ROWS = {
    "is_empty": "is empty",
    "is_too_long": "is longer than {limit} characters",
    "is_unprintable": "holds characters that cannot be seen or printed; type it again",
    "is_no_whole_number": "is not a whole number of {of}",
    "is_not_between": "is not between {least} and {most} {of}",
    "of_days": "days",
    "of_grams": "grams",
    "of_units": "units",
    "is_no_currency": "is not a currency of three letters such as EUR",
    "is_no_amount": "is not an amount of {currency} written like 12.50",
    "is_no_price": "is below zero or larger than a price can be",
    "is_no_moment": "is not a date and time such as 2026-11-20 14:30:00 +0100",
    "is_no_email": "is not an e-mail address",
    "barcode_too_long": "one of these barcodes is longer than {limit} characters",
    "barcode_unprintable": "this barcode holds characters that cannot be seen or printed",
    "barcode_shortened": "a spreadsheet has shortened this barcode; format the column as text",
    "barcode_check_digit": "the check digit of this barcode is wrong: expected {expected}",
    "without_picture": "{fault}; the product was taken without a picture",
    "picture_missing": "there is no such file",
    "picture_too_big": "the picture is larger than {limit} MB",
    "picture_unreadable": "the file is not a PNG or JPEG picture that can be read",
    "cell_too_long": "a cell is longer than {limit} characters",
    "quotes_do_not_match": "its quotation marks do not match",
    "too_many_cells": "it has more cells than the header has columns",
    "row_cut_off": "the file ends in the middle of this row; export it again",
    "order_taken_whole": "row {row} of the same order is wrong, and an order is only taken whole",
    "item_in_order_already": "is in this order already; export the report again",
    "no_such_supplier": "there is no such supplier; import it first, spelled the same",
    "is_code_of": "is a code of the product {product} already",
    "belongs_to": "belongs to the product {product} already",
    "offered_in_row": "row {row} has this product of the same supplier already; keep one of them",
    "contradicts_row": "an earlier row says {earlier} for the same SKU; correct one of them",
    "supplier_in_row": "row {row} is about the same supplier; keep one of them",
    "change_too_late": "this order is {state} already, so the change was not taken; settle it with the packer",
    "cancellation_too_late": (
        "this order is {state} already, so the cancellation was not taken; settle it with the packer"
    ),
}

#: What a file is that is no text table, or why it cannot be opened.
_FILES = {
    "excel_workbook": "an Excel workbook or a ZIP archive",
    "old_workbook": "an old Excel workbook",
    "pdf_document": "a PDF document",
    "a_picture": "a picture",
    "compressed_file": "a compressed file",
    "a_database": "a database",
    "unknown_encoding": "bytes that are neither UTF-8 nor Windows-1252 text",
    "is_no_file": "it is not a file",
}

#: Why something cannot be taken back any more.
_TOO_LATE = {
    "unit_promised": "{product} was promised to an order meanwhile",
    "unit_in_box": "{product} is in a box already",
    "unit_left": "{product} has left already",
    "unit_given": "{product} was given to somebody else meanwhile",
    "order_left": "order {order} has left already",
    "order_became": "order {order} is {state}",
    "order_changed": "order {order} was changed meanwhile",
    "cell_given": "the cell of order {order} was given away meanwhile",
    "it_is": "it is {state}",
}

#: What was taken back.
_TAKEN_BACK = {
    "papers_in_again": "the supplier papers are in again",
    "box_open_again": "the box of order {order} is open again",
    "units_again": "order {order} has its units again",
}

_WORDS = {
    "progress": "{packed} of {all}",
    "order_number": "order {order}",
    "kind_product": "product",
    "kind_parcel": "parcel",
    "kind_package": "package",
    "kind_order": "order",
    "kind_purchase_order": "purchase order",
    "and_also": "{some}, {more}",
    "to_cell": "{count} → {place} for order {order}",
    "to_shelf": "{count} → the shelf",
    "as_told": "{words}",
    "at_moment": "{day} at {time}",
    "on_moment": "on {day} at {time}",
    "before_now": "before",
    "orders_of_shopify": "Shopify orders",
    "orders_of_amazon": "Amazon unshipped orders",
    "one_or_other": "{some} or {more}",
    "disk_refused": "the disk refused",
    "document_command_sheet": "command sheet",
    "document_purchase_order": "purchase order",
    "document_shipping_label": "shipping label",
    "document_tote_label": "tote label",
    "label_code": "The code",
    "label_address": "The address of",
    "paper_slip": "slip",
    "paper_label": "label",
    "the_offer": "The offer",
    "no_code": "Nothing",
}

#: States of orders and of purchase orders, by their stored names.
_STATES = {
    "state_waiting": "waiting",
    "state_ready": "ready",
    "state_packing": "packing",
    "state_packed": "packed",
    "state_shipped": "shipped",
    "state_cancelled": "cancelled",
    "state_draft": "draft",
    "state_sent": "sent",
    "state_acknowledged": "acknowledged",
    "state_partly_received": "partly received",
    "state_received": "received",
    "state_closed_short": "closed short",
}

#: What each check of the database proves.
_CHECKS = {
    "check_integrity": "The database is whole",
    "check_I1": "Every scan that moved goods has its movements",
    "check_I2": "Balances are what the movements and promises add up to",
    "check_I3": "Every unit is promised once",
    "check_I4": "Every parcel holds what its order asked for, under one label",
    "check_I5": "An order is shipped when its parcel is, and complete",
    "check_I6": "Every copy but the first is marked as a reprint",
    "check_I7": "Every change is in the journal once, and the chain holds",
    "check_I8": "Paper says what the order says",
    "check_I9": "Money is whole numbers of one currency",
}

PARTS: dict[str, str] = {**_ROWS, **_FILES, **_TOO_LATE, **_TAKEN_BACK, **_WORDS, **_STATES, **_CHECKS}
