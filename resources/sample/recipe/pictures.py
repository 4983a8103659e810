"""The products' pictures: one flat shape per family, in the product's colour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from recipe.canvas import GROUND, WHITE, Canvas, mix

_PIXELS = 160
_WOOD = "#D9A566"
_STEEL = "#B9C0CC"
_KRAFT = "#D8B58A"


class Paint(NamedTuple):
    main: str
    dark: str
    light: str


def draw_picture(shape: str, colour: str, path: Path) -> None:
    canvas = Canvas(_PIXELS, GROUND)
    _SHAPES[shape](canvas, Paint(colour, mix(colour, "#000000", 22), mix(colour, WHITE, 45)))
    canvas.save(path)


def _mug(canvas: Canvas, paint: Paint) -> None:
    canvas.ring(103, 79, 25, 10, paint.main)
    canvas.box(38, 44, 102, 118, paint.main, 7)
    canvas.box(47, 54, 53, 106, paint.light, 3)


def _bowl(canvas: Canvas, paint: Paint) -> None:
    canvas.pie(80, 68, 52, 0, 180, paint.main)
    canvas.box(60, 114, 100, 124, paint.dark, 3)
    canvas.oval(28, 57, 132, 79, paint.dark)
    canvas.oval(36, 60, 124, 77, paint.light)


def _vase(canvas: Canvas, paint: Paint) -> None:
    canvas.shape(paint.main, (68, 30), (92, 30), (90, 62), (70, 62))
    canvas.oval(46, 52, 114, 122, paint.main)
    canvas.box(60, 112, 100, 126, paint.main, 4)
    canvas.box(62, 26, 98, 36, paint.dark, 5)
    canvas.oval(56, 68, 64, 98, paint.light)


def _candle(canvas: Canvas, paint: Paint) -> None:
    canvas.shape("#F2B134", (80, 22), (90, 40), (70, 40))
    canvas.disc(80, 43, 10.5, "#F2B134")
    canvas.disc(80, 45, 5, WHITE)
    canvas.stroke("#4A5568", 3, (80, 48), (80, 62))
    canvas.box(48, 62, 112, 128, paint.main, 8)
    canvas.box(48, 84, 112, 112, WHITE)
    canvas.stroke(paint.main, 4, (64, 93), (96, 93))
    canvas.stroke(paint.light, 4, (70, 103), (90, 103))


def _cushion(canvas: Canvas, paint: Paint) -> None:
    for x, y in ((38, 44), (122, 44), (38, 118), (122, 118)):
        canvas.disc(x, y, 9, paint.dark)
    canvas.box(34, 40, 126, 122, paint.main, 22)
    for y in (62, 81, 100):
        canvas.stroke(paint.light, 4, (52, y), (108, y))


def _towel(canvas: Canvas, paint: Paint) -> None:
    canvas.stroke(_STEEL, 6, (26, 40), (134, 40))
    canvas.box(44, 34, 116, 128, paint.main, 6)
    canvas.box(44, 34, 116, 46, paint.dark, 6)
    for y in (98, 108):
        canvas.box(44, y, 116, y + 5, paint.light)


def _box(canvas: Canvas, paint: Paint) -> None:
    canvas.box(36, 66, 124, 126, _KRAFT, 5)
    canvas.box(30, 52, 130, 74, mix(_KRAFT, "#000000", 10), 5)
    canvas.box(72, 52, 88, 126, paint.main)
    for x in (64, 96):
        canvas.ring(x, 42, 14, 7, paint.main)
    canvas.disc(80, 50, 8, paint.dark)


def _ball(canvas: Canvas, paint: Paint) -> None:
    canvas.disc(80, 80, 46, paint.dark)
    canvas.disc(76, 76, 41, paint.main)
    canvas.disc(62, 60, 10, paint.light)


def _kite(canvas: Canvas, paint: Paint) -> None:
    canvas.stroke("#7A8494", 3, (80, 108), (68, 120), (86, 130), (76, 142))
    canvas.shape(paint.main, (80, 20), (120, 58), (80, 110), (40, 58))
    canvas.shape(paint.light, (80, 20), (120, 58), (80, 58))
    canvas.shape(paint.dark, (40, 58), (80, 58), (80, 110))
    for x, y in ((68, 120), (84, 130)):
        canvas.shape(paint.main, (x - 9, y - 6), (x + 9, y + 6), (x + 9, y - 6), (x - 9, y + 6))


def _teapot(canvas: Canvas, paint: Paint) -> None:
    canvas.ring(114, 86, 21, 8, paint.main)
    canvas.shape(paint.main, (46, 104), (22, 66), (34, 62), (58, 84))
    canvas.oval(40, 54, 116, 122, paint.main)
    canvas.box(60, 114, 96, 124, paint.dark, 4)
    canvas.box(58, 50, 98, 60, paint.dark, 5)
    canvas.disc(78, 45, 7, paint.dark)
    canvas.oval(52, 70, 60, 98, paint.light)


def _tin(canvas: Canvas, paint: Paint) -> None:
    canvas.box(46, 46, 114, 128, paint.main, 6)
    canvas.box(42, 32, 118, 52, paint.dark, 5)
    canvas.box(46, 70, 114, 108, "#F6F1E4")
    canvas.shape("#5C9A5A", (80, 75), (92, 86), (80, 104), (68, 86))
    canvas.stroke("#F6F1E4", 2, (80, 82), (80, 104))


def _top(canvas: Canvas, paint: Paint) -> None:
    canvas.stroke(_WOOD, 9, (80, 28), (80, 58))
    canvas.shape(_WOOD, (62, 112), (98, 112), (80, 136))
    canvas.shape(paint.main, (34, 74), (126, 74), (94, 116), (66, 116))
    canvas.box(32, 58, 128, 78, paint.dark, 10)
    canvas.box(58, 88, 102, 94, paint.light, 3)


def _blocks(canvas: Canvas, paint: Paint) -> None:
    canvas.box(32, 84, 78, 128, paint.main, 4)
    canvas.box(82, 84, 128, 128, paint.light, 4)
    canvas.box(57, 38, 103, 80, paint.dark, 4)
    canvas.disc(55, 106, 11, WHITE)
    canvas.shape(WHITE, (105, 94), (118, 118), (92, 118))
    canvas.box(71, 50, 89, 68, WHITE, 2)


def _boat(canvas: Canvas, paint: Paint) -> None:
    canvas.stroke(_WOOD, 5, (80, 30), (80, 96))
    canvas.shape(paint.light, (87, 32), (87, 86), (122, 86))
    canvas.shape(WHITE, (73, 40), (73, 86), (42, 86))
    canvas.shape(paint.main, (28, 96), (132, 96), (112, 126), (48, 126))
    canvas.box(28, 94, 132, 102, paint.dark, 3)


def _notebook(canvas: Canvas, paint: Paint) -> None:
    canvas.box(46, 30, 122, 132, WHITE, 6)
    canvas.box(42, 28, 116, 130, paint.main, 7)
    canvas.box(42, 28, 56, 130, paint.dark, 7)
    canvas.box(68, 48, 104, 66, WHITE, 3)
    canvas.box(102, 28, 107, 130, paint.light)


def _pencil(canvas: Canvas, paint: Paint) -> None:
    for x, colour in ((38, paint.dark), (70, paint.main), (102, paint.light)):
        canvas.shape(_WOOD, (x, 58), (x + 20, 58), (x + 10, 28))
        canvas.shape(colour, (x + 6.5, 39), (x + 13.5, 39), (x + 10, 28))
        canvas.box(x, 58, x + 20, 116, colour)
        canvas.box(x, 116, x + 20, 122, _STEEL)
        canvas.box(x, 122, x + 20, 134, "#E8A0A6", 4)


def _lamp(canvas: Canvas, paint: Paint) -> None:
    canvas.shape("#F8E3A0", (96, 64), (134, 84), (120, 118), (72, 118))
    canvas.stroke("#4A5568", 6, (60, 122), (44, 78), (84, 44))
    canvas.shape(paint.main, (76, 34), (98, 24), (136, 82), (84, 82))
    canvas.disc(44, 78, 7, paint.dark)
    canvas.box(34, 118, 88, 130, paint.dark, 6)


def _scissors(canvas: Canvas, paint: Paint) -> None:
    canvas.shape(_STEEL, (52, 24), (64, 26), (92, 92), (82, 96))
    canvas.shape(mix(_STEEL, "#000000", 15), (108, 24), (96, 26), (68, 92), (78, 96))
    canvas.ring(58, 112, 20, 9, paint.main)
    canvas.ring(102, 112, 20, 9, paint.dark)
    canvas.disc(80, 80, 5, "#4A5568")


def _tape(canvas: Canvas, paint: Paint) -> None:
    canvas.box(80, 106, 136, 126, paint.light)
    canvas.disc(78, 78, 48, paint.main)
    canvas.disc(78, 78, 30, paint.dark)
    canvas.disc(78, 78, 24, GROUND)


def _envelope(canvas: Canvas, paint: Paint) -> None:
    canvas.box(28, 48, 132, 116, paint.main, 5)
    canvas.shape(paint.light, (30, 50), (130, 50), (80, 90))
    canvas.stroke(paint.dark, 3, (31, 50), (80, 90), (129, 50))
    canvas.disc(80, 86, 9, WHITE)


_SHAPES: dict[str, Callable[[Canvas, Paint], None]] = {
    "mug": _mug,
    "bowl": _bowl,
    "vase": _vase,
    "candle": _candle,
    "cushion": _cushion,
    "towel": _towel,
    "box": _box,
    "ball": _ball,
    "kite": _kite,
    "teapot": _teapot,
    "tin": _tin,
    "top": _top,
    "blocks": _blocks,
    "boat": _boat,
    "notebook": _notebook,
    "pencil": _pencil,
    "lamp": _lamp,
    "scissors": _scissors,
    "tape": _tape,
    "envelope": _envelope,
}
