"""All scanners of this workstation as one: keyboard and serial, each code once (reliability R24, R28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal

from app.devices.scan import Deduplicator, Scan
from ui.runtime.failures import Failure
from ui.runtime.language import tr
from ui.shell.wedge_filter import WedgeFilter

if TYPE_CHECKING:
    from app.devices.serial_port import SerialScanner


class SerialPort(Struct, frozen=True):
    """A scanner on a serial port; `path` stays the same across unplugging. `baud` is in bits per second."""

    path: str
    baud: int = 9600


class ScannerState(Struct, frozen=True):
    """How scans can come in. `connected` is None without a serial scanner; `keyboard` is why the filter is off."""

    connected: bool | None = None
    keyboard: str = ""


class ScanChannel(QObject):
    """`scanned` carries the text of each scan once, `told` what somebody should know, `changed` a `ScannerState`."""

    scanned = Signal(str)
    told = Signal(str)
    changed = Signal(object)

    _heard = Signal(object)
    _connected = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = ScannerState()
        self._once = Deduplicator()
        self._wedge = WedgeFilter(self)
        self._serial: SerialScanner | None = None
        self._wedge.scanned.connect(self._take)
        self._wedge.torn.connect(self._tell_torn)
        self._wedge.unended.connect(self._tell_unended)
        self._wedge.broke.connect(self._broke)
        # They come from the scanner's thread.
        self._heard.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._connected.connect(self._serial_state, Qt.ConnectionType.QueuedConnection)

    def open(self, port: SerialPort | None = None) -> None:
        """Begin to listen to the keyboard, and to a serial port where there is one."""
        self._wedge.install()
        if port is not None:
            # pyserial loads only where a serial scanner is set up.
            from app.devices.serial_port import SerialScanner

            self._become(replace(self.state, connected=False))
            self._serial = SerialScanner(port.path, self._heard.emit, self._connected.emit, baud=port.baud)
            self._serial.start()

    def close(self) -> None:
        """Hear no more scans."""
        self._wedge.uninstall()
        if self._serial is not None:
            self._serial.stop()

    def _take(self, scan: Scan) -> None:
        once = self._once.accept(scan)
        if once is not None:
            self.scanned.emit(once.text)

    def _tell_torn(self) -> None:
        self.told.emit(tr("The scanner typed into another window. Nothing was taken in here. Scan the code again."))

    def _tell_unended(self, text: str) -> None:
        self.told.emit(
            tr(
                "The scanner sent {code} without an end. Nothing was done. Set it to send Enter after each code.",
                code=text[:24],
            )
        )

    def _broke(self, failure: Failure) -> None:
        self._become(replace(self.state, keyboard=failure.text))

    def _serial_state(self, connected: bool) -> None:
        self._become(replace(self.state, connected=connected))

    def _become(self, state: ScannerState) -> None:
        self.state = state
        self.changed.emit(state)
