import io
import re
import time

import msgspec
import pytest
import zplkit
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from zplkit.rendering import Limits

from app.domain.address import PostalAddress
from app.domain.documents import Brand, ShippingLabel, ToteLabel
from printing.labels import label_zpl
from printing.layout.errors import BarcodeNotPossible, BarcodeTooWide
from printing.layout.label_media import DOTS_PER_MM, LABEL_MEDIA
from printing.layout.labels import LabelTooSmall, TextTooLong

SENDER = PostalAddress(lines=("Unit 4, 18 Harbour Way",), city="Leeds", postcode="LS10 1AB", country="GB")
BRAND = Brand("north", "North & Pine", SENDER)
RECIPIENT = PostalAddress("Ana Martin", "", ("2211 Maple Avenue", "Apt 4B"), "Springfield", "IL", "62704", "US")
LABEL = ShippingLabel(
    BRAND, "SHOP-104217", "104217-1", "JL:104217A1:K", "1Z999AA10123456784", RECIPIENT, 1250, "Priority Express"
)
ADDRESSES = {
    "latin": RECIPIENT,
    "german": PostalAddress("Jürgen Groß", "Müller & Söhne", ("Lange Straße 128",), "Nürnberg", "", "90402", "DE"),
    "japanese": PostalAddress("山田 花子", "", ("神宮前1-2-3",), "", "東京都", "150-0001", "JP"),
    "arabic": PostalAddress("محمد الأمين", "", ("شارع الشيخ زايد 12",), "", "دبي", "", "AE"),
    "cyrillic": PostalAddress("Анна Петрова", "", ("бул. Витоша 15",), "София", "", "1000", "BG"),
    "nowhere": PostalAddress("Ana Martin", "", ("12 Plain Street",), "Town", "", "1", "ZZ"),
}
SHIPPING = [media for media in LABEL_MEDIA.values() if media.holds_shipping]
TOTES = [media for media in LABEL_MEDIA.values() if not media.holds_shipping]
MEDIA = LABEL_MEDIA["label-4x6"]
dpis = pytest.mark.parametrize("dpi", sorted(DOTS_PER_MM))


def _image(zpl):
    (label,) = zplkit.render(zpl, limits=Limits(graphic_bytes=200_000)).labels
    return Image.open(io.BytesIO(label.png())).convert("L")


def _codes(image):
    return [code.text for code in zxingcpp.read_barcodes(image)]


def _assert_margins_are_white(image, media, dpi):
    dots = DOTS_PER_MM[dpi]
    left, top, right, bottom = ImageChops.invert(image).getbbox()
    margin = int((media.margin_mm - 0.4) * dots)
    assert margin <= left
    assert margin <= top
    assert right <= media.width_mm * dots - margin
    assert bottom <= media.height_mm * dots - margin


def _assert_rules_are_clear(zpl, image):
    """Nothing touches the lines between the blocks, so no block has run into the next."""
    rules = re.findall(r"\^FO(\d+),(\d+)\^GB(\d+),(\d+),\4\^FS", zpl)[:3]
    assert len(rules) == 3
    for x, y, width, thickness in (map(int, rule) for rule in rules):
        for row in (y - 3, y + thickness + 3):
            assert image.crop((x, row, x + width, row + 1)).getextrema() == (255, 255)


@dpis
@pytest.mark.parametrize("media", SHIPPING, ids=lambda media: media.key)
@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
@pytest.mark.parametrize("reprint", ["", "REPRINT 2 · 14:07 · AN"])
def test_shipping_label_scans_back_and_nothing_leaves_its_place(media, dpi, address, reprint):
    zpl = label_zpl(msgspec.structs.replace(LABEL, ship_to=address, reprint=reprint), media, dpi)

    image = _image(zpl)
    assert _codes(image) == [LABEL.scan_code]
    _assert_margins_are_white(image, media, dpi)
    _assert_rules_are_clear(zpl, image)


