"""What is chosen for this station alone: how the window looks, what is heard, and how the scanner is connected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePath

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from app.config import number_range
from app.domain.messages import Kind
from ui.models.columns import Tone
from ui.models.settings import StationState
from ui.runtime.language import mark, tr
from ui.viewmodels.settings_station import StationModel
from ui.views.settings_parts import Lines, RestartNote, beside, page, stacked, with_action
from ui.widgets.card import Card
from ui.widgets.feedback import SHAPES
from ui.widgets.fields import ChoiceField, Switch
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, button, icon_button, label
from ui.widgets.step_field import StepField
from ui.widgets.theme_tile import ThemeTile
from ui.widgets.tokens import Appearance

_LOOKS = (
    (Appearance.SYSTEM, mark("As this computer")),
    (Appearance.LIGHT, mark("Light")),
    (Appearance.DARK, mark("Dark")),
)
_SOUNDS = (
    (Kind.OK, mark("Right"), mark("Counted, go on"), Tone.OK),
    (Kind.DONE, mark("Complete"), mark("A delivery or a box is done"), Tone.OK),
    (Kind.NOTE, mark("Note"), mark("Nothing was counted, nothing is wrong"), Tone.ACCENT),
    (Kind.ATTENTION, mark("Attention"), mark("You have to decide"), Tone.ATTENTION),
    (Kind.WRONG, mark("Wrong"), mark("Not this one: stays until it is cleared"), Tone.WRONG),
    (Kind.NOT_ACCEPTED, mark("Not accepted"), mark("Nothing was taken in"), Tone.QUIET),
)
_FIELD_WIDTH, _CONNECTION_WIDTH = 460, 620


class StationPage(QWidget):
    """Draws the state of a station, now and whenever it changes."""

    def __init__(self, model: StationModel, *cards: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page(*cards))
        model.changed.connect(self.render_state)
        self.render_state(model.state)

    def render_state(self, state: StationState) -> None:
        """Draw it."""
        raise NotImplementedError


class LookPage(StationPage):
    """Light, dark, or as the computer; and how large everything is."""

    def __init__(self, model: StationModel, restart: Callable[[], None]) -> None:
        self._tiles = [ThemeTile(appearance, tr(words)) for appearance, words in _LOOKS]
        self._scale = StepField(
            tr("Size of everything"), number_range("scale"), tr("For screens that are far away, or very sharp.")
        )
        self._scale.setMaximumWidth(_FIELD_WIDTH)
        self._restart = RestartNote(restart)
        self._group = QButtonGroup()
        for tile in self._tiles:
            self._group.addButton(tile)
            tile.clicked.connect(partial(model.change, "theme", tile.appearance.value))
        self._scale.edited.connect(partial(model.change, "scale"))
        super().__init__(
            model,
            Card(tr("Colours"), beside(*self._tiles, spacing=16)),
            Card(tr("Size"), stacked(self._scale, self._restart)),
        )

    def render_state(self, state: StationState) -> None:
        for tile in self._tiles:
            tile.setChecked(tile.appearance is state.chosen.theme)
        self._scale.show_value(state.chosen.scale)
        self._restart.setVisible(state.wait_for_restart)


class SoundsPage(StationPage):
    """Whether and how loud answers are heard, and each of the six to listen to."""

    def __init__(self, model: StationModel) -> None:
        self._on = Switch(tr("Every answer to a scan is also heard"))
        self._volume = StepField(
            tr("Volume"), number_range("volume"), tr("Beside the volume of this computer. Ctrl+Shift+M mutes anywhere.")
        )
        self._volume.setMaximumWidth(_FIELD_WIDTH)
        self._previews = {kind: _preview(model, kind, tr(name)) for kind, name, _, _ in _SOUNDS}
        self._on.edited.connect(partial(model.change, "sounds"))
        self._volume.edited.connect(partial(model.change, "volume"))
        super().__init__(
            model,
            Card(tr("Sounds"), stacked(self._on, self._volume)),
            Card(tr("The six answers"), self._answers()),
        )

    def render_state(self, state: StationState) -> None:
        on = state.chosen.sounds
        self._on.setChecked(on)
        self._volume.show_value(state.chosen.volume)
        for each in (self._volume, *self._previews.values()):
            each.setEnabled(on)

    def _answers(self) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(12)
        for place, (kind, name, meaning, tone) in enumerate(_SOUNDS):
            words = stacked(label(tr(name), Role.STRONG), label(tr(meaning), Role.MUTED, wraps=True), spacing=2)
            row = beside(
                icon_label(SHAPES[kind], 24, tone), words, self._previews[kind], stretches=(0, 1, 0), spacing=16
            )
            grid.addWidget(row, place // 2, place % 2)
        return held


class ScannerPage(StationPage):
    """Shows what the scanner sends, and how it is connected."""

    def __init__(self, model: StationModel, restart: Callable[[], None]) -> None:
        self._heard = Lines()
        self._ports: Sequence[tuple[str, str]] = ()
        self._port = ChoiceField(
            tr("How it is connected"),
            (),
            hint=tr("Most scanners type. One with a serial or USB-COM port stands in this list."),
        )
        again = button(tr("Look again"), icon="refresh-cw")
        connection = with_action(self._port, again)
        connection.setMaximumWidth(_CONNECTION_WIDTH)
        self._restart = RestartNote(restart)
        self._port.edited.connect(partial(model.change, "scanner"))
        again.clicked.connect(model.refresh)
        super().__init__(
            model,
            Card(tr("Scanner test"), stacked(*_instructions(), self._heard)),
            Card(tr("Connection"), stacked(connection, self._restart)),
        )

    def render_state(self, state: StationState) -> None:
        lines = (("scan-barcode", Tone.QUIET, each.text, f"{each.bytes} · {each.detail}") for each in state.heard)
        self._heard.show_lines(lines, state.heard)
        choices = _port_choices(state)
        if choices != self._ports:
            self._ports = choices
            self._port.show_choices(choices, state.chosen.scanner)
        self._port.show_value(state.chosen.scanner)
        self._restart.setVisible(state.wait_for_restart)


def _instructions() -> tuple[QWidget, QWidget]:
    ask = label(tr("Scan any code. It is shown here, and nothing is done with it."), Role.NEXT, wraps=True)
    advice = label(
        tr(
            "A code that stands here cut in two needs a slower or a longer hold time; one that never comes needs "
            "Enter or Tab as its ending. Both are set with the codes in the scanner's manual."
        ),
        Role.MUTED,
        wraps=True,
    )
    return ask, advice


def _port_choices(state: StationState) -> list[tuple[str, str]]:
    """The keyboard first; a port that was chosen stays in the list while nothing is plugged in there."""
    chosen, ports = state.chosen.scanner, list(state.ports)
    if chosen and chosen not in dict(ports):
        name = PurePath(chosen).name
        ports.append((chosen, tr("Not plugged in: {port}", port=name) if state.ports_known else name))
    return [("", tr("Types like a keyboard")), *ports]


def _preview(model: StationModel, kind: Kind, name: str) -> QWidget:
    made = icon_button("play", tr("Listen to {sound}", sound=name))
    made.clicked.connect(partial(model.preview, kind))
    return made
