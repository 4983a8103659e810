"""The appearance of the application: chosen here, remembered by the window, followed when the desktop changes."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui.shell.theme import dress, tokens_for
from ui.widgets.tokens import Appearance


class Wardrobe:
    """Dresses the application in one appearance, and again whenever the desktop turns light or dark."""

    def __init__(self, app: QApplication, appearance: Appearance) -> None:
        self.appearance = appearance
        self._app = app
        app.styleHints().colorSchemeChanged.connect(self._dress)
        self._dress()

    def wear(self, appearance: Appearance) -> None:
        """From now on this one."""
        self.appearance = appearance
        self._dress()

    def _dress(self) -> None:
        dress(self._app, tokens_for(self.appearance, self._app.styleHints().colorScheme()))
