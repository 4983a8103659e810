"""The two work screens look as they did when a person last looked at them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtWidgets import QApplication

from app.db.engine import Database
from tests.golden.compare import differ
from tests.golden.screens import FOLDER, NAMES, SIZE, drawn


@pytest.mark.parametrize("name", NAMES)
def test_the_screen_looks_as_before(qapp: QApplication, sqlite_database: Database, tmp_path: Path, name: str) -> None:
    with Image.open(FOLDER / f"{name}.png") as kept:
        assert not differ(kept.convert("L"), drawn(qapp, name, sqlite_database, tmp_path).convert("L"))


def test_no_picture_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.png")} == set(NAMES)


def test_every_scene_is_a_picture_of_its_own() -> None:
    pictures = [Image.open(FOLDER / f"{name}.png").convert("L") for name in NAMES]
    assert all(differ(one, other) for one in pictures for other in pictures if one is not other)


@pytest.mark.parametrize("spoil", ["a word is missing", "a mark is another", "all has moved"])
def test_what_changed_is_seen(spoil: str) -> None:
    with Image.open(FOLDER / "pack-open-light.png") as kept:
        picture = kept.convert("L")
    spoiled = picture.copy()
    match spoil:
        case "a word is missing":
            ImageDraw.Draw(spoiled).rectangle((40, 180, 200, 196), fill=255)
        case "a mark is another":
            ImageDraw.Draw(spoiled).rectangle((800, 70, 812, 82), fill=0)
        case _:
            spoiled = Image.new("L", SIZE, picture.getpixel((0, 0)))
            spoiled.paste(picture, (2, 0))
    assert not differ(picture, picture)
    assert differ(picture, spoiled)
