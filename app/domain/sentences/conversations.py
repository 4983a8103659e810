"""What is said in every conversation, and what to do next."""

from __future__ import annotations

from app.domain.sentences.kinds import Kind, Sentences

#: What to do next, at the end of other sentences and where nothing was answered yet.
NEXT: Sentences = {
    "next_parcel": (Kind.NOTE, "Scan a parcel."),
    "next_item": (Kind.NOTE, "Scan the next item."),
    "next_also_waits": (Kind.NOTE, "It also waits for {goods}."),
    "next_items": (Kind.NOTE, "Scan the item: it counts {quantity}."),
    "next_extra": (Kind.NOTE, "Scan the item again, or OK."),
    "next_taught": (Kind.NOTE, "Scan a code of the product, or CANCEL."),
    "next_order": (Kind.NOTE, "Scan an order, its tote, or the only item of an order."),
    "next_to_verify": (Kind.NOTE, "Still to verify: {needs}."),
    "next_papers": (Kind.NOTE, "Take the supplier's papers out and scan PAPERS REMOVED."),
    "next_inserts": (Kind.NOTE, "Put in: {inserts}. Scan CLOSE BOX."),
    "next_close": (Kind.NOTE, "Scan CLOSE BOX."),
    "next_damaged": (Kind.NOTE, "Scan the damaged item, or CANCEL."),
    "next_label": (Kind.NOTE, "Scan the new label."),
    "next_clear": (Kind.NOTE, "Scan OK."),
}

EVERYWHERE: Sentences = {
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
    "badge_is_no_item": (Kind.NOT_ACCEPTED, "A badge is no item: nothing was changed. {next}"),
    "foreign_badge": (
        Kind.NOT_ACCEPTED,
        "This badge is not from this shop; nobody else works here now. Scan a badge that was printed in this shop.",
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
