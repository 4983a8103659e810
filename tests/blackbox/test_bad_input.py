"""What a person can give wrong: each gets one clear answer, nothing is half done, and nothing falls over."""

import shutil

import pytest

from tests.blackbox.files import order_rows, write_orders, write_rows
from tests.blackbox.shop import SAMPLE, Shop

COUNTED = ("orders", "order-lines", "purchase-orders", "events")


@pytest.fixture
def stocked(small_shop, tmp_path):
    """The small shop with one order, which every refused command has to leave as it is."""
    small_shop.does("import-orders", write_orders(tmp_path / "first.csv", order_rows("#1", {"CUP-1": 2})))
    return small_shop


@pytest.fixture
def bad_file(tmp_path):
    """Makes a file or folder that cannot be imported, by name."""
    header = (SAMPLE / "orders-kite.csv").read_text().splitlines()[0]

    def make(name):
        path = tmp_path / name
        match name:
            case "sparse.csv":
                with path.open("wb") as stream:
                    stream.truncate(200 * 2**20)
            case "folder":
                path.mkdir()
            case "picture.csv":
                shutil.copy(SAMPLE / "images" / "KK-BAL-BLU.png", path)
            case "workbook.csv":
                path.write_bytes(b"PK\x03\x04" + bytes(200))
            case "zeros.csv":
                path.write_bytes(bytes(1000))
            case "empty.csv":
                path.touch()
            case "no-rows.csv":
                path.write_text(header + "\n")
            case "changed-header.csv":
                path.write_text(header.replace("Lineitem price", "Price of the item") + "\n" + "x," * 20 + "\n")
            case "letter.csv":
                path.write_text("Dear all,\nplease find the orders below.\n")
            case "twice.csv":
                path.write_text(header + ",Name\n#2\n")
        return path

    return make


def _counts(shop: Shop):
    return [len(shop.rows(kind)) for kind in COUNTED]


def _assert_one_clear_answer(outcome, *words):
    """One line of sentences that says what happened, what it means, and mostly what to do."""
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1, outcome.err
    assert "Traceback" not in outcome.err
    assert 2 <= outcome.err.count(". ") + 1 <= 4, outcome.err
    assert outcome.err.endswith(".\n")
    for word in words:
        assert word in outcome.err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing.csv", "missing.csv cannot be opened: No such file or directory"),
        ("folder", "folder cannot be opened: it is not a file"),
        ("sparse.csv", "sparse.csv is 200 MB; files above 64 MB are not read"),
        ("picture.csv", "a picture"),
        ("workbook.csv", "an Excel workbook"),
        ("zeros.csv", "not a text table"),
        ("empty.csv", "has no rows"),
        ("no-rows.csv", "has no rows"),
        ("changed-header.csv", "lacks the columns lineitem price"),
        ("letter.csv", "The header of letter.csv is not one Crossdock knows"),
        ("twice.csv", "names these columns twice: name"),
    ],
)
def test_a_file_that_is_no_export_is_refused_whole(stocked, bad_file, name, words):
    before = _counts(stocked)

    outcome = stocked.run("import-orders", bad_file(name))

    assert outcome.code == 2
    _assert_one_clear_answer(outcome, words, "Nothing was imported.")
    assert _counts(stocked) == before


@pytest.mark.parametrize("command", ["import-suppliers", "import-products", "set-up"])
@pytest.mark.parametrize("name", ["picture.csv", "missing.csv"])
def test_every_import_refuses_what_it_cannot_read(stocked, bad_file, command, name):
    outcome = stocked.run(command, bad_file(name))

    assert outcome.code == 2
    _assert_one_clear_answer(outcome, name)


def test_a_file_of_another_kind_is_named(stocked):
    _assert_one_clear_answer(stocked.run("import-orders", SAMPLE / "products.csv"), "products.csv")
    _assert_one_clear_answer(stocked.run("import-products", SAMPLE / "suppliers.csv"), "lacks the columns")


def test_wrong_rows_are_named_and_the_others_are_taken(stocked, tmp_path):
    rows = [order_rows(f"#{number}", {"CUP-1": 1}) for number in range(2, 8)]
    rows[1][0]["Created at"] = "31.02.2026"
    rows[2][0]["Lineitem quantity"] = "two"
    rows[3] = order_rows("#5", {"CUP-1": 1, "JUG-2": 1})
    rows[3][1]["Lineitem price"] = "free"
    file = write_orders(tmp_path / "orders.csv", *rows)

    outcome = stocked.run("import-orders", file, "--json")

    assert (outcome.code, outcome.err) == (3, "")
    assert (outcome.json["imported"], outcome.json["updated"], outcome.json["unchanged"]) == (3, 0, 0)
    rejected = [(row["row"], row["column"], row["value"]) for row in outcome.json["rejected"]]
    assert rejected == [
        (3, "created at", "31.02.2026"),
        (4, "lineitem quantity", "two"),
        (5, "name", "#5"),
        (6, "lineitem price", "free"),
    ]
    assert [row["order_number"] for row in stocked.rows("orders")] == ["#1", "#2", "#6", "#7"]
    stocked.is_sound()


