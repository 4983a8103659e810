"""What the window of a station looked like when it was closed, in a file of the data folder."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec
from msgspec import Struct

from app.config import station_file
from app.integrations.files import write_atomically

_log = logging.getLogger(__name__)


class WindowMemory(Struct, frozen=True):
    """Place and size in px of the desktop (a width of 0 says: never shown), and the screen in front."""

    left: int = 0
    top: int = 0
    width: int = 0
    height: int = 0
    maximized: bool = False
    screen: str = ""


_read = msgspec.json.Decoder(WindowMemory).decode


def memory_file(data_dir: Path, station: str) -> Path:
    """Where a station's memory is kept."""
    return station_file(data_dir, station, "window.json")


def recall(path: Path) -> WindowMemory:
    """What was remembered; a file that is missing or damaged is as good as none."""
    try:
        return _read(path.read_bytes())
    except FileNotFoundError:
        return WindowMemory()
    except (OSError, msgspec.MsgspecError) as error:
        _log.info("the window begins anew, because %s cannot be read: %s", path, error)
        return WindowMemory()


def remember(path: Path, memory: WindowMemory) -> None:
    """Keep it for the next start.

    Raises:
        Refused: the file cannot be written; the old one is untouched.
    """
    write_atomically(path, msgspec.json.encode(memory))
