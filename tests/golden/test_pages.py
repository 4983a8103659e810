"""Every page looks as it did when a person last looked at it."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from tests.golden.compare import FOLDER, differ, drawn
from tests.golden.samples import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_the_page_looks_as_before(name: str) -> None:
    with Image.open(FOLDER / f"{name}.png") as kept:
        assert not differ(kept.convert("L"), drawn(name))


def test_no_picture_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.png")} == set(PAGES)


def test_a_missing_word_is_seen() -> None:
    with Image.open(FOLDER / "a6.png") as kept:
        page = kept.convert("L")
    spoiled = page.copy()
    ImageDraw.Draw(spoiled).rectangle((0, 250, 120, 262), fill=255)
    assert not differ(page, page)
    assert differ(page, spoiled)


def test_scripts_differ_from_each_other() -> None:
    assert differ(drawn("japanese"), drawn("chinese"))
