"""Everything the Purchasing screen shows, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from app.domain.orders import PurchaseOrderState, may_become
from app.queries.purchase_orders import PurchaseOrderRow, PurchaseView
from ui.models.panel import Panel
from ui.models.sheet import Sheet
from ui.viewmodels.edits import Told
from ui.viewmodels.ending_words import Ending
from ui.viewmodels.listing import ListState
from ui.viewmodels.purchasing_words import TO_BUY, BuyCard


class Mode(StrEnum):
    """What stands beside the list: the panel, a form, the consequences of ending, or the paper."""

    PANEL = "panel"
    ACKNOWLEDGE = "acknowledge"
    SHIP = "ship"
    ENDING = "ending"
    PREVIEW = "preview"


class Around(Struct, frozen=True):
    """What stands above the list, and the cards of what is to buy."""

    counts: Mapping[str, int]
    cards: tuple[BuyCard, ...]


class Steps(Struct, frozen=True):
    """What can be done with the shown purchase order now; `expected_on` is what a form begins with."""

    number: str
    expected_on: date
    acknowledge: bool
    ship: bool
    cancel: bool
    close_short: bool


class PurchasingState(Struct, frozen=True):
    """Everything the screen shows. `around` is None until it was read once; `ending` only while it is asked."""

    tab: str = TO_BUY
    around: Around | None = None
    list: ListState = ListState()
    text: str = ""
    panel: Panel | None = None
    steps: Steps | None = None
    mode: Mode = Mode.PANEL
    ending: Ending | None = None
    sheets: tuple[Sheet, ...] = ()
    told: Told | None = None
    problem: str = ""

    @property
    def urgent(self) -> int:
        """What the rail counts: things to buy and orders a supplier is late with."""
        counts = self.around.counts if self.around else {}
        return counts.get(TO_BUY, 0) + counts.get(PurchaseView.LATE.value, 0)


def steps_of(row: PurchaseOrderRow) -> Steps:
    """What can be done with a purchase order."""
    cancel = may_become(row.state, PurchaseOrderState.CANCELLED) and not row.received
    return Steps(
        row.number,
        row.expected_on,
        may_become(row.state, PurchaseOrderState.ACKNOWLEDGED),
        row.is_open,
        cancel,
        not cancel and may_become(row.state, PurchaseOrderState.CLOSED_SHORT),
    )
