"""The serial ports of this computer that a scanner may be on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from serial.tools import list_ports

#: Names of Linux that stay the same when a scanner is plugged into another socket, or after a restart.
_BY_ID = Path("/dev/serial/by-id")


def serial_ports() -> tuple[tuple[str, str], ...]:
    """Path and name of every port with a device on it; ports of the mainboard with nothing behind them are left out."""
    found = [(port.device, port.description) for port in list_ports.comports() if port.hwid != "n/a"]
    links = sorted(_BY_ID.iterdir()) if _BY_ID.is_dir() else []
    return with_lasting_paths(found, links)


def with_lasting_paths(found: Iterable[tuple[str, str]], links: Iterable[Path]) -> tuple[tuple[str, str], ...]:
    """The ports by the `links` that lead to them, where there are any, each named by its description."""
    lasting = {str(link.resolve()): str(link) for link in links}
    return tuple((lasting.get(path, path), f"{name} ({path})") for path, name in sorted(found))
