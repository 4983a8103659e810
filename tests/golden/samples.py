"""Made-up documents whose pages are kept as pictures; every script and every medium once."""

from __future__ import annotations

from app.domain.address import PostalAddress
from app.domain.documents import (
    Brand,
    CommandCodeEntry,
    CommandSheet,
    Document,
    PackingSlip,
    PurchaseOrderDocument,
    PurchaseOrderLine,
    SlipLine,
)
from app.domain.money import Money
from printing.layout.media import A4, A6, LETTER, SLIP_4X6, Media

SHOP_ADDRESS = PostalAddress("Northfield Home", "", ("Unit 4, Example Park",), "Leeds", "", "LS1 1AA", "GB")
BRAND = Brand(
    "northfield",
    "Northfield Home",
    SHOP_ADDRESS,
    "#1F4D3A",
    "",
    "Thank you for your order.",
    "Something not right? Send it back within 30 days: northfield.example/returns",
    "northfield.example",
)
IRISH = PostalAddress("Aoife Example", "", ("12 Example Street",), "Dublin", "", "D02 X285", "IE")
LINES = (SlipLine(1, "Tea tin, 250 g", "TT-250"), SlipLine(2, "Blue mug, 330 ml", "MUG-BLU"))


def slip(
    ship_to: PostalAddress = IRISH,
    lines: tuple[SlipLine, ...] = LINES,
    *,
    order_number: str = "1042",
    scan_code: str = "JO:1042:K",
    gift_message: str = "",
    reprint: str = "",
    brand: Brand = BRAND,
) -> PackingSlip:
    """A packing slip that is ordinary but for what the test names."""
    return PackingSlip(
        brand, order_number, scan_code, "2026-05-12", ship_to, lines, gift_message, package_number="1", reprint=reprint
    )


def numbered_lines(count: int) -> tuple[SlipLine, ...]:
    """`count` different order lines."""
    return tuple(SlipLine(number % 3 + 1, f"Stoneware cup no. {number}", f"CUP-{number}") for number in range(count))


COMMANDS = CommandSheet(
    (
        (
            "Packing",
            (
                CommandCodeEntry("PAPERS REMOVED", "JC:PAPERSREMOVED:7KQ2", "All supplier papers are out."),
                CommandCodeEntry("CLOSE BOX", "JC:CLOSEBOX:M3XA", "The box is full: print slip and label."),
            ),
        ),
        (
            "Quantity",
            tuple(
                CommandCodeEntry(f"QTY {n}", f"JC:QTY:{n}:A7C{n % 10}", f"The next item counts {n} times.")
                for n in (2, 3, 4, 12)
            ),
        ),
    ),
    "Northfield Home · Bench 1",
)


def purchase_order(count: int) -> PurchaseOrderDocument:
    """A purchase order of `count` lines."""
    lines = tuple(
        PurchaseOrderLine(n, f"EC-{n:05d}", f"CUP-{n}", f"Stoneware cup no. {n}", n, Money(1250, "GBP"))
        for n in range(1, count + 1)
    )
    return PurchaseOrderDocument(
        "PO-20260512-0007",
        "JP:202605120007:Q",
        2,
        "Northfield Home",
        SHOP_ADDRESS,
        "Example Ceramics Ltd",
        "orders@ceramics.example",
        "2026-05-12",
        "2026-05-15",
        lines,
        "GBP",
    )


def _in_script(name: str, company: str, street: str, city: str, postcode: str, country: str, text: str) -> Document:
    address = PostalAddress(name, company, (street,), city, "", postcode, country)
    return slip(address, (SlipLine(1, text, "MUG-1"),), gift_message=text)


PAGES: dict[str, tuple[Document, Media]] = {
    "a4": (slip(gift_message="Happy birthday, Aoife! 🎉", reprint="REPRINT 2"), A4),
    "letter-long": (slip(lines=numbered_lines(40)), LETTER),
    "a6": (slip(reprint="REPRINT 2"), A6),
    "4x6": (slip(gift_message="Happy birthday, Aoife!"), SLIP_4X6),
    "commands": (COMMANDS, A4),
    "purchase-order": (purchase_order(5), A4),
    "latin": (_in_script("Łukasz Żółć", "", "Příkladná 12", "Říčany", "251 01", "CZ", "Straße, œuvre, Đặng, ș"), A6),
    "greek": (_in_script("Ελένη Παράδειγμα", "", "Οδός 12", "Αθήνα", "105 57", "GR", "Μπλε κούπα"), A6),
    "cyrillic": (_in_script("Анна Примерова", "", "Примерная 12", "Казань", "420000", "RU", "Синяя кружка"), A6),
    "hebrew": (
        _in_script("רות דוגמה", "חברת Acme (UK) בע״מ", "הדוגמה 12", "חיפה", "31000", "IL", "ספל 330 (Blue) מ״ל"),
        A6,
    ),
    "arabic": (_in_script("ليلى المثال", "", "شارع المثال ١٢", "القاهرة", "11511", "EG", "كوب أزرق 330 مل"), A6),
    "japanese": (_in_script("見本 花子", "", "見本町1-2-3", "千代田区", "100-0001", "JP", "青いマグ「直骨」330ml"), A6),
    "chinese": (_in_script("示例小姐", "", "示例路88号", "示例市", "510000", "CN", "蓝色马克杯,直骨"), A6),
    "korean": (_in_script("김보기", "", "보기로 12길 34", "강남구", "06000", "KR", "파란 머그컵 330ml"), A6),
    "thai": (_in_script("คุณตัวอย่าง", "", "12 ถนนตัวอย่าง", "กรุงเทพ", "10100", "TH", "แก้วมัคสีน้ำเงิน"), A6),
    "devanagari": (_in_script("श्रीमती उदाहरण", "", "१२ मार्ग", "नई दिल्ली", "110001", "IN", "क्षत्रिय ज्ञान"), A6),
}
