"""How this program is started: for the shop itself, and for the sample shop in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from app.config import Settings, preferences_file


class Launch(Struct, frozen=True):
    """Arguments that lead to the shop, and arguments that lead to its sample shop; `practising`: that is open now.

    `preferences` is the file of the shop's own station, whose look and sounds stay the same while practising.
    """

    shop: tuple[str, ...] = ()
    sample: tuple[str, ...] = ("demo",)
    practising: bool = False
    preferences: Path | None = None

    @property
    def here(self) -> tuple[str, ...]:
        """What leads back to what is open now."""
        return self.sample if self.practising else self.shop

    def preferences_of(self, opened: Settings) -> Path:
        """The file that holds the preferences of the window on what is `opened`."""
        return self.preferences or preferences_file(opened.data_dir, opened.station)

    @property
    def anew(self) -> tuple[str, ...]:
        """What leads to the sample shop as it was on its first morning."""
        return (*self.sample, "--anew")


#: The program without arguments.
PLAIN = Launch()


class Practice(Struct, frozen=True):
    """The sample shop as a screen sees it: whether the window is `inside`, and the ways in, out, and back to its start.

    Each way closes this window and opens another one: the two shops share nothing.
    """

    inside: bool
    enter: Callable[[], None]
    leave: Callable[[], None]
    renew: Callable[[], None]
