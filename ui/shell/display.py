"""Whether a window can be shown at all. Qt does not say no, it aborts the process: so this is asked before."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Mapping
from pathlib import Path

#: Everything the Qt wheels need of a Debian or Ubuntu desktop, and do not bring along.
PACKAGES = (
    "libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libglib2.0-0 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0"
)


def has_display(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether somebody can see a window here."""
    chosen = environ.get("QT_QPA_PLATFORM", "")
    if chosen.startswith(("offscreen", "minimal")):
        return False
    return not platform.startswith("linux") or bool(chosen or environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def display_problem(platform: str, environ: Mapping[str, str], load: Callable[[], object]) -> str:
    """One sentence why no window can be shown here; empty when it can.

    Args:
        platform: as in `sys.platform`.
        load: loads what Qt needs to show a window; see `load_qt`.
    """
    if not platform.startswith("linux"):
        return ""
    chosen = environ.get("QT_QPA_PLATFORM", "")
    if not (chosen or environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        return (
            "There is no display here, so no window can be shown. "
            "Start Crossdock on a desktop, or use its commands: see --help."
        )
    try:
        load()
    except ConnectionError:
        return (
            f"The display {environ.get('DISPLAY', '')} does not answer, so no window can be shown. "
            "Start Crossdock on a desktop, or use its commands: see --help."
        )
    except (ImportError, OSError) as error:
        library = re.search(r"[\w.+-]+\.so[\w.]*(?=: cannot open)", str(error))
        missing = library.group() if library else str(error)
        return f"Qt cannot show a window, because {missing} is missing. Install it: apt-get install {PACKAGES}"
    return ""


def load_qt(environ: Mapping[str, str]) -> None:
    """Load the widgets and, for an X display, the plugin that Qt would abort over; then knock at the display.

    Raises:
        ConnectionError: the display does not answer.
        ImportError, OSError: a library of the system is missing; the text names it.
    """
    import PySide6.QtWidgets  # noqa: F401
    from PySide6.QtCore import QLibraryInfo

    chosen = environ.get("QT_QPA_PLATFORM") or ("wayland" if environ.get("WAYLAND_DISPLAY") else "xcb")
    if chosen.startswith("xcb"):
        plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
        ctypes.CDLL(str(plugins / "platforms" / "libqxcb.so"))
        _knock()


def _knock() -> None:
    """Connect to the X server of DISPLAY and hang up. `xcb_connect` always returns a connection, never null."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if refused:
        raise ConnectionRefusedError
