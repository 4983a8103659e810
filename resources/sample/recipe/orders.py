"""Who ordered what, and when: 40 open orders of three shops."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from recipe.chance import Chance
from recipe.goods import Product
from recipe.people import KITE_PEOPLE, LUMEN_PEOPLE, NORTHFIELD_PEOPLE, Person

_OPENED_AT = datetime(2026, 11, 16)
_SPAN = timedelta(days=5, hours=18)

#: An article that is sold but that the catalogue does not know: the sample shop's one open catalogue task.
_UNKNOWN_SKU = "LD-INK-NIG"


class Line(NamedTuple):
    """`price` in euro cents."""

    sku: str
    title: str
    quantity: int
    price: int


class Order(NamedTuple):
    person: Person
    ordered_at: datetime
    lines: tuple[Line, ...]
    gift_message: str = ""
    note: str = ""


class Shop(NamedTuple):
    """`pinned` says by place in `people` what an order must hold, as (SKU, units); the others are drawn."""

    prefix: str
    people: tuple[Person, ...]
    zone: timezone
    pinned: dict[int, tuple[tuple[str, int], ...]]
    gift_messages: dict[int, str]
    notes: dict[int, str]


NORTHFIELD_SHOP = Shop(
    prefix="NH",
    people=NORTHFIELD_PEOPLE,
    zone=timezone(timedelta(hours=0)),
    pinned={
        4: (("NH-MUG-BLU", 2),),
        11: (("NH-MUG-BLU", 1), ("NH-VAS-GRE", 1)),
        12: (("NH-MUG-BLU", 1),),
    },
    gift_messages={2: "Χρόνια πολλά, Ελευθερία! Με αγάπη, η θεία Ρένα", 11: "Welcome to the new house, Aoife. M. & D."},
    notes={7: "Please leave it with the neighbour at the blue gate.", 13: "من فضلكم اتصلوا قبل التسليم"},
)
KITE_SHOP = Shop(
    prefix="KK",
    people=KITE_PEOPLE,
    zone=timezone(timedelta(hours=1)),
    pinned={3: (("KK-TEA-MIN", 1), ("KK-BAL-GRE", 3), ("KK-TEA-MIN", 2))},
    gift_messages={0: "Alles Gute zum Geburtstag, liebe Käthe! 🪁", 4: "お誕生日おめでとう"},
    notes={5: "Bitte nicht klingeln, das Baby schläft."},
)
LUMEN_SHOP = Shop(
    prefix="LD",
    people=LUMEN_PEOPLE,
    zone=timezone(timedelta(hours=0)),
    pinned={8: (("LD-NTB-PLU", 1), (_UNKNOWN_SKU, 1))},
    gift_messages={},
    notes={},
)


def make_orders(chance: Chance, shop: Shop, products: Sequence[Product]) -> tuple[Order, ...]:
    """One order for each of the shop's people, oldest first."""
    goods = {product.sku: product for product in products if product.sku.startswith(shop.prefix)}
    return tuple(_order(chance, shop, place, goods) for place in range(len(shop.people)))


def _order(chance: Chance, shop: Shop, place: int, goods: dict[str, Product]) -> Order:
    wishes = shop.pinned.get(place) or _drawn(chance, place, tuple(goods.values()))
    return Order(
        person=shop.people[place],
        ordered_at=_moment(chance, shop, place),
        lines=tuple(_line(sku, quantity, goods) for sku, quantity in wishes),
        gift_message=shop.gift_messages.get(place, ""),
        note=shop.notes.get(place, ""),
    )


def _drawn(chance: Chance, place: int, goods: Sequence[Product]) -> tuple[tuple[str, int], ...]:
    """One product, or for every second order two that no single supplier has."""
    first = chance.pick(goods)
    if place % 2 == 0:
        return ((first.sku, chance.pick((1, 1, 1, 2))),)
    second = chance.pick([product for product in goods if not product.suppliers & first.suppliers])
    return ((first.sku, chance.pick((1, 1, 2))), (second.sku, chance.pick((1, 1, 3))))


def _line(sku: str, quantity: int, goods: dict[str, Product]) -> Line:
    product = goods.get(sku)
    return (
        Line(sku, product.title, quantity, product.price) if product else Line(sku, "Night ink, 30 ml", quantity, 895)
    )


def _moment(chance: Chance, shop: Shop, place: int) -> datetime:
    """A second in the order's own slot of the span, so that a later place is a later moment."""
    slot = int(_SPAN.total_seconds()) // len(shop.people)
    moment = _OPENED_AT + timedelta(seconds=place * slot + chance.below(slot))
    return moment.replace(tzinfo=shop.zone)
