"""A scan conversation of this station, off the UI thread: every scan is answered in its turn, none is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.messages import Kind
from app.domain.own_codes import Command, command_code
from app.domain.requests import Request
from app.services.conversation import Answer, Script, current_state
from ui.models.feedback import Notice, notice_of
from ui.runtime.acknowledgement import Acknowledgement
from ui.runtime.background import Background
from ui.runtime.failures import Failure
from ui.runtime.language import tr

State = TypeVar("State", bound=Struct)

if TYPE_CHECKING:
    from app.db.engine import Database
    from ui.runtime.workplace import Workplace

    #: The use case that answers a scan of a conversation.
    AnswerScan = Callable[[Database, Request, str, bytes], Answer[State]]


class Talk(Struct, Generic[State], frozen=True):
    """Where a conversation stands. `known`: its stored state was read.

    `notice` is the newest answer; None before the first one of this window.
    """

    state: State
    known: bool = False
    notice: Notice | None = None


class Conversation(QObject, Generic[State]):
    """`changed` carries a `Talk`, `answered` the `Notice` of each scan, also of one that could not be carried out.

    `waiting` counts the scans that are not answered yet. Nothing is drawn for them: the answer comes sooner than a
    picture of the question would.
    """

    changed = Signal(object)
    answered = Signal(object)

    def __init__(
        self,
        background: Background,
        place: Workplace,
        script: Script[State],
        answer_scan: AnswerScan[State],
        parent: QObject | None = None,
    ) -> None:
        """`answer_scan` is the use case that speaks the script."""
        super().__init__(parent)
        self.talk: Talk[State] = Talk(script.first)
        self.waiting = 0
        self._background = background
        self._place = place
        self._script = script
        self._desk = _Desk(place, script, answer_scan)
        self._open = True

    def resume(self) -> None:
        """Read where the conversation stands; a program that starts again goes on there."""
        self._background.write(self._desk.state, self._resumed, self._failed)

    def scanned(self, text: str) -> None:
        """Answer a scan after those before it."""
        self.waiting += 1
        work = partial(self._desk.answer, self._place.new_request(), text)
        self._background.write(work, self._heard, self._not_heard)

    def command(self, command: Command, quantity: int = 0) -> None:
        """Do what the command's barcode does."""
        self.scanned(self.code(command, quantity))

    def dismiss(self) -> None:
        """Take the newest answer away: it was seen. What the conversation itself waits for stays."""
        self._become(replace(self.talk, notice=None))

    def code(self, command: Command, quantity: int = 0) -> str:
        """The barcode of a command in this shop."""
        return command_code(command, self._place.secret, quantity)

    def close(self) -> None:
        """Wait for no answer any more. Scans that were taken are still carried out."""
        if self._open:
            self._open = False
            self._background.write(self._desk.close, _nothing, _nothing)

    def _resumed(self, state: State) -> None:
        self._become(replace(self.talk, state=state, known=True))

    def _heard(self, heard: tuple[str, Answer[State]]) -> None:
        if not self._open:
            return
        self.waiting -= 1
        request_id, answer = heard
        notice = notice_of(answer.message)
        self._become(Talk(answer.state, True, notice))
        self.answered.emit(notice)
        self._background.write(partial(self._desk.acknowledge, request_id), _nothing, self._failed)

    def _not_heard(self, failure: Failure) -> None:
        self.waiting -= 1
        self._failed(failure)
        if self._open:
            self.answered.emit(self.talk.notice)

    def _failed(self, failure: Failure) -> None:
        self._become(replace(self.talk, notice=Notice(Kind.NOT_ACCEPTED, tr("Not accepted"), failure.text)))

    def _become(self, talk: Talk[State]) -> None:
        if self._open:
            self.talk = talk
            self.changed.emit(talk)


class _Desk(Generic[State]):
    """The side of a conversation that runs in the write lane, and only there."""

    def __init__(self, place: Workplace, script: Script[State], answer_scan: AnswerScan[State]) -> None:
        self._place = place
        self._script = script
        self._answer_scan = answer_scan
        self._opened: Acknowledgement | None = None

    def state(self) -> State:
        return current_state(self._place.database, self._place.settings.station, self._script)

    def answer(self, request: Request, text: str) -> tuple[str, Answer[State]]:
        request = self._mark().request_for(request, text)
        place = self._place
        return request.id, self._answer_scan(place.database, request, text, place.secret)

    def acknowledge(self, request_id: str) -> None:
        self._mark().write(request_id)

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def _mark(self) -> Acknowledgement:
        """Opened by the first scan, because it reads the database and the disk."""
        if self._opened is None:
            self._opened = Acknowledgement(self._place, self._script.screen)
        return self._opened


def _nothing(_: Any) -> None:
    """Nobody waits for this."""
