"""Fields and switches, and the row of long work."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QProgressBar, QSpinBox
from pytestqt.qtbot import QtBot

from tests.ui.looking import buttons, shown, words
from ui.widgets.busy import BusyRow
from ui.widgets.fields import ChoiceField, NumberField, Switch, TextArea, TextField


def test_long_work_says_how_far_it_is_and_can_be_stopped(qtbot: QtBot) -> None:
    row = BusyRow()
    shown(qtbot, row)
    row.begin("Reading orders.csv")
    row.advance(340, 1000, "340 of 1,000 rows")
    [bar] = row.findChildren(QProgressBar)
    assert (bar.value(), bar.maximum(), bar.accessibleName()) == (340, 1000, "340 of 1,000 rows")
    with qtbot.waitSignal(row.cancelled):
        buttons(row)["Cancel"].click()
    assert not buttons(row)["Cancel"].isEnabled()
    row.end()
    assert not row.isVisible()


def test_a_text_is_told_when_it_is_left_and_only_if_it_changed(qtbot: QtBot) -> None:
    field = TextField("Name", "Northfield", "Stands on every slip")
    shown(qtbot, field)
    [line] = field.findChildren(QLineEdit)
    told: list[str] = []
    field.edited.connect(told.append)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    line.setText(" Kite ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told == ["Kite"]
    assert line.accessibleName() == "Name"


def test_a_problem_stands_under_the_field_and_keeps_what_was_typed(qtbot: QtBot) -> None:
    field = TextField("Tracking number", "1Z", "As printed")
    shown(qtbot, field)
    field.show_problem("Too short.")
    assert (field.value(), words(field)) == ("1Z", ["Tracking number", "Too short."])
    field.show_problem("")
    assert words(field) == ["Tracking number", "As printed"]


def test_a_secret_is_not_shown(qtbot: QtBot) -> None:
    field = TextField("PIN", secret=True)
    qtbot.addWidget(field)
    assert field.findChildren(QLineEdit)[0].echoMode() is QLineEdit.EchoMode.Password


def test_a_number_is_not_changed_by_the_wheel_or_by_showing_it(qtbot: QtBot) -> None:
    field = NumberField("Lead time", 3, unit="days", most=30)
    shown(qtbot, field)
    told: list[int] = []
    field.edited.connect(told.append)
    field.show_value(5)
    assert told == []
    [spin] = field.findChildren(QSpinBox)
    qtbot.keyClick(spin, Qt.Key.Key_Up)
    assert (told, field.value(), spin.text()) == ([6], 6, "6 days")


def test_a_choice_is_told_by_its_key(qtbot: QtBot) -> None:
    field = ChoiceField("Media", [("a6", "A6"), ("a4", "A4")], "a4")
    shown(qtbot, field)
    told: list[str] = []
    field.edited.connect(told.append)
    assert field.value() == "a4"
    field.show_value("a6")
    assert (told, field.value()) == ([], "a6")
    qtbot.keyClick(field.focusProxy(), Qt.Key.Key_Down)
    assert told == ["a4"]


def test_lines_and_switches(qtbot: QtBot) -> None:
    area, switch = TextArea("Closing words", "Thank you."), Switch("Papers & slips", True)
    told: list[object] = []
    for each in (area, switch):
        shown(qtbot, each)
        each.edited.connect(told.append)
    area.show_value("Good-bye.")
    assert (area.value(), told) == ("Good-bye.", [])
    switch.click()
    assert told == [False]
    assert switch.accessibleName() == "Papers & slips"
