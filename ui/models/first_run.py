"""The first run and its checklist, as frozen values."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from ui.models.settings import Heard, Preview
from ui.runtime.language import mark


class SetupStep(StrEnum):
    """What makes a shop ready for its first parcel, in the order it is best done."""

    SHOP = "shop"
    PRINTERS = "printers"
    SCANNER = "scanner"
    GOODS = "goods"
    BACKUP = "backup"


class StepWords(Struct, frozen=True):
    """A step where it is named, and as the heading and the sentence of its page."""

    name: str
    icon: str
    title: str = ""
    advice: str = ""


WORDS = {
    SetupStep.SHOP: StepWords(
        mark("Your shop"),
        "store",
        mark("What does your shop look like on paper?"),
        mark("The slip at the right is the one your customers will find in the parcel. It follows what you type."),
    ),
    SetupStep.PRINTERS: StepWords(
        mark("Printers"),
        "printer",
        mark("Where do slips and labels come out?"),
        mark("Until you choose a printer, papers are kept as files: nothing is lost, and you can go on."),
    ),
    SetupStep.SCANNER: StepWords(
        mark("Scanner"),
        "scan-barcode",
        mark("Scan this code, or anything at hand"),
        mark("Nothing is done with it. A scanner that types like a keyboard needs no setting up."),
    ),
    SetupStep.GOODS: StepWords(
        mark("Goods and orders"),
        "package-open",
        mark("What is sold here, and who has ordered it?"),
        mark("Suppliers first, then products, then orders. What the orders need is bought at once."),
    ),
    SetupStep.BACKUP: StepWords(mark("First backup"), "hard-drive"),
}

#: The pages of the guide; a backup is made under Settings, when there is something to keep.
PAGES = (SetupStep.SHOP, SetupStep.PRINTERS, SetupStep.SCANNER, SetupStep.GOODS)


class FirstRunState(Struct, frozen=True):
    """Everything the guide shows. `done` are the steps that are really done, `drawn` is the slip of what is typed.

    `files` are the kinds of files (suppliers, products, orders) whose goods are there already.
    `known` is False until it was read once; `problem` is why it could not be.
    """

    step: SetupStep = SetupStep.SHOP
    done: frozenset[SetupStep] = frozenset()
    heard: tuple[Heard, ...] = ()
    drawn: Preview = Preview()
    files: frozenset[str] = frozenset()
    known: bool = False
    problem: str = ""


class ChecklistState(Struct, frozen=True):
    """What is still to be set up; without `steps` there is nothing to show."""

    steps: tuple[tuple[SetupStep, bool], ...] = ()

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(done for _, done in self.steps)
