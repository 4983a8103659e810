"""The smaller pages of the Settings: data, look, scanner test, about."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.settings import CheckLine, SettingsState
from ui.viewmodels.settings import SettingsModel
from ui.widgets.busy import BusyRow
from ui.widgets.card import Card, line
from ui.widgets.fields import ChoiceField
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, button, label
from ui.widgets.tokens import GAP, Appearance

_SHOWN_BACKUPS = 5
_LOOKS = (
    (Appearance.SYSTEM.value, "As this computer"),
    (Appearance.LIGHT.value, "Light"),
    (Appearance.DARK.value, "Dark"),
)


class DataPage(QWidget):
    """Copies of the database, and whether the ledger agrees with itself."""

    def __init__(self, model: SettingsModel) -> None:
        super().__init__()
        self._age = label(role=Role.BODY, wraps=True)
        self._back_up = button("Back up now", primary=True, icon="hard-drive")
        self._busy = BusyRow()
        self._backups = _Lines()
        self._check = button("Check the ledger", icon="shield-check")
        self._found = _Lines()
        folder = label(role=Role.MUTED, wraps=True)
        self._folder = folder
        self._lay_out()
        self._back_up.clicked.connect(model.make_backup)
        self._check.clicked.connect(model.check)
        self._busy.cancelled.connect(model.cancel)

    def render_state(self, state: SettingsState) -> None:
        server = "The database is on a server, which makes its own backups. Ask whoever keeps it when the last one was."
        self._age.setText(state.backup_age if state.can_back_up else server)
        self._back_up.setVisible(state.can_back_up)
        self._back_up.setEnabled(not state.busy)
        self._check.setEnabled(not state.busy)
        self._show_progress(state)
        shown = state.backups[:_SHOWN_BACKUPS]
        self._backups.show_lines((("circle-check", Tone.OK, each.made, each.detail) for each in shown), shown)
        self._found.show_lines((_found(each) for each in state.checked), state.checked)
        self._folder.setText(f"Everything of this shop is kept in {state.data_folder}.")

    def _show_progress(self, state: SettingsState) -> None:
        if not state.can_cancel:
            self._busy.end()
        elif not self._busy.isVisible():
            self._busy.begin(state.busy)
        elif state.total:
            self._busy.advance(state.done, state.total, f"{state.busy} {100 * state.done // state.total} %")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(Card("Backup", _with_button(self._age, self._back_up, self._busy, self._backups)))
        words = label("Nine rules that hold whatever happens, asked of every row, and the file itself.", wraps=True)
        column.addWidget(Card("Check", _with_button(words, self._check, self._found)))
        column.addWidget(self._folder)
        column.addStretch()


class LookPage(QWidget):
    """Light, dark, or as the computer."""

    def __init__(self, appearance: Appearance, dress: Callable[[Appearance], object]) -> None:
        super().__init__()
        choice = ChoiceField("Colours", _LOOKS, appearance.value)
        choice.edited.connect(lambda key: dress(Appearance(key)))
        choice.setMaximumWidth(360)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Card("Look", choice))
        column.addStretch()

    def render_state(self, state: SettingsState) -> None:
        """The look is the window's, not the shop's."""


class ScannerPage(QWidget):
    """Shows what the scanner sends."""

    def __init__(self) -> None:
        super().__init__()
        self._ask = label("Scan any code. It is shown here, and nothing is done with it.", Role.NEXT, wraps=True)
        advice = label(
            "A code that stands here cut in two needs a slower or a longer hold time; one that never comes needs "
            "Enter or Tab as its ending. Both are set with the codes in the scanner's manual.",
            Role.MUTED,
            wraps=True,
        )
        self._heard = _Lines()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for each in (self._ask, advice, self._heard):
            column.addWidget(each)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(Card("Scanner test", content))
        page.addStretch()

    def render_state(self, state: SettingsState) -> None:
        lines = (("scan-barcode", Tone.QUIET, each.text, f"{each.bytes} · {each.detail}") for each in state.heard)
        self._heard.show_lines(lines, state.heard)


class AboutPage(QWidget):
    """Versions, and whose work this stands on."""

    def __init__(self) -> None:
        super().__init__()
        self._versions = _Lines()
        self._libraries = _Lines()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(Card("Crossdock", self._versions))
        column.addWidget(Card("Libraries and their licences", self._libraries))
        column.addStretch()

    def render_state(self, state: SettingsState) -> None:
        about = state.about
        if about is None:
            return
        versions = (
            ("package", Tone.QUIET, f"Crossdock {about.version}", "MIT licence"),
            ("database", Tone.QUIET, f"SQLite {about.sqlite}", f"Python {about.python} on {about.system}"),
        )
        self._versions.show_lines(versions, about.version)
        libraries = (("file-text", Tone.QUIET, f"{each.name} {each.version}", each.licence) for each in about.libraries)
        self._libraries.show_lines(libraries, about.libraries)


def scrolled(page: QWidget) -> QScrollArea:
    """A page that may be longer than the window."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area


class _Lines(QWidget):
    """Rows of an icon, a word and what is known of it; built again only when `key` is another one."""

    def __init__(self) -> None:
        super().__init__()
        self._key: object = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_lines(self, lines: Iterable[tuple[str, Tone, str, str]], key: object) -> None:
        if key == self._key:
            return
        self._key = key
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for number, each in enumerate(lines):
            if number:
                self._column.addWidget(line())
            self._column.addWidget(_line(*each))
        self.setVisible(self._column.count() > 0)


def _line(icon: str, tone: Tone, words: str, detail: str) -> QWidget:
    made = QWidget()
    made.setMinimumHeight(44)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 6, 0, 6)
    row.setSpacing(12)
    row.addWidget(icon_label(icon, 18, tone), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(label(words, Role.CODE, wraps=True), 1)
    row.addWidget(label(detail, Role.MUTED, wraps=True), 1)
    return made


def _found(check: CheckLine) -> tuple[str, Tone, str, str]:
    if check.broken:
        return "circle-x", Tone.WRONG, check.title, "\n".join(check.broken)
    return "circle-check", Tone.OK, check.title, "holds"


def _with_button(words: QWidget, action: QWidget, *below: QWidget) -> QWidget:
    content = QWidget()
    row = QHBoxLayout()
    row.setSpacing(GAP)
    row.addWidget(words, 1)
    row.addWidget(action)
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    column.addLayout(row)
    for each in below:
        column.addWidget(each)
    return content