def test_a_wrong_check_digit_and_an_unreadable_picture_are_named(stocked, tmp_path):
    goods = {"supplier": "Quorvane Wholesale", "cost": "1.00", "currency": "EUR"}
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    rows = [
        {"sku": "A", "title": "One", "barcodes": "4006381333932", "image": "", **goods},
        {"sku": "B", "title": "Two", "barcodes": "4260000000004", "image": "broken.png", **goods},
    ]

    outcome = stocked.run("import-products", write_rows(tmp_path / "goods.csv", rows), "--json")

    assert (outcome.code, outcome.err) == (3, "")
    assert outcome.json["imported"] == 1
    barcode, picture = outcome.json["rejected"]
    assert (barcode["row"], barcode["column"], barcode["value"]) == (2, "barcodes", "4006381333932")
    assert barcode["reason"] == "the check digit of this barcode is wrong: expected 1"
    assert (picture["row"], picture["column"], picture["value"]) == (3, "image", "broken.png")


def test_scans_that_are_no_codes_change_nothing_and_never_stop_the_station(stocked):
    scans = (
        ("x" * 10_000, "code_too_long"),
        ("4" * 300_000, "code_too_long"),
        ("12\x0034", "control_characters"),
        ("\x1b[2J\x07", "control_characters"),
        ("", "empty_code"),
        ("   ", "empty_code"),
        (b"\xff\xfe\x80abc", "unknown_code"),
        ("JC:FINISH:AAAA", "foreign_command"),
        ("JO:1:0", "damaged_code"),
        ("]C1010400638133393", "unreadable_element_string"),
        ("%s%n{0}{order}'; DROP TABLE orders;--", "unknown_code"),
    )
    before = _counts(stocked)
    with stocked.station("receiving") as dock:
        heard = []
        for scan, _ in scans:
            heard.append(dock.hears(scan))
            dock.scan(stocked.commands["OK"])
        assert dock.hears(next(stocked.deliveries())[0]) == "delivery_opened"
    assert heard == [key for _, key in scans]
    assert _counts(stocked) == before
    stocked.is_sound()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("export", "nonsense"), "There is no export nonsense."),
        (("print-slip", "#404", "--out", "slip.pdf"), "There is no order #404."),
        (("print-label", "#404", "--out", "label.zpl"), "There is no order #404."),
        (("cancel-order", "#404"), "There is no order #404."),
        (("close-short", "PO-404"), "There is no purchase order PO-404."),
        (("announce-parcel", "PO-404", "1Z1"), "There is no purchase order PO-404."),
        (("print-label", "#1", "--out", "label.zpl", "--dpi", "42"), "No label printer has 42 dpi"),
        (("print-slip", "#1", "--out", "/proc/slip.pdf"), "/proc/slip.pdf cannot be written"),
        (("print-label", "#1", "--out", "/proc/label.zpl"), "/proc/label.zpl cannot be written"),
        (("command-sheet", "--out", "/proc/sheet.pdf"), "/proc/sheet.pdf cannot be written"),
        (("command-sheet",), "The sheet needs a file to go to."),
        (("export", "orders", "--out", "/proc/orders.csv"), "/proc/orders.csv cannot be written"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(stocked, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    before = _counts(stocked)

    outcome = stocked.run(*arguments)

    assert outcome.code == 2
    _assert_one_clear_answer(outcome, words)
    assert _counts(stocked) == before
    assert not list(tmp_path.glob("*.pdf")) + list(tmp_path.glob("*.zpl"))


@pytest.mark.parametrize(
    "arguments", [("station", "--screen", "cooking"), ("nonsense",), ("import-orders",), ("export",)]
)
def test_a_command_line_with_a_mistake_is_explained_without_a_traceback(stocked, arguments):
    outcome = stocked.run(*arguments)

    assert outcome.code == 2
    assert "Traceback" not in outcome.err
    assert "Usage:" in outcome.err


def test_a_data_folder_that_cannot_be_used_is_named(tmp_path):
    (tmp_path / "file").touch()
    _assert_one_clear_answer(Shop(tmp_path / "file").run("export", "orders"), "--data-dir")
