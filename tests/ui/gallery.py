"""All widgets on one page: `python -m tests.ui.gallery FOLDER` leaves a picture of it in each appearance there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.messages import Kind
from tests.ui.widget_samples import Order, SampleTable
from ui.models.columns import Tone
from ui.models.feedback import Notice
from ui.models.panel import Entry, Fact, Section
from ui.shell.theme import dress
from ui.widgets.busy import BusyRow
from ui.widgets.buttons import button, chip_button, icon_button
from ui.widgets.card import Card, surface
from ui.widgets.chips import FilterChips
from ui.widgets.feedback import FeedbackBanner
from ui.widgets.fields import ChoiceField, NumberField, Switch, TextArea, TextField
from ui.widgets.labels import Role, chip, label
from ui.widgets.note import Note
from ui.widgets.search import SearchField
from ui.widgets.side_panel import SidePanel
from ui.widgets.stages import StageDots
from ui.widgets.table import TableView
from ui.widgets.tiles import Tile
from ui.widgets.tokens import ALL

_PICTURES = Path(__file__).parents[2] / "resources" / "sample" / "images"
_NOTICES = (
    Notice(Kind.OK, "2 of 3", "Blue mug, 330 ml. Put it in cell B3."),
    Notice(Kind.DONE, "Box complete", "Scan the next order."),
    Notice(Kind.NOTE, "Already received", "10:42 by Ana. Nothing was counted."),
    Notice(Kind.ATTENTION, "One too many", "Scan it again to take it as an extra."),
    Notice(Kind.WRONG, "Not in this order", "You scanned Red mug (SKU 881). This box needs Blue mug × 1. Put it back."),
    Notice(Kind.NOT_ACCEPTED, "Not accepted", "The database does not answer. Nothing was counted. Scan again."),
)
_ORDERS = (
    Order("#1042", "Aoife Example", "Shopify · Northfield Home", 3, "Ready to pack", Tone.OK, "", 3),
    Order(
        "#1047",
        "Jürgen Muster-Beispielhausen von und zu Langename",
        "CSV · Lumen",
        12,
        "Waiting",
        Tone.QUIET,
        "waits for 2 × Tea tin from Acme, expected Tue 24 Nov, and 1 × Lamp",
        2,
    ),
    Order("#1051", "山田 花子", "Amazon · Kite", 1, "Late", Tone.WRONG, "no supplier offers Desk lamp, brass", 0),
    Order("#1052", "نور مثال", "Shopify · Northfield Home", 140, "Hold", Tone.ATTENTION, "on hold: address", 1),
)


def column(*widgets: QWidget, spacing: int = 12) -> QWidget:
    held = QWidget()
    layout = QVBoxLayout(held)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for each in widgets:
        layout.addWidget(each)
    layout.addStretch()
    return held


def row(*widgets: QWidget) -> QWidget:
    held = QWidget()
    layout = QHBoxLayout(held)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for each in widgets:
        layout.addWidget(each)
    layout.addStretch()
    return held


def type_card() -> Card:
    samples = [label(f"{role.value.title()} 0123456789", role) for role in Role if role not in (Role.BRAND, Role.CHIP)]
    return Card("Type", column(*samples, spacing=6))


def chips_and_buttons() -> Card:
    tones = [chip(tone.value.title(), tone, "check") for tone in Tone]
    off = button("Not now")
    off.setEnabled(False)
    wide = row(
        button("Problem", key="F4", icon="triangle-alert", work=True),
        button("Close box", icon="package-check", work=True, primary=True),
    )
    plain = row(
        button("Reprint", icon="printer"),
        button("Cancel order", icon="trash-2", tone=Tone.WRONG),
        off,
        icon_button("undo-2", "Undo"),
    )
    bar = row(
        chip_button("Scanner", Tone.OK, "check"),
        chip_button("Label printer", Tone.WRONG, "printer"),
        chip_button("Bench 1 · Ana", Tone.QUIET, "user"),
    )
    filters = FilterChips(
        [("late", "Late"), ("gift", "Gift"), ("shop", "Shopify · Northfield Home"), ("lumen", "CSV · Lumen")]
    )
    filters.choose({"late"})
    filters.show_counts({"late": 3})
    views = FilterChips([("ready", "Ready to pack"), ("wait", "Waiting"), ("hold", "On hold")], one=True)
    stages = column(*(StageDots(n, "", Tone.ACCENT if n == 3 else Tone.PLAIN) for n in (0, 3, 5)), spacing=2)
    return Card("Chips and buttons", column(row(*tones), wide, plain, bar, filters, views, stages))


def fields_card() -> Card:
    wrong = TextField("Tracking number", "1Z", "As printed on the parcel")
    wrong.show_problem("This is too short. A tracking number has 8 characters or more.")
    busy = BusyRow()
    busy.begin("Reading orders.csv")
    busy.advance(340, 1000, "Reading orders.csv: 340 of 1,000 rows")
    chosen = ChoiceField("Media", [("a6", "A6"), ("a4", "A4")], "a4")
    content = column(
        SearchField("Find an order, a customer, a SKU"),
        TextField("Name", "Northfield Home", "Stands on every slip"),
        wrong,
        row(NumberField("Lead time", 3, unit="days"), chosen),
        TextArea("Closing words", "Thank you."),
        Switch("Papers are taken out", True),
        Switch("Ask for the weight"),
        busy,
    )
    return Card("Fields", content)


def panel() -> SidePanel:
    made = SidePanel("Order")
    mug = str(_PICTURES / "NH-MUG-BLU.png")
    made.show_sections(
        "#1042 with a very long name that is cut",
        "Aoife Example · Dublin, Ireland",
        (
            Section(
                "Order",
                facts=(
                    Fact("Promise", "today 16:00"),
                    Fact("Channel", "Shopify · Northfield Home"),
                    Fact("Late by", "2 h", Tone.WRONG),
                ),
            ),
            Section(
                "Lines",
                entries=(
                    Entry("Blue mug, 330 ml", "SKU NH-MUG-BLU · on hand in cell B3", "2/2", picture=mug, tone=Tone.OK),
                    Entry("Tea tin, 250 g", "expected with PO-00012 from Acme on 24 Nov", "0/1", icon="truck"),
                ),
            ),
            Section("Documents", empty="Nothing was printed for this order yet."),
        ),
        (("Waiting", Tone.QUIET), ("Gift", Tone.ATTENTION)),
    )
    made.set_actions(button("Print slip", icon="printer", primary=True), button("Hold", icon="pause"))
    return made


def tiles() -> QWidget:
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(12)
    values = [
        ("Ship today", "truck", "12 / 38", "9 ready to pack", Tone.PLAIN),
        ("At risk", "triangle-alert", "3", "promise before the goods come", Tone.WRONG),
        ("On time, 7 days", "timer", "97 %", "target 98 %", Tone.OK),
        ("Orders per hour", "chart-line", "–", "not enough data yet", Tone.QUIET),
    ]
    for number, (title, icon, value, detail, tone) in enumerate(values):
        tile = Tile(title, icon)
        tile.show_value(value, detail, tone)
        grid.addWidget(tile, number // 2, number % 2)
    return held


def notes() -> list[Note]:
    made = [Note() for _ in range(4)]
    made[0].say(
        "No orders yet",
        "Orders appear here as soon as an order file is imported.",
        action="Import orders",
        other="See it with sample data",
    )
    made[1].all_done("Nothing waiting", "Next delivery expected 14:10 (Acme, 3 parcels).")
    made[2].no_match("No orders match")
    made[3].say("The orders could not be read", "The database does not answer. Check the network cable.", retry=True)
    return made


def page() -> QWidget:
    whole = surface("page")
    outer = QHBoxLayout(whole)
    outer.setContentsMargins(24, 24, 24, 24)
    outer.setSpacing(16)
    banners = []
    for notice in _NOTICES:
        banner = FeedbackBanner()
        banner.tell(notice)
        banners.append(banner)
    orders = TableView(SampleTable(_ORDERS), "Orders")
    orders.setMinimumHeight(260)
    orders.choose(1)
    outer.addWidget(column(*banners, Card("Open orders", orders), tiles(), spacing=16), 3)
    outer.addWidget(column(type_card(), chips_and_buttons(), spacing=16), 2)
    outer.addWidget(column(fields_card(), *notes(), spacing=16), 2)
    outer.addWidget(panel())
    return whole


def main(folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(["gallery"])
    folder.mkdir(parents=True, exist_ok=True)
    for tokens in ALL:
        dress(app, tokens)
        shown = page()
        shown.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        shown.resize(2100, 1240)
        shown.show()
        app.processEvents()
        shown.grab().save(str(folder / f"gallery-{tokens.name}.png"))
        shown.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
