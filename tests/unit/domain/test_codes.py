"""From scanned characters to what they are."""

import gc
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain import codes
from app.domain.codes import (
    Gtin,
    PlainCode,
    Refusal,
    RefusedCode,
    lookup_keys,
    normalise_code,
    read_code,
)
from app.domain.gs1 import ElementString, Sscc, check_digit
from app.domain.own_codes import (
    BadgeCode,
    Command,
    CommandCode,
    OwnDocument,
    OwnKind,
    badge_code,
    command_code,
    own_code,
)

SECRET = b"the secret of this shop, made up"
THEIRS = b"the secret of another, made up too"
ITEM = "09506000134352"
GS = "\x1d"


def read(text):
    return read_code(text, secret=SECRET)


@pytest.mark.parametrize("text", ["4006381333931", "]E04006381333931", " 4006381333931\r\n", "]d14006381333931\t"])
def test_a_plain_ean_is_a_gtin_whatever_the_scanner_adds(text):
    assert read(text) == Gtin("04006381333931", "4006381333931")


@pytest.mark.parametrize(
    "text",
    [
        "4006381333932",  # a wrong check digit: may be a supplier's number, is not that item
        "4006381333931X",
        "X4006381333931",
        "40063813339314006381333932",
        "BLUE-MUG-01",
        "X001ABCDEF",
        "1Z999AA10123456784",
        "114-1234567-1234567",
        "JX:1:2",
        "naïve/mug",
        "https://shop.example/mugs",
        "https://shop.example/01/12345",
        f"01{ITEM}10AB12",  # nothing says that this is GS1: never guessed from the digits
    ],
)
def test_other_text_stays_as_it_was_scanned(text):
    assert read(text) == PlainCode(text)


@pytest.mark.parametrize("marked", ["]C1{}", "]d2{}", "]Q3{}", "]e0{}", GS + "{}", "{}" + GS + "21S9"])
def test_element_strings_need_a_mark_that_they_are_gs1(marked):
    code = read(marked.format(f"01{ITEM}10AB12"))
    assert isinstance(code, ElementString)
    assert (code.gtin, code.lot) == (ITEM, "AB12")


def test_brackets_and_digital_links_mark_themselves():
    for text in (
        f"(01){ITEM}(10)AB12",
        f"https://id.example/01/{ITEM}/10/AB12",
        f"HTTPS://ID.EXAMPLE/01/{ITEM}/10/AB12",
    ):
        code = read(text)
        assert isinstance(code, ElementString)
        assert (code.gtin, code.lot) == (ITEM, "AB12")


def test_a_parcel_number_of_the_sender_is_an_sscc():
    for text in ("]C100106141412345678908", "00106141412345678908", "106141412345678908", "(00)106141412345678908"):
        code = read(text)
        assert isinstance(code, Sscc)
        assert code.digits == "106141412345678908"


def test_a_carriers_gs1_code_is_plain_text_without_separators():
    assert read(f"]C1420100019261292700{GS}") == PlainCode("420100019261292700")


def test_a_suppliers_sloppy_gs1_mark_can_be_taught():
    assert read("]C1MUG-77") == PlainCode("MUG-77")


def test_our_own_codes_are_read_in_any_case():
    text = own_code(OwnKind.ORDER, "1042")
    assert read(text.lower()) == read(text) == OwnDocument(OwnKind.ORDER, "1042", text)
    assert read(command_code(Command.QTY, SECRET, 6).lower()) == CommandCode(Command.QTY, 6)
    assert read(badge_code("ANA", SECRET)) == BadgeCode("ANA")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Refusal.EMPTY),
        (" \r\n", Refusal.EMPTY),
        ("]C1", Refusal.EMPTY),
        (GS, Refusal.EMPTY),
        ("A" * 513, Refusal.TOO_LONG),
        ("A" * 10_000, Refusal.TOO_LONG),
        (GS + "A" * 4096, Refusal.TOO_LONG),
        ("AB\x03CD", Refusal.CONTROL_CHARACTERS),
        ("AB\x85CD", Refusal.CONTROL_CHARACTERS),
        ("AB\u202eCD", Refusal.CONTROL_CHARACTERS),  # would turn the text around on the screen
        ("AB\ud800CD", Refusal.CONTROL_CHARACTERS),
        (f"01{ITEM}{GS}\x1b10AB", Refusal.CONTROL_CHARACTERS),
        ("JC:OK:AAAA", Refusal.FOREIGN_COMMAND),
        ("JC:", Refusal.FOREIGN_COMMAND),
        (command_code(Command.CLOSE_BOX, THEIRS), Refusal.FOREIGN_COMMAND),
        (badge_code("ANA", THEIRS), Refusal.FOREIGN_BADGE),
        ("JO:1042:0", Refusal.DAMAGED),
        ("JO:1042", Refusal.DAMAGED),
        ("JO:1042:D:D", Refusal.DAMAGED),
        ("]C10109506000134353", Refusal.BROKEN_GS1),
        (f"AB{GS}CD", Refusal.BROKEN_GS1),
        ("(01)123", Refusal.BROKEN_GS1),
    ],
)
def test_what_must_do_nothing_is_refused(text, reason):
    code = read(text)
    assert isinstance(code, RefusedCode)
    assert code.reason is reason
    assert len(code.text) <= 64
    assert code.text.isprintable()


