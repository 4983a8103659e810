"""What the shell expects of a screen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Screen(QWidget):
    """One entry of the rail. The shell shows it, tells it when it is seen, and closes it.

    `counted` carries the number at its entry; `asked` carries where the person wants to go: a screen's key and what to
    select there, such as `("orders", "17")`.
    """

    counted = Signal(int)
    asked = Signal(str, str)

    #: The key of the rail entry, its words, and the name of its icon.
    key: str = ""
    title: str = ""
    icon: str = ""
    #: What F1 says: one line for each thing that can be done here.
    help: tuple[str, ...] = ()

    def shown(self) -> None:
        """The screen came to the front: look whether what it shows is still true."""

    def select(self, what: str) -> None:
        """Somebody asked for one thing on this screen."""

    def scanned(self, text: str) -> bool:
        """A scan while this screen is in front; False leaves it to the shell."""
        return False

    def close_models(self) -> None:
        """The window goes: wait for no answer any more."""