@pytest.mark.parametrize(
    ("intruder", "check"),
    [
        ("^FO40,190^A0N,60,60^FDacross the first rule^FS", lambda zpl, image: _assert_rules_are_clear(zpl, image)),
        ("^FO4,300^A0N,30,30^FDx^FS", lambda zpl, image: _assert_margins_are_white(image, MEDIA, 203)),
    ],
)
def test_mutation_control_text_out_of_its_place_is_seen(intruder, check):
    good = label_zpl(LABEL, MEDIA)
    bad = good.replace("^XZ", f"{intruder}^XZ")
    check(good, _image(good))

    with pytest.raises(AssertionError):
        check(good, _image(bad))


def test_shipping_label_says_what_the_document_says():
    zpl = label_zpl(LABEL, MEDIA)

    for words in ("North & Pine", "Ana Martin", "2211 Maple Avenue", "SPRINGFIELD, IL 62704", "UNITED STATES"):
        assert f"^FD{words}^FS" in zpl
    for words in (LABEL.order_number, LABEL.package_number, LABEL.tracking_number, LABEL.scan_code):
        assert f"^FD{words}^FS" in zpl
    assert "1.25 kg" in zpl
    assert "Priority Express" in zpl
    assert "REPRINT" not in zpl


def test_what_is_not_known_leaves_no_caption_behind():
    zpl = label_zpl(msgspec.structs.replace(LABEL, tracking_number="", service="", weight_g=0), MEDIA)

    assert not {"TRACKING", "SERVICE", "WEIGHT"} & set(re.findall(r"\^FD([A-Z]+)\^FS", zpl))


def test_reprint_is_marked_on_a_black_stub():
    label = msgspec.structs.replace(LABEL, reprint="REPRINT 2")

    zpl = label_zpl(label, MEDIA)

    assert "^FDREPRINT 2^FS" in zpl
    black = ImageChops.invert(_image(zpl)).crop((32, 1123, 780, 1187)).histogram()[255]
    assert black > 0.8 * 748 * 64


def test_same_document_gives_the_same_bytes():
    assert label_zpl(LABEL, MEDIA) == label_zpl(LABEL, MEDIA)


def test_name_with_printer_commands_prints_one_label_and_commands_nothing():
    evil = "^XZ^XA~JR^JUS~DGR:X.GRF_5E"
    address = msgspec.structs.replace(RECIPIENT, name=evil, company=evil, lines=(evil,), city=evil)
    label = msgspec.structs.replace(LABEL, ship_to=address, order_number=evil, tracking_number=evil, service=evil)

    zpl = label_zpl(label, MEDIA)

    assert _codes(_image(zpl)) == [LABEL.scan_code]
    assert zpl.count("^XA") == zpl.count("^XZ") == 1
    assert "~" not in zpl


words = st.text(st.characters(exclude_categories=["Cn", "Cs"]), max_size=30) | st.sampled_from(
    ["", "😀 Ana", "\x00\x1d", "שלום 12 abc", "\ud800", "W" * 60, "iiiiil" * 9]
)
addresses = st.builds(
    PostalAddress,
    name=words,
    company=words,
    lines=st.lists(words, max_size=3).map(tuple),
    city=words,
    region=words,
    postcode=words,
    country=st.sampled_from(["US", "DE", "JP", "AE", "GB", "IN", "", "??"]),
)


@given(addresses, words, words)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_address_stays_on_the_label_or_is_refused(address, service, name):
    brand = msgspec.structs.replace(BRAND, trading_name=name, return_address=address)
    label = msgspec.structs.replace(LABEL, brand=brand, ship_to=address, service=service)
    try:
        zpl = label_zpl(label, MEDIA)
    except TextTooLong:
        return
    image = _image(zpl)
    assert _codes(image) == [LABEL.scan_code]
    _assert_margins_are_white(image, MEDIA, 203)
    _assert_rules_are_clear(zpl, image)


