"""What a customer gets to see: nothing of a supplier (M19, S24), and nothing an address can do to a printer (S4)."""

import io
import re
import zlib

import pypdfium2
import pytest
import zplkit
import zxingcpp
from PIL import Image
from zplkit.rendering import Limits, RenderError

from tests.blackbox.files import (
    COSTS,
    SKUS,
    SUPPLIER_SKUS,
    SUPPLIERS,
    TITLES,
    order_rows,
    set_up_small_shop,
    write_orders,
)
from tests.blackbox.shop import Shop

MEDIA = ("a4", "letter", "a6", "4x6")
ATTACK = "^XZ^XA^FO0,0^FDhacked^FS~JR"


def _shipped(shop: Shop, folder, **address):
    """One order of every product, packed and shipped."""
    shop.does("import-orders", write_orders(folder / "orders.csv", order_rows("#1", dict.fromkeys(SKUS, 1), **address)))
    shop.receive_everything()
    ((_, scans),) = shop.boxes()
    with shop.station("packing") as bench:
        assert bench.hears(*scans) == "box_closed"
        assert bench.hears(shop.commands["REPRINT SLIP"], shop.commands["REPRINT LABEL"]) == "reprint_asked"
        assert bench.hears(shop.printed_label_of("#1")) == "shipped"


def _papers(shop: Shop, folder):
    """Everything that was printed for customers, and what the commands print again, as readable text."""
    for media in MEDIA:
        shop.does("print-slip", "#1", "--media", media, "--out", folder / f"{media}.pdf")
    shop.does("print-label", "#1", "--out", folder / "label.zpl")
    printed = [shop.folder / "paper" / job["file"] for job in shop.rows("print-jobs")]
    files = [*printed, *(folder / f"{media}.pdf" for media in MEDIA), folder / "label.zpl"]
    return {file.name: _readable(file.read_bytes()) for file in files}


def _readable(content: bytes) -> str:
    if not content.startswith(b"%PDF"):
        return _without_hex(content.decode())
    pdf = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return "\n".join([*pages, content.decode("latin-1"), *_streams(content)])


def _without_hex(zpl: str) -> str:
    """The label with its `^FH` escapes as the characters they stand for."""
    return re.sub(r"_([0-9A-Fa-f]{2})", lambda escape: chr(int(escape.group(1), 16)), zpl)


def _streams(content: bytes):
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            yield zlib.decompress(stream).decode("latin-1")
        except zlib.error:
            yield stream.decode("latin-1")


def _canaries(shop: Shop):
    """Every word of the suppliers, and the numbers and codes of what was ordered there."""
    told = [word for name in ("supplier", "email", "phone", "website") for word in SUPPLIERS[name]]
    orders = [row[name] for row in shop.rows("purchase-orders") for name in ("po_number", "scan_code")]
    return [*told, *SUPPLIER_SKUS, *COSTS, *orders]


def _leaks(papers, canaries):
    return {(name, canary) for name, text in papers.items() for canary in canaries if canary.lower() in text.lower()}


def test_no_paper_for_a_customer_names_a_supplier(small_shop, tmp_path):
    _shipped(small_shop, tmp_path)
    papers = _papers(small_shop, tmp_path)

    assert len(papers) == 4 + len(MEDIA) + 1
    assert all("Test Person".lower() in text.lower() for text in papers.values())
    assert _leaks(papers, _canaries(small_shop)) == set()


def test_mutation_control_a_supplier_in_a_title_is_found(tmp_path):
    shop = Shop(tmp_path / "shop")
    set_up_small_shop(shop, tmp_path / "files", [f"{TITLES[0]} {SUPPLIERS['supplier'][0]}", *TITLES[1:]])
    order = order_rows("#1", {"CUP-1": 1})
    order[0]["Lineitem name"] = f"{TITLES[0]} {SUPPLIERS['supplier'][0]}"
    shop.does("import-orders", write_orders(tmp_path / "orders.csv", order))
    shop.receive_everything()
    shop.does("print-slip", "#1", "--out", tmp_path / "slip.pdf")

    papers = {"slip.pdf": _readable((tmp_path / "slip.pdf").read_bytes())}

    assert _leaks(papers, _canaries(shop)) == {("slip.pdf", SUPPLIERS["supplier"][0])}


def test_mutation_control_a_supplier_hidden_in_escapes_is_found():
    hidden = "".join(f"_{ord(character):02X}" for character in SUPPLIERS["supplier"][0])

    assert _leaks({"label": _readable(f"^XA^FH^FD{hidden}^FS^XZ".encode())}, SUPPLIERS["supplier"])


def test_an_address_with_printer_commands_prints_one_label_with_its_code(small_shop, tmp_path):
    attack = {
        "Shipping_Name": ATTACK,
        "Shipping_Address1": "~JA^ID R:*.*",
        "Shipping_City": "^JUS",
        "Shipping_Zip": "_5EXZ",
    }
    _shipped(small_shop, tmp_path, **attack)
    small_shop.does("print-label", "#1", "--out", tmp_path / "label.zpl")
    jobs = [job for job in small_shop.rows("print-jobs") if job["kind"] == "label"]
    files = [tmp_path / "label.zpl", *(small_shop.folder / "paper" / job["file"] for job in jobs)]

    assert len(files) == 3
    for file in files:
        assert _codes_of_labels(file.read_text()) == [[small_shop.label_of("#1")]]


def test_mutation_control_an_address_that_is_not_escaped_is_no_single_label():
    with pytest.raises(RenderError):
        _codes_of_labels(f"^XA^FO20,20^A0N,30,30^FD{ATTACK}^FS^XZ")
    assert len(_codes_of_labels("^XA^FO20,20^A0N,30,30^FDname^FS^XZ^XA^FO0,0^A0N,30,30^FDhacked^FS^XZ")) == 2


def _codes_of_labels(zpl):
    labels = zplkit.render(zpl, limits=Limits(graphic_bytes=200_000)).labels
    images = (Image.open(io.BytesIO(label.png())).convert("L") for label in labels)
    return [[code.text for code in zxingcpp.read_barcodes(image)] for image in images]
