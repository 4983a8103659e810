"""Keyboard-wedge scanners and people at one keyboard."""

import random

import pytest

from app.devices.scan import Scan
from app.devices.wedge import WedgeAssembler
from app.domain.codes import LONGEST_GS1


def keys(assembler, text, *, start=0, gap=8, **held):
    """Feed `text`, one key each `gap` ms, and return the scans."""
    fed = [assembler.feed(key, start + place * gap, **held) for place, key in enumerate(text)]
    return [scan for scan in fed if scan]


@pytest.mark.parametrize("end", ["\r", "\n", "\t"])
@pytest.mark.parametrize("gap", [0, 4, 50])
def test_a_burst_with_an_end_is_a_scan(end, gap):
    text = "4006381333931"
    assert keys(WedgeAssembler("wedge"), text + end, gap=gap) == [Scan(text, "wedge", 13 * gap)]


@pytest.mark.parametrize("gap", [51, 120, -1])
def test_slow_keys_are_typing(gap):
    assert keys(WedgeAssembler("wedge"), "4006381333931\r", gap=gap) == []


def test_with_an_endless_gap_the_same_typing_would_be_a_scan():
    assert len(keys(WedgeAssembler("wedge", gap_ms=10_000), "4006381333931\r", gap=120)) == 1


def test_fewer_than_four_characters_are_no_scan():
    assert keys(WedgeAssembler("wedge"), "123\r") == []
    assert len(keys(WedgeAssembler("wedge"), "1234\r")) == 1


def test_typing_before_a_scan_is_not_part_of_it():
    assembler = WedgeAssembler("wedge")
    keys(assembler, "blue", gap=150)
    assert [scan.text for scan in keys(assembler, "BLUE-MUG\r", start=1000)] == ["BLUE-MUG"]


def test_a_pause_before_the_end_makes_it_typing():
    assembler = WedgeAssembler("wedge")
    keys(assembler, "4006381333931")
    assert assembler.feed("\r", 1000) is None
    assert assembler.pending == ""


def test_control_characters_and_held_keys_are_dropped_but_not_the_group_separator():
    assembler = WedgeAssembler("wedge")
    keys(assembler, "AB\x03\x1b\x08")
    keys(assembler, "s", start=48, modified=True)
    keys(assembler, "\x1d", start=56, modified=True)
    assert [scan.text for scan in keys(assembler, "CD\r", start=64)] == ["AB\x1dCD"]


def test_a_burst_can_be_given_back_as_typing():
    assembler = WedgeAssembler("wedge")
    keys(assembler, "abc")
    assert assembler.pending == "abc"


def test_an_endless_burst_stays_too_long_to_be_read_and_small_in_memory():
    [scan] = keys(WedgeAssembler("wedge"), "A" * 20_000 + "\r", gap=1)
    assert LONGEST_GS1 < len(scan.text) < LONGEST_GS1 + 100


def test_ten_thousand_mixed_bursts_and_typings_are_told_apart():
    chance, assembler, clock = random.Random(26), WedgeAssembler("wedge"), 0
    for _ in range(10_000):
        scanned = chance.random() < 0.5
        text = "".join(chance.choices("ABC123", k=chance.randint(4, 14)))
        clock += 400
        fed = []
        for key in text + "\r":
            clock += chance.randint(4, 12) if scanned else chance.randint(60, 250)
            fed.append(assembler.feed(key, clock))
        assert [scan.text for scan in fed if scan] == ([text] if scanned else [])
