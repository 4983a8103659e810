"""Changes made at the desk, one after the other, each with the way back."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from app.domain.messages import Kind
from ui.runtime.background import Background
from ui.runtime.failures import Failure
from ui.runtime.language import tr

Work = Callable[[], object]


class Told(Struct, frozen=True):
    """What became of the newest change; `undoable`: it can be taken back."""

    words: str
    kind: Kind = Kind.OK
    undoable: bool = False


class _Step(Struct, frozen=True):
    words: str
    back: Work


class Edits(QObject):
    """Sends changes to the write lane. `told` carries a `Told` after each, `written` follows what is stored."""

    told = Signal(object)
    written = Signal()

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._steps: list[_Step] = []

    def do(self, words: str, work: Work, back: Work | None = None) -> None:
        """Change something; `words` say that it was done, `back` takes it back."""

        def done(_: object) -> None:
            if back is not None:
                self._steps.append(_Step(words, back))
            self._tell(Told(words, Kind.OK, back is not None))

        self._background.write(work, done, self._failed)

    def undo(self) -> None:
        """Take back the newest change that was not taken back yet."""
        if not self._steps:
            self.told.emit(Told(tr("There is nothing left to take back here."), Kind.NOTE))
            return
        step = self._steps.pop()
        words = tr("Taken back: {what}", what=step.words)
        self._background.write(step.back, lambda _: self._tell(Told(words, Kind.OK, bool(self._steps))), self._failed)

    def _tell(self, told: Told) -> None:
        self.told.emit(told)
        self.written.emit()

    def _failed(self, failure: Failure) -> None:
        """What is stored may differ from what is shown, so it has to be read again."""
        self._tell(Told(failure.text, Kind.NOT_ACCEPTED, bool(self._steps)))