def test_long_2d_codes_are_read():
    assert isinstance(read(f"]d201{ITEM}" + f"91{'A' * 80}{GS}" * 40), ElementString | RefusedCode)
    code = read(f"]d201{ITEM}" + "".join(f"{identifier}{'A' * 80}{GS}" for identifier in range(91, 99)))
    assert isinstance(code, ElementString)


gs1_like = st.lists(
    st.sampled_from(
        ["00", "01", "02", "10", "17", "21", "30", "37", "3103", "3929", "8200", "7003", "420", ITEM, GS, "0"]
    )
    | st.text("0123456789AZ(/", max_size=8)
).map("".join)
marks = st.sampled_from(["", "]C1", "]d2", "]E0", GS, "JC:", "JU:", "JO:", "jr:", "(01)", "https://x/01/", "http://["])


@settings(max_examples=300)
@given(marks, st.text() | st.binary().map(lambda raw: raw.decode("latin-1")) | gs1_like)
@example("", "A" * 1_000_000)
def test_nothing_scanned_raises(mark, text):
    code = read(mark + text)
    assert not isinstance(code, CommandCode | BadgeCode)
    assert all(key == normalise_code(key) for key in lookup_keys(code))


@given(st.sampled_from([7, 11, 12, 13]), st.data())
def test_one_wrong_digit_never_finds_an_item(length, data):
    payload = data.draw(st.text("0123456789", min_size=length, max_size=length).filter(lambda digits: digits[0] != "0"))
    place = data.draw(st.integers(0, length))
    number = payload + check_digit(payload)
    wrong = data.draw(st.sampled_from([digit for digit in "123456789" if digit != number[place]]))
    assert isinstance(read(number), Gtin)
    assert isinstance(read(number[:place] + wrong + number[place + 1 :]), PlainCode)


def test_without_the_check_digit_rule_the_same_misread_finds_an_item(monkeypatch):
    monkeypatch.setattr(codes, "gtin14", lambda text: text.zfill(14))
    assert isinstance(read("4006381333932"), Gtin)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("036000291452", "00036000291452"),
        ("0036000291452", "00036000291452"),
        (" blue-mug-01 ", "BLUE-MUG-01"),
        ("caf\u0065\u0301", "CAF\u00c9"),
        ("4006381333932", "4006381333932"),
        ("straße", "STRASSE"),
    ],
)
def test_files_and_scans_use_one_key(text, key):
    assert normalise_code(text) == key
    assert lookup_keys(read(text)) == (key,)


@given(st.text())
@example("\u0345\u0301")
@example("ŉ\u2000")
def test_a_key_is_its_own_key(text):
    assert normalise_code(normalise_code(text)) == normalise_code(text)


def test_only_what_may_be_a_product_has_keys():
    assert lookup_keys(read(f"]C101{ITEM}10AB12")) == (ITEM,)
    assert lookup_keys(read("106141412345678908")) == ("106141412345678908",)
    for text in (own_code(OwnKind.BOX, "1"), command_code(Command.OK, SECRET), badge_code("ANA", SECRET), ""):
        assert lookup_keys(read(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "4006381333931",
        "BLUE-MUG-01",
        f"]C101{ITEM}1730053110AB12",
        command_code(Command.QTY, SECRET, 24),
        "A" * 10_000,
        "]d2" + f"8200A{GS}" * 600,
    ],
)
def test_a_code_is_read_within_a_millisecond(text):
    read(text)  # the first GS1 code loads its library
    gc.collect()
    assert min(_seconds(text) for _ in range(20)) < 0.001


def _seconds(text):
    begun = time.perf_counter()
    read(text)
    return time.perf_counter() - begun
