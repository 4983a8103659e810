"""Writing direction: the Unicode Bidirectional Algorithm (UAX #9) for one line of text.

The resolving steps W1-W7, N1-N2 and I1-I2 are python-bidi's. Paired brackets (N0, BD16), which that part of the
library lacks, are added here. Explicit embeddings, overrides and isolates are removed by `shaping.clean`: in a
customer's name they serve nobody, and they can make a line read differently from what is stored.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from bidi import algorithm
from bidi.mirror import MIRRORED

#: Characters with an effect of their own on direction, which a label or a slip must not obey.
EXPLICIT_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def is_right_to_left(text: str) -> bool:
    """Whether the first strong character is right to left (rules P2 and P3)."""
    return bool(algorithm.get_base_level(text) == 1)


@lru_cache(maxsize=2048)
def levels(text: str, rtl: bool) -> tuple[int, ...]:
    """The embedding level of each character of one line; odd levels run right to left."""
    visible = [index for index, character in enumerate(text) if unicodedata.bidirectional(character) != "BN"]
    resolved = iter(_resolve("".join(text[index] for index in visible), rtl))
    found, level = set(visible), int(rtl)
    result = []
    for index in range(len(text)):
        level = next(resolved) if index in found else level
        result.append(level)
    return tuple(result)


def visual_order(run_levels: tuple[int, ...]) -> tuple[int, ...]:
    """Indices of runs from left to right (rule L2)."""
    order = list(range(len(run_levels)))
    for level in range(max(run_levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return tuple(order)


def _resolve(text: str, rtl: bool) -> list[int]:
    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = int(rtl), "R" if rtl else "L"
    algorithm.get_embedding_levels(text, storage)
    for character in storage["chars"]:
        # A character newer than Python's Unicode tables has no class there; most of them are read left to right.
        character["type"] = character["type"] or "L"
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(storage["chars"], "R" if rtl else "L")
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return [character["level"] for character in storage["chars"]]


def _resolve_brackets(chars: list[dict[str, Any]], direction: str) -> None:
    """Rule N0: both brackets of a pair follow the text inside them, or else the text before them."""
    strong = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
    for opening, closing in _bracket_pairs(chars):
        inside = {strong[c["type"]] for c in chars[opening + 1 : closing] if c["type"] in strong}
        if not inside:
            continue
        before = next((strong[c["type"]] for c in reversed(chars[:opening]) if c["type"] in strong), direction)
        resolved = direction if direction in inside else before
        for bracket in (opening, closing):
            chars[bracket]["type"] = resolved


def _bracket_pairs(chars: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Matching brackets by position, in the order they open (BD16)."""
    waiting: list[tuple[str, int]] = []
    pairs = []
    for index, character in enumerate(chars):
        mark = character["ch"]
        category = unicodedata.category(mark) if mark in MIRRORED and character["type"] == "ON" else ""
        if category == "Ps":
            waiting.append((MIRRORED[mark], index))
        elif category == "Pe":
            depth = next((d for d in range(len(waiting) - 1, -1, -1) if waiting[d][0] == mark), None)
            if depth is not None:
                pairs.append((waiting[depth][1], index))
                del waiting[depth:]
    return sorted(pairs)
