"""What was chosen for this station: changed in one place, heard by everything that follows it, kept in a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from app.config import Preferences, with_preference
from app.integrations.files import write_atomically
from ui.runtime.background import Background


class StationPreferences(QObject):
    """`changed` carries the `Preferences` in force; `failed` why they could not be kept for the next start."""

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, background: Background, file: Path, chosen: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._file = file
        self._at_start = chosen
        self.chosen = chosen

    @property
    def wait_for_restart(self) -> bool:
        """Something was changed that is only looked at when the program starts."""
        before, now = self._at_start, self.chosen
        return (before.scale, before.scanner) != (now.scale, now.scanner)

    def change(self, name: str, value: object) -> None:
        """Choose another value for one of them, now and for every start from now on.

        Raises:
            msgspec.ValidationError: the value is out of its range; a fault of the program, not of people.
        """
        chosen = with_preference(self.chosen, name, value)
        if chosen != self.chosen:
            self.chosen = chosen
            self._background.write(partial(_keep, self._file, chosen), _nothing, self.failed.emit)
            self.changed.emit(chosen)

    def toggle_mute(self) -> None:
        """Sounds off, or on again."""
        self.change("sounds", not self.chosen.sounds)


def _keep(file: Path, preferences: Preferences) -> None:
    write_atomically(file, msgspec.json.format(msgspec.json.encode(preferences)))


def _nothing(_: None) -> None:
    """That it is kept needs no words."""
