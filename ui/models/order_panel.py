"""What a panel beside a list says of one order, as frozen values."""

from __future__ import annotations

from msgspec import Struct

from ui.models.columns import Cell, Tone


class PanelLine(Struct, frozen=True):
    """A line of the order: `number` is n/m here; each of `whereabouts` says where some of its units are."""

    title: str
    sku: str
    number: str
    complete: bool
    picture: str
    whereabouts: tuple[Cell, ...]


class PanelEntry(Struct, frozen=True):
    """A purchase, a paper or a happening: bold words, a muted detail, and what stands at the right edge.

    `id` is what a click asks for; 0 where there is nothing behind it.
    """

    words: str
    detail: str = ""
    aside: str = ""
    id: int = 0
    tone: Tone = Tone.PLAIN


class OrderPanel(Struct, frozen=True):
    """Everything about one order. `stage` counts from 0; `facts` are named values; `blocker` is empty when ready."""

    id: int
    number: str
    scan_code: str
    subtitle: str
    chips: tuple[Cell, ...]
    stage: int
    stage_words: str
    blocker: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[PanelLine, ...]
    purchases: tuple[PanelEntry, ...]
    papers: tuple[PanelEntry, ...]
    happenings: tuple[PanelEntry, ...]
    held: bool
    can_hold: bool
    can_pack: bool
    can_print: bool
