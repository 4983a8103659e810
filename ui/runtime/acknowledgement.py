"""Which answer was given last, so that a scan repeated after a crash is the same command, not a second unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.domain.requests import Request
from app.services.resume import LastScan, last_scan

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

#: Characters of a request id, a UUID.
_ID_LENGTH = 36


class Acknowledgement:
    """The mark of one conversation of a station, in a file: it survives a killed program, and costs a scan nothing.

    It is not made durable: where the machine itself goes down, a scan more is taken as new, which the packer sees.
    """

    def __init__(self, place: Workplace, screen: str) -> None:
        """Find the newest committed scan whose answer never left, if there is one.

        Raises:
            DatabaseUnavailable: the database cannot be read.
            OSError: the mark cannot be kept in the data folder.
        """
        self._lost = last_scan(place.database, place.settings.station, screen)
        name = "".join(character if character.isalnum() else "_" for character in place.settings.station)
        path = place.settings.data_dir / "stations" / f"{name}-{screen}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        self._file = path.open("r+b", buffering=0)
        if self._lost and self._lost.request_id == self._given():
            self._lost = None

    def request_for(self, request: Request, text: str) -> Request:
        """`request` itself, or the one whose answer was lost in a crash when the packer scans the same again."""
        lost = self._take_lost()
        if lost is not None and lost.text == text[:512]:
            return replace(request, id=lost.request_id)
        return request

    def write(self, request_id: str) -> None:
        """The answer has left: the packer knows of it."""
        self._file.seek(0)
        self._file.write(request_id.ljust(_ID_LENGTH).encode())

    def close(self) -> None:
        self._file.close()

    def _take_lost(self) -> LastScan | None:
        """Only the first scan after the start can be the repeated one."""
        lost, self._lost = self._lost, None
        return lost

    def _given(self) -> str:
        return self._file.read().decode().strip()
