"""The settings of a workstation. Each is declared once, with its default; the command line overrides single ones."""

from __future__ import annotations

import platform
import tempfile
from pathlib import Path

import platformdirs
from msgspec import Struct, field

from app.errors import DatabaseUnavailable


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
