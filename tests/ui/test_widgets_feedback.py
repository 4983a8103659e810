"""The banner: six kinds told apart by shape and words alone; sticky ones say how they are cleared; all are spoken."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.messages import Kind
from ui.models.feedback import Notice
from ui.widgets.feedback import SHAPES, FeedbackBanner

STICKY = (Kind.WRONG, Kind.NOT_ACCEPTED)


@pytest.fixture
def banner(qtbot: QtBot) -> FeedbackBanner:
    made = FeedbackBanner()
    qtbot.addWidget(made)
    made.resize(700, 120)
    return made


def words(banner: FeedbackBanner) -> list[str]:
    widgets = [*banner.findChildren(QLabel), *banner.findChildren(QPushButton)]
    return [each.text() for each in widgets if each.isVisible()]


@pytest.mark.parametrize("kind", Kind)
def test_a_notice_is_shown_and_spoken(qtbot: QtBot, banner: FeedbackBanner, kind: Kind) -> None:
    with qtbot.waitSignal(banner.announced) as spoken:
        banner.tell(Notice(kind, "Not in <b>this</b> order", "Put it back."))
    clears = ["Clear  Space"] if kind in STICKY else []
    assert words(banner) == ["Not in <b>this</b> order", "Put it back.", *clears]
    assert spoken.args == ["Not in <b>this</b> order. Put it back.", kind in STICKY]


def test_the_same_notice_is_spoken_once_and_none_takes_it_away(qtbot: QtBot, banner: FeedbackBanner) -> None:
    notice = Notice(Kind.OK, "2 of 3")
    banner.tell(notice)
    with qtbot.assertNotEmitted(banner.announced):
        banner.tell(notice)
        banner.tell(None)
    assert not banner.isVisible()
    with qtbot.waitSignal(banner.announced):
        banner.tell(notice)


def test_a_sticky_one_can_be_cleared_by_hand(qtbot: QtBot, banner: FeedbackBanner) -> None:
    banner.tell(Notice(Kind.WRONG, "Not in this order"))
    [clear] = banner.findChildren(QPushButton)
    with qtbot.waitSignal(banner.cleared):
        clear.click()


def test_each_kind_has_a_shape_of_its_own(banner: FeedbackBanner) -> None:
    assert set(SHAPES) == set(Kind)
    assert len(set(SHAPES.values())) == len(Kind)
    grey = {}
    for kind in Kind:
        banner.tell(Notice(kind, "Same words"))
        grey[kind] = banner.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    assert all(grey[one] != grey[other] for one in Kind for other in Kind if one is not other)


def test_without_sound_the_border_flashes_twice_and_rests(qtbot: QtBot, banner: FeedbackBanner) -> None:
    banner.flashes = True
    seen: list[bool] = []
    banner.tell(Notice(Kind.WRONG, "Not in this order"))
    beat = banner.findChild(QTimer)
    assert beat is not None
    beat.setInterval(1)
    beat.timeout.connect(lambda: seen.append(banner.property("lit")))
    assert banner.property("lit")
    qtbot.waitUntil(lambda: not beat.isActive())
    assert seen == [False, True, False, False]


def test_with_sound_nothing_flashes(banner: FeedbackBanner) -> None:
    banner.tell(Notice(Kind.WRONG, "Not in this order"))
    assert not banner.property("lit")
