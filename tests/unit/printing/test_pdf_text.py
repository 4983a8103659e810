"""Writing direction, shaping, and where lines break."""

from __future__ import annotations

import bidi
import pytest
from bidi.mirror import MIRRORED
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.text import bidi as direction
from printing.text.bidi import is_right_to_left, levels, visual_order
from printing.text.fonts import missing_glyphs
from printing.text.shaping import clean, is_plain, measure, plain_width, shape
from printing.text.wrapping import shorten, wrap

mixed = st.text(st.sampled_from("אבגשلمحa bcXY 123-/,.:()[]%$–'"), min_size=1, max_size=16)


def _visual(text: str, rtl: bool) -> str:
    found = levels(text, rtl)
    return "".join(MIRRORED.get(text[i], text[i]) if found[i] % 2 else text[i] for i in visual_order(found))


def _agrees(text: str, rtl: bool) -> bool:
    """Whether the order is the one of python-bidi's other implementation, which is written in Rust."""
    expected = bidi.get_display(text, base_dir="R" if rtl else "L")
    return _visual(text, rtl) == expected or "".join(text[i] for i in visual_order(levels(text, rtl))) == expected


@settings(max_examples=300, deadline=None)
@given(text=mixed.map(str.strip).filter(bool), rtl=st.booleans())
def test_the_order_of_mixed_text_agrees_with_a_second_implementation(text: str, rtl: bool) -> None:
    assert _agrees(text, rtl)


def test_without_the_rule_of_brackets_they_disagree(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "חברת Acme (UK) בעמ"
    levels.cache_clear()
    assert _agrees(name, rtl=True)
    monkeypatch.setattr(direction, "_resolve_brackets", lambda chars, base: None)
    levels.cache_clear()
    assert not _agrees(name, rtl=True)
    levels.cache_clear()


def test_a_hebrew_name_with_digits_and_latin_reads_from_the_right() -> None:
    line = shape("דירה 12 ליד Acme", bold=False, rtl=True)
    assert line.visual == "Acme " + "דיל 12 הריד"
    assert [glyph.x for glyph in line.glyphs] == sorted(glyph.x for glyph in line.glyphs)


def test_arabic_letters_are_joined() -> None:
    joined = shape("محمد", bold=False, rtl=True)
    apart = {shape(letter, bold=False, rtl=True).glyphs[0].index for letter in "محمد"}
    assert len({glyph.index for glyph in joined.glyphs} - apart) >= 3


def test_ideographs_follow_the_reader_s_language() -> None:
    forms = {language: shape("骨", False, False, language).glyphs[0].index for language in ("ja", "zh-Hans", "zh-Hant")}
    assert len(set(forms.values())) == 3


def test_a_missing_character_is_named() -> None:
    assert missing_glyphs("Łukasz 見本 ลูก देव שלום ❤️👍🏽 e\u0301") == ()
    assert missing_glyphs("ᚠ rune ᚢ ᚠ") == ("ᚠ", "ᚢ")


def test_direction_tricks_and_control_characters_are_removed() -> None:
    assert clean("gift\u202egnp.exe\u2066\x00\t!") == "giftgnp.exe  !"
    assert clean("e\u0301") == "é"


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(st.sampled_from("word wide -漢字、。שלום ลูก देव 12"), max_size=80),
    width=st.floats(12, 60),
    size=st.sampled_from([6.0, 10.5, 20.0]),
)
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: float, size: float) -> None:
    lines = wrap(text, width, size)
    assert all(measure(line, size) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())


def test_a_line_does_not_start_with_a_closing_mark() -> None:
    lines = wrap("東京都千代田区。見本町、" * 6, 20, 10)
    assert len(lines) > 3
    assert not [line for line in lines if line[0] in "。、"]


def test_an_ellipsis_marks_what_was_cut() -> None:
    assert shorten("short", 50, 10) == "short"
    cut = shorten("a very long name of a shop by the sea", 30, 10)
    assert cut.endswith("…")
    assert measure(cut, 10) <= 30


def test_right_to_left_is_told_by_the_first_strong_character() -> None:
    assert is_right_to_left("12 שלום Acme")
    assert not is_right_to_left("Acme שלום")


def test_plain_text_is_measured_as_the_pdf_draws_it() -> None:
    from reportlab.pdfbase.ttfonts import TTFont

    from printing.text.fonts import FAMILIES, face

    text = "AVATAR Łukasz, Ελένη, Анна 123"
    font = TTFont("probe", str(face(FAMILIES[0], bold=False).path))
    assert is_plain(text)
    assert plain_width(text, bold=False) == pytest.approx(font.stringWidth(text, 1000), abs=0.5 * len(text))
