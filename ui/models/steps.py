"""A day of work in steps: what a rehearsal does with the window, and when it takes a picture."""

from __future__ import annotations

from msgspec import Struct


class Step(Struct, frozen=True):
    """One scan on a screen, or without a `scan` only a look; `picture` names the picture to take then, if any.

    `dark` is the appearance of the window from here on.
    """

    screen: str
    scan: str = ""
    picture: str = ""
    dark: bool = False
