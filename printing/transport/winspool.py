"""The spooler of Windows, RAW data type, through `winspool.drv` (Win32 Print Spooler API). Windows only."""

from __future__ import annotations

import ctypes
import sys
from ctypes import byref, c_uint32, c_void_p, c_wchar_p

assert sys.platform == "win32"

#: PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS
_LOCAL_AND_CONNECTED = 0x2 | 0x4


class _DocInfo(ctypes.Structure):
    """DOC_INFO_1W."""

    _fields_ = (("document", c_wchar_p), ("output", c_wchar_p), ("data_type", c_wchar_p))


class _PrinterInfo(ctypes.Structure):
    """PRINTER_INFO_4W."""

    _fields_ = (("name", c_wchar_p), ("server", c_wchar_p), ("attributes", c_uint32))


class Winspool:
    """Raw jobs to the queues of this Windows (a `windows_queue.Spool`)."""

    def __init__(self) -> None:
        self._library = ctypes.WinDLL("winspool.drv", use_last_error=True)

    def start(self, queue: str, title: str) -> c_void_p:
        handle = c_void_p()
        _check(self._library.OpenPrinterW(c_wchar_p(queue), byref(handle), None))
        try:
            _check(self._library.StartDocPrinterW(handle, 1, byref(_DocInfo(title, None, "RAW"))))
        except OSError:
            self._library.ClosePrinter(handle)
            raise
        return handle

    def write(self, handle: c_void_p, data: bytes) -> int:
        taken = c_uint32()
        _check(self._library.WritePrinter(handle, data, c_uint32(len(data)), byref(taken)))
        return taken.value

    def end(self, handle: c_void_p) -> None:
        self._library.EndDocPrinter(handle)
        self._library.ClosePrinter(handle)

    def queues(self) -> tuple[str, ...]:
        """Names of the local and connected printers (EnumPrinters, level 4)."""
        size, count = c_uint32(), c_uint32()
        ask = self._library.EnumPrintersW
        ask(_LOCAL_AND_CONNECTED, None, 4, None, 0, byref(size), byref(count))
        buffer = ctypes.create_string_buffer(max(size.value, 1))
        _check(ask(_LOCAL_AND_CONNECTED, None, 4, buffer, size.value, byref(size), byref(count)))
        printers = ctypes.cast(buffer, ctypes.POINTER(_PrinterInfo))
        return tuple(str(printers[index].name) for index in range(count.value))


def _check(result: int) -> None:
    if not result:
        raise ctypes.WinError(ctypes.get_last_error())
