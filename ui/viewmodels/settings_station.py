"""What was chosen for this station, its scanner as it sends, and its sounds as they sound."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.config import Preferences
from app.devices.ports import serial_ports
from app.domain.messages import Kind
from ui.models.settings import StationState
from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure
from ui.runtime.preferences import StationPreferences
from ui.runtime.sounds import Sounds
from ui.viewmodels.settings_words import heard

_HEARD = 8


class StationModel(QObject):
    """`changed` carries a `StationState`."""

    changed = Signal(object)

    def __init__(
        self, background: Background, preferences: StationPreferences, sounds: Sounds, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._preferences = preferences
        self._sounds = sounds
        self._reading: Interest | None = None
        self.state = StationState(preferences.chosen, preferences.wait_for_restart)
        preferences.changed.connect(self._chosen)

    def refresh(self) -> None:
        """Look which serial ports there are."""
        if self._reading is not None:
            self._reading.drop()
        self._reading = self._background.read(serial_ports, self._listed, self._not_listed)

    def change(self, name: str, value: object) -> None:
        """Choose another value for one of the preferences."""
        self._preferences.change(name, value)

    def preview(self, kind: Kind) -> None:
        """Play one of the six sounds."""
        self._sounds.play(kind)

    def hear(self, text: str) -> None:
        """A scan on the test page: shown, and acted on by nobody."""
        self._become(replace(self.state, heard=(heard(text), *self.state.heard)[:_HEARD]))

    def close(self) -> None:
        """Wait for no answer any more."""
        if self._reading is not None:
            self._reading.drop()

    def _chosen(self, chosen: Preferences) -> None:
        self._become(replace(self.state, chosen=chosen, wait_for_restart=self._preferences.wait_for_restart))

    def _listed(self, ports: tuple[tuple[str, str], ...]) -> None:
        self._become(replace(self.state, ports=ports, ports_known=True))

    def _not_listed(self, failure: Failure) -> None:
        """A system that cannot list its ports has none to offer; what was chosen stays."""
        self._listed(())

    def _become(self, state: StationState) -> None:
        self.state = state
        self.changed.emit(state)
