"""Labels in ZPL II, the language of Zebra label printers.

Sources: Zebra ZPL II Programming Guide (^A0 ^BC ^BY ^CI ^FD ^FH ^FO ^FR ^GB ^GF ^LH ^LL ^PW); ISO/IEC 15417 (Code 128).
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections import Counter
from collections.abc import Callable

from barcode import Code128

from app.domain.messages import say
from printing.layout.errors import BarcodeNotPossible, LayoutError
from printing.layout.label_marks import Bars, Box, Label, TextBlock
from printing.render.zpl_text import Picture, Text, text_fields

#: Code 128 symbol values that change the subset, and the invocations ^BC knows for them.
_SUBSET_CHANGES = {99: ">5", 100: ">6", 101: ">7", 103: ">9", 104: ">:", 105: ">;"}
_IN_SUBSET_C = (99, 105)

_COMMAND = re.compile(r"[\^~].{0,2}", re.DOTALL)
_UNSAFE = re.compile(r"[\^~\\_\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class LabelDamaged(LayoutError):
    """Data has become printer commands."""

    def __init__(self) -> None:
        super().__init__(say("label_damaged"))


Field = Text | Picture | Bars | Box


def escape_data(text: str) -> str:
    """Field data in which no character is a command: `_5E` for `^` and so on, read back by ^FH as UTF-8 (^CI28)."""
    return _UNSAFE.sub(lambda found: "".join(f"_{byte:02X}" for byte in found[0].encode("utf-8", "replace")), text)


def to_zpl(label: Label) -> str:
    """The label as ZPL, one copy.

    Raises:
        LabelDamaged: see `lint_zpl`.
        BarcodeNotPossible: see `code128_values`.
    """
    fields: list[Field] = []
    for mark in label.marks:
        fields += text_fields(mark) if isinstance(mark, TextBlock) else (mark,)
    return write_zpl(label.width, label.length, tuple(fields))


def write_zpl(width: int, length: int, fields: tuple[Field, ...], *, escape: Callable[[str], str] = escape_data) -> str:
    """A label of `width` by `length` dots from its fields, linted. Raises as `to_zpl`."""
    head = f"^XA^CI28^LH0,0^PW{width}^LL{length}"
    zpl = "\n".join((head, *(_encode(field, escape) for field in fields), "^XZ"))
    lint_zpl(zpl, fields)
    return zpl


def lint_zpl(zpl: str, fields: tuple[Field, ...]) -> None:
    """Prove that data has not become commands: `zpl` has exactly the commands that the kinds of its fields call for.

    Raises:
        LabelDamaged: it has others, or more, or fewer.
    """
    wanted = Counter(("^XA", "^CI", "^LH", "^PW", "^LL", "^XZ"))
    for field in fields:
        wanted.update(("^FO", *_commands(field), "^FS"))
    if Counter(_COMMAND.findall(zpl)) != wanted:
        raise LabelDamaged


def _commands(field: Field) -> tuple[str, ...]:
    """What a field of this kind needs between ^FO and ^FS, whatever its data."""
    match field:
        case Text(centred_in=width, reverse=reverse):
            return ("^A0", "^FH", "^FD", *_if(width > 0, "^FB"), *_if(reverse, "^FR"))
        case Picture(reverse=reverse):
            return ("^GF", *_if(reverse, "^FR"))
        case Bars():
            return ("^BY", "^BC", "^FH", "^FD")
        case Box():
            return ("^GB",)


def _if(wanted: bool, command: str) -> tuple[str, ...]:
    return (command,) if wanted else ()


def code128_values(data: str) -> list[int]:
    """Symbol values from the start character to the last of the data, digits packed in subset C where that is shorter.

    Raises:
        BarcodeNotPossible: nothing to encode, or a character other than printable ASCII.
    """
    if not data or not data.isascii() or not data.isprintable():
        raise BarcodeNotPossible(data)
    return list(Code128(data).encoded)


def _encode(field: Field, escape: Callable[[str], str]) -> str:
    at = f"^FO{field.x},{field.y}"
    match field:
        case Text():
            block = f"^FB{field.centred_in},1,0,C" if field.centred_in else ""
            font = f"^A0N,{field.height},{field.height}"
            return f"{at}{_reverse(field)}{font}{block}^FH^FD{escape(field.text)}^FS"
        case Bars():
            data = escape(_invocations(field.data))
            return f"{at}^BY{field.module}^BCN,{field.height},N,N,N,N^FH^FD{data}^FS"
        case Picture():
            size = len(field.dots)
            return f"{at}{_reverse(field)}^GFA,{size},{size},{field.bytes_per_row},{_z64(field.dots)}^FS"
        case Box():
            return f"{at}^GB{field.width},{field.height},{field.thickness}^FS"


def _reverse(field: Text | Picture) -> str:
    return "^FR" if field.reverse else ""


def _invocations(data: str) -> str:
    """`data` with its subsets spelled out, so that every printer makes the symbol whose width was computed."""
    said, rest, subset = "", data, 0
    for value in code128_values(data):
        if value in _SUBSET_CHANGES:
            said, subset = said + _SUBSET_CHANGES[value], value
            continue
        length = 2 if subset in _IN_SUBSET_C else 1
        said += rest[:length].replace(">", ">0")
        rest = rest[length:]
    return said


def _z64(dots: bytes) -> str:
    """Zebra's compressed form: zlib, base64, and the CRC-16/XMODEM of the base64 text."""
    packed = base64.b64encode(zlib.compress(dots, 9))
    return f":Z64:{packed.decode()}:{binascii.crc_hqx(packed, 0):04X}"
