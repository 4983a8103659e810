"""The colours and measures of the screens, as data. Nothing of Qt is needed to read or to check them.

Text stands out from its ground by 4.5:1 or more (WCAG 2.2, 1.4.3), marks and borders that carry meaning by 3:1 or more
(1.4.11); a test computes both over all tokens.
"""

from __future__ import annotations

from msgspec import Struct

from app.config import Appearance as Appearance
from app.domain.messages import Kind
from ui.models.columns import Tone


class Pair(Struct, frozen=True):
    """A ground and the text on it, as `#RRGGBB`."""

    ground: str
    text: str


class Banner(Struct, frozen=True):
    """The colours of one kind of feedback; `line` is its border."""

    ground: str
    text: str
    line: str


class Tokens(Struct, frozen=True):
    """One appearance.

    `accent` marks the next action only, `quiet` is the fill of plain buttons and chips, `field_line` the border of what
    can be typed into. `tones` are pale grounds with text of the same hue, `solids` the strong ones for what is exactly
    now, `inks` the same hues as text, icons and marks on a card or on the ground.
    """

    name: str
    ground: str
    card: str
    line: str
    field_line: str
    text: str
    muted: str
    hover: str
    focus: str
    accent: Pair
    accent_hover: str
    rail: Pair
    rail_selected: Pair
    rail_mark: str
    quiet: Pair
    quiet_hover: str
    tones: dict[Tone, Pair]
    solids: dict[Tone, Pair]
    inks: dict[Tone, str]
    banners: dict[Kind, Banner]


LIGHT = Tokens(
    name="light",
    ground="#F6F7F9",
    card="#FFFFFF",
    line="#E3E6EB",
    field_line="#838C9A",
    text="#14171C",
    muted="#5B6472",
    hover="#F6F7F9",
    focus="#1F5FD6",
    accent=Pair("#1F5FD6", "#FFFFFF"),
    accent_hover="#1A52BA",
    rail=Pair("#12161C", "#AEB8C6"),
    rail_selected=Pair("#232D3B", "#FFFFFF"),
    rail_mark="#6EA0FF",
    quiet=Pair("#F0F2F5", "#14171C"),
    quiet_hover="#E3E6EB",
    tones={
        Tone.PLAIN: Pair("#FFFFFF", "#14171C"),
        Tone.QUIET: Pair("#F0F2F5", "#5B6472"),
        Tone.OK: Pair("#E3F4EE", "#00513A"),
        Tone.ACCENT: Pair("#E7EFFD", "#1B50B4"),
        Tone.ATTENTION: Pair("#F2B233", "#1A1A1A"),
        Tone.WRONG: Pair("#FDEBE3", "#7A2506"),
    },
    solids={
        Tone.OK: Pair("#00694B", "#FFFFFF"),
        Tone.ACCENT: Pair("#1F5FD6", "#FFFFFF"),
        Tone.ATTENTION: Pair("#F2B233", "#1A1A1A"),
        Tone.WRONG: Pair("#A8330A", "#FFFFFF"),
    },
    inks={
        Tone.PLAIN: "#14171C",
        Tone.QUIET: "#5B6472",
        Tone.OK: "#00513A",
        Tone.ACCENT: "#1F5FD6",
        Tone.ATTENTION: "#7A4B00",
        Tone.WRONG: "#7A2506",
    },
    banners={
        Kind.OK: Banner("#E3F4EE", "#00513A", "#00694B"),
        Kind.DONE: Banner("#00694B", "#FFFFFF", "#00694B"),
        Kind.NOTE: Banner("#E4F0F7", "#004A73", "#005A8C"),
        Kind.ATTENTION: Banner("#F2B233", "#1A1A1A", "#7A4B00"),
        Kind.WRONG: Banner("#FDEBE3", "#7A2506", "#A8330A"),
        Kind.NOT_ACCEPTED: Banner("#4A4A4A", "#FFFFFF", "#1A1A1A"),
    },
)
DARK = Tokens(
    name="dark",
    ground="#14161A",
    card="#1E2127",
    line="#2E333B",
    field_line="#6B7685",
    text="#ECEFF4",
    muted="#9AA5B4",
    hover="#23272E",
    focus="#6EA0FF",
    accent=Pair("#6EA0FF", "#0C1526"),
    accent_hover="#8CB4FF",
    rail=Pair("#0C0E11", "#8D98A8"),
    rail_selected=Pair("#1D2A3C", "#FFFFFF"),
    rail_mark="#6EA0FF",
    quiet=Pair("#23272E", "#ECEFF4"),
    quiet_hover="#2E333B",
    tones={
        Tone.PLAIN: Pair("#1E2127", "#ECEFF4"),
        Tone.QUIET: Pair("#23272E", "#9AA5B4"),
        Tone.OK: Pair("#12312A", "#5FD3AE"),
        Tone.ACCENT: Pair("#1D2A44", "#6EA0FF"),
        Tone.ATTENTION: Pair("#FFC857", "#1A1A1A"),
        Tone.WRONG: Pair("#3A1E14", "#FF9B73"),
    },
    solids={
        Tone.OK: Pair("#0B7F5C", "#FFFFFF"),
        Tone.ACCENT: Pair("#6EA0FF", "#0C1526"),
        Tone.ATTENTION: Pair("#FFC857", "#1A1A1A"),
        Tone.WRONG: Pair("#C24A1B", "#FFFFFF"),
    },
    inks={
        Tone.PLAIN: "#ECEFF4",
        Tone.QUIET: "#9AA5B4",
        Tone.OK: "#5FD3AE",
        Tone.ACCENT: "#6EA0FF",
        Tone.ATTENTION: "#FFC857",
        Tone.WRONG: "#FF9B73",
    },
    banners={
        Kind.OK: Banner("#12312A", "#5FD3AE", "#0B7F5C"),
        Kind.DONE: Banner("#0B7F5C", "#FFFFFF", "#0B7F5C"),
        Kind.NOTE: Banner("#12283A", "#7CC4F0", "#3D8FC0"),
        Kind.ATTENTION: Banner("#FFC857", "#1A1A1A", "#FFC857"),
        Kind.WRONG: Banner("#3A1E14", "#FF9B73", "#C24A1B"),
        Kind.NOT_ACCEPTED: Banner("#4A4A4A", "#FFFFFF", "#9AA5B4"),
    },
)
ALL = (LIGHT, DARK)

#: Sizes in px: a row of a list, a target that is touched (ux §2.3), the space between cards and inside them.
ROW_HEIGHT = 52
TARGET_HEIGHT = 44
GAP = 16
PADDING = 20
