"""What the two work screens have in common: one big answer, choices under it, the work, and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QGraphicsOpacityEffect, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.own_codes import Command
from ui.models.feedback import Choice, Notice
from ui.runtime.language import tr
from ui.views.screen import Screen
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.feedback import FeedbackBanner
from ui.widgets.labels import button
from ui.widgets.prompt import Prompt

#: What stands beside the work takes a quarter of the screen, within these bounds in px.
_BESIDE_LEAST, _BESIDE_MOST = 300, 420
_MARGIN, _GAP = 24, 16
_DIMMED = 0.35


class WorkState(Protocol):
    """What every work screen draws of a state."""

    @property
    def notice(self) -> Notice | None: ...
    @property
    def wrong(self) -> bool: ...
    @property
    def asking(self) -> bool: ...
    @property
    def prompt(self) -> Notice: ...


class WorkModel(Protocol):
    """What every work screen asks of its view model."""

    answered: SignalInstance

    def refresh(self) -> None: ...
    def scanned(self, text: str) -> None: ...
    def command(self, command: Command) -> None: ...
    def clear(self) -> None: ...
    def choose(self, choice: Choice) -> None: ...
    def choices(self) -> tuple[Choice, ...]: ...
    def close(self) -> None: ...


class WorkScreen(Screen):
    """Takes every scan. A sticky *wrong* dims everything but itself and what can be done about it.

    `heard` carries the `Kind` of each answer, for its sound.
    """

    heard = Signal(object)

    def __init__(self, model: WorkModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = model
        self.problem = button(tr("Problem"), icon="triangle-alert", work=True, key="F4")
        self._prompt = Prompt()
        self._banner = FeedbackBanner()
        self._choices = ChoiceRow()
        self._dimmed: list[QGraphicsOpacityEffect] = []
        self._offered = False
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        self.beside = QWidget()
        self._row = QHBoxLayout(self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._build()
        self._clear = self.on_key(Qt.Key.Key_Space, model.clear)
        self.on_key(Qt.Key.Key_F4, self.problem.click)
        self.problem.clicked.connect(self._offer_help)
        model.answered.connect(lambda notice: self.heard.emit(notice.kind))
        self._choices.chosen.connect(self._choose)
        self._banner.cleared.connect(model.clear)

    # --- what the shell asks of a screen ---

    def refresh(self) -> None:
        self._work.refresh()

    def undo(self) -> None:
        self._work.command(Command.UNDO)

    def back(self) -> bool:
        """Out of the choices that a key brought up; a question of the conversation stays until it is answered."""
        offered = self._offered
        if offered:
            self.offer(())
        return offered

    def select(self, what: str) -> None:
        """Another screen asks for a delivery or an order by its code: the same as a scan of it."""
        self._work.scanned(what)

    def scanned(self, text: str) -> bool:
        self._work.scanned(text)
        return True

    def close_models(self) -> None:
        self._work.close()

    def flash(self, silent: bool) -> None:
        """Whether an answer has to catch the eye twice, because none is heard (ux §2.2)."""
        self._banner.flashes = silent

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.beside.setFixedWidth(min(max(self.width() // 4, _BESIDE_LEAST), _BESIDE_MOST))

    # --- for the two screens ---

    def on_key(self, key: Qt.Key, act: Callable[[], object]) -> QShortcut:
        """Do something on a key while this screen is in front."""
        shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
        return shortcut

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show choices under the answer and let the keyboard choose; none takes them away."""
        if not choices and self._choices.holds_focus:
            self.setFocus()  # or Qt would hand the focus on to whatever comes next
        self._choices.show_choices(choices)
        self._offered = bool(choices)
        if choices:
            self._choices.take_focus()

    def put_answer(self, widget: QWidget) -> None:
        """Into the place of the big answer."""
        self.left.insertWidget(self.left.indexOf(self._choices), widget)

    def put(self, column: QBoxLayout, widget: QWidget, stretch: int = 0) -> None:
        """Into the left or the right column: dimmed while something is wrong."""
        column.addWidget(widget, stretch)
        effect = QGraphicsOpacityEffect(widget)
        effect.setOpacity(_DIMMED)
        effect.setEnabled(False)
        widget.setGraphicsEffect(effect)
        self._dimmed.append(effect)

    @contextmanager
    def one_layout(self) -> Iterator[None]:
        """Lay out once, after all is shown and hidden: what comes and what goes would not fit together, and Qt would
        let the window grow for the moment between.

        What goes leaves the keyboard to the screen itself, and not to whatever button comes next.
        """
        held = QApplication.focusWidget()
        self._row.setEnabled(False)
        try:
            yield
        finally:
            self._row.setEnabled(True)
            self._row.invalidate()
            if held is not None and self.isAncestorOf(held) and not held.isVisible():
                self.setFocus()

    def render_talk(self, state: WorkState, *, silent: bool) -> None:
        """Draw the answer and what can be chosen. `silent`: the big answer says it already."""
        self._banner.tell(None if silent else state.notice)
        self._prompt.setVisible(not silent and state.notice is None)
        self._prompt.show_prompt(state.prompt)
        if state.asking:
            self._offered = False
            self._choices.show_choices(self._work.choices())
        else:
            self.offer(())
        self._clear.setEnabled(state.wrong or bool(state.notice and state.notice.sticky))
        self.problem.setEnabled(not state.asking and bool(self._work.choices()))
        for effect in self._dimmed:
            effect.setEnabled(state.wrong)

    def _build(self) -> None:
        self.beside.setFixedWidth(_BESIDE_LEAST)
        self.beside.setLayout(self.right)
        self.right.setContentsMargins(0, 0, 0, 0)
        for column in (self.left, self.right):
            column.setSpacing(_GAP)
        self.left.addWidget(self._prompt)
        self.left.addWidget(self._banner)
        self.left.addWidget(self._choices)
        self._row.setContentsMargins(_MARGIN, _GAP, _MARGIN, _GAP)
        self._row.setSpacing(20)
        self._row.addLayout(self.left, 1)
        self._row.addWidget(self.beside)

    def _offer_help(self) -> None:
        self.offer(self._work.choices())

    def _choose(self, choice: Choice) -> None:
        self.offer(())
        self._work.choose(choice)
