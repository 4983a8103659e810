"""Tables in text files: CSV, TSV and what spreadsheets make of them.

A file is read as a stream, so memory stays flat however long it is. What is wrong with the file as a whole is raised
before any row is given; what is wrong with one row comes as that row's fault, and reading goes on after it. The
decisions are told in docs/decisions/0007-files-in.md.
"""

from __future__ import annotations

import codecs
import csv
import re
import stat
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from math import ceil
from pathlib import Path
from typing import Literal, TextIO

from msgspec import Struct

from app.domain.messages import Message, say
from app.errors import UnreadableFile
from app.integrations.table_row import TableRow

_MEGABYTE = 2**20
LARGEST_FILE_MB = 64
#: A spreadsheet's cell holds one character less.
LONGEST_CELL = 32_768
_LONGEST_RECORD = 2 * LONGEST_CELL

_OTHER_FORMATS = {
    b"PK\x03\x04": say("excel_workbook"),
    b"\xd0\xcf\x11\xe0": say("old_workbook"),
    b"%PDF": say("pdf_document"),
    b"\x89PNG": say("a_picture"),
    b"\xff\xd8\xff": say("a_picture"),
    b"GIF8": say("a_picture"),
    b"\x1f\x8b": say("compressed_file"),
    b"SQLite format 3": say("a_database"),
}
_BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
#: Detectors guess short Western files wrong; strict UTF-8 cannot be met by accident.
_ENCODINGS = ("utf-8", "cp1252")

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_SHIELDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d+)?)?")


def spreadsheet_safe(text: str) -> str:
    """`text` so that no spreadsheet runs it as a formula: `'` before what could start one (OWASP, CSV injection).

    Numbers and a lone sign stay as they are. `read_table` takes the mark off again.
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _unshielded(cell: str) -> str:
    return cell[1:] if _SHIELDED.match(cell) else cell


def write_csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A CSV text (RFC 4180), each cell made safe for spreadsheets."""
    text = StringIO()
    # With \r\n as its line end the writer also quotes a cell that holds only one of them.
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([spreadsheet_safe(cell) for cell in row] for row in rows)
    return text.getvalue()


class TextTable(Struct, frozen=True):
    """A readable file with a header. Column names are trimmed and in lower case."""

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]

    def require(self, columns: Iterable[str]) -> None:
        """Check that the header names all of `columns`.

        Raises:
            UnreadableFile: it does not.
        """
        if missing := [column for column in columns if column not in self.header]:
            raise UnreadableFile("header_incomplete", file=self.path.name, missing=", ".join(missing))

    def rows(self, *, quoted: bool = True) -> Iterator[TableRow]:
        """Every row that is not blank, each call from the start. Without `quoted`, `"` is a character like others.

        A record of several lines inside quotation marks counts as one row, as in a spreadsheet.
        """
        with _reading(self.path, self.encoding) as stream:
            _header_line(stream)
            for number, record in enumerate(_records(stream, self.delimiter, quoted), start=2):
                # Spreadsheets save rows that were emptied as a line of delimiters.
                if record.text.strip(f"{self.delimiter} \t\r\n"):
                    yield self._row(number, record)

    def _row(self, number: int, record: _Record) -> TableRow:
        cells = record.cells or record.text.split(self.delimiter)
        fault = self._fault(record, cells)
        if "'" in record.text:
            cells = [_unshielded(cell) for cell in cells]
        padded = [*cells, *[""] * (len(self.header) - len(cells))]
        return TableRow(number, dict(zip(self.header, padded, strict=False)), fault)

    def _fault(self, record: _Record, cells: Sequence[str]) -> Message | None:
        if len(record.text) > LONGEST_CELL and any(len(cell) > LONGEST_CELL for cell in cells):
            return say("cell_too_long", limit=LONGEST_CELL)
        if record.cells is None:
            return say("quotes_do_not_match")
        if any(cells[len(self.header) :]):
            return say("too_many_cells")
        if len(cells) < len(self.header) and not record.text.endswith(("\n", "\r")):
            return say("row_cut_off")
        return None


