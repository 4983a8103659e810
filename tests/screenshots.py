"""The pictures of the README, made from the sample shop: `python -m tests.screenshots`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "screens"
SCREENS = ("receiving", "pack-wrong-item", "orders", "today", "pack-dark")
#: An order of the sample shop with a gift note and two lines.
SLIP_OF = "1042"
SLIP_DPI = 150


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        shop = Path(folder)
        _run("demo", "--out", folder)
        for name in SCREENS:
            with Image.open(shop / "screens" / f"{name}.png") as picture:
                _save(picture.convert("RGB"), name)
        [slip] = (shop / "paper" / "slips").glob(f"*-slip-{SLIP_OF}-*.pdf")
        _save(_first_page(slip), "slip")


def _run(*arguments: str) -> None:
    # Without a display the day is played through the window, and each screen leaves its picture.
    environ = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    subprocess.run([sys.executable, "main.py", *arguments], cwd=ROOT, check=True, env=environ)


def _first_page(file: Path) -> Image.Image:
    document = pypdfium2.PdfDocument(file)
    try:
        return document[0].render(scale=SLIP_DPI / 72).to_pil()
    finally:
        document.close()


def _save(picture: Image.Image, name: str) -> None:
    """With few colours: a screen has no more, and the repository stays small."""
    picture.quantize(256).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
