"""Fields with their label above, a hint or an error below. What was typed is kept, whatever is said about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from ui.models.columns import Tone
from ui.widgets.labels import Role, elided, label
from ui.widgets.look import set_look
from ui.widgets.tokens import TARGET_HEIGHT

_INSET = 12


class Field(QWidget):
    """A label, an editor, and a line under it."""

    def __init__(self, words: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self._editor, self._hint = editor, hint
        self._under = label(role=Role.MUTED, wraps=True)
        editor.setAccessibleName(words)
        editor.setMinimumHeight(TARGET_HEIGHT)
        self.setFocusProxy(editor)
        above = elided(words, Role.STRONG)
        above.setBuddy(editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(above)
        column.addWidget(editor)
        column.addWidget(self._under)
        column.addStretch()
        self.show_problem("")

    def show_problem(self, problem: str) -> None:
        """Say what is wrong with the value; an empty text takes it back."""
        self._under.setText(problem or self._hint)
        self._under.setVisible(bool(problem or self._hint))
        set_look(self._under, tone=(Tone.WRONG if problem else Tone.PLAIN).value)
        set_look(self._editor, wrong=bool(problem))
        self._editor.setAccessibleDescription(problem or self._hint)


class TextField(Field):
    """One line of text. `edited` carries the trimmed text when it is left or Enter is pressed, if it changed."""

    edited = Signal(str)

    def __init__(self, words: str, text: str = "", hint: str = "", *, secret: bool = False, longest: int = 500) -> None:
        self._line = QLineEdit()
        super().__init__(words, self._line, hint)
        self._line.setMaxLength(longest)
        self._line.setEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)
        self._line.editingFinished.connect(self._finish)
        self._known = ""
        self.show_value(text)

    def value(self) -> str:
        return self._line.text().strip()

    def show_value(self, text: str) -> None:
        """Set the text without a signal. What is being typed is not overwritten."""
        self._known = text
        if not self._line.isModified() or not self._line.hasFocus():
            self._line.setText(text)

    def _finish(self) -> None:
        if self.value() != self._known:
            self._known = self.value()
            self.edited.emit(self._known)


class TextArea(Field):
    """A few lines of plain text, `rows` high. `edited` carries them whenever they change."""

    edited = Signal(str)

    def __init__(self, words: str, text: str = "", hint: str = "", *, rows: int = 4) -> None:
        self._area = QPlainTextEdit()
        super().__init__(words, self._area, hint)
        self._area.setTabChangesFocus(True)
        self._area.setFixedHeight(rows * 22 + 22)
        self._area.setPlainText(text)
        self._area.textChanged.connect(lambda: self.edited.emit(self.value()))

    def value(self) -> str:
        return self._area.toPlainText().strip()

    def show_value(self, text: str) -> None:
        """Set the text without a signal. What is being typed is not overwritten."""
        if text != self.value() and not self._area.hasFocus():
            self._area.blockSignals(True)
            self._area.setPlainText(text)
            self._area.blockSignals(False)


class _Spin(QSpinBox):
    """Scrolling a page must not change a number that happens to pass under the mouse."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberField(Field):
    """A whole number. `edited` carries it when it changed."""

    edited = Signal(int)

    def __init__(
        self, words: str, number: int = 0, hint: str = "", *, least: int = 0, most: int = 999_999, unit: str = ""
    ) -> None:
        self._spin = _Spin()
        super().__init__(words, self._spin, hint)
        self._spin.setRange(least, most)
        self._spin.setSuffix(f" {unit}" if unit else "")
        # The style sheet hides the buttons; without any, Qt leaves the text no room.
        self._spin.lineEdit().setTextMargins(_INSET, 0, _INSET, 0)
        self._spin.setKeyboardTracking(False)
        self.show_value(number)
        self._spin.valueChanged.connect(self.edited)

    def value(self) -> int:
        return self._spin.value()

    def show_value(self, number: int) -> None:
        """Set the number without a signal."""
        self._spin.blockSignals(True)
        self._spin.setValue(number)
        self._spin.blockSignals(False)


class _Combo(QComboBox):
    """As `_Spin`: the wheel scrolls the page. A long choice ends in … rather than making the page wider."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        place = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, place, self).width()
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(Field):
    """One of a few. `edited` carries the key of the choice."""

    edited = Signal(str)

    def __init__(self, words: str, choices: Sequence[tuple[str, str]], chosen: str = "", hint: str = "") -> None:
        self._box = _Combo()
        super().__init__(words, self._box, hint)
        self.show_choices(choices, chosen)
        self._box.activated.connect(lambda _: self.edited.emit(self.value()))

    def value(self) -> str:
        return str(self._box.currentData() or "")

    def show_value(self, key: str) -> None:
        self._box.setCurrentIndex(max(0, self._box.findData(key)))

    def show_choices(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer other choices, without a signal."""
        self._box.clear()
        for key, words in choices:
            self._box.addItem(words, key)
        self.show_value(chosen)


class Switch(QCheckBox):
    """On or off, with its words beside it. `edited` carries the new state when a person changed it."""

    edited = Signal(bool)

    def __init__(self, words: str, on: bool = False) -> None:
        super().__init__(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setMinimumHeight(TARGET_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setChecked(on)
        self.clicked.connect(self.edited)
