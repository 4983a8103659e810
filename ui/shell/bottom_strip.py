"""Under every screen: the last scans of this station, the newest with its Undo, and long work while it lasts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.domain.own_codes import Command
from ui.models.columns import Tone
from ui.viewmodels.last_scans import LastScansState, ScanLine
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, elided, icon_button, label, set_tip

_HEIGHT = 52
_WIDEST = 150
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
        self._scans = QWidget()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, 0, 24, 0)
        self._row.setSpacing(16)
        self._row.addWidget(label("Last scans", Role.CAPTION))
        self._row.addWidget(self._scans)
        self._row.addStretch(1)
        self._row.addWidget(self._busy)
        self.show_scans(LastScansState())

    def show_scans(self, state: LastScansState) -> None:
        """The newest first. Of each screen only what it did last can be taken back: the rest came before it."""
        drawn = QWidget()
        row = QHBoxLayout(drawn)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        if state.known and not state.scans:
            row.addWidget(label("Nothing was scanned at this station yet.", Role.MUTED))
        for number, scan in enumerate(state.scans):
            row.addWidget(self._scan(scan, undoable=_can_undo(state.scans, number)))
        self._row.replaceWidget(self._scans, drawn)
        self._scans.deleteLater()
        self._scans = drawn

    def show_writing(self, left: int) -> None:
        """So many changes are being saved; said when it takes longer than a second."""
        self._left = left
        if not left:
            self._patience.stop()
            self._busy.clear()
        elif not self._patience.isActive():
            self._patience.start()

    def _say_busy(self) -> None:
        self._busy.setText("Working…" if self._left == 1 else f"Working… {self._left} wait")

    def _scan(self, scan: ScanLine, *, undoable: bool) -> QWidget:
        one = QWidget()
        row = QHBoxLayout(one)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        words = elided(_PART.split(scan.words)[0].rstrip(".") or scan.code, Role.STRONG)
        words.setMaximumWidth(_WIDEST)
        set_tip(words, f"{scan.time} · {scan.code} · {scan.words}")
        row.addWidget(icon_label(_ICONS.get(scan.tone, "info"), 16, scan.tone))
        row.addWidget(words)
        if undoable:
            undo = icon_button("undo-2", f"Undo: {words.whole_text()}")
            undo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            undo.clicked.connect(lambda: self.undone.emit(scan.screen))
            row.addWidget(undo)
        return one


def _can_undo(scans: Sequence[ScanLine], number: int) -> bool:
    """It did something, and is the newest of its screen that did."""
    done = [scan.screen for scan in scans[:number] if scan.tone is Tone.OK]
    scan = scans[number]
    return scan.tone is Tone.OK and scan.screen not in done and not scan.code.startswith(_UNDO)
