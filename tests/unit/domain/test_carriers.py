"""Tracking numbers by shape and check digit. The numbers are made up from the carriers' rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import carriers
from app.domain.carriers import carrier_of, tracking_keys

NUMBERS = [
    ("1Z999AA10123456784", "UPS"),
    ("TBA502887274000", "Amazon"),
    ("JJD014600001234567890", "DHL"),
    ("JD014600003712345678", "DHL"),
    ("00340434161094000007", "DHL"),
    ("3318810014", "DHL"),
    ("RR473124829GB", "Royal Mail"),
    ("RR473124829US", "USPS"),
    ("RR473124829JP", "Post JP"),
    ("9400111202555842332669", "USPS"),
    ("92748931507708513018050063", "USPS"),
    ("71123456789123456787", "USPS"),
    ("986578788855", "FedEx"),
    ("041441760228964", "FedEx"),
    ("61299998820821171811", "FedEx"),
    ("9261292700768711948021", "FedEx"),
    ("9611020987654312345672", "FedEx"),
    ("1001921334250001000300779017972697", "FedEx"),
]
CHECKED = [(text, carrier) for text, carrier in NUMBERS if not text.startswith(("TBA", "J", "RR"))]


@pytest.mark.parametrize(("text", "carrier"), NUMBERS)
def test_a_carrier_is_known_by_its_number(text, carrier):
    assert carrier_of(text) == carrier
    assert carrier_of(" ".join(text.lower())) == carrier


@pytest.mark.parametrize(("text", "carrier"), CHECKED)
def test_a_wrong_last_digit_is_not_that_carriers_number(text, carrier):
    wrong = str((int(text[-1]) + 1) % 10)
    assert carrier_of(text[:-1] + wrong) != carrier
    assert carrier_of("RR473124820GB") is None


def test_without_the_check_rule_the_same_number_passes(monkeypatch):
    broken = carriers._Rule("UPS", carriers._RULES[0].shape, carriers._unchecked)
    monkeypatch.setattr(carriers, "_RULES", (broken,))
    assert carrier_of("1Z999AA10123456785") == "UPS"


@pytest.mark.parametrize("text", ["", "BLUE-MUG-01", "4006381333931", "1Z", "１２３４５６７８９０", "TBA123", "420100"])
def test_other_text_is_no_carriers(text):
    assert carrier_of(text) is None


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("1z 999 aa1 01 2345 6784", ("1Z999AA10123456784",)),
        ("420100019400111202555842332669", ("420100019400111202555842332669", "9400111202555842332669")),
        ("4201028200009261290113185417468510", ("4201028200009261290113185417468510", "9261290113185417468510")),
        ("420100019400111202555842332660", ("420100019400111202555842332660",)),  # its check digit is wrong
        ("1001921334250001000300779017972697", ("1001921334250001000300779017972697", "779017972697")),
        ("9611020987654312345672", ("9611020987654312345672", "987654312345672")),
        ("BLUE-MUG-01", ("BLUE-MUG-01",)),
    ],
)
def test_a_parcel_is_found_by_the_number_inside_the_label(text, keys):
    assert tracking_keys(text) == keys


@given(st.text() | st.from_regex(r"(420|100|96|1Z|9[1-5])\d{0,34}", fullmatch=True))
def test_any_text_has_at_least_its_own_key(text):
    first, *_ = tracking_keys(text)
    assert tracking_keys(first)[0] == first
    carrier_of(text)
