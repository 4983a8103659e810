"""The settings of a workstation. Each is declared once, with its default; the command line overrides single ones."""

from __future__ import annotations

import logging
import platform
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
import platformdirs
from msgspec import Meta, Struct, field
from msgspec.inspect import IntType, Metadata, type_info

from app.errors import DatabaseUnavailable

_log = logging.getLogger(__name__)


_read = msgspec.json.Decoder(dict[str, Any]).decode


def default_data_dir() -> Path:
    """Where the operating system keeps a program's data for this person."""
    return platformdirs.user_data_path("Crossdock", appauthor=False)


class Settings(Struct, frozen=True, kw_only=True):
    """How this workstation runs.

    `data_dir` holds the database, the papers and the logs. `station` names this workstation in the journal: it must be
    another one on every workstation. `user` is who works here until a badge is scanned.
    """

    data_dir: Path = field(default_factory=default_data_dir)
    station: str = field(default_factory=platform.node)
    user: str = "packer"


class Appearance(StrEnum):
    """Light, dark, or what the desktop says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_PERCENT = {"unit": "%", "step": 10}


class Preferences(Struct, frozen=True, kw_only=True):
    """What people choose for a workstation under Settings; the ranges here are those of the file and of the pages.

    `scale` is the size of everything on the screen, `volume` how loud the sounds are, `scanner` the serial port of a
    scanner: empty where it types like a keyboard.
    """

    theme: Appearance = Appearance.SYSTEM
    scale: Annotated[int, Meta(ge=80, le=200, extra=_PERCENT)] = 100
    sounds: bool = True
    volume: Annotated[int, Meta(ge=10, le=100, extra=_PERCENT)] = 100
    scanner: Annotated[str, Meta(max_length=260)] = ""


class NumberRange(Struct, frozen=True):
    """The whole numbers a preference may be, and the step a person changes it by."""

    least: int
    most: int
    unit: str
    step: int


DEFAULTS = Preferences()
_TYPES = {each.name: each.type for each in msgspec.structs.fields(Preferences)}


def number_range(name: str) -> NumberRange:
    """The range of a preference that is a number."""
    kind = type_info(_TYPES[name])
    assert isinstance(kind, Metadata)
    assert isinstance(kind.type, IntType)
    return NumberRange(kind.type.ge or 0, kind.type.le or 0, **(kind.extra or {}))


def with_preference(preferences: Preferences, name: str, value: object) -> Preferences:
    """`preferences` with another value for one of them.

    Raises:
        msgspec.ValidationError: the value is of another kind, or out of its range.
    """
    return msgspec.structs.replace(preferences, **{name: msgspec.convert(value, _TYPES[name])})


def station_file(data_dir: Path, station: str, name: str) -> Path:
    """A file that belongs to one station of the shop."""
    safe = "".join(character if character.isalnum() else "_" for character in station)
    return data_dir / "stations" / f"{safe}-{name}"


def preferences_file(data_dir: Path, station: str) -> Path:
    """Where the preferences of a station are kept."""
    return station_file(data_dir, station, "settings.json")


def read_preferences(path: Path) -> Preferences:
    """What was chosen. It never stops a start: what is damaged or out of its range is the default again, and logged."""
    try:
        stored = _read(path.read_bytes())
    except FileNotFoundError:
        return DEFAULTS
    except (OSError, msgspec.MsgspecError) as error:
        _log.warning("the defaults are used, because %s cannot be read: %s", path, error)
        return DEFAULTS
    preferences, wrong = DEFAULTS, []
    for name in _TYPES.keys() & stored.keys():
        try:
            preferences = with_preference(preferences, name, stored[name])
        except msgspec.ValidationError as error:
            wrong.append(f"{name}: {error}")
    if wrong:
        _log.warning("the defaults are used for what is wrong in %s: %s", path, "; ".join(sorted(wrong)))
    return preferences


def prepare_data_dir(folder: Path) -> Path:
    """Make the data folder where it is missing, readable only by its owner: it holds customers' addresses.

    Raises:
        DatabaseUnavailable: the folder cannot be made or written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = error.strerror or str(error)
        raise DatabaseUnavailable("folder_missing", folder=str(folder), reason=reason) from error
    return folder
