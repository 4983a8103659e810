"""The 120 products: 20 families of six, and who sells them to us at what price.

Barcodes are restricted circulation numbers (prefixes 02, 04 and 2, GS1 General Specifications 1.4): a shop gives them
to goods inside its own walls, so that none can belong to a product of the real trade.
"""

from __future__ import annotations

from typing import NamedTuple

from recipe.chance import Chance
from recipe.suppliers import BRIGHTWATER, CORVELLE, HALVORN, QUILLMARK, SNOWMARSH, TALLPINE, Supplier


class Offer(NamedTuple):
    """`cost` in euro cents."""

    supplier: Supplier
    supplier_sku: str
    cost: int
    pack_multiple: int


class Product(NamedTuple):
    """`picture` names the shape drawn for it, `colour` is `#RRGGBB`, `weight` in grams, `price` in euro cents."""

    sku: str
    title: str
    barcodes: tuple[str, ...]
    offers: tuple[Offer, ...]
    picture: str
    colour: str
    weight: int
    price: int

    @property
    def suppliers(self) -> frozenset[Supplier]:
        return frozenset(offer.supplier for offer in self.offers)


class Family(NamedTuple):
    """`title` takes one of the six `words`; `weight` in grams, `cost` in euro cents; the usual supplier comes first."""

    code: str
    title: str
    picture: str
    weight: int
    cost: int
    suppliers: tuple[Supplier, Supplier]
    words: tuple[str, ...]


COLOURS = ("#2F6FDE", "#2A8A62", "#CB5A34", "#E0A12B", "#80509F", "#4A5568")
_NAMES = ("Blue", "Green", "Coral", "Yellow", "Plum", "Slate")
_TEAS = ("Darjeeling", "Mint", "Rooibos", "Chamomile", "Earl Grey", "Oolong")
_SCENTS = ("Sea salt", "Fig leaf", "Cinnamon", "Beeswax", "Lavender", "Cedar")

FAMILIES = (
    Family("NH-MUG", "{} mug, 330 ml", "mug", 340, 410, (BRIGHTWATER, HALVORN), _NAMES),
    Family("NH-BWL", "{} cereal bowl, 16 cm", "bowl", 420, 520, (HALVORN, TALLPINE), _NAMES),
    Family("NH-VAS", "{} vase, 22 cm", "vase", 780, 990, (HALVORN, CORVELLE), _NAMES),
    Family("NH-CDL", "{} candle, 180 g", "candle", 310, 640, (CORVELLE, BRIGHTWATER), _SCENTS),
    Family("NH-CSH", "{} linen cushion, 45 cm", "cushion", 560, 1150, (CORVELLE, SNOWMARSH), _NAMES),
    Family("NH-TWL", "{} hand towel, 50 × 90 cm", "towel", 250, 580, (BRIGHTWATER, CORVELLE), _NAMES),
    Family("NH-BOX", "{} gift box, kraft, M", "box", 160, 290, (BRIGHTWATER, QUILLMARK), _NAMES),
    Family("KK-BAL", "{} juggling ball, 130 g", "ball", 130, 320, (SNOWMARSH, TALLPINE), _NAMES),
    Family("KK-KIT", "{} diamond kite, 90 cm", "kite", 240, 1090, (TALLPINE, SNOWMARSH), _NAMES),
    Family("KK-POT", "{} teapot, 0.8 l", "teapot", 810, 1390, (HALVORN, BRIGHTWATER), _NAMES),
    Family("KK-TEA", "{} tea, tin of 100 g", "tin", 190, 450, (BRIGHTWATER, TALLPINE), _TEAS),
    Family("KK-TOP", "{} spinning top, beech", "top", 70, 260, (SNOWMARSH, HALVORN), _NAMES),
    Family("KK-BLK", "{} building blocks, set of 30", "blocks", 1150, 1490, (SNOWMARSH, CORVELLE), _NAMES),
    Family("KK-BOA", "{} bath boat", "boat", 150, 480, (SNOWMARSH, TALLPINE), _NAMES),
    Family("LD-NTB", "{} notebook, A5, dotted", "notebook", 330, 470, (QUILLMARK, CORVELLE), _NAMES),
    Family("LD-PCL", "{} pencils, box of 12", "pencil", 95, 310, (QUILLMARK, TALLPINE), _NAMES),
    Family("LD-LMP", "{} desk lamp, LED", "lamp", 1350, 1980, (TALLPINE, HALVORN), _NAMES),
    Family("LD-SCI", "{} scissors, 21 cm", "scissors", 110, 360, (HALVORN, QUILLMARK), _NAMES),
    Family("LD-TAP", "{} paper tape, 15 mm × 10 m", "tape", 35, 120, (CORVELLE, QUILLMARK), _NAMES),
    Family("LD-ENV", "{} envelopes, C6, 25 pieces", "envelope", 140, 240, (QUILLMARK, BRIGHTWATER), _NAMES),
)


def make_products(chance: Chance) -> tuple[Product, ...]:
    """All products in the order of the families; every second one has two suppliers."""
    places = [(family, place) for family in FAMILIES for place in range(len(COLOURS))]
    return tuple(_product(number, family, place, chance) for number, (family, place) in enumerate(places))


def check_digit(digits: str) -> str:
    """The modulo 10 check digit (GS1 General Specifications 7.9): weights 3, 1, 3... from the right."""
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def _product(number: int, family: Family, place: int, chance: Chance) -> Product:
    word = family.words[place]
    pack_multiple = 6 if number % 8 == 5 else 1
    suppliers = family.suppliers[: 1 + (number + 1) % 2]
    offers = tuple(_offer(number, supplier, family.cost, pack_multiple, chance) for supplier in suppliers)
    return Product(
        sku=f"{family.code}-{word[:3].upper()}",
        title=family.title.format(word),
        barcodes=_barcodes(number, pack_multiple, chance),
        offers=offers,
        picture=family.picture,
        colour=COLOURS[place],
        weight=family.weight + chance.below(5) * 2,
        price=_sale_price(max(offer.cost for offer in offers)),
    )


def _offer(number: int, supplier: Supplier, cost: int, pack_multiple: int, chance: Chance) -> Offer:
    spread = 92 + chance.below(17)
    return Offer(supplier, f"{supplier.code}-{1000 + number * 7}", cost * spread // 100, pack_multiple)


def _sale_price(cost: int) -> int:
    """A little more than twice the cost, ending in 95 cents."""
    return cost * 22 // 1000 * 100 + 95


def _barcodes(number: int, pack_multiple: int, chance: Chance) -> tuple[str, ...]:
    """Mostly one EAN-13; some have an EAN-8 instead, some a UPC-A or the case's GTIN-14 as well.

    The product's number is part of each, so that no two products can share one.
    """
    if number % 10 == 9:
        return (_with_check(f"2{number:03d}{chance.digits(3)}"),)
    prefix = chance.pick(("02", "04", "20", "21", "23", "27", "29"))
    ean13 = _with_check(f"{prefix}{chance.digits(7)}{number:03d}")
    upc_a = _with_check(f"{chance.pick('24')}{chance.digits(7)}{number:03d}") if number % 7 == 3 else ""
    case = _with_check(f"1{ean13[:-1]}") if pack_multiple > 1 else ""
    return tuple(filter(None, (ean13, upc_a, case)))


def _with_check(digits: str) -> str:
    return digits + check_digit(digits)
