"""A window with fields, buttons and shortcuts behind the scan filter; says on stdout what reached whom."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.shell.scan_channel import ScanChannel


def say(kind: str, what: str = "") -> None:
    print(kind, what, sep="\t", flush=True)


def main(filtered: bool) -> int:
    app = QApplication([])
    window = QWidget()
    window.setWindowTitle("Bench")
    field, button = QLineEdit(), QPushButton("Ship")
    button.setDefault(True)
    field.textChanged.connect(lambda text: say("field", text))
    button.clicked.connect(lambda: say("click"))
    column = QVBoxLayout(window)
    for each in (field, button):
        column.addWidget(each)
    for keys in ("Alt+B", "Alt+F", "Ctrl+X", "F2"):
        QShortcut(QKeySequence(keys), window).activated.connect(lambda keys=keys: _act(keys, field, button))
    channel = ScanChannel()
    channel.scanned.connect(lambda text: say("scan", text))
    channel.told.connect(lambda text: say("told", text))
    if filtered:
        channel.open()
    window.show()
    return app.exec()


def _act(keys: str, field: QLineEdit, button: QPushButton) -> None:
    focused: dict[str, QObject] = {"Alt+F": field, "Alt+B": button}
    if keys in focused:
        focused[keys].setFocus()  # type: ignore[attr-defined]
    say("shortcut", keys)


if __name__ == "__main__":
    sys.exit(main("--unfiltered" not in sys.argv))
