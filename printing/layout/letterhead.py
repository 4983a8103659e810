"""The head of a brand's own paper."""

from __future__ import annotations

from app.domain.documents import Brand
from printing.layout.address import address_lines, language_of
from printing.layout.flow import Block, Style, beside, paragraph, space, stack
from printing.layout.images import logo
from printing.layout.marks import Box
from printing.layout.media import Media
from printing.layout.palette import Palette
from printing.layout.slip_sizes import Sizes


def letterhead(brand: Brand, media: Media, sizes: Sizes, colours: Palette) -> Block:
    """Logo, trading name and return address over a bar in the brand's colour: the same on every slip of a brand."""
    width = media.content_width_mm
    left_mm = width * 0.58
    right_mm = width - left_mm - sizes.gap_mm
    name = _brand_name(brand, left_mm, sizes, colours)
    columns = beside((0, name), (width - right_mm, _return_address(brand, right_mm, media, sizes, colours)))
    bar = Block(sizes.gap_mm, (Box(0, 0, width, 0.9, colours.accent),))
    return stack([columns, space(sizes.gap_mm / 2), bar])


def _brand_name(brand: Brand, width_mm: float, sizes: Sizes, colours: Palette) -> Block:
    """The trading name, right of a compact logo or under a wide one."""
    style = Style(sizes.name_pt, bold=True, colour=colours.accent, leading=1.25)
    picture = logo(brand.logo, *sizes.logo_mm)
    if picture is None:
        return stack(paragraph(brand.trading_name, width_mm, style))
    if picture.width_mm > 1.6 * picture.height_mm:
        under = paragraph(brand.trading_name, width_mm, style)
        return stack([Block(picture.height_mm + sizes.gap_mm / 3, (picture,)), *under])
    left = picture.width_mm + sizes.gap_mm * 0.6
    name = stack(paragraph(brand.trading_name, width_mm - left, style))
    middle = space(max(0.0, (picture.height_mm - name.height_mm) / 2))
    return beside((0, Block(picture.height_mm, (picture,))), (left, stack([middle, name])))


def _return_address(brand: Brand, width_mm: float, media: Media, sizes: Sizes, colours: Palette) -> Block:
    """Small and quiet at the right edge; run together on small paper, where height is dear."""
    lines = [line for line in address_lines(brand.return_address) if line != brand.trading_name]
    texts = [", ".join(lines)] if media.is_small else lines
    style, language = Style(sizes.small_pt, colour=colours.muted), language_of(brand.return_address)
    wrapped = [paragraph(text, width_mm, style, align="right", language=language) for text in (*texts, brand.website)]
    return stack(block for part in wrapped for block in part)
