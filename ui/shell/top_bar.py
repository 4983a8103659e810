"""The bar over every screen: what was scanned last and what it meant, and what the devices are like."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.shell.devices import DeviceChip
from ui.shell.popover import Popover
from ui.widgets.buttons import Button, chip_button
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, elided, label

_HEIGHT = 58
_LONGEST_CODE = 24
#: A scan is answered sooner, as a rule: the code alone would only delay the answer's picture, in ms.
_PATIENCE_MS = 150


class TopBar(QFrame):
    """Shows scans and chips; a click on a chip tells cause and fix."""

    def __init__(self, who: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(_HEIGHT)
        self._scan_icon = icon_label("scan-barcode", 22, Tone.ACCENT)
        self._code, self._words = label(role=Role.CODE), elided(role=Role.MUTED)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(10)
        self._buttons: list[Button] = []
        self._who = chip_button("", Tone.QUIET, "user")
        self._told: tuple[DeviceChip, ...] = ()
        self._read = ""
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self.show_scan(self._read, "…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(10)
        for each in (self._scan_icon, self._code):
            row.addWidget(each)
        row.addWidget(self._words, 1)
        row.addLayout(self._chips)
        row.addWidget(self._who)
        self._who.clicked.connect(self._explain_who)
        self.show_scan("", tr("Ready to scan"))
        self.show_user(who)

    def await_answer(self, code: str) -> None:
        """What was read, unless it is told soon what it meant."""
        self._read = code
        self._patience.start()

    def show_scan(self, code: str, words: str, tone: Tone = Tone.ACCENT) -> None:
        """What was read, and what it meant."""
        self._patience.stop()
        self._code.setText(code if len(code) <= _LONGEST_CODE else f"{code[:12]}…{code[-10:]}")
        self._code.setVisible(bool(code))
        self._code.setAccessibleName(tr("Last scan {code}", code=code) if code else "")
        self._words.setText(words)
        self._scan_icon.show_icon("scan-barcode", tone)

    def show_user(self, who: str) -> None:
        """Station and person: `Bench 1 · Ana`."""
        self._who.show_words(who)

    def show_chips(self, chips: Sequence[DeviceChip]) -> None:
        """The devices from left to right."""
        if tuple(chips) == self._told:
            return
        self._told = tuple(chips)
        while len(self._buttons) < len(chips):
            self._add_button()
        for made, told in zip(self._buttons, chips, strict=False):
            made.show_icon(told.icon)
            made.show_words(told.words, told.tone)
        for surplus in self._buttons[len(chips) :]:
            surplus.hide()

    def _add_button(self) -> None:
        made = chip_button("", Tone.QUIET)
        made.clicked.connect(partial(self._explain, len(self._buttons)))
        self._buttons.append(made)
        self._chips.addWidget(made)

    def _explain(self, number: int) -> None:
        told = self._told[number]
        self._pop(self._buttons[number], told.words, told.cause, told.fix)

    def _explain_who(self) -> None:
        cause, fix = tr("This workstation and who works at it."), tr("Scan a badge to change it.")
        self._pop(self._who, self._who.text(), cause, fix)

    def _pop(self, under: QWidget, title: str, cause: str, fix: str) -> None:
        corner = under.mapToGlobal(QPoint(under.width(), under.height() + 8))
        Popover(title, cause, fix, self).pop(corner)
