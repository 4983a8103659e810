import base64
import io
import re
import zlib
from collections import Counter

import pytest
import zplkit
import zxingcpp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from printing.layout.errors import BarcodeNotPossible
from printing.layout.label_marks import Bars, Box, Label, TextBlock
from printing.render.zpl import LabelDamaged, escape_data, lint_zpl, to_zpl, write_zpl
from printing.render.zpl_text import _ADVANCE, Picture, Text, fits_resident_font, text_fields

HOSTILE = "Eve^XZ^XA~JR^FDx^FS_5E\\&"


def _zpl(*fields, width=800, length=400, escape=escape_data):
    return write_zpl(width, length, fields, escape=escape)


def _fields(*lines):
    return text_fields(TextBlock(lines, 40, 40, 60, pitch=80))


def _image(zpl):
    (label,) = zplkit.render(zpl).labels
    return Image.open(io.BytesIO(label.png())).convert("L")


def _ink(image):
    return ImageChops.invert(image).getbbox()


def test_label_command_by_command():
    zpl = _zpl(
        Text(16, 24, 30, "Plain"),
        Text(0, 60, 20, "50% off", centred_in=800, reverse=True),
        Bars(40, 100, 80, 3, "JT:A12"),
        Box(0, 200, 800, 4, 4),
    )

    assert zpl.splitlines() == [
        "^XA^CI28^LH0,0^PW800^LL400",
        "^FO16,24^A0N,30,30^FH^FDPlain^FS",
        "^FO0,60^FR^A0N,20,20^FB800,1,0,C^FH^FD50% off^FS",
        "^FO40,100^BY3^BCN,80,N,N,N,N^FH^FD>:JT:A12^FS",
        "^FO0,200^GB800,4,4^FS",
        "^XZ",
    ]


@pytest.mark.parametrize(
    ("data", "escaped"),
    [
        ("^", "_5E"),
        ("~", "_7E"),
        ("_", "_5F"),
        ("\\", "_5C"),
        ("\x1d\n\x7f", "_1D_0A_7F"),
        ("\x85", "_C2_85"),
        ("\ud800", "_3F"),
        ("Café 😀", "Café 😀"),
    ],
)
def test_data_that_could_be_a_command_is_written_in_hex(data, escaped):
    assert escape_data(data) == escaped


@given(st.text())
@example(HOSTILE)
@example("^" * 10_000)
@settings(max_examples=200, derandomize=True)
def test_any_text_stays_data_and_is_read_back_as_it_was(text):
    zpl = _zpl(Text(0, 0, 20, text))

    said = re.search(r"\^FD(.*)\^FS", zpl, re.DOTALL)[1].encode()
    read = re.sub(rb"_([0-9A-F]{2})", lambda found: bytes.fromhex(found[1].decode()), said)
    assert read.decode() == text


@pytest.mark.parametrize("field", [Text(0, 0, 20, HOSTILE), Bars(0, 0, 60, 2, HOSTILE)])
def test_mutation_control_without_the_encoder_the_lint_goes_red(field):
    _zpl(field)

    with pytest.raises(LabelDamaged, match="do not belong"):
        _zpl(field, escape=lambda text: text)


@given(st.text(max_size=40), st.sampled_from("^~"), st.text(max_size=40))
@settings(derandomize=True)
def test_mutation_control_one_raw_command_sign_anywhere_is_seen(before, sign, after):
    with pytest.raises(LabelDamaged):
        _zpl(Text(0, 0, 20, before + sign + after), escape=lambda text: text)


def test_lint_misses_no_command_that_was_lost():
    fields = (Text(0, 0, 20, "a"), Box(0, 0, 9, 9, 1))

    with pytest.raises(LabelDamaged):
        lint_zpl(_zpl(*fields).replace("^GB9,9,1", ""), fields)


printable = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=24)


@given(printable)
@example("JO:1042:X")
@example("12345")
@example("AB1234567CD")
@example("a>b>0>;^~_\\")
@settings(max_examples=60, deadline=None, derandomize=True)
def test_printer_and_scanner_read_the_code_that_was_meant(data):
    image = _image(_zpl(Bars(30, 20, 80, 2, data)))

    assert [code.text for code in zxingcpp.read_barcodes(image)] == [data]


def test_digits_are_packed_two_by_two():
    assert "^FD>;0012345678^FS" in _zpl(Bars(0, 0, 60, 2, "0012345678"))
    assert "^FD>:A>51234>6B^FS" in _zpl(Bars(0, 0, 60, 2, "A1234B"))


@pytest.mark.parametrize("data", ["", "Ä1", "A\x1dB", "😀"])
def test_code_that_no_symbol_can_hold_is_refused(data):
    with pytest.raises(BarcodeNotPossible, match="cannot be a barcode"):
        _zpl(Bars(0, 0, 60, 2, data))


def test_picture_comes_out_dot_by_dot():
    dots = Image.new("1", (37, 21))
    dots.putdata([255 * (index * 7 % 3 == 0) for index in range(37 * 21)])

    zpl = _zpl(Picture(50, 60, 5, dots.tobytes()), width=100, length=100)

    packed = re.search(r"\^GFA,105,105,5,:Z64:([^:]+):[0-9A-F]{4}\^FS", zpl)[1]
    assert zlib.decompress(base64.b64decode(packed)) == dots.tobytes()
    printed = _image(zpl).crop((50, 60, 87, 81))
    assert ImageChops.difference(printed, ImageChops.invert(dots.convert("L"))).getbbox() is None


@pytest.mark.parametrize("character", sorted(set(_ADVANCE) - {" "}))
def test_resident_advances_bound_the_emulated_printer(character):
    def width(text):
        left, _, right, _ = _ink(_image(_zpl(Text(20, 20, 100, text), width=1500)))
        return right - left

    advance = (width(f"|{character * 10}|") - width("||")) / 1000

    assert 0 < advance <= _ADVANCE[character]


def test_plain_text_is_resident_and_all_other_scripts_are_pictures():
    assert isinstance(_fields("Plain street 12")[0], Text)
    for words in ("Žofia", "محمد", "山田", "5 €", "😀"):
        assert isinstance(_fields(words)[0], Picture)


def test_block_is_set_in_one_typeface():
    fields = _fields("Jürgen", "Plain street 12")

    assert Counter(map(type, fields)) == {Picture: 2}


def test_line_that_the_resident_font_would_draw_too_wide_becomes_a_picture():
    assert fits_resident_font("SHOP-104217")
    assert not fits_resident_font("<<<---")
    assert not fits_resident_font("C:\\&")


def test_picture_and_resident_text_share_their_baseline():
    resident, drawn = (_ink(_image(_zpl(*_fields(text)))) for text in ("Harbour", "Härbour"))

    assert abs(resident[3] - drawn[3]) <= 2
    assert abs(resident[0] - drawn[0]) <= 6


def test_text_without_ink_makes_no_field():
    assert _fields("", "  ", "\u200b") == ()


def test_label_of_marks_is_the_label_of_its_fields():
    block, box = TextBlock(("Jürgen",), 40, 40, 60), Box(0, 0, 9, 9, 1)

    assert to_zpl(Label(800, 400, (block, box))) == _zpl(*text_fields(block), box)


def test_block_that_must_be_drawn_is_never_resident():
    (field,) = text_fields(TextBlock(("A12",), 0, 0, 30, drawn=True))

    assert isinstance(field, Picture)
