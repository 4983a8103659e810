"""Logos: whether a file can be drawn, and how large."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from printing.layout.marks import Image

#: A logo larger than this (pixels) is refused: opening it could exhaust the memory.
MAX_PIXELS = 40_000_000


def usable_logo(path: str) -> bool:
    """Whether `path` is a whole PNG or JPEG that can be drawn. An unusable logo is left out; the slip still prints."""
    return _pixels(path) is not None


def logo(path: str, max_width_mm: float, max_height_mm: float) -> Image | None:
    """The logo in proportion inside the given box, at the origin; None when there is none or it is unusable."""
    pixels = _pixels(path)
    if pixels is None:
        return None
    scale = min(max_width_mm / pixels[0], max_height_mm / pixels[1])
    return Image(0, 0, pixels[0] * scale, pixels[1] * scale, path)


def _pixels(path: str) -> tuple[int, int] | None:
    if not path:
        return None
    try:
        changed = Path(path).stat()
    except (OSError, ValueError):
        return None
    return _read_pixels(path, changed.st_mtime_ns, changed.st_size)


@lru_cache(maxsize=64)
def _read_pixels(path: str, _changed_ns: int, _size: int) -> tuple[int, int] | None:
    """Width and height in pixels. The file's time and size are part of the cache key, so that a new logo is seen."""
    try:
        with Pillow.open(path, formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MAX_PIXELS:
                return None
            image.load()
            return image.size
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        return None
