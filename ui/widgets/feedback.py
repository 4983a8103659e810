"""The answer to the last scan: its kind has a colour, a shape and words, and a sticky one says how it is cleared."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.messages import Kind
from ui.models.feedback import Notice
from ui.runtime.language import tr
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, button, label
from ui.widgets.look import set_look

#: The shape of each kind (ux §2.2): told apart without any colour.
SHAPES = {
    Kind.OK: "circle-check",
    Kind.DONE: "check-check",
    Kind.NOTE: "info",
    Kind.ATTENTION: "triangle-alert",
    Kind.WRONG: "octagon-x",
    Kind.NOT_ACCEPTED: "ban",
}
_ICON = 44

#: With the sound off the border flashes twice; on and off take this long each, in ms: below 3 flashes a second.
_FLASH_MS, _FLASHES = 180, 2


class FeedbackBanner(QFrame):
    """Shows one notice, or nothing.

    `announced` tells what was said to a screen reader, and whether it interrupts; `cleared` that the button of a sticky
    one was pressed. Where no sound can be heard, set `flashes`.
    """

    announced = Signal(str, bool)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.flashes = False
        self._notice: Notice | None = None
        self._turns = 0
        self._beat = QTimer(self, interval=_FLASH_MS)
        self._beat.timeout.connect(self._turn)
        self._icon = icon_label("info", _ICON)
        self._headline = label(role=Role.HEADLINE, wraps=True)
        self._body = label(role=Role.TITLE, wraps=True)
        self._way_out = button(tr("Clear"), key=tr("Space"))
        self._way_out.clicked.connect(self.cleared)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._headline)
        words.addWidget(self._body)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(20)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self._way_out, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        return self._notice

    def tell(self, notice: Notice | None) -> None:
        """Show `notice` and announce it once; None takes the banner away."""
        if notice == self._notice:
            return
        self._notice = notice
        self.setVisible(notice is not None)
        if notice is not None:
            self._draw(notice)
            self._announce(notice)
        if notice is not None and self.flashes:
            self._turns = 0
            self._turn()
            self._beat.start()

    def _turn(self) -> None:
        """The next half of a flash: lit, dark, lit, dark, done."""
        set_look(self, lit=self._turns % 2 == 0 and self._turns < 2 * _FLASHES)
        self._turns += 1
        if self._turns > 2 * _FLASHES:
            self._beat.stop()

    def _draw(self, notice: Notice) -> None:
        self._headline.setText(notice.headline)
        self._body.setText(notice.body)
        self._body.setVisible(bool(notice.body))
        self._way_out.setVisible(notice.sticky)
        self._icon.show_icon(SHAPES[notice.kind], notice.kind)
        for each in (self, self._headline, self._body, self._way_out):
            set_look(each, kind=notice.kind.value)

    def _announce(self, notice: Notice) -> None:
        words = f"{notice.headline}. {notice.body}".strip()
        self.setAccessibleName(words)
        event = QAccessibleAnnouncementEvent(self, words)
        urgency = QAccessible.AnnouncementPoliteness
        event.setPoliteness(urgency.Assertive if notice.sticky else urgency.Polite)
        QAccessible.updateAccessibility(event)
        self.announced.emit(words, notice.sticky)
