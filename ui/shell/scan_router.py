"""Gives every scan to the screen in front, and finds the right place for one that this screen has no use for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.codes import read_code
from app.domain.meanings import Meaning
from app.domain.own_codes import BadgeCode
from app.queries.lookup import what_is
from ui.models.columns import Tone
from ui.runtime.background import Background
from ui.runtime.failures import Failure
from ui.shell.routes import Route, route_of

if TYPE_CHECKING:
    from app.domain.codes import Code
    from ui.runtime.workplace import Workplace

#: Gives a scan to the screen in front; False says that it has no use for it.
Take = Callable[[str], bool]


class ScanRouter(QObject):
    """`taken` carries a scan that the screen in front answers, `routed` one with its `Route`, `badge` who works now."""

    taken = Signal(str)
    routed = Signal(str, object)
    badge = Signal(str)

    def __init__(self, background: Background, place: Workplace, take: Take, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._place = place
        self._take = take

    def scanned(self, text: str) -> None:
        """Answer one scan. A badge means the same on every screen."""
        code = read_code(text, secret=self._place.secret)
        if isinstance(code, BadgeCode):
            self.badge.emit(code.user)
        elif self._take(text):
            self.taken.emit(text)
        else:
            self._background.read(
                lambda: self._look_up(code),
                lambda meaning: self.routed.emit(text, route_of(meaning)),
                lambda failure: self._failed(text, failure),
            )

    def _look_up(self, code: Code) -> Meaning:
        with self._place.database.read() as connection:
            return what_is(connection, code)

    def _failed(self, text: str, failure: Failure) -> None:
        self.routed.emit(text, Route(failure.text, tone=Tone.WRONG))
