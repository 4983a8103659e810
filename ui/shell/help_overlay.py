"""F1: what can be done on this screen, every key, and the command codes to scan from the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.own_codes import Command, command_code
from ui.shell.keys import BINDINGS, EVERYWHERE
from ui.shell.qr import QrPicture, qr_modules
from ui.views.screen import Screen
from ui.widgets.labels import Role, button, label

_SIZE = (900, 620)
#: Codes beside each other; a scanner aimed at one must not catch its neighbour.
_COLUMNS, _GUTTER = 3, 36
_SHOWN = tuple(command for command in Command if command is not Command.QTY)


class CodePicture(Struct, frozen=True):
    """A command and the modules of its code."""

    command: Command
    modules: tuple[str, ...]


def draw_codes(secret: bytes) -> tuple[CodePicture, ...]:
    """The codes of this shop, without Qt: for a lane."""
    return tuple(CodePicture(command, qr_modules(command_code(command, secret))) for command in _SHOWN)


class HelpOverlay(QDialog):
    """Opens over the window; the codes come in when they are drawn. Scans go on working while it is open."""

    def __init__(self, screen: Screen, screens: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Help")
        self.resize(*_SIZE)
        self._codes = QGridLayout()
        self._codes.setHorizontalSpacing(_GUTTER)
        self._codes.setVerticalSpacing(_GUTTER)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(10)
        self._add_screen(column, screen)
        _add_keys(column, "Keys", [(each.keys, each.words) for each in BINDINGS] + list(EVERYWHERE))
        _add_keys(column, "Screens", screens)
        column.addSpacing(12)
        column.addWidget(label("Command codes", Role.TITLE))
        column.addWidget(label("Scan them from here, or print the command sheet for the bench.", Role.MUTED))
        column.addLayout(self._codes)
        column.addStretch()
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setAccessibleName("Help")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Up, Down and Page keys scroll; a ring around the whole page would say nothing.
        area.verticalScrollBar().setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area, 1)
        outer.addLayout(_foot(self.close))
        area.verticalScrollBar().setFocus()

    def show_codes(self, codes: Sequence[CodePicture]) -> None:
        """Put the codes under the keys."""
        for number, code in enumerate(codes):
            self._codes.addWidget(_code_card(code), number // _COLUMNS, number % _COLUMNS, Qt.AlignmentFlag.AlignTop)
        for column in range(_COLUMNS):
            self._codes.setColumnStretch(column, 1)

    def _add_screen(self, column: QVBoxLayout, screen: Screen) -> None:
        column.addWidget(label(screen.title, Role.HEADLINE))
        for line in screen.help:
            column.addWidget(label(line, wraps=True))


def _add_keys(column: QVBoxLayout, title: str, keys: Sequence[tuple[str, str]]) -> None:
    column.addSpacing(12)
    column.addWidget(label(title, Role.TITLE))
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, 84)
    grid.setColumnStretch(1, 1)
    for row, (key, words) in enumerate(keys):
        grid.addWidget(label(key, Role.CODE), row, 0)
        grid.addWidget(label(words, wraps=True), row, 1)
    column.addLayout(grid)


def _code_card(code: CodePicture) -> QWidget:
    card = QWidget()
    column = QVBoxLayout(card)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(QrPicture(code.command.value, code.modules))
    column.addWidget(label(code.command.value, Role.STRONG))
    column.addWidget(label(code.command.help, Role.MUTED, wraps=True))
    return card


def _foot(close: Callable[[], object]) -> QHBoxLayout:
    done = button("Close help", key="Esc")
    done.clicked.connect(close)
    foot = QHBoxLayout()
    foot.setContentsMargins(32, 12, 32, 16)
    foot.addStretch()
    foot.addWidget(done)
    return foot
