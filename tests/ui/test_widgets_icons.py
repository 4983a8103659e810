"""Icons and pictures: their colours in every theme, and what stands in for a missing one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.messages import Kind
from tests.ui.looking import shown
from ui.models.columns import Tone
from ui.models.feedback import Notice
from ui.shell.theme import dress
from ui.widgets.buttons import button
from ui.widgets.feedback import FeedbackBanner
from ui.widgets.icons import icon, icon_label, icon_pixmap
from ui.widgets.labels import chip
from ui.widgets.painting import small_picture
from ui.widgets.picture import Picture
from ui.widgets.search import SearchField
from ui.widgets.tokens import DARK, LIGHT


def test_an_icon_has_the_colour_asked_for_and_sharp_edges_on_every_screen(qtbot: QtBot) -> None:
    for ratio in (1.0, 2.0):
        picture = icon_pixmap("circle-check", "#00694B", 20, ratio)
        assert (picture.width(), picture.deviceIndependentSize().width()) == (20 * ratio, 20)
        image = picture.toImage()
        solid = {
            image.pixelColor(x, y).name() for x in range(20) for y in range(20) if image.pixelColor(x, y).alpha() > 250
        }
        assert solid == {"#00694b"}


def test_an_icon_that_is_not_bundled_is_a_fault(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon", "#000000")


def test_an_icon_keeps_room_for_the_words_after_it(qtbot: QtBot) -> None:
    assert icon("check", "#000000", 18, gap=6).availableSizes()[0].width() == 24


def test_a_picture_or_an_icon_in_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    wide = QImage(80, 20, QImage.Format.Format_RGB32)
    wide.fill(QColor("#C24A1B"))
    wide.save(str(tmp_path / "wide.png"))
    (tmp_path / "broken.png").write_bytes(b"no picture")
    cut = small_picture(str(tmp_path / "wide.png"), 40, 1.0)
    assert cut is not None
    assert (cut.width(), cut.height()) == (40, 40)
    for path in ("broken.png", "missing.png"):
        assert small_picture(str(tmp_path / path), 40, 1.0) is None
    picture = Picture(str(tmp_path / "wide.png"), 40)
    qtbot.addWidget(picture)
    assert picture.grab().toImage().pixelColor(20, 20).name() == "#c24a1b"
    picture.show_picture("")
    assert picture.grab().toImage().pixelColor(20, 4).name() != "#c24a1b"


def a_banner() -> FeedbackBanner:
    made = FeedbackBanner()
    made.tell(Notice(Kind.WRONG, "Not in this order"))
    return made


@pytest.mark.parametrize(
    ("make", "left", "right"),
    [
        (lambda: icon_label("check", 20, Tone.OK), LIGHT.inks[Tone.OK], DARK.inks[Tone.OK]),
        (lambda: button("Reprint", icon="printer"), LIGHT.text, DARK.text),
        (lambda: SearchField("Find"), LIGHT.muted, DARK.muted),
        (lambda: chip("Late", Tone.WRONG, "timer"), LIGHT.tones[Tone.WRONG].text, DARK.tones[Tone.WRONG].text),
        (a_banner, LIGHT.banners[Kind.WRONG].text, DARK.banners[Kind.WRONG].text),
    ],
    ids=["label", "button", "search", "chip", "banner"],
)
def test_icons_follow_a_new_theme(
    qtbot: QtBot, dressed: QApplication, make: Callable[[], QWidget], left: str, right: str
) -> None:
    made = shown(qtbot, make())
    QCoreApplication.processEvents()
    assert colours(made) >= {left.lower()}
    dress(dressed, DARK)
    QCoreApplication.processEvents()
    assert colours(made) >= {right.lower()}
    assert left.lower() not in colours(made)


def colours(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_an_icon_beside_words_can_change(qtbot: QtBot) -> None:
    made = icon_label("check", 20, Tone.OK)
    qtbot.addWidget(made)
    before = made.grab().toImage()
    made.show_icon("x", Tone.WRONG)
    assert made.grab().toImage() != before
