import csv
import os
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.messages import say
from app.errors import UnreadableFile
from app.integrations.text_tables import LONGEST_CELL, read_table, spreadsheet_safe, write_csv


@pytest.fixture
def table(tmp_path):
    """Writes a file and looks at it; text becomes UTF-8."""

    def write(content, encoding="utf-8"):
        path = tmp_path / "table.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read_table(path)

    return write


def cells(table, **options):
    return [list(row.cells.values()) for row in table.rows(**options)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_seen_in_the_header(table, delimiter):
    assert cells(table(f"sku{delimiter}title\nA{delimiter}Mug\n")) == [["A", "Mug"]]


def test_excels_line_that_names_the_delimiter_is_no_row(table):
    found = table("sep=;\nsku;a,b\nA;Mug\n")
    assert found.header == ("sku", "a,b")
    assert [row.number for row in found.rows()] == [2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found_without_guessing(table, encoding):
    assert cells(table("sku,title\nA,Größe “M”\n", encoding)) == [["A", "Größe “M”"]]


def test_big_endian_utf_16_is_read(table):
    assert cells(table("\ufeffsku,title\nA,Größe\n", "utf-16-be")) == [["A", "Größe"]]


def test_column_names_are_trimmed_and_in_lower_case(table):
    assert table(" SKU ,Title\nA,Mug\n").header == ("sku", "title")


def test_rows_count_as_a_spreadsheet_counts_them(table):
    rows = list(table('sku,title\nA,"two\nlines"\n\n , \nB,Mug\n').rows())
    assert [(row.number, row.cells["title"]) for row in rows] == [(2, "two\nlines"), (5, "Mug")]


def test_quotation_marks_keep_delimiters_line_ends_and_quotation_marks(table):
    text = 'sku,title\r\nA,"5"" nails, long\r\nand short"\r\n'
    assert cells(table(text)) == [["A", '5" nails, long\r\nand short']]


def test_without_quoting_a_quotation_mark_is_a_character(table):
    assert cells(table('sku\ttitle\nA\t"Best" mug\nB\t5" nails\n'), quoted=False) == [
        ["A", '"Best" mug'],
        ["B", '5" nails'],
    ]


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ('A,"never closed', "quotation marks"),
        ('A,"closed" twice"', "quotation marks"),
        ("A,Mug,one,too many", "more cells"),
        (f"A,{'x' * (LONGEST_CELL + 1)}", "longer than"),
        (f"A,{'x' * 140_000}", "longer than"),
    ],
)
def test_a_broken_row_in_the_middle_breaks_no_other(table, broken, fault):
    before, middle, *after = table(f"sku,title\nA,Mug\n{broken}\nB,Bowl\nC,Jug\n").rows()
    assert fault in str(middle.fault)
    assert middle.number == 3
    assert [before.fault, *(row.fault for row in after)] == [None, None, None]
    assert [row.cells["title"] for row in after] == ["Bowl", "Jug"]


def test_without_quoting_only_a_long_line_breaks(table):
    first, second = table(f'sku\ttitle\nA\t"{"x" * 140_000}\nB\t"Mug\n').rows(quoted=False)
    assert "longer than" in str(first.fault)
    assert (second.cells["title"], second.fault) == ('"Mug', None)


def test_a_file_cut_off_in_its_last_row_says_so_there(table):
    first, last = table("sku,title,cost\nA,Mug,1\nB,Bo").rows()
    assert not first.fault
    assert last.fault == say("row_cut_off")


def test_cells_left_out_at_the_end_of_a_row_are_empty(table):
    (row,) = table("sku,title,image\nA,Mug\n").rows()
    assert row.cells == {"sku": "A", "title": "Mug", "image": ""}
    assert not row.fault


def test_rows_can_be_read_again_from_the_start(table):
    found = table("sku\nA\nB\n")
    assert cells(found) == cells(found) == [["A"], ["B"]]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"PK\x03\x04....", "Excel"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"sku,title\nA,\0\n", "bytes"),
        (b"sku,title\nA,\x81\x8d\n", "bytes"),
        (b"\xff\xfes\x00k", "bytes"),
    ],
)
def test_what_is_no_text_is_named(table, content, found):
    content += b"\xd8" if content.startswith(b"\xff\xfe") else b""
    with pytest.raises(UnreadableFile) as refused:
        table(content)
    assert refused.value.key == "file_not_text"
    assert found in str(refused.value.values["found"])


@pytest.mark.parametrize(
    ("content", "key"),
    [("", "file_empty"), ("sku,title\n", "file_empty"), ("sku,SKU\nA,B\n", "header_repeated")],
)
def test_a_table_without_rows_or_with_a_column_twice_is_refused(table, content, key):
    with pytest.raises(UnreadableFile) as refused:
        table(content)
    assert refused.value.key == key


def test_missing_columns_are_named(table):
    with pytest.raises(UnreadableFile) as refused:
        table("sku,title\nA,Mug\n").require(["title", "cost", "currency"])
    assert (refused.value.key, refused.value.values["missing"]) == ("header_incomplete", "cost, currency")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(200 * 2**20)
    with pytest.raises(UnreadableFile) as refused:
        read_table(path)
    assert refused.value.key == "file_too_big"
    assert refused.value.values == {"file": "huge.csv", "size": 200, "limit": 64}


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path):
    paths = [tmp_path / "missing.csv", tmp_path, tmp_path / ("x" * 300)]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        paths.append(tmp_path / "pipe")
    for path in paths:
        with pytest.raises(UnreadableFile) as refused:
            read_table(path)
        assert refused.value.key == "file_missing"


@given(content=st.binary(max_size=300) | st.text(alphabet="a\",;\t\r\n'=\0é", max_size=80).map(str.encode))
def test_any_bytes_are_a_table_or_an_unreadable_file(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "random.csv"
    path.write_bytes(content)
    try:
        table = read_table(path)
    except UnreadableFile:
        return
    for row in table.rows():
        assert set(row.cells) == set(table.header)


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2+3", "@A1", "\t=1", "\r=1", "＝1+1", "'=1"])
def test_what_a_spreadsheet_would_run_is_shielded(text):
    assert spreadsheet_safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-", "-5", "+5.25", "-5,25", "12", "Mug - blue", "O'Neill"])
def test_numbers_and_plain_words_stay_as_they_are(text):
    assert spreadsheet_safe(text) == text


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
FORMULAS = st.builds("".join, st.lists(st.sampled_from(["'", "=", "+", "-", "@", "\t", "\r", "1", ",", '"', "a"])))


@given(rows=st.lists(st.tuples(st.just("x"), CELLS | FORMULAS), min_size=1, max_size=5))
def test_a_written_table_reads_back_as_it_was(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "written.csv"
    path.write_bytes(write_csv(["key", "value"], rows).encode())
    assert [(row.cells["key"], row.cells["value"]) for row in read_table(path).rows()] == rows


@given(value=FORMULAS)
def test_no_written_cell_starts_a_formula(value):
    _, (cell,) = csv.reader(StringIO(write_csv(["value"], [[value]]), newline=""))
    assert not starts_a_formula(cell)


def test_the_check_for_formulas_sees_an_unshielded_one():
    assert starts_a_formula("=1+1")


def starts_a_formula(cell):
    if cell in ("", "+", "-"):
        return False
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return cell[0] in "=+-@\t\r"
    return False
