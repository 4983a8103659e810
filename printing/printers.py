"""A printer is data: what it is for, what it understands, what is loaded, and how to reach it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from printing.layout.label_media import DOTS_PER_MM, LABEL_MEDIA
from printing.transport.delivery import Transport
from printing.transport.folder import FolderTransport
from printing.transport.network import NetworkTransport
from printing.transport.system_queue import open_system_queue

#: The sheets of `layout.media`, and the names CUPS has for them (PWG 5101.1).
_CUPS_MEDIA = {"a4": "A4", "letter": "Letter", "a6": "A6", "4x6": "na_index-4x6_4x6in"}


class Role(Enum):
    """What a station prints here. Slips lie inside the parcel, labels stick outside, totes mark cells."""

    SLIP = "slip"
    LABEL = "label"
    TOTE = "tote"
    OFFICE = "office"


class Folder(Struct, frozen=True, tag="folder"):
    path: str


class Network(Struct, frozen=True, tag="network"):
    host: str
    port: int = 9100


class SystemQueue(Struct, frozen=True, tag="system_queue"):
    queue: str


Target = Folder | Network | SystemQueue


class Printer(Struct, frozen=True):
    """One printer of one workstation. `dpi` (203 or 300) is the print head's and concerns label printers only.

    Raises:
        ValueError: these settings could never print; the sentence says which and what to choose.
    """

    name: str
    role: Role
    language: Literal["pdf", "zpl"]
    media: str
    target: Target
    dpi: int = 203

    def __post_init__(self) -> None:
        problem = _problem(self)
        if problem:
            raise ValueError(f"Printer {self.name or 'without a name'}: {problem}")


def media_for(role: Role) -> tuple[str, ...]:
    """The media a printer of this role may hold, the usual one first."""
    match role:
        case Role.LABEL:
            return tuple(key for key, media in LABEL_MEDIA.items() if media.holds_shipping)
        case Role.TOTE:
            return tuple(key for key, media in LABEL_MEDIA.items() if not media.holds_shipping)
        case Role.SLIP | Role.OFFICE:
            return tuple(_CUPS_MEDIA)


def _problem(printer: Printer) -> str:
    """The first thing wrong with the settings, as one sentence; empty when there is none."""
    labels = printer.role in (Role.LABEL, Role.TOTE)
    media = media_for(printer.role)
    checks = (
        (bool(printer.name.strip()), "it needs a name. Type one."),
        (
            printer.language == ("zpl" if labels else "pdf"),
            "labels need a ZPL printer, papers a PDF printer. Choose the other language.",
        ),
        (printer.media in media, f"media {printer.media!r} does not fit its role. Choose one of {', '.join(media)}."),
        (printer.dpi in DOTS_PER_MM, f"{printer.dpi} dpi is not known. Choose 203 or 300."),
        _reachable(printer.target),
    )
    return next((sentence for right, sentence in checks if not right), "")


def _reachable(target: Target) -> tuple[bool, str]:
    match target:
        case Folder(path):
            return bool(path.strip()), "the folder is not given. Choose one."
        case Network(host, port):
            return bool(host.strip()) and 0 < port < 65536, "its address needs a host and a port from 1 to 65535."
        case SystemQueue(queue):
            return bool(queue.strip()) and not queue.startswith("-"), "the print queue is not given. Choose one."


def open_transport(printer: Printer) -> Transport:
    """The way bytes take to this printer.

    Raises:
        OSError: a Windows queue whose spooler library cannot be loaded.
    """
    match printer.target:
        case Folder(path):
            return FolderTransport(Path(path))
        case Network(host, port):
            return NetworkTransport(host, port)
        case SystemQueue(queue):
            return open_system_queue(queue, _CUPS_MEDIA.get(printer.media, ""))


_read_printers = msgspec.json.Decoder(tuple[Printer, ...]).decode


def printers_to_json(printers: tuple[Printer, ...]) -> str:
    """The printers of a workstation as they are stored."""
    return msgspec.json.encode(printers).decode()


def printers_from_json(text: str) -> tuple[Printer, ...]:
    """The printers back from `printers_to_json`.

    Raises:
        ValueError: not such a text, or a printer that could never print; says which part is wrong.
    """
    try:
        return _read_printers(text)
    except msgspec.MsgspecError as error:
        raise ValueError(f"The printer settings cannot be read: {error}. Set the printers up again.") from error


def first_printers(folder: Path) -> tuple[Printer, ...]:
    """Printers for a first run: files under `folder`, so that every paper can be seen before any device is set up."""
    return (
        Printer("Slips as files", Role.SLIP, "pdf", "a6", Folder(str(folder / "slips"))),
        Printer("Labels as files", Role.LABEL, "zpl", "label-4x6", Folder(str(folder / "labels"))),
        Printer("Tote labels as files", Role.TOTE, "zpl", "tote-100x50", Folder(str(folder / "totes"))),
        Printer("Papers as files", Role.OFFICE, "pdf", "a4", Folder(str(folder / "papers"))),
    )
