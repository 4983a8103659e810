"""Every text and every mark of every appearance can be seen (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import pytest
from msgspec.structs import fields, replace

from app.domain.messages import Kind
from ui.models.columns import Tone
from ui.widgets.tokens import ALL, LIGHT, Pair, Tokens

TEXT, MARK = 4.5, 3.0
#: The grounds a list or a card writes on.
_SURFACES = ("ground", "card", "hover")


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def texts(tokens: Tokens) -> list[tuple[str, str, str]]:
    """Name, ground and text of everything that is written."""
    surfaces = {name: getattr(tokens, name) for name in _SURFACES} | {"selected": tokens.tones[Tone.ACCENT].ground}
    pairs = {name: value for name in _names(tokens) if isinstance(value := getattr(tokens, name), Pair)}
    pairs |= {f"tone {tone}": pair for tone, pair in tokens.tones.items()}
    pairs |= {f"solid {tone}": pair for tone, pair in tokens.solids.items()}
    inks = {"text": tokens.text, "muted": tokens.muted} | {f"ink {tone}": ink for tone, ink in tokens.inks.items()}
    return [
        *((name, pair.ground, pair.text) for name, pair in pairs.items()),
        *((f"banner {kind}", banner.ground, banner.text) for kind, banner in tokens.banners.items()),
        *((f"{name} on {where}", ground, ink) for where, ground in surfaces.items() for name, ink in inks.items()),
        ("text on tone ok", tokens.tones[Tone.OK].ground, tokens.text),
        ("text on quiet_hover", tokens.quiet_hover, tokens.text),
        ("wrong ink on quiet", tokens.quiet.ground, tokens.inks[Tone.WRONG]),
        ("muted on quiet", tokens.quiet.ground, tokens.muted),
        ("accent hovered", tokens.accent_hover, tokens.accent.text),
    ]


def marks(tokens: Tokens) -> list[tuple[str, str, str]]:
    """Name, ground and colour of every border and sign that carries meaning."""
    surfaces = {name: getattr(tokens, name) for name in ("ground", "card")}
    drawn = {"field_line": tokens.field_line, "focus": tokens.focus, "accent": tokens.accent.ground}
    drawn |= {f"solid {tone}": pair.ground for tone, pair in tokens.solids.items() if tone is not Tone.ATTENTION}
    sticky = (Kind.WRONG, Kind.NOT_ACCEPTED)
    return [
        *((f"{name} on {where}", ground, mark) for where, ground in surfaces.items() for name, mark in drawn.items()),
        *((f"border of {kind}", tokens.ground, _border(tokens, kind)) for kind in sticky),
        ("focus on quiet", tokens.quiet.ground, tokens.focus),
        ("ring of a primary button", tokens.accent.ground, tokens.accent.text),
        ("rail mark", tokens.rail.ground, tokens.rail_mark),
    ]


def _border(tokens: Tokens, kind: Kind) -> str:
    """What stands out from the page: the border, or a ground that does it by itself."""
    banner = tokens.banners[kind]
    return max(banner.line, banner.ground, key=lambda colour: contrast(colour, tokens.ground))


def _names(tokens: Tokens) -> list[str]:
    return [field.name for field in fields(tokens)]


def weak(drawn: list[tuple[str, str, str]], least: float) -> list[str]:
    return [f"{name}: {contrast(ground, ink):.2f}" for name, ground, ink in drawn if contrast(ground, ink) < least]


@pytest.mark.parametrize("tokens", ALL, ids=lambda tokens: tokens.name)
def test_every_text_stands_out_from_its_ground(tokens: Tokens) -> None:
    assert weak(texts(tokens), TEXT) == []


@pytest.mark.parametrize("tokens", ALL, ids=lambda tokens: tokens.name)
def test_every_mark_stands_out_from_its_ground(tokens: Tokens) -> None:
    assert weak(marks(tokens), MARK) == []


@pytest.mark.parametrize("tokens", ALL, ids=lambda tokens: tokens.name)
def test_every_token_is_looked_at(tokens: Tokens) -> None:
    """A colour that no rule above knows is a hole in the test; `line` alone only decorates."""
    seen = {colour for _, *colours in (*texts(tokens), *marks(tokens)) for colour in colours} | {tokens.line}
    plain = {value for name in _names(tokens) if isinstance(value := getattr(tokens, name), str) and value[0] == "#"}
    assert plain - seen == set()


def test_every_kind_and_tone_has_its_colours() -> None:
    for tokens in ALL:
        assert set(tokens.banners) == set(Kind)
        assert set(tokens.tones) == set(tokens.inks) == set(Tone)


def test_a_weak_token_would_be_seen() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#FFFFFF", "#009E73") < TEXT
    assert any(name.startswith("muted on card") for name in weak(texts(replace(LIGHT, muted="#9AA0A8")), TEXT))
    assert any(name.startswith("focus on card") for name in weak(marks(replace(LIGHT, focus="#E3E6EB")), MARK))
