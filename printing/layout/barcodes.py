"""Code 128 symbols (ISO/IEC 15417) as marks, with bars of whole printer dots."""

from __future__ import annotations

import math
from functools import lru_cache

from barcode.codex import Code128
from barcode.errors import BarcodeError

from printing.layout.errors import BarcodeNotPossible, BarcodeTooWide
from printing.layout.marks import Barcode

#: Quiet zone on each side in modules (ISO/IEC 15417, 4.5).
QUIET_MODULES = 10
#: Narrowest and widest module (X dimension) in mm: a hand scanner reads 0.25 mm easily at arm's length.
MIN_MODULE_MM, MAX_MODULE_MM = 0.25, 0.36


@lru_cache(maxsize=1024)
def code128_modules(data: str) -> str:
    """The symbol as one character a module, `1` for a bar, without quiet zones.

    Raises:
        BarcodeNotPossible: empty, or a character outside ASCII.
    """
    if not data or not data.isascii():
        raise BarcodeNotPossible(data)
    try:
        return str(Code128(data).build()[0])
    except (BarcodeError, KeyError) as error:
        raise BarcodeNotPossible(data) from error


def smallest_width_mm(data: str, dpi: float) -> float:
    """The narrowest this symbol may be, with quiet zones."""
    return _module_count(data) * _smallest_dots(dpi) * 25.4 / dpi


def code128(data: str, width_mm: float, height_mm: float, dpi: float) -> Barcode:
    """The symbol as large as `width_mm` allows, at the origin.

    Raises:
        BarcodeTooWide: it would need modules under 0.25 mm.
        BarcodeNotPossible: see `code128_modules`.
    """
    needed = smallest_width_mm(data, dpi)
    if needed > width_mm:
        raise BarcodeTooWide(data, needed, width_mm)
    count = _module_count(data)
    fitting = math.floor(min(width_mm / count, MAX_MODULE_MM) * dpi / 25.4 + 1e-6)
    module = max(fitting, _smallest_dots(dpi)) * 25.4 / dpi
    return Barcode(0, 0, count * module, height_mm, data, module, code128_modules(data))


def _module_count(data: str) -> int:
    return len(code128_modules(data)) + 2 * QUIET_MODULES


def _smallest_dots(dpi: float) -> int:
    return math.ceil(MIN_MODULE_MM * dpi / 25.4 - 1e-6)
