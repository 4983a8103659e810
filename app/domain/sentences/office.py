"""What is said in the office: about orders, purchases, files, and how the shop is set up."""

from __future__ import annotations

from app.domain.sentences.kinds import Kind, Sentences

OFFICE: Sentences = {
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
    "channel_exists": (
        Kind.NOT_ACCEPTED,
        "There is a channel {channel} already. Nothing was changed. Choose another name.",
    ),
    "channel_in_use": (
        Kind.NOT_ACCEPTED,
        "The channel {channel} has orders, so it stays. Change its brand and its rules instead.",
    ),
    "order_unknown": (Kind.NOT_ACCEPTED, "There is no order {order}. Check the number."),
    "order_ambiguous": (
        Kind.NOT_ACCEPTED,
        "Order {order} exists on several channels: {channels}. Say which: CHANNEL/{order}.",
    ),
    "order_not_cancellable": (Kind.NOT_ACCEPTED, "Order {order} cannot be cancelled: {why}. Nothing was changed."),
    "order_held": (Kind.OK, "{order} is on hold: {reason}."),
    "order_held_already": (Kind.NOTE, "{order} is on hold already: {reason}."),
    "order_not_holdable": (
        Kind.NOTE,
        "{order} cannot be held any more: it is being packed, has left or was cancelled.",
    ),
    "order_released": (Kind.OK, "{order} is released and can be packed."),
    "order_not_held": (Kind.NOTE, "{order} was not on hold."),
    "slip_asked": (Kind.OK, "The slip of {order} prints."),
    "slip_asked_again": (Kind.OK, "The slip of {order} prints again, marked REPRINT {copy}."),
    "no_slip_yet": (Kind.NOTE, "{order} has no slip yet: it prints when the box is closed."),
    "label_proved": (Kind.OK, "The label of {order} came out: its print job is confirmed."),
    "label_proved_already": (Kind.NOTE, "The label of {order} was confirmed before. Nothing was changed."),
    "label_not_printed": (
        Kind.NOTE,
        "No label of {order} was sent to a printer yet, so there is nothing to confirm. Look at its print jobs.",
    ),
    "label_unknown": (
        Kind.WRONG,
        "This label belongs to no parcel of this shop. Nothing was changed. Put it aside and scan the one that came out.",
    ),
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
    "logo_not_usable": (
        Kind.NOT_ACCEPTED,
        "{file} is no PNG or JPEG that can be read. The logo stays as it is. Choose another picture.",
    ),
    "backup_not_made": (
        Kind.NOT_ACCEPTED,
        "The backup {file} could not be made: {reason}. Nothing of it is left. Make room or check the folder, then try again.",
    ),
    "export_not_made": (
        Kind.NOT_ACCEPTED,
        "Nothing could be exported to {folder}: {reason}. Nothing of it is left. Make room or choose another folder.",
    ),
    "cells_in_use": (
        Kind.NOT_ACCEPTED,
        "These cells are in use: {cells}. The put wall stays as it is. Pack their orders first, or keep the cells.",
    ),
    "wall_size": (
        Kind.NOT_ACCEPTED,
        "A put wall of {rows} x {columns} cells is not possible. Nothing was changed. Choose up to {most_rows} rows and {most_columns} columns.",
    ),
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
