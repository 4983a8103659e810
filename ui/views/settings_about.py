"""Versions, and whose work this stands on."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.settings import SettingsState
from ui.runtime.language import tr
from ui.views.settings_parts import Lines, page
from ui.widgets.card import Card


class AboutPage(QWidget):
    """What is running here, and the libraries with their licences."""

    def __init__(self) -> None:
        super().__init__()
        self._versions, self._libraries = Lines(), Lines()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            page(
                Card(tr("This program"), self._versions),
                Card(tr("Libraries and their licences"), self._libraries),
            )
        )

    def render_state(self, state: SettingsState) -> None:
        about = state.about
        if about is None:
            return
        system = tr("Python {version} on {system}", version=about.python, system=about.system)
        versions = (
            ("package", Tone.QUIET, tr("Crossdock {version}", version=about.version), tr("MIT licence")),
            ("database", Tone.QUIET, tr("SQLite {version}", version=about.sqlite), system),
        )
        self._versions.show_lines(versions, about.version)
        libraries = (("file-text", Tone.QUIET, f"{each.name} {each.version}", each.licence) for each in about.libraries)
        self._libraries.show_lines(libraries, about.libraries)
