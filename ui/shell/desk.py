"""Everything behind the window, wired by hand: lanes, notices, scanners, errands, and who tells whom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent

from app.config import DEFAULTS, Preferences
from app.domain.own_codes import Command, command_code
from app.domain.requests import Clock
from ui.models.columns import Tone
from ui.models.launch import PLAIN, Launch
from ui.runtime.background import Background
from ui.runtime.language import tr
from ui.runtime.notices import Changes, Notices, Subject
from ui.runtime.preferences import StationPreferences
from ui.runtime.sounds import Player, Sounds
from ui.shell.devices import Devices
from ui.shell.errands import Errands
from ui.shell.finder import Entry, Finder
from ui.shell.help_overlay import HelpOverlay, draw_codes
from ui.shell.keys import screen_key
from ui.shell.main_window import MainWindow
from ui.shell.memory import memory_file, recall, remember
from ui.shell.palette import Palette
from ui.shell.relaunch import Relaunch
from ui.shell.routes import Route
from ui.shell.scan_channel import ScanChannel, SerialPort
from ui.shell.scan_router import ScanRouter
from ui.shell.screens import Parts, Seat
from ui.shell.wardrobe import Wardrobe
from ui.viewmodels.last_scans import LastScans, LastScansState
from ui.views.sample_card import SampleBand

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

#: The conversations by their name, and the screen that holds each.
_SCREEN_OF = {"receiving": "receiving", "packing": "pack"}


class Desk:
    """One window with all that works for it. `open` begins, `close` ends in order and leaves nothing."""

    def __init__(
        self,
        place: Workplace,
        clock: Clock,
        seats: Sequence[Seat],
        wardrobe: Wardrobe,
        player: Player,
        chosen: Preferences = DEFAULTS,
        launch: Launch = PLAIN,
    ) -> None:
        self._place = place
        self._seats = seats
        self._wardrobe = wardrobe
        self._background = background = Background()
        self._sounds = Sounds(player, volume=chosen.volume / 100, muted=not chosen.sounds)
        file = launch.preferences_of(place.settings)
        self._preferences = StationPreferences(background, file, chosen)
        self.relaunch = again = Relaunch(launch, lambda: self.window.close())
        parts = Parts(background, place, clock, self._sounds, self._preferences, again.restart, again.practice())
        self.window = MainWindow(seats, lambda seat: seat.build(parts), _who(place))
        if launch.practising:
            self.window.put_under_bar(SampleBand(again.practice()))
        self._notices = Notices(background, place.database)
        self._scanners = ScanChannel()
        self._router = ScanRouter(background, place, self._take)
        self._devices = Devices(background, place)
        self._scans = LastScans(background, place.database, place.settings.station, clock)
        self._finder = Finder(background, place.database, [_entry(seat) for seat in seats])
        self._errands = Errands(place, self.window.failed.emit)
        self._memory = memory_file(place.settings.data_dir, place.settings.station)
        self._connect()

    def open(self, scanner: SerialPort | None = None) -> None:
        """Show the window where it was, then begin to listen and to work."""
        memory = recall(self._memory)
        self.window.restore(memory, self._seats)
        self.window.showMaximized() if memory.maximized else self.window.show()
        self._scanners.open(scanner)
        self._notices.start()
        self._scans.refresh()
        self._errands.start()

    def close(self) -> None:
        """Scanners first, so that nothing new comes; then what was asked for is written, and then printed."""
        self._scanners.close()
        self._notices.close()
        self._remember()
        self.window.stack.close_models()
        for model in (self._scans, self._devices, self._finder):
            model.close()
        self._background.close()
        self._errands.close()
        self._sounds.close()
        self.window.close()
        self.window.deleteLater()
        # Now, not with the next event: there may be none any more.
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete.value)

    def _connect(self) -> None:
        window = self.window
        self._scanners.scanned.connect(self._router.scanned)
        self._scanners.told.connect(lambda words: window.bar.show_scan("", words, Tone.WRONG))
        self._scanners.changed.connect(self._devices.scanner)
        self._sounds.problem_changed.connect(self._devices.sound)
        self._preferences.changed.connect(self._wear_and_sound)
        self._preferences.failed.connect(window.failed)
        self._router.taken.connect(window.bar.await_answer)
        self._router.routed.connect(self._follow)
        self._router.badge.connect(self._switch_user)
        self._notices.changed.connect(self._heard)
        self._notices.reached.connect(self._devices.reached)
        self._notices.reached.connect(self._errands.look)
        self._devices.changed.connect(window.bar.show_chips)
        self._scans.changed.connect(self._show_scans)
        self._background.writing.connect(window.strip.show_writing)
        window.strip.undone.connect(self._undo)
        window.stack.moved.connect(self._remember)
        window.asked_for_help.connect(self._help)
        window.asked_to_find.connect(self._find)
        window.asked_to_mute.connect(self._toggle_mute)

    def _remember(self) -> None:
        """Not only at the end: a program that was killed starts again where it was."""
        self._background.write(partial(remember, self._memory, self.window.memory()), _nothing, _nothing)

    # --- scans ---

    def _take(self, text: str) -> bool:
        return self.window.stack.front.scanned(text)

    def _follow(self, text: str, route: Route) -> None:
        """A scan that the screen in front did not want."""
        self.window.bar.show_scan(text, route.words, route.tone)
        if self.window.stack.has(route.screen):
            self.window.stack.go(route.screen, route.select)
            if route.scans:
                self._take(text)

    def _switch_user(self, user: str) -> None:
        self._place.settings = replace(self._place.settings, user=user)
        self.window.bar.show_user(_who(self._place))
        self.window.bar.show_scan("", tr("{user} works here now", user=user), Tone.OK)

    def _undo(self, conversation: str) -> None:
        self.window.stack.go(_SCREEN_OF[conversation])
        self._take(command_code(Command.UNDO, self._place.secret))

    def _show_scans(self, state: LastScansState) -> None:
        self.window.strip.show_scans(state)
        if state.scans:
            newest = state.scans[0]
            self.window.bar.show_scan(newest.code, newest.words, newest.tone)

    # --- preferences ---

    def _wear_and_sound(self, chosen: Preferences) -> None:
        if chosen.theme is not self._wardrobe.appearance:
            self._wardrobe.wear(chosen.theme)
        self._sounds.mute(not chosen.sounds)
        self._sounds.set_volume(chosen.volume / 100)

    def _toggle_mute(self) -> None:
        self._preferences.toggle_mute()
        on = self._preferences.chosen.sounds
        words = tr("Sounds are on again") if on else tr("Sounds are off. Every answer still stands on the screen")
        self.window.bar.show_scan("", words, Tone.OK if on else Tone.ATTENTION)

    # --- what is new ---

    def _heard(self, changes: Changes) -> None:
        self.window.stack.heard(changes)
        self._errands.heard(changes)
        if Subject.SCANS in changes.subjects:
            self._scans.refresh()

    # --- help and palette ---

    def _help(self) -> None:
        screens = [(screen_key(seat.number), seat.screen.title) for seat in self._seats if seat.number]
        overlay = HelpOverlay(self.window.stack.front, screens, self.window)
        interest = self._background.read(
            partial(draw_codes, self._place.secret), overlay.show_codes, self.window.failed.emit
        )
        overlay.finished.connect(interest.drop)
        self.window.cover(overlay)

    def _find(self) -> None:
        palette = Palette(self._finder, self.window)
        palette.chosen.connect(self._go)
        self.window.cover(palette)

    def _go(self, entry: Entry) -> None:
        if entry.code:
            self._router.scanned(entry.code)
        else:
            self.window.stack.go(entry.screen, entry.select)


def _entry(seat: Seat) -> Entry:
    kind = seat.screen
    return Entry(kind.icon, kind.title, screen_key(seat.number) if seat.number else "", kind.key)


def _who(place: Workplace) -> str:
    return f"{place.settings.station} · {place.settings.user}"


def _nothing(_: object) -> None:
    """The window is gone: nobody waits for this."""
