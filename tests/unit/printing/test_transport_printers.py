from pathlib import Path

import pytest

from printing.layout.media import MEDIA
from printing.printers import (
    Folder,
    Network,
    Printer,
    Role,
    SystemQueue,
    first_printers,
    media_for,
    open_transport,
    printers_from_json,
    printers_to_json,
)
from printing.transport.cups_queue import CupsQueue
from printing.transport.folder import FolderTransport
from printing.transport.network import NetworkTransport

LABELS = Printer("Zebra", Role.LABEL, "zpl", "label-4x6", Network("192.0.2.7"), dpi=300)
TARGETS = [Folder("labels"), Network("printer.example", 6101), SystemQueue("Zebra")]


@pytest.mark.parametrize("target", TARGETS)
def test_printers_come_back_from_json_as_they_were(target):
    printers = (LABELS, Printer("Second", Role.TOTE, "zpl", "tote-100x50", target))

    assert printers_from_json(printers_to_json(printers)) == printers


def test_first_run_has_a_printer_for_every_role_and_shows_its_paper_as_files(tmp_path):
    printers = first_printers(tmp_path)

    assert {printer.role for printer in printers} == set(Role)
    assert all(isinstance(open_transport(printer), FolderTransport) for printer in printers)
    assert printers_from_json(printers_to_json(printers)) == printers


def test_target_decides_the_transport():
    assert open_transport(LABELS) == NetworkTransport("192.0.2.7", 9100)
    assert open_transport(Printer("Files", Role.SLIP, "pdf", "a6", Folder("out"))) == FolderTransport(Path("out"))


def test_system_queue_prints_on_the_media_of_the_printer():
    slips = Printer("Laser", Role.SLIP, "pdf", "a6", SystemQueue("Laser"))

    assert open_transport(slips) == CupsQueue("Laser", "A6")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": " "}, "needs a name"),
        ({"language": "pdf"}, "labels need a ZPL printer"),
        ({"media": "a4"}, "Choose one of label-4x6"),
        ({"dpi": 600}, "Choose 203 or 300"),
        ({"target": Network("")}, "needs a host"),
        ({"target": Network("x", 70000)}, "port from 1 to 65535"),
        ({"target": Folder("")}, "folder is not given"),
        ({"target": SystemQueue("-o evil")}, "queue is not given"),
    ],
)
def test_settings_that_could_never_print_are_refused_with_a_sentence(values, words):
    good = {"name": "Z", "role": Role.LABEL, "language": "zpl", "media": "label-4x6", "target": Network("x")}

    with pytest.raises(ValueError, match=words):
        Printer(**(good | values))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "truncated"),
        ("[{}]", "name"),
        (printers_to_json((LABELS,)).replace('"network"', '"fax"'), "fax"),
        (printers_to_json((LABELS,)).replace("300", "600"), "Choose 203 or 300"),
    ],
)
def test_json_that_makes_no_printer_says_where_it_is_wrong(text, words):
    with pytest.raises(ValueError, match="cannot be read") as refused:
        printers_from_json(text)

    assert words in str(refused.value)


def test_papers_may_be_printed_on_every_sheet_that_has_a_layout():
    assert set(media_for(Role.SLIP)) == set(MEDIA)
