"""A station without a screen: scans on standard input, one answer a line on standard output."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import msgspec
import typer
from msgspec.structs import replace

from app.domain.messages import Message, say
from app.domain.packing import PackingState
from app.domain.receiving import ReceivingState
from app.domain.requests import Request
from app.errors import DatabaseUnavailable
from app.integrations.confirmation_outbox import write_confirmations
from app.services.conversation import Answer, current_state
from app.services.packing import pack_scan
from app.services.receiving import receive_scan
from app.services.resume import LastScan, last_scan
from printing.spooler import Spooler
from ui.cli.states import packing_view, receiving_view
from ui.cli.workplace import open_workplace
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
            line = station.answer(text)
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
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
        self._mark = _AcknowledgementMark(place, screen)
        self._resend = self._mark.unacknowledged()
        self._newest = ""
        self._spooler = Spooler(place.database, place.printers(), place.new_request)
        self._errands = ThreadPoolExecutor(1, thread_name_prefix="errands")

    def __enter__(self) -> Station:
        self._spooler.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._errands.submit(self._write_confirmations)
        self._errands.shutdown()
        self._spooler.stop()

    def answer(self, text: str) -> str:
        """Carry one scan out and tell the outcome as a line of JSON."""
        began = time.perf_counter()
        answer = self._converse(self._request_for(text), text)
        milliseconds = (time.perf_counter() - began) * 1000
        self._after(answer.message)
        return _line(text, answer, self._view(answer.state), milliseconds)

    def acknowledge(self) -> None:
        """The answer has left: the packer knows of it."""
        if self._newest:
            self._mark.write(self._newest)

    def _request_for(self, text: str) -> Request:
        """A new request, or the one whose answer was lost in a crash when the packer scans the same again."""
        request = self._place.new_request()
        resend, self._resend = self._resend, None
        if resend is not None and resend.text == text[:512]:
            return replace(request, id=resend.request_id)
        return request

    def _converse(self, request: Request, text: str) -> Answer[Any]:
        place = self._place
        converse: Callable[..., Answer[Any]] = receive_scan if self._screen is Screen.RECEIVING else pack_scan
        try:
            answer = converse(place.database, request, text, place.secret)
        except DatabaseUnavailable as error:
            return Answer(self._state_as_far_as_known(), say(error.key, **error.values))
        self._newest = request.id
        return answer

    def _state_as_far_as_known(self) -> ReceivingState | PackingState:
        first = ReceivingState() if self._screen is Screen.RECEIVING else PackingState()
        try:
            return current_state(self._place.database, self._place.settings.station, self._screen.value, first)
        except DatabaseUnavailable:
            return first

    def _view(self, state: ReceivingState | PackingState) -> dict[str, Any]:
        return receiving_view(state) if isinstance(state, ReceivingState) else packing_view(state)

    def _after(self, message: Message) -> None:
        if self._screen is Screen.PACKING:
            self._spooler.wake()
        if message.key == "shipped":
            self._errands.submit(self._write_confirmations)

    def _write_confirmations(self) -> None:
        write_confirmations(self._place.database, self._place.new_request(), self._place.confirmations)


class _AcknowledgementMark:
    """Which answer was given last, in a file: it survives a killed program, and costs a scan nothing.

    It is not made durable: where the machine itself goes down, a scan more is taken as new, which the packer sees.
    """

    def __init__(self, place: Workplace, screen: Screen) -> None:
        name = "".join(character if character.isalnum() else "_" for character in place.settings.station)
        self._file = place.settings.data_dir / "stations" / f"{name}-{screen.value}"
        self._last = last_scan(place.database, place.settings.station, screen.value)

    def unacknowledged(self) -> LastScan | None:
        """The newest committed scan whose answer never left."""
        given = self._file.read_text() if self._file.exists() else ""
        return self._last if self._last and self._last.request_id != given else None

    def write(self, request_id: str) -> None:
        _overwrite(self._file, request_id)


def _overwrite(file: Path, text: str) -> None:
    try:
        with file.open("r+") as stream:
            stream.write(text)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def _line(text: str, answer: Answer[Any], view: dict[str, Any], milliseconds: float) -> str:
    told = {
        "scan": text[:512],
        "kind": answer.message.kind,
        "message": answer.message.key,
        "text": answer.message.text,
        "state": view,
        "ms": round(milliseconds, 2),
    }
    if answer.replayed:
        told["replayed"] = True
    return msgspec.json.encode(told).decode()
