"""Two reads that are one scan (R28)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.devices.scan import Deduplicator, Scan, monotonic_ms, undoubled


def at(milliseconds, text="4006381333931", source="wedge"):
    return Scan(text, source, milliseconds)


def test_the_same_code_within_the_window_is_one_scan():
    once = Deduplicator()
    assert once.accept(at(1000)) == at(1000)
    assert once.accept(at(1399)) is None


def test_a_deliberate_repeat_counts():
    once = Deduplicator()
    assert once.accept(at(1000)) == at(1000)
    assert once.accept(at(1400)) == at(1400)


def test_a_held_trigger_is_one_scan_however_long():
    once = Deduplicator()
    assert [once.accept(at(moment)) is not None for moment in range(0, 3000, 300)] == [True] + [False] * 9


def test_another_code_is_never_a_repeat_and_two_devices_can_be():
    once = Deduplicator()
    assert once.accept(at(0))
    assert once.accept(at(10, "BLUE-MUG"))
    assert once.accept(at(20, "BLUE-MUG", "serial")) is None


def test_with_the_window_closed_the_same_repeat_passes():
    once = Deduplicator(window_ms=0)
    assert once.accept(at(1000))
    assert once.accept(at(1001))


@pytest.mark.parametrize(
    ("text", "scanned"),
    [
        ("4354210443542104", "43542104"),
        ("43542104354210", "4354210"),
        ("40063813339314006381333931", "4006381333931"),
        ("12341234", "12341234"),
        ("00000050000005", "00000050000005"),  # a valid GTIN-14 of its own
        ("40063813339314006381333930", "40063813339314006381333930"),
    ],
)
def test_a_code_sent_twice_as_one_is_itself(text, scanned):
    accepted = Deduplicator().accept(at(0, text))
    assert accepted is not None
    assert accepted.text == scanned


@given(st.text(max_size=30) | st.text(max_size=15).map(lambda half: half * 2))
def test_nothing_but_a_whole_half_is_ever_cut(text):
    assert text in (undoubled(text), undoubled(text) * 2)


def test_the_clock_goes_forward():
    assert monotonic_ms() <= monotonic_ms()
