"""What the panel beside the order list says of one order."""

from __future__ import annotations

from ui.models.columns import Tone
from ui.models.order_panel import OrderPanel, PanelEntry, PanelLine
from ui.models.panel import Entry, Fact, Section
from ui.runtime.language import tr

_MARKS = {True: "circle-check", False: "circle"}


def sections_of(panel: OrderPanel) -> tuple[Section, ...]:
    """The parts of the panel; why an order is not ready comes first."""
    facts = tuple(Fact(words, value) for words, value in panel.facts)
    return (
        Section(tr("Where its goods are"), entries=tuple(_line(line) for line in panel.lines)),
        Section(tr("Order"), facts=facts),
        Section(
            tr("Bought for it"),
            entries=tuple(_entry(each, "truck") for each in panel.purchases),
            empty=tr("Nothing yet."),
        ),
        Section(
            tr("Documents"),
            entries=tuple(_entry(each, "file-text") for each in panel.papers),
            empty=tr("The slip and the label print when the box is closed."),
        ),
        Section(tr("What happened"), entries=tuple(_entry(each, "") for each in panel.happenings)),
    )


def _line(line: PanelLine) -> Entry:
    """A line with the whereabouts of each of its units under it."""
    words = "\n".join((line.sku, *(each.text for each in line.whereabouts)))
    tones = {each.tone for each in line.whereabouts}
    tone = Tone.OK if line.complete else Tone.WRONG if Tone.WRONG in tones else Tone.PLAIN
    return Entry(line.title, words, line.number, picture=line.picture, icon=_MARKS[line.complete], tone=tone)


def _entry(entry: PanelEntry, icon: str) -> Entry:
    return Entry(entry.words, entry.detail, entry.aside, icon=icon, tone=entry.tone)
