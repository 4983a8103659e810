"""The preview of paper: every page can be turned to, and its pictures are read where no scan waits for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from printing.layout.marks import Image, Page
from ui.models.sheet import Picture, Sheet, Words, sheet_of
from ui.widgets.slip_preview import SlipPreview


def sheet(words: str) -> Sheet:
    return Sheet(105, 148, (Words(10, 20, words, 12, False, "#000000", "left", False),))


@pytest.fixture
def preview(qtbot: QtBot) -> SlipPreview:
    made = SlipPreview()
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show()
    return made


def which(preview: SlipPreview) -> list[str]:
    """What stands between the arrows, where they can be seen."""
    return [each.text() for each in preview.findChildren(QLabel) if each.isVisible()]


def test_one_page_needs_no_arrows(preview: SlipPreview) -> None:
    preview.show_sheets((sheet("only"),))
    assert (preview.accessibleDescription(), which(preview)) == ("only", [])


def test_pages_are_turned_by_arrows_and_keys_and_end_where_they_end(qtbot: QtBot, preview: SlipPreview) -> None:
    sheets = (sheet("first"), sheet("second"), sheet("third"))
    preview.show_sheets(sheets, ("Slip", "Slip", "Label"))
    assert which(preview) == ["Slip · 1 of 3"]
    back, on = preview.findChildren(QPushButton)
    assert (back.isEnabled(), on.isEnabled()) == (False, True)
    on.click()
    assert (preview.accessibleDescription(), which(preview)) == ("second", ["Slip · 2 of 3"])
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown):
        on.setFocus()
        qtbot.keyClick(back if on.isEnabled() is False else on, key)
    assert (preview.accessibleDescription(), which(preview)) == ("third", ["Label · 3 of 3"])
    preview.show_sheets(sheets, ("Slip", "Slip", "Label"))
    assert preview.accessibleDescription() == "third"  # the same again: nobody's page is turned
    preview.show_sheets((sheet("new"),))
    assert preview.accessibleDescription() == "new"


def logo(folder: Path, side: int) -> Page:
    file = folder / "logo.png"
    picture = QImage(side, side, QImage.Format.Format_RGB32)
    picture.fill(QColor("#C24A1B"))
    picture.save(str(file))
    return Page(105, 148, (Image(10, 10, 40, 40, str(file)),))


def test_a_logo_is_in_the_sheet_itself_and_no_larger_than_a_screen_needs(tmp_path: Path, preview: SlipPreview) -> None:
    made = sheet_of(logo(tmp_path, 3000))
    [picture] = made.shapes
    assert isinstance(picture, Picture)
    assert (picture.image.width(), picture.image.height()) == (1200, 1200)
    (tmp_path / "logo.png").unlink()
    preview.show_sheets((made,))
    image = preview.grab().toImage()
    found = {image.pixelColor(x, y).name() for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)}
    assert "#c24a1b" in found


def test_a_logo_that_went_away_leaves_the_rest(tmp_path: Path, preview: SlipPreview) -> None:
    page = logo(tmp_path, 20)
    (tmp_path / "logo.png").unlink()
    preview.show_sheets((sheet_of(page),))
    assert not preview.grab().toImage().isNull()