@pytest.mark.parametrize("unknown", ["\U0002ebe1", "\U0001fae8", "\u0378"])
def test_character_newer_than_this_python_does_not_stop_the_label(unknown):
    address = msgspec.structs.replace(RECIPIENT, name=f"Ana {unknown} Martin")

    assert _codes(_image(label_zpl(msgspec.structs.replace(LABEL, ship_to=address), MEDIA))) == [LABEL.scan_code]


@pytest.mark.parametrize("filling", ["x", "long name ", "山", "م", "😀"])
def test_address_of_ten_thousand_characters_is_refused_soon(filling):
    address = msgspec.structs.replace(RECIPIENT, name=(filling * 10_000)[:10_000])

    begin = time.perf_counter()
    with pytest.raises(TextTooLong, match="The address of"):
        label_zpl(msgspec.structs.replace(LABEL, ship_to=address), MEDIA)
    assert time.perf_counter() - begin < 5


def test_long_sender_is_cut_but_a_long_number_is_not():
    brand = msgspec.structs.replace(BRAND, trading_name="North and Pine Trading " * 20)
    assert "^GF" in label_zpl(msgspec.structs.replace(LABEL, brand=brand), MEDIA)  # the ellipsis is drawn

    with pytest.raises(TextTooLong, match="Order"):
        label_zpl(msgspec.structs.replace(LABEL, order_number="1042" * 40), MEDIA)


def test_sender_of_many_lines_keeps_its_country():
    lines = ("Warehouse North", "Unit 4", "18 Harbour Way")
    sender = msgspec.structs.replace(SENDER, name="Returns desk", lines=lines)
    zpl = label_zpl(msgspec.structs.replace(LABEL, brand=msgspec.structs.replace(BRAND, return_address=sender)), MEDIA)

    assert "^FDUNITED KINGDOM^FS" in zpl
    _assert_rules_are_clear(zpl, _image(zpl))


def test_code_too_long_for_the_label_is_refused_and_one_that_just_fits_scans():
    fitting = msgspec.structs.replace(LABEL, scan_code="JL:" + "A1B2C3D4E5" * 2)
    assert _codes(_image(label_zpl(fitting, MEDIA))) == [fitting.scan_code]

    with pytest.raises(BarcodeTooWide, match="needs"):
        label_zpl(msgspec.structs.replace(LABEL, scan_code="JL:" + "A1B2C3D4E5" * 5), MEDIA)


def test_code_that_is_no_barcode_is_refused():
    with pytest.raises(BarcodeNotPossible):
        label_zpl(msgspec.structs.replace(LABEL, scan_code=""), MEDIA)


def test_shipping_label_is_refused_on_tote_media():
    with pytest.raises(LabelTooSmall, match="Load 4 x 6 inch"):
        label_zpl(LABEL, LABEL_MEDIA["tote-100x50"])


@dpis
@pytest.mark.parametrize("media", TOTES, ids=lambda media: media.key)
@pytest.mark.parametrize("code", ["A1", "B12", "WALL-04-17", "Ürgup jg", "山田 3"])
def test_tote_label_scans_back_and_stays_on_the_label(media, dpi, code):
    image = _image(label_zpl(ToteLabel(code, "JT:A12:7"), media, dpi))

    assert _codes(image) == ["JT:A12:7"]
    _assert_margins_are_white(image, media, dpi)


def test_cell_code_fills_its_label():
    left, top, right, bottom = ImageChops.invert(
        _image(label_zpl(ToteLabel("A12", "JT:A12:7"), LABEL_MEDIA["tote-100x50"])).crop((0, 0, 800, 220))
    ).getbbox()

    assert bottom - top > 0.4 * 400
    assert abs((left + right) / 2 - 400) < 12


def test_cell_code_is_never_cut():
    with pytest.raises(TextTooLong, match="The code"):
        label_zpl(ToteLabel("WALL" * 20, "JT:A12:7"), LABEL_MEDIA["tote-57x32"])
