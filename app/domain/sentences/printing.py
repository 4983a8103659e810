"""What a printer, or the way to it, said; and why a paper cannot be laid out."""

from __future__ import annotations

from app.domain.sentences.kinds import Kind, Sentences

PRINTING: Sentences = {
    "paper_saved": (Kind.OK, "Saved as {file}."),
    "paper_not_saved": (
        Kind.NOT_ACCEPTED,
        "Not saved in {folder}: {reason}. Check the folder, then try again.",
    ),
    "paper_not_as_sent": (Kind.ATTENTION, "{file} does not hold what was printed. Look at it."),
    "printer_silent": (
        Kind.NOT_ACCEPTED,
        "The printer at {where} does not answer. Nothing was printed. Check that it is on and connected.",
    ),
    "printer_took_nothing": (Kind.NOT_ACCEPTED, "The printer at {where} took nothing. Nothing was printed. Try again."),
    "printer_broke_off": (
        Kind.ATTENTION,
        "The connection to {where} broke while printing. Look whether the label came out.",
    ),
    "printer_took_all": (Kind.OK, "The printer at {where} took the whole job."),
    "no_print_system": (
        Kind.NOT_ACCEPTED,
        "This computer has no print system (CUPS). Nothing was printed. Install it, or choose a network or folder printer.",
    ),
    "print_system_silent": (
        Kind.NOT_ACCEPTED,
        "The print system (CUPS) does not answer. Nothing was printed. Restart it.",
    ),
    "queue_unknown": (
        Kind.NOT_ACCEPTED,
        "There is no print queue named {queue}. Nothing was printed. Choose another under Printers.",
    ),
    "queue_refuses": (
        Kind.NOT_ACCEPTED,
        "The print queue {queue} is set to refuse jobs. Nothing was printed. Enable it.",
    ),
    "queue_did_not_answer": (Kind.ATTENTION, "The queue {queue} did not answer. Look whether the paper came out."),
    "queue_took_all": (Kind.OK, "Handed to the print queue {queue}."),
    "windows_labels_only": (
        Kind.NOT_ACCEPTED,
        "{queue} takes labels only. Choose a folder printer for papers and print from it.",
    ),
    "windows_does_not_open": (
        Kind.NOT_ACCEPTED,
        "Windows does not open the printer {queue}. Nothing was printed. Check its name.",
    ),
    "windows_took_a_part": (Kind.ATTENTION, "Windows took only a part for {queue}. Look whether the paper came out."),
    "windows_took_all": (Kind.OK, "Handed to the Windows printer {queue}."),
    "sending_broke_off": (Kind.ATTENTION, "Sending broke off: {reason}. Look whether it came out."),
    "no_tote_printer": (Kind.NOT_ACCEPTED, "No printer is set up for cell labels. Choose one under Printers."),
    "barcode_too_wide": (
        Kind.NOT_ACCEPTED,
        "The barcode {code} needs {needed} mm and only {free} mm are free. Choose wider paper for this printer, or a shorter number.",
    ),
    "barcode_not_possible": (
        Kind.NOT_ACCEPTED,
        "The code {code} cannot be a barcode: only plain ASCII characters can. Correct the code.",
    ),
    "paper_too_small": (
        Kind.NOT_ACCEPTED,
        "The {document} does not fit on {media}. Choose A4 or Letter paper for this printer.",
    ),
    "label_is_no_page": (
        Kind.NOT_ACCEPTED,
        "The {document} is a label and cannot be made as a page. Send it to the label printer.",
    ),
    "label_damaged": (
        Kind.NOT_ACCEPTED,
        "The label holds printer commands that do not belong to it. It is not printed: report this.",
    ),
    "label_text_too_long": (
        Kind.NOT_ACCEPTED,
        "{what} “{text}” is too long for {media}. Shorten it, or choose a larger label.",
    ),
    "label_too_small": (
        Kind.NOT_ACCEPTED,
        "A shipping label does not fit on the {media}. Load 4 x 6 inch or A6 labels.",
    ),
}
