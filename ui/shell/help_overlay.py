"""F1: what can be done on this screen, every key, and the command codes to scan from the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.own_codes import Command, command_code
from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.shell.keys import BINDINGS, EVERYWHERE, LEFT_OVER
from ui.shell.qr import QrPicture, qr_modules
from ui.shell.sheet import Sheet
from ui.views.screen import Screen
from ui.widgets.card import line
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, button, label

_SIZE = (980, 900)
_EDGE, _GAP = 32, 24
#: Codes beside each other; a scanner aimed at one must not catch its neighbour.
_COLUMNS, _GUTTER = 4, 36
_SHOWN = tuple(command for command in Command if command is not Command.QTY)


class CodePicture(Struct, frozen=True):
    """A command and the modules of its code."""

    command: Command
    modules: tuple[str, ...]


def draw_codes(secret: bytes) -> tuple[CodePicture, ...]:
    """The codes of this shop, without Qt: for a lane."""
    return tuple(CodePicture(command, qr_modules(command_code(command, secret))) for command in _SHOWN)


class HelpOverlay(Sheet):
    """Opens over the window; the codes come in when they are drawn. Scans go on working while it is open."""

    def __init__(self, screen: Screen, screens: Sequence[tuple[str, str]], over: QWidget) -> None:
        super().__init__(over, tr("Help"), *_SIZE)
        self._codes = QGridLayout()
        self._codes.setHorizontalSpacing(_GUTTER)
        self._codes.setVerticalSpacing(_GUTTER)
        keys = [*((each.keys, each.words) for each in (*BINDINGS, *LEFT_OVER)), *EVERYWHERE]
        both = QHBoxLayout()
        both.setSpacing(2 * _GAP)
        both.addLayout(_key_list(tr("Keys"), keys), 3)
        both.addLayout(_key_list(tr("Screens"), screens), 2)
        area = _scrolled(_column(_lines(screen), both, _code_head(), self._codes))
        whole = QVBoxLayout(self.card)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(_head(screen, self.close))
        whole.addWidget(line())
        whole.addWidget(area, 1)
        self.setFocusProxy(area)

    def show_codes(self, codes: Sequence[CodePicture]) -> None:
        """Put the codes under the keys."""
        for number, code in enumerate(codes):
            self._codes.addWidget(_code_card(code), number // _COLUMNS, number % _COLUMNS, Qt.AlignmentFlag.AlignTop)
        for column in range(_COLUMNS):
            self._codes.setColumnStretch(column, 1)


def _head(screen: Screen, close: Callable[[], object]) -> QHBoxLayout:
    done = button(tr("Close help"), key=tr("Esc"))
    done.clicked.connect(close)
    head = QHBoxLayout()
    head.setContentsMargins(_EDGE, 18, 20, 18)
    head.setSpacing(14)
    head.addWidget(icon_label(screen.icon, 28, Tone.ACCENT))
    head.addWidget(label(tr(screen.title), Role.HEADLINE), 1)
    head.addWidget(done)
    return head


def _lines(screen: Screen) -> QVBoxLayout:
    """What can be done on this screen."""
    lines = QVBoxLayout()
    lines.setSpacing(10)
    for words in screen.help:
        lines.addWidget(label(tr(words), wraps=True))
    return lines


def _key_list(title: str, keys: Iterable[tuple[str, str]]) -> QVBoxLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for row, (key, words) in enumerate(keys):
        grid.addWidget(label(tr(key), Role.KEY), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(tr(words), wraps=True), row, 1)
    column = QVBoxLayout()
    column.setSpacing(12)
    column.addWidget(label(title, Role.TITLE))
    column.addLayout(grid)
    column.addStretch()
    return column


def _code_head() -> QVBoxLayout:
    head = QVBoxLayout()
    head.setSpacing(4)
    head.addWidget(label(tr("Command codes"), Role.TITLE))
    head.addWidget(label(tr("Scan them from here, or print the command sheet for the bench."), Role.MUTED))
    return head


def _column(*parts: QVBoxLayout | QHBoxLayout | QGridLayout) -> QWidget:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(_EDGE, _GAP, _EDGE, _EDGE)
    column.setSpacing(_GAP)
    for part in parts:
        column.addLayout(part)
    column.addStretch()
    return content


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(tr("Help"))
    return area


def _code_card(code: CodePicture) -> QWidget:
    card = QWidget()
    column = QVBoxLayout(card)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(QrPicture(code.command.value, code.modules))
    column.addWidget(label(code.command.value, Role.STRONG))
    column.addWidget(label(tr(code.command.help), Role.MUTED, wraps=True))
    return card
