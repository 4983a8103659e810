"""The colours and measures of the screens, as data. Text stands out from its ground by 4.5:1 or more (WCAG 1.4.3)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from ui.models.columns import Tone


class Appearance(StrEnum):
    """Light, dark, or what the desktop says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Pair(Struct, frozen=True):
    """A ground and the text on it, as `#RRGGBB`."""

    ground: str
    text: str


class Tokens(Struct, frozen=True):
    """One appearance. `accent` marks the next action only; `quiet` is the fill of plain buttons and chips."""

    ground: str
    card: str
    line: str
    text: str
    muted: str
    accent: Pair
    rail: Pair
    rail_selected: Pair
    quiet: Pair
    tones: dict[Tone, Pair]


LIGHT = Tokens(
    ground="#F6F7F9",
    card="#FFFFFF",
    line="#E3E6EB",
    text="#14171C",
    muted="#5B6472",
    accent=Pair("#1F5FD6", "#FFFFFF"),
    rail=Pair("#12161C", "#AEB8C6"),
    rail_selected=Pair("#232D3B", "#FFFFFF"),
    quiet=Pair("#F0F2F5", "#14171C"),
    tones={
        Tone.PLAIN: Pair("#FFFFFF", "#14171C"),
        Tone.QUIET: Pair("#F0F2F5", "#5B6472"),
        Tone.OK: Pair("#E3F4EE", "#00513A"),
        Tone.ACCENT: Pair("#E7EFFD", "#1B50B4"),
        Tone.ATTENTION: Pair("#F2B233", "#1A1A1A"),
        Tone.WRONG: Pair("#FDEBE3", "#7A2506"),
    },
)
DARK = Tokens(
    ground="#14161A",
    card="#1E2127",
    line="#2E333B",
    text="#ECEFF4",
    muted="#9AA5B4",
    accent=Pair("#6EA0FF", "#0C1526"),
    rail=Pair("#0C0E11", "#8D98A8"),
    rail_selected=Pair("#1D2A3C", "#FFFFFF"),
    quiet=Pair("#23272E", "#ECEFF4"),
    tones={
        Tone.PLAIN: Pair("#1E2127", "#ECEFF4"),
        Tone.QUIET: Pair("#23272E", "#9AA5B4"),
        Tone.OK: Pair("#12312A", "#5FD3AE"),
        Tone.ACCENT: Pair("#1D2A44", "#6EA0FF"),
        Tone.ATTENTION: Pair("#FFC857", "#1A1A1A"),
        Tone.WRONG: Pair("#3A1E14", "#FF9B73"),
    },
)
ALL = (LIGHT, DARK)

ROW_HEIGHT = 52
GAP = 16
PADDING = 20
