"""GS1 numbers, element strings and Digital Links."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.gs1 import (
    ElementString,
    Gs1Error,
    Sscc,
    check_digit,
    gtin14,
    has_check_digit,
    read_digital_link,
    read_element_string,
    sscc,
)

ITEM = "09506000134352"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("96385074", "00000096385074"),
        ("036000291452", "00036000291452"),
        ("4006381333931", "04006381333931"),
        ("10614141000415", "10614141000415"),
        ("0036000291452", "00036000291452"),
        ("04252614", "00042100005264"),  # UPC-E of 0 42100 00526 4
        ("4006381333932", None),
        ("400638133393", None),
        ("00000000", None),
        ("４００６３８１３３３９３１", None),
        ("", None),
    ],
)
def test_a_gtin_of_any_length_is_one_key_of_14_digits(text, key):
    assert gtin14(text) == key


@pytest.mark.parametrize(
    ("upc_e", "upc_a"),
    [
        ("01234505", "012000003455"),
        ("01234514", "012100003454"),
        ("01234523", "012200003453"),
        ("01234531", "012300000451"),
        ("01234543", "012340000053"),
        ("01234558", "012345000058"),
        ("01234565", "012345000065"),
        ("01234572", "012345000072"),
        ("01234589", "012345000089"),
        ("01234596", "012345000096"),
    ],
)
def test_upc_e_grows_by_the_zeros_it_leaves_out(upc_e, upc_a):
    assert gtin14(upc_e) == gtin14(upc_a) == "00" + upc_a


def test_eight_digits_that_fit_no_upc_e_are_gtin_8():
    assert gtin14("12345670") == "00000012345670"
    assert gtin14("00012348") == "00000000012348"


@given(st.text("0123456789", min_size=1, max_size=30), st.data())
def test_any_single_wrong_digit_is_found(payload, data):
    number = payload + check_digit(payload)
    place = data.draw(st.integers(0, len(number) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[place]]))
    assert has_check_digit(number)
    assert not has_check_digit(number[:place] + wrong + number[place + 1 :])


def test_an_sscc_is_read_with_and_without_its_identifier():
    assert sscc("106141412345678908") == Sscc("106141412345678908", "106141412345678908")
    assert sscc("00106141412345678908") == Sscc("106141412345678908", "00106141412345678908")
    assert sscc("106141412345678907") is None


def test_element_strings_name_item_lot_expiry_serial_and_count():
    text = f"01{ITEM}17300531" + "10AB-12\x1d21S/9\x1d3724"
    assert read_element_string(text) == ElementString(ITEM, text, "AB-12", dt.date(2030, 5, 31), "S/9", 24)


def test_the_bracketed_form_says_the_same():
    read = read_element_string(f"(01){ITEM}(10)AB12(30)6")
    assert isinstance(read, ElementString)
    assert (read.gtin, read.lot, read.count, read.expiry) == (ITEM, "AB12", 6, None)


def test_day_zero_means_the_last_of_the_month():
    read = read_element_string(f"01{ITEM}17280200")
    assert isinstance(read, ElementString)
    assert read.expiry == dt.date(2028, 2, 29)


def test_a_logistic_unit_is_its_sscc_whatever_it_contains():
    read = read_element_string(f"0010614141234567890802{ITEM}3724")
    assert isinstance(read, Sscc)
    assert read.digits == "106141412345678908"


def test_carrier_data_names_no_item():
    assert read_element_string("42010001\x1d92612927007687119480") is None


@pytest.mark.parametrize(
    "text",
    [
        "0109506000134353",  # check digit
        "00106141412345678900",
        f"01{ITEM}17309931",  # month 99
        f"01{ITEM}17300231",  # 31 February
        f"01{ITEM}10A\x1d10B",  # two lots
        f"01{ITEM}370",
        f"01{ITEM}" * 21,  # more than any label holds: hostile
        "01095060",
        "HELLO",
        "(99999)x",
        f"01{ITEM}37٢",  # digits of another script
    ],
)
def test_an_element_string_that_cannot_be_trusted_is_an_error(text):
    with pytest.raises(Gs1Error):
        read_element_string(text)


def test_a_count_without_digits_is_no_count():
    read = read_element_string(f"01{ITEM}30")
    assert isinstance(read, ElementString)
    assert read.count is None


def test_a_digital_link_is_an_element_string():
    read = read_digital_link(f"https://id.example/shop/01/{ITEM}/10/AB12?17=300531&colour=red")
    assert isinstance(read, ElementString)
    assert (read.gtin, read.lot, read.expiry) == (ITEM, "AB12", dt.date(2030, 5, 31))


@pytest.mark.parametrize("text", ["https://shop.example/mugs", "https://x/01/12345", "http://[", "ftp://x/01/" + ITEM])
def test_any_other_address_is_no_digital_link(text):
    with pytest.raises(Gs1Error):
        read_digital_link(text)