def read_table(path: Path) -> TextTable:
    """Look at a file: its encoding, delimiter and header.

    Encodings are tried in order: byte order mark (UTF-8, UTF-16), UTF-8, Windows-1252.

    Raises:
        UnreadableFile: missing, unreadable, above 64 MB, not text, without rows, or a column named twice.
    """
    _check_file(path)
    encoding = _encoding(path)
    with _reading(path, encoding) as stream:
        line, delimiter = _header_line(stream)
    table = TextTable(path, encoding, delimiter, _column_names(path, line, delimiter))
    if next(table.rows(), None) is None:
        raise UnreadableFile("file_empty", file=path.name)
    return table


def _check_file(path: Path) -> None:
    with _explained(path):
        status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile("file_missing", file=path.name, reason=say("is_no_file"))
    size = status.st_size
    if size > LARGEST_FILE_MB * _MEGABYTE:
        raise UnreadableFile("file_too_big", file=path.name, size=ceil(size / _MEGABYTE), limit=LARGEST_FILE_MB)


def _encoding(path: Path) -> str:
    with _explained(path), path.open("rb") as stream:
        start = stream.read(16)
    for magic, found in _OTHER_FORMATS.items():
        if start.startswith(magic):
            raise UnreadableFile("file_not_text", file=path.name, found=found)
    marked = next((name for mark, name in _BYTE_ORDER_MARKS.items() if start.startswith(mark)), None)
    for encoding in (marked,) if marked else _ENCODINGS:
        if _is_text(path, encoding):
            return encoding
    raise UnreadableFile("file_not_text", file=path.name, found=say("unknown_encoding"))


def _is_text(path: Path, encoding: str) -> bool:
    try:
        with _reading(path, encoding) as stream:
            return all("\0" not in block for block in iter(lambda: stream.read(_MEGABYTE), ""))
    except UnicodeError:
        return False


@contextmanager
def _reading(path: Path, encoding: str) -> Iterator[TextIO]:
    # Line ends are kept (newline=""): inside quotation marks they belong to the cell.
    with _explained(path), path.open(encoding=encoding, newline="") as stream:
        yield stream


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnreadableFile("file_missing", file=path.name, reason=error.strerror or str(error)) from error


def _header_line(stream: TextIO) -> tuple[str, str]:
    """The header and the delimiter. A first line `sep=;` is Excel's way to name it, and no row to Excel."""
    line = stream.readline()
    named = re.fullmatch(r"sep=([,;|\t])\s*", line, re.IGNORECASE)
    if named:
        return stream.readline(), named.group(1)
    return line, max("\t,;", key=line.count)


def _column_names(path: Path, line: str, delimiter: str) -> tuple[str, ...]:
    names = tuple(cell.strip().casefold() for cell in _split(line, delimiter, quoted=True) or [])
    if not any(names):
        raise UnreadableFile("file_empty", file=path.name)
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    if repeated:
        raise UnreadableFile("header_repeated", file=path.name, columns=", ".join(repeated))
    return names


class _Record(Struct, frozen=True):
    """What was read as one row; `cells` is None when its quotation marks do not match."""

    text: str
    cells: list[str] | None


def _records(stream: TextIO, delimiter: str, quoted: bool) -> Iterator[_Record]:
    put_back: deque[str] = deque()
    while line := put_back.popleft() if put_back else stream.readline():
        cells = _split(line, delimiter, quoted)
        if cells is None and quoted and line.count('"') % 2:
            yield _record_of_several_lines(line, stream, put_back, delimiter)
        else:
            yield _Record(line, cells)


def _record_of_several_lines(first: str, stream: TextIO, put_back: deque[str], delimiter: str) -> _Record:
    """Read on until the quotation mark is closed.

    One that is not closed soon breaks only its own line; the lines after it are put back and read on their own.
    """
    more: list[str] = []
    length, is_open = len(first), True
    while is_open and length <= _LONGEST_RECORD and (line := put_back.popleft() if put_back else stream.readline()):
        more.append(line)
        length += len(line)
        is_open ^= line.count('"') % 2 == 1
    text = "".join([first, *more])
    cells = None if is_open else _split(text, delimiter, quoted=True)
    if cells is None:
        put_back.extendleft(reversed(more))
        return _Record(first, None)
    return _Record(text, cells)


def _split(text: str, delimiter: str, quoted: bool) -> list[str] | None:
    quotes: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    try:
        return next(csv.reader([text], delimiter=delimiter, quoting=quotes, strict=True))
    except csv.Error:
        return None
