"""The put wall in every size: who is where is told by colour and by a sign, and a repaint is a copy."""

from __future__ import annotations

from itertools import pairwise
from unittest.mock import patch

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.queries.put_wall import CellUse, WallCell
from app.services.places import cell_codes
from ui.widgets import put_wall
from ui.widgets.put_wall import PutWall

_USES = (CellUse.FREE, CellUse.WAITING, CellUse.COMPLETE)
_WIDTH = 258


def cells(rows: int, columns: int) -> tuple[WallCell, ...]:
    codes = enumerate(cell_codes(rows, columns))
    return tuple(WallCell(code, _USES[number % 3], f"#{number}" if number % 3 else "", 2) for number, code in codes)


@pytest.fixture
def wall(qtbot: QtBot) -> PutWall:
    made = PutWall()
    qtbot.addWidget(made)
    made.resize(_WIDTH, 200)
    return made


def test_it_says_who_is_where(wall: PutWall) -> None:
    wall.show_cells(cells(1, 3), ())
    assert wall.accessibleDescription() == "A2: order #1, 2 to go; A3: order #2, ready"


@pytest.mark.parametrize(("rows", "columns"), [(2, 4), (4, 4), (6, 8), (8, 12), (10, 12), (12, 20)])
def test_every_cell_has_a_field_of_its_own_inside_the_wall(wall: PutWall, rows: int, columns: int) -> None:
    wall.show_cells(cells(rows, columns), {"B3"})
    wall.resize(_WIDTH, wall.minimumSizeHint().height())
    assert wall.height() <= 260
    grid = wall._grid(*wall._spaces())
    fields = [field for row in grid for field in row]
    assert len(fields) == rows * columns
    assert all(wall.rect().contains(field) and field.width() >= 6 and field.height() >= 8 for field in fields)
    assert not any(one.intersects(other) for row in grid for one, other in pairwise(row))
    assert not any(one[0].intersects(other[0]) for one, other in pairwise(grid))


def test_free_waiting_complete_and_just_now_look_different_even_in_grey(wall: PutWall) -> None:
    for size in ((1, 3), (8, 12)):
        wall.show_cells(cells(*size), ())
        wall.resize(_WIDTH, wall.sizeHint().height())
        looks = [_grey(wall, number) for number in range(3)]
        wall.show_cells(cells(*size), {"A1"})
        assert len({*looks, _grey(wall, 0)}) == 4


def _grey(wall: PutWall, number: int) -> bytes:
    field = wall._grid(*wall._spaces())[0][number]
    picture = wall.grab(field).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(picture.constBits())


def test_of_a_wall_that_did_not_change_only_the_cell_just_now_is_drawn(wall: PutWall) -> None:
    drawn = []
    with patch.object(put_wall, "paint_round", side_effect=lambda *told: drawn.append(told)):
        for just_now in ({"B3"}, {"B3"}, {"C3"}):
            wall.show_cells(cells(4, 4), just_now)
            wall.grab()
            wall.grab()
    assert len(drawn) == 16 + 6
