"""Under every screen: the last scans of this station, the newest with its Undo, and long work while it lasts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.domain.own_codes import Command
from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.viewmodels.last_scans import SHOWN, LastScansState, ScanLine
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, elided, icon_button, label, set_tip

_HEIGHT = 52
#: How the scans share the room.
_WITHOUT, _WITH_UNDO = 4, 5
#: Where the first part of a sentence ends.
_PART = re.compile(r"[.:] ")
_UNDO = f"JC:{Command.UNDO.verb}:"
_ICONS = {
    Tone.OK: "check",
    Tone.ACCENT: "info",
    Tone.ATTENTION: "triangle-alert",
    Tone.WRONG: "octagon-x",
    Tone.QUIET: "ban",
}
#: Work that is done sooner is not worth a word (ux §2.2), in ms.
PATIENCE_MS = 1000


class BottomStrip(QFrame):
    """`undone` carries the screen whose newest scan is to be taken back."""

    undone = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setFixedHeight(_HEIGHT)
        self._busy = label(role=Role.MUTED)
        self._left = 0
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._say_busy)
        self._none = label(tr("Nothing was scanned at this station yet."), Role.MUTED)
        self._scans = tuple(_ScanCell() for _ in range(SHOWN))
        self._shared = QHBoxLayout()
        self._shared.setSpacing(14)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(16)
        row.addWidget(label(tr("Last scans"), Role.CAPTION))
        row.addLayout(self._shared, 1)
        row.addWidget(self._busy)
        for each in (self._none, *self._scans):
            self._shared.addWidget(each)
        self._shared.addStretch()
        for line in self._scans:
            line.undone.connect(self.undone)
        self.show_scans(LastScansState())

    def show_scans(self, state: LastScansState) -> None:
        """The newest first. Of each screen only what it did last can be taken back: the rest came before it."""
        self._none.setVisible(state.known and not state.scans)
        for number, line in enumerate(self._scans):
            line.setVisible(number < len(state.scans))
        for number, scan in enumerate(state.scans):
            line, undoable = self._scans[number], _can_undo(state.scans, number)
            line.show_scan(scan, undoable=undoable)
            self._shared.setStretchFactor(line, _WITH_UNDO if undoable else _WITHOUT)
        self._shared.setStretch(self._shared.count() - 1, _WITHOUT * (SHOWN - len(state.scans)))

    def show_writing(self, left: int) -> None:
        """So many changes are being saved; said when it takes longer than a second."""
        self._left = left
        if not left:
            self._patience.stop()
            self._busy.setText("")
        elif not self._patience.isActive():
            self._patience.start()

    def _say_busy(self) -> None:
        self._busy.setText(tr("Working… {n} wait", "Working…", self._left))


class _ScanCell(QWidget):
    """One scan: its sign, the first words of its answer, and an Undo where it can be taken back."""

    undone = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._screen = ""
        self._sign, self._words = icon_label("info", 16, Tone.PLAIN), elided("", Role.STRONG)
        self._undo = icon_button("undo-2", tr("Undo"))
        self._undo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._undo.clicked.connect(lambda: self.undone.emit(self._screen))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for each in (self._sign, self._words, self._undo):
            row.addWidget(each)
        row.addStretch(1)

    def show_scan(self, scan: ScanLine, *, undoable: bool) -> None:
        self._screen = scan.screen
        self._sign.show_icon(_ICONS.get(scan.tone, "info"), scan.tone)
        self._words.setText(_PART.split(scan.words)[0].rstrip(".") or scan.code)
        set_tip(self, f"{scan.time} · {scan.kind} · {scan.code} · {scan.words}")
        undo = tr("Undo: {what}", what=self._words.whole_text())
        self._undo.setAccessibleName(undo)
        set_tip(self._undo, undo)
        self._undo.setVisible(undoable)


def _can_undo(scans: Sequence[ScanLine], number: int) -> bool:
    """It did something, and is the newest of its screen that did."""
    done = [scan.screen for scan in scans[:number] if scan.tone is Tone.OK]
    scan = scans[number]
    return scan.tone is Tone.OK and scan.screen not in done and not scan.code.startswith(_UNDO)
