"""Blocks of marks that are stacked, set side by side, and dealt onto pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from printing.layout.marks import INK, Align, Mark, Text, move
from printing.text.bidi import is_right_to_left
from printing.text.shaping import POINT_MM
from printing.text.wrapping import wrap

#: From the top of a line to its baseline, in ems: room for the tallest marks above a letter.
ASCENT = 1.03


class Block(Struct, frozen=True):
    """Marks measured from the block's own top left corner, and the height they take in mm."""

    height_mm: float
    marks: tuple[Mark, ...] = ()


class Group(Struct, frozen=True):
    """Blocks that stay together where a page can hold them.

    `head` is repeated above the group whenever it starts a new page. `at_foot` puts the group at the page's foot.
    """

    blocks: tuple[Block, ...]
    head: Block | None = None
    at_foot: bool = False


class Style(Struct, frozen=True):
    """How words look; `leading` is the distance of baselines in ems."""

    size_pt: float
    bold: bool = False
    colour: str = INK
    leading: float = 1.36

    @property
    def line_mm(self) -> float:
        return self.size_pt * POINT_MM * self.leading


def paragraph(
    text: str, width_mm: float, style: Style, *, align: Align = "left", language: str = ""
) -> tuple[Block, ...]:
    """A wrapped text, one block a line, between x = 0 and `width_mm`."""
    rtl = is_right_to_left(text)
    lines = wrap(text, width_mm, style.size_pt, style.bold, language)
    return tuple(text_line(line, width_mm, style, align=align, language=language, rtl=rtl) for line in lines)


def text_line(
    text: str, width_mm: float, style: Style, *, align: Align = "left", language: str = "", rtl: bool | None = None
) -> Block:
    """One line that is known to fit between x = 0 and `width_mm`."""
    x = {"left": 0.0, "centre": width_mm / 2, "right": width_mm}[align]
    baseline = style.size_pt * POINT_MM * (ASCENT + (style.leading - 1.36) / 2)
    direction = is_right_to_left(text) if rtl is None else rtl
    mark = Text(x, baseline, text, style.size_pt, style.bold, style.colour, align, direction, language)
    return Block(style.line_mm, (mark,))


def space(height_mm: float) -> Block:
    """Nothing, of the given height."""
    return Block(height_mm)


def height(blocks: Iterable[Block]) -> float:
    """Height of the blocks stacked, in mm."""
    return sum(block.height_mm for block in blocks)


def stack(blocks: Iterable[Block]) -> Block:
    """One block of blocks under each other."""
    marks: list[Mark] = []
    y = 0.0
    for block in blocks:
        marks += [move(mark, 0, y) for mark in block.marks]
        y += block.height_mm
    return Block(y, tuple(marks))


def beside(*placed: tuple[float, Block]) -> Block:
    """One block of blocks side by side, each with its left edge in mm."""
    marks = tuple(move(mark, x, 0) for x, block in placed for mark in block.marks)
    return Block(max(block.height_mm for _, block in placed), marks)


def shifted(block: Block, right_mm: float) -> Block:
    """The block further to the right."""
    return beside((right_mm, block))


def paginate(groups: Sequence[Group], first_mm: float, next_mm: float) -> tuple[tuple[Block, ...], ...]:
    """Deal groups onto pages: `first_mm` high on the first page, `next_mm` on the others.

    A group moves to the next page whole when it fits there, and is broken between its blocks when it fits nowhere.
    """
    sheet = _Sheet(first_mm, next_mm)
    for group in groups:
        if not sheet.holds(group.blocks, group.head) and _with_head(group.blocks, group.head) <= next_mm:
            sheet.turn()
        if group.at_foot and sheet.holds(group.blocks, group.head):
            sheet.put(space(sheet.left_mm - height(group.blocks)), None)
        for block in group.blocks:
            if not sheet.holds((block,), group.head):
                sheet.turn()
            sheet.put(block, group.head)
    return tuple(tuple(page) for page in sheet.pages)


class _Sheet:
    """The page being filled, and those before it."""

    def __init__(self, first_mm: float, next_mm: float) -> None:
        self.pages: list[list[Block]] = [[]]
        self.left_mm = first_mm
        self._next_mm = next_mm
        self._head: Block | None = None

    def holds(self, blocks: Sequence[Block], head: Block | None) -> bool:
        return _with_head(blocks, head if head != self._head else None) <= self.left_mm + 1e-6

    def put(self, block: Block, head: Block | None) -> None:
        if head and head != self._head:
            self.pages[-1].append(head)
            self.left_mm -= head.height_mm
        self._head = head
        self.pages[-1].append(block)
        self.left_mm -= block.height_mm

    def turn(self) -> None:
        """Start the next page, unless this one is still empty and as high as the next."""
        if not self.pages[-1] and self.left_mm >= self._next_mm:
            return
        self.pages.append([])
        self.left_mm = self._next_mm
        self._head = None


def _with_head(blocks: Sequence[Block], head: Block | None) -> float:
    return height(blocks) + (head.height_mm if head else 0)
