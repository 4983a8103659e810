"""A label on the screen says and shows what the label printer gets."""

from __future__ import annotations

from app.domain.address import PostalAddress
from app.domain.documents import Brand, ShippingLabel
from printing.layout.label_marks import Box, Label
from printing.layout.label_media import DOTS_PER_MM, LABEL_MEDIA
from printing.layout.labels import shipping_label
from ui.models.label_sheet import sheet_of_label
from ui.models.sheet import Fill, Sheet, Words

ADDRESS = PostalAddress(name="Lea Beispiel", lines=("Sample Street 1",), city="Sampleton", country="DE")
DOCUMENT = ShippingLabel(Brand("b", "Nordlicht", ADDRESS), "#1042", "P-1", "JL:1042:X", "", ADDRESS)


def sheet(document: ShippingLabel, dpi: int = 203) -> Sheet:
    return sheet_of_label(shipping_label(document, LABEL_MEDIA["label-4x6"], dpi), DOTS_PER_MM[dpi])


def words(shown: Sheet) -> list[str]:
    return [shape.text for shape in shown.shapes if isinstance(shape, Words)]


def test_it_has_the_size_and_the_words_of_the_label() -> None:
    shown = sheet(DOCUMENT)
    assert (round(shown.width_mm), round(shown.height_mm)) == (102, 152)
    assert {"Lea Beispiel", "#1042", "JL:1042:X", "SHIP TO"} <= set(words(shown))


def test_both_print_heads_give_the_same_picture() -> None:
    coarse, fine = sheet(DOCUMENT, 203), sheet(DOCUMENT, 300)
    assert words(coarse) == words(fine)
    assert all(
        abs(one.x_mm - other.x_mm) < 3 and abs(one.y_mm - other.y_mm) < 3
        for one, other in zip(coarse.shapes, fine.shapes, strict=True)
        if isinstance(one, Words) and isinstance(other, Words)
    )


def test_everything_stands_on_the_label() -> None:
    shown = sheet(DOCUMENT)
    bars = [shape for shape in shown.shapes if isinstance(shape, Fill)]
    assert len(bars) > 20  # the barcode
    assert all(bar.x_mm >= 0 and bar.x_mm + bar.width_mm <= shown.width_mm for bar in bars)
    assert all(bar.y_mm >= 0 and bar.y_mm + bar.height_mm <= shown.height_mm for bar in bars)


def test_a_mark_is_white_on_black() -> None:
    marked = ShippingLabel(DOCUMENT.brand, "#1042", "P-1", "JL:1042:X", "", ADDRESS, reprint="REPRINT 2")
    [mark] = [shape for shape in sheet(marked).shapes if isinstance(shape, Words) and shape.text == "REPRINT 2"]
    stub = [shape for shape in sheet(marked).shapes if isinstance(shape, Fill)][-1]
    assert mark.colour == "#FFFFFF"
    assert stub.y_mm < mark.y_mm < stub.y_mm + stub.height_mm


def test_a_frame_is_four_strokes() -> None:
    shown = sheet_of_label(Label(800, 400, (Box(80, 40, 160, 80, 8),)), 8)
    assert [(each.x_mm, each.y_mm, each.width_mm, each.height_mm) for each in shown.shapes] == [  # type: ignore[union-attr]
        (10, 5, 20, 1),
        (10, 14, 20, 1),
        (10, 5, 1, 10),
        (29, 5, 1, 10),
    ]
