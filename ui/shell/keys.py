"""The keys of the whole window, as data: what F1 lists is what works. Screens add their own."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from ui.runtime.language import mark


class Act(Enum):
    """What a key of the window does."""

    HELP = "help"
    FIND = "find"
    REFRESH = "refresh"
    SETTINGS = "settings"
    MUTE = "mute"
    BACK = "back"
    UNDO = "undo"


class Binding(Struct, frozen=True):
    """A key as Qt writes it, and what it does in words."""

    keys: str
    words: str
    act: Act


BINDINGS = (
    Binding("F1", mark("What can be done here, and the command codes"), Act.HELP),
    Binding("Ctrl+K", mark("Find anything: orders, products, suppliers, screens"), Act.FIND),
    Binding("F5", mark("Look again"), Act.REFRESH),
    Binding("Ctrl+,", mark("Open the settings"), Act.SETTINGS),
    Binding("Ctrl+Shift+M", mark("Sounds off, or on again"), Act.MUTE),
)

#: Keys that come to the window only when the widget with the focus has no use for them: Esc empties a search first, and
#: Ctrl+Z takes back what is being typed.
LEFT_OVER = (
    Binding(mark("Esc"), mark("One step back; never loses a scan"), Act.BACK),
    Binding("Ctrl+Z", mark("Take the last thing back"), Act.UNDO),
)

#: Told with the keys, though the widgets and screens themselves answer to them.
EVERYWHERE = (
    (mark("Tab"), mark("The next thing that can be used; Shift+Tab goes back")),
    (mark("Space"), mark("Clear what was wrong")),
)


def screen_key(number: int) -> str:
    """The key of the screen at a place of the rail, counted from 1."""
    return f"Alt+{number}"
