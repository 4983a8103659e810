"""A station without a screen: scans on standard input, one answer a line on standard output."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from typing import Annotated, Any, BinaryIO

import msgspec
import typer

from app.domain.messages import Message, say
from app.domain.packing import PackingState
from app.domain.receiving import ReceivingState
from app.domain.requests import Request
from app.errors import DatabaseUnavailable
from app.integrations.confirmation_outbox import write_confirmations
from app.services import packing, receiving
from app.services.conversation import Answer, current_state
from printing.spooler import Spooler
from ui.cli.states import packing_view, receiving_view
from ui.cli.workplace import open_workplace
from ui.runtime.acknowledgement import Acknowledgement
from ui.runtime.workplace import Workplace

#: No scanner sends more; a longer line is cut, and refused as too long.
LONGEST_LINE = 65_536


class Screen(StrEnum):
    RECEIVING = "receiving"
    PACKING = "packing"


def station_command(
    context: typer.Context,
    screen: Annotated[Screen, typer.Option(help="Which conversation the scans belong to.")],
    user: Annotated[str, typer.Option(help="Who is scanning.")] = "",
) -> None:
    """Answer scans from standard input, one JSON object for each, written after its commit."""
    with open_workplace(context, user=user) as place, Station(place, screen) as station:
        for text in scans(sys.stdin.buffer):
            sys.stdout.write(station.answer(text) + "\n")
            sys.stdout.flush()
            # Not before: a kill between the two ends in an answer that is told again, never in a unit counted twice.
            station.acknowledge()


def scans(stream: BinaryIO) -> Iterator[str]:
    """The scans of a stream, one a line, without what ends the line."""
    while line := stream.readline(LONGEST_LINE):
        whole = line.endswith(b"\n")
        while not whole and (rest := stream.readline(LONGEST_LINE)):
            whole = rest.endswith(b"\n")
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")


class Station:
    """One conversation with its spooler; a context manager that prints what waits before it leaves."""

    def __init__(self, place: Workplace, screen: Screen) -> None:
        self._place = place
        self._screen = screen
        self._mark = Acknowledgement(place, screen.value)
        self._newest = ""
        self._told: Message | None = None
        self._spooler = Spooler(place.database, place.printers(), place.new_request)
        self._errands = ThreadPoolExecutor(1, thread_name_prefix="errands")

    def __enter__(self) -> Station:
        self._spooler.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._errands.submit(self._write_confirmations)
        self._errands.shutdown()
        self._spooler.stop()
        self._mark.close()

    def answer(self, text: str) -> str:
        """Carry one scan out and tell the outcome as a line of JSON."""
        began = time.perf_counter()
        answer = self._converse(self._mark.request_for(self._place.new_request(), text), text)
        milliseconds = (time.perf_counter() - began) * 1000
        self._told = answer.message
        return _line(text, answer, self._view(answer.state), milliseconds)

    def acknowledge(self) -> None:
        """The answer has left: the packer knows of it. Only now other work may take the processor."""
        if self._newest:
            self._mark.write(self._newest)
        if self._told is not None:
            self._after(self._told)

    def _converse(self, request: Request, text: str) -> Answer[Any]:
        place = self._place
        converse: Callable[..., Answer[Any]] = (
            receiving.receive_scan if self._screen is Screen.RECEIVING else packing.pack_scan
        )
        try:
            answer = converse(place.database, request, text, place.secret)
        except DatabaseUnavailable as error:
            return Answer(self._state_as_far_as_known(), say(error.key, **error.values))
        self._newest = request.id
        return answer

    def _state_as_far_as_known(self) -> ReceivingState | PackingState:
        station, screen = self._place.settings.station, self._screen
        try:
            if screen is Screen.RECEIVING:
                return current_state(self._place.database, station, receiving.SCRIPT)
            return current_state(self._place.database, station, packing.SCRIPT)
        except DatabaseUnavailable:
            return ReceivingState() if screen is Screen.RECEIVING else PackingState()

    def _view(self, state: ReceivingState | PackingState) -> dict[str, Any]:
        return receiving_view(state) if isinstance(state, ReceivingState) else packing_view(state)

    def _after(self, message: Message) -> None:
        if self._screen is Screen.PACKING:
            self._spooler.wake()
        if message.key == "shipped":
            self._errands.submit(self._write_confirmations)

    def _write_confirmations(self) -> None:
        write_confirmations(self._place.database, self._place.new_request(), self._place.confirmations)


def _line(text: str, answer: Answer[Any], view: dict[str, Any], milliseconds: float) -> str:
    told = {
        "scan": text[:512],
        "kind": answer.message.kind,
        "message": answer.message.key,
        "text": _words(answer),
        "state": view,
        "ms": round(milliseconds, 2),
    }
    if answer.replayed:
        told["replayed"] = True
    return msgspec.json.encode(told).decode()


def _words(answer: Answer[Any]) -> str:
    """The sentence; one that is told again after a crash says so, because it may stand for a unit before this one."""
    told = answer.message.text
    return say("told_again", before=told).text if answer.replayed else told
