"""Draws the first run: its steps at the left, one of them at the right, and the way back and on under it."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.first_run import PAGES, WORDS, FirstRunState, SetupStep
from ui.models.launch import Practice
from ui.models.settings import SettingsState
from ui.runtime.language import mark, tr
from ui.viewmodels.first_run import TEST_CODE, FirstRun
from ui.viewmodels.import_files import ImportFiles
from ui.viewmodels.settings import SettingsModel
from ui.views.first_run_entry import StepEntry
from ui.views.first_run_pages import GoodsPage, ScannerPage
from ui.views.first_run_shop import ShopPage
from ui.views.notice_bar import NoticeBar
from ui.views.screen import Screen
from ui.views.settings_parts import scrolled
from ui.views.settings_printers import PrintersPage
from ui.widgets.buttons import button
from ui.widgets.card import surface
from ui.widgets.labels import Role, label
from ui.widgets.tokens import GAP, PADDING

_STEPS_WIDTH = 240
#: What every parcel needs; the others are set up under Settings.
_FIRST_PRINTERS = ("slip", "label")
#: A page larger than this is harder to read, not easier, in px.
_LARGEST = QSize(1180, 860)


class FirstRunScreen(Screen):
    """Shows a `FirstRun`. It has no place on the rail, and the window to itself; whoever goes elsewhere has left it."""

    key = "first_run"
    title = mark("Set up this shop")
    icon = "list-checks"
    help = (
        mark("Every step can be skipped, and done later: Today keeps a checklist."),
        mark("Scans are only shown here. Nothing is done with them."),
        mark("Esc leaves the guide."),
    )

    def __init__(
        self,
        model: FirstRun,
        settings: SettingsModel,
        files: ImportFiles,
        practice: Practice,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._settings, self._files = model, settings, files
        self._entries = {step: self._entry(step) for step in PAGES}
        self._step, self._advice = label(role=Role.MUTED), label(wraps=True)
        self._title = label(role=Role.HEADLINE, wraps=True)
        self._notice = NoticeBar()
        self._shop = ShopPage(model, settings)
        self._printers = PrintersPage(settings)
        self._scanner, self._goods = ScannerPage(TEST_CODE, model.symbol), GoodsPage(files, practice)
        self._pages = QStackedWidget()
        self._leave = button(tr("Leave the guide"), key=tr("Esc"))
        self._back, self._skip = button(tr("Back"), icon="arrow-left"), button(tr("Skip this step"))
        self._next = button(tr("Next"), primary=True, icon="arrow-right")
        self._lay_out()
        self._connect()
        self.render_guide(model.state)
        self.render_settings(settings.state)

    def refresh(self) -> None:
        self._model.refresh()
        self._settings.refresh()

    def shown(self) -> None:
        super().shown()
        if self.window().focusWidget() is self:
            self._take_focus()

    def select(self, what: str) -> None:
        if what in PAGES:
            self._model.open(SetupStep(what))

    def scanned(self, text: str) -> bool:
        """No scan of the guide reaches a conversation."""
        self._model.hear(text)
        return True

    def back(self) -> bool:
        """Out of an import first, then out of the guide."""
        if not self._goods.close_import():
            self._go_to_work()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        # Another screen was shown in its place; a window that closes hides nothing by name.
        if self.isHidden():
            self._model.leave()
        super().hideEvent(event)

    def close_models(self) -> None:
        for model in (self._model, self._settings, self._files):
            model.close()

    def render_guide(self, state: FirstRunState) -> None:
        """Draw where one is, and what is done."""
        words, last = WORDS[state.step], state.step is PAGES[-1]
        for step, entry in self._entries.items():
            entry.setChecked(step is state.step)
            entry.show_progress(step in state.done)
        self._step.setText(tr("Step {number} of {all}", number=PAGES.index(state.step) + 1, all=len(PAGES)))
        self._title.setText(tr(words.title))
        self._advice.setText(tr(words.advice))
        self._shop.render_guide(state)
        self._scanner.render_guide(state)
        self._goods.render_guide(state)
        self._back.setEnabled(state.step is not PAGES[0])
        self._next.show_words(tr("To work") if last else tr("Next"))
        self._skip.show_words(tr("To work") if last else tr("Skip this step"))
        self._next.setVisible(state.step in state.done)
        self._skip.setVisible(state.step not in state.done)
        self._show_page(state.step)
        self._tell()

    def render_settings(self, state: SettingsState) -> None:
        """Draw what is kept of the shop, and what became of the last change."""
        self._shop.render_settings(state)
        if state.known:
            first = tuple(form for form in state.printers if form.role in _FIRST_PRINTERS)
            self._printers.render_state(replace(state, printers=first))
        self._tell()

    def _tell(self) -> None:
        """What went wrong is said on every page; what went well only where it is not seen, as with a printer."""
        guide, settings = self._model.state, self._settings.state
        said = settings.said
        if guide.step is not SetupStep.PRINTERS and said is not None and said.tone is Tone.OK:
            said = None
        unread = guide.problem or settings.problem
        if unread and not (said or settings.busy):
            self._notice.complain(unread)
            return
        words = settings.busy or (said.text if said else "")
        tone = Tone.QUIET if settings.busy or not said else said.tone
        self._notice.say(words, tone, undo=said is not None and said.undo is not None, busy=bool(settings.busy))

    def _show_page(self, step: SetupStep) -> None:
        if self._pages.currentIndex() != PAGES.index(step):
            self._pages.setCurrentIndex(PAGES.index(step))
            self._settings.dismiss()
            self._take_focus()

    def _take_focus(self) -> None:
        """The first field where one is to be filled in, otherwise the way on."""
        onward = self._skip if self._next.isHidden() else self._next
        (self._shop if self._model.state.step is SetupStep.SHOP else onward).setFocus()

    def _go_on(self) -> None:
        if self._model.state.step is SetupStep.SHOP:
            self._shop.keep()
        self._model.go_on()

    def _go_to_work(self) -> None:
        self.asked.emit("today", "")

    def _entry(self, step: SetupStep) -> StepEntry:
        made = StepEntry(tr(WORDS[step].name), WORDS[step].icon)
        made.setCheckable(True)
        made.clicked.connect(partial(self._open, step))
        return made

    def _open(self, step: SetupStep) -> None:
        self._model.open(step)
        self.render_guide(self._model.state)

    def _connect(self) -> None:
        self._model.changed.connect(self.render_guide)
        self._model.finished.connect(self._go_to_work)
        self._settings.changed.connect(self.render_settings)
        self._files.imported.connect(self._model.refresh)
        self._notice.retried.connect(self.refresh)
        self._notice.undone.connect(self._settings.undo)
        self._notice.dismissed.connect(self._settings.dismiss)
        for each, does in (
            (self._leave, self._go_to_work),
            (self._back, self._model.go_back),
            (self._skip, self._go_on),
            (self._next, self._go_on),
        ):
            each.clicked.connect(does)

    def _lay_out(self) -> None:
        for page in (scrolled(self._shop), scrolled(self._printers), self._scanner, self._goods):
            self._pages.addWidget(page)
        inner = QWidget()
        inner.setMaximumSize(_LARGEST)
        row = QHBoxLayout(inner)
        row.setContentsMargins(24, GAP, 24, GAP)
        row.setSpacing(GAP)
        row.addWidget(self._build_steps())
        row.addWidget(self._build_page(), 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner)

    def _build_steps(self) -> QWidget:
        steps = QWidget()
        steps.setFixedWidth(_STEPS_WIDTH)
        column = QVBoxLayout(steps)
        column.setContentsMargins(0, PADDING - 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(tr("Welcome to Crossdock"), Role.NEXT, wraps=True))
        words = tr("Ten minutes to the first label. Skip what you like: Today keeps a list.")
        column.addWidget(label(words, Role.MUTED, wraps=True))
        column.addSpacing(GAP)
        for entry in self._entries.values():
            column.addWidget(entry)
        column.addStretch()
        column.addWidget(self._leave)
        return steps

    def _build_page(self) -> QWidget:
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._back)
        foot.addStretch()
        foot.addWidget(self._skip)
        foot.addWidget(self._next)
        page = surface("card")
        column = QVBoxLayout(page)
        column.setContentsMargins(PADDING + 8, PADDING, PADDING + 8, PADDING)
        column.setSpacing(8)
        for each in (self._step, self._title, self._advice, self._notice):
            column.addWidget(each)
        column.addSpacing(8)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)
        return page
