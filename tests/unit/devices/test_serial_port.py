"""Serial scanners over real pseudo-terminals, unplugged and plugged in again (R24)."""

import os
import queue

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.devices.serial_port import LineAssembler, SerialScanner
from app.domain.codes import LONGEST_GS1

pty = pytest.importorskip("pty")
tty = pytest.importorskip("tty")


class Cable:
    """A scanner's end of a pseudo-terminal; the symbolic link stands for its stable path."""

    def __init__(self, link):
        self.link, self.end = link, None

    def plug_in(self):
        self.end, device = pty.openpty()
        tty.setraw(device)
        self.link.unlink(missing_ok=True)
        self.link.symlink_to(os.ttyname(device))
        self.device = device

    def send(self, raw):
        os.write(self.end, raw)

    def unplug(self):
        self.link.unlink()
        os.close(self.device)
        os.close(self.end)
        self.end = None


class Bench:
    """A cable with a scanner on it, and what was heard of it."""

    def __init__(self, link):
        self.cable = Cable(link)
        self.scans, self.states = queue.Queue(), queue.Queue()
        self.scanner = SerialScanner(
            str(link), self.scans.put, self.states.put, retry_s=0.01, silence_s=0.05, clock=lambda: 7
        )
        self.scanner.start()

    def plug_in(self):
        self.cable.plug_in()
        assert self.states.get(timeout=5) is True

    def unplug(self):
        self.cable.unplug()
        assert self.states.get(timeout=5) is False

    def next_text(self):
        return self.scans.get(timeout=5).text


@pytest.fixture
def bench(tmp_path):
    bench = Bench(tmp_path / "scanner")
    yield bench
    bench.scanner.stop()
    if bench.cable.end is not None:
        bench.cable.unplug()


def test_a_line_is_a_scan(bench):
    bench.plug_in()
    bench.cable.send(b"4006381333931\r\nBLUE-MUG\r")
    scan = bench.scans.get(timeout=5)
    assert (scan.text, scan.source, scan.at) == ("4006381333931", str(bench.cable.link), 7)
    assert bench.next_text() == "BLUE-MUG"


def test_unplugged_in_the_middle_of_a_code_nothing_of_it_arrives(bench):
    for round_ in range(15):
        bench.plug_in()
        bench.cable.send(f"WHOLE{round_}\rHALF".encode())
        assert bench.next_text() == f"WHOLE{round_}"
        bench.unplug()
    assert bench.scans.empty()


def test_a_code_without_an_end_is_not_glued_to_the_next(bench):
    bench.plug_in()
    bench.cable.send(b"HALF")
    # Two silences and a code that shows the port was read since.
    with pytest.raises(queue.Empty):
        bench.scans.get(timeout=0.3)
    bench.cable.send(b"WHOLE\r")
    assert bench.next_text() == "WHOLE"


def test_a_scanner_that_is_not_there_yet_is_waited_for_and_stops_at_once(tmp_path):
    bench = Bench(tmp_path / "scanner")
    bench.scanner.stop()
    assert bench.states.empty()


def test_stopping_says_that_the_port_is_closed(bench):
    bench.plug_in()
    bench.scanner.stop()
    assert bench.states.get(timeout=5) is False


@given(st.lists(st.text("ABC123\x1d", min_size=1)), st.data())
def test_however_a_port_cuts_its_pieces_the_codes_are_the_same(codes, data):
    raw = "".join(f"{code}\r\n" for code in codes).encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(raw)), max_size=5)))
    pieces = [raw[a:b] for a, b in zip([0, *cuts], [*cuts, len(raw)], strict=True) if a != b]
    lines = LineAssembler()
    assert [code for piece in pieces for code in lines.feed(piece)] == codes


def test_silence_drops_what_was_begun_and_only_silence():
    lines = LineAssembler()
    assert list(lines.feed(b"HALF")) == []
    assert list(lines.feed(b"+REST\r")) == ["HALF+REST"]
    assert list(lines.feed(b"HALF")) == []
    assert list(lines.feed(b"")) == []
    assert list(lines.feed(b"WHOLE\r")) == ["WHOLE"]


def test_bytes_that_are_no_utf_8_stay_apart():
    first, second, third = LineAssembler().feed("é\r".encode() + b"\xe9\xff\r\xe8\xff\r")
    assert (first, second) == ("é", "éÿ")
    assert second != third


def test_endless_babble_stays_too_long_to_be_read():
    lines = LineAssembler()
    for _ in range(100):
        assert list(lines.feed("€".encode() * 1000)) == []
    [text] = lines.feed(b"\r")
    assert LONGEST_GS1 < len(text) <= 20_000
