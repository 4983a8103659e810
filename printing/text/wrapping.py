"""Where lines break: at spaces, between ideographs, and inside a word only when it alone is too wide."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from printing.text.shaping import clean, measure

#: Closing marks that must not start a line, and opening marks that must not end one (JIS X 4051, the common part).
_NOT_FIRST = frozenset("、。，．・：；？！」』）】〕〉》”’ー々,.;:?!)]}%")
_NOT_LAST = frozenset("「『（【〔〈《“‘([{")


@lru_cache(maxsize=4096)
def wrap(text: str, width_mm: float, size_pt: float, bold: bool = False, language: str = "") -> tuple[str, ...]:
    """Lines of `text` no wider than `width_mm`; line feeds in `text` stay. A blank text has no lines."""
    paragraphs = [clean(part) for part in text.replace("\r\n", "\n").strip().split("\n")]
    if not any(paragraphs):
        return ()
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += _wrap_paragraph(paragraph, width_mm, size_pt, bold, language)
    return tuple(lines)


def fit_size(text: str, width_mm: float, sizes_pt: tuple[float, ...], bold: bool = False) -> float:
    """The first of `sizes_pt` (largest first) at which `text` stands on one line; the last when none does."""
    return next((size for size in sizes_pt if measure(clean(text), size, bold) <= width_mm), sizes_pt[-1])


def shorten(text: str, width_mm: float, size_pt: float, bold: bool = False) -> str:
    """`text` on one line, its end replaced by an ellipsis when it is too wide. Never for codes."""
    whole = clean(text)
    if measure(whole, size_pt, bold) <= width_mm:
        return whole
    kept = _fitting(whole, width_mm - measure("…", size_pt, bold), size_pt, bold, "")
    return whole[:kept].rstrip() + "…"


def _wrap_paragraph(text: str, width_mm: float, size_pt: float, bold: bool, language: str) -> list[str]:
    if measure(text, size_pt, bold, language) <= width_mm:
        return [text]
    lines, line = [], ""
    for piece in _pieces(text):
        if measure((line + piece).rstrip(), size_pt, bold, language) <= width_mm:
            line += piece
            continue
        if line:
            lines.append(line.rstrip())
        *full, line = _cut_word(piece, width_mm, size_pt, bold, language)
        lines += full
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """The text cut at every place where a line may end; spaces stay at the end of their piece."""
    pieces, start = [], 0
    for index in range(1, len(text)):
        if _may_break(text[index - 1], text[index]):
            pieces.append(text[start:index])
            start = index
    return [*pieces, text[start:]]


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _NOT_FIRST or before in _NOT_LAST:
        return False
    if before == " " or (before in "-–—/" and after.isalpha()):
        return True
    return _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    """Ideographs and kana, between which Chinese and Japanese break; hangul words are kept whole."""
    return unicodedata.east_asian_width(character) in "WF" and not "\uac00" <= character <= "\ud7a3"


def _cut_word(word: str, width_mm: float, size_pt: float, bold: bool, language: str) -> list[str]:
    """Pieces of a single word that fit; at least one character each, so that a hopeless width still ends."""
    parts = []
    while measure(word.rstrip(), size_pt, bold, language) > width_mm and len(word) > 1:
        kept = max(1, _fitting(word, width_mm, size_pt, bold, language))
        if kept == len(word):
            break
        parts.append(word[:kept])
        word = word[kept:]
    return [*parts, word]


def _fitting(text: str, width_mm: float, size_pt: float, bold: bool, language: str) -> int:
    """How many characters of `text` fit, never parting a letter from its marks."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle], size_pt, bold, language) <= width_mm:
            low = middle
        else:
            high = middle - 1
    while 0 < low < len(text) and _joins(text[low - 1], text[low]):
        low -= 1
    return low


def _joins(before: str, after: str) -> bool:
    return unicodedata.category(after)[0] == "M" or "\u200d" in (before, after)
