"""The keys of the whole window, as data: what F1 lists is what works. Screens add their own."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Act(Enum):
    """What a key of the window does."""

    HELP = "help"
    FIND = "find"
    REFRESH = "refresh"


class Binding(Struct, frozen=True):
    """A key as Qt writes it, and what it does in words."""

    keys: str
    words: str
    act: Act


BINDINGS = (
    Binding("F1", "What can be done here, and the command codes", Act.HELP),
    Binding("Ctrl+K", "Find anything: orders, products, suppliers, screens", Act.FIND),
    Binding("F5", "Look again", Act.REFRESH),
)

#: Told with the keys, though the widgets and screens themselves answer to them.
EVERYWHERE = (
    ("Tab", "The next thing that can be used; Shift+Tab goes back"),
    ("Esc", "One step back; never loses a scan"),
    ("Space", "Clear what was wrong"),
    ("Ctrl+Z", "Take the last thing back"),
)


def screen_key(number: int) -> str:
    """The key of the screen at a place of the rail, counted from 1."""
    return f"Alt+{number}"
