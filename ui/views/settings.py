"""Draws the Settings: the pages at the left, one of them at the right, and what became of the last change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.settings import PAGES, SettingsState
from ui.viewmodels.settings import SettingsModel
from ui.views.notice_bar import NoticeBar
from ui.views.screen import Screen
from ui.views.settings_brands import BrandsPage, ChannelsPage
from ui.views.settings_pages import AboutPage, DataPage, LookPage, ScannerPage, scrolled
from ui.views.settings_printers import PrintersPage
from ui.widgets.buttons import Button
from ui.widgets.note import Note
from ui.widgets.tokens import GAP, Appearance

_NAV_WIDTH = 196
_SCANNER = "scanner"
_Page = PrintersPage | BrandsPage | ChannelsPage | DataPage | LookPage | ScannerPage | AboutPage


class SettingsScreen(Screen):
    """Shows a `SettingsModel`. `appearance` is the one in force, `dress` puts the whole window in another one."""

    key = "settings"
    title = "Settings"
    icon = "settings"
    help = (
        "Every change is saved at once. Undo puts the last one back.",
        "Printers: one for each kind of paper. Print a test page after every change.",
        "Scanner test: shows what the scanner sends; nothing is done with it.",
        "Data: a backup counts only after it was read back.",
    )

    def __init__(
        self,
        model: SettingsModel,
        appearance: Appearance,
        dress: Callable[[Appearance], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._notice = NoticeBar()
        self._note = Note()
        self._nav = {key: self._build_entry(key, words, icon) for key, words, icon in PAGES}
        self._pages: dict[str, _Page] = {
            "printers": PrintersPage(model),
            "brands": BrandsPage(model),
            "channels": ChannelsPage(model),
            "data": DataPage(model),
            "look": LookPage(appearance, dress),
            _SCANNER: ScannerPage(),
            "about": AboutPage(),
        }
        self._stack = QStackedWidget()
        self._seats = {key: self._seat(page) for key, page in self._pages.items()}
        self._lay_out()
        model.changed.connect(self.render_state)
        self._note.retried.connect(model.refresh)
        self._notice.undone.connect(model.undo)
        self._notice.dismissed.connect(model.dismiss)
        self.render_state(model.state)

    def shown(self) -> None:
        self._model.refresh()

    def select(self, what: str) -> None:
        if what in self._pages:
            self._model.open_page(what)

    def scanned(self, text: str) -> bool:
        """The test page keeps every scan to itself, commands included."""
        if self._model.state.page != _SCANNER:
            return False
        self._model.hear(text)
        return True

    def close_models(self) -> None:
        self._model.close()

    def render_state(self, state: SettingsState) -> None:
        """Draw a state."""
        for key, entry in self._nav.items():
            entry.setChecked(key == state.page)
        said = state.said
        busy = bool(state.busy) and not state.can_cancel
        words = state.busy if busy else said.text if said else state.problem if state.known else ""
        tone = Tone.QUIET if busy else said.tone if said else Tone.WRONG
        self._notice.say(words, tone, undo=said is not None and said.undo is not None, busy=busy)
        if state.known:
            self._pages[state.page].render_state(state)
            self._stack.setCurrentWidget(self._seats[state.page])
            return
        self._stack.setCurrentWidget(self._note)
        if state.problem:
            self._note.say("The settings could not be read", state.problem, retry=True)
        else:
            self._note.loading("Reading the settings…")

    def _build_entry(self, key: str, words: str, icon: str) -> Button:
        made = Button(words, "filter", icon, 18)
        made.setCheckable(True)
        # A list of places reads from the left.
        made.setStyleSheet("text-align: left;")
        made.clicked.connect(partial(self._go, key))
        return made

    def _go(self, key: str) -> None:
        self._model.open_page(key)
        self.render_state(self._model.state)

    def _seat(self, page: _Page) -> QWidget:
        """A page scrolls, but for the brands: their slip stays in sight while its fields scroll."""
        shown = page if isinstance(page, BrandsPage) else scrolled(page)
        self._stack.addWidget(shown)
        return shown

    def _lay_out(self) -> None:
        self._stack.addWidget(self._note)
        nav = QVBoxLayout()
        nav.setSpacing(8)
        for entry in self._nav.values():
            entry.setFixedWidth(_NAV_WIDTH)
            nav.addWidget(entry)
        nav.addStretch()
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self._notice)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, GAP, 24, GAP)
        row.setSpacing(24)
        row.addLayout(nav)
        row.addLayout(right, 1)
