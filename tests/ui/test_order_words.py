"""What an order waits for, where its units are and what happened to it, in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from sqlalchemy import Connection

from app.db.engine import Database
from app.domain import events as e
from app.domain.own_codes import Command
from app.domain.print_ledger import JobState
from app.queries.blockers import Lacking, NotBought
from app.queries.order_units import Units, Whereabouts
from app.queries.timeline import Happening, timeline
from printing.printers import Role, media_for
from tests.factory import BOWL, KILN, MUG, NOW, Goods, LabelOf, Shop
from tests.ui.pseudo import PseudoLanguage
from ui.viewmodels.order_words import waits_for, whereabouts
from ui.viewmodels.print_words import paper_words, state_cell
from ui.viewmodels.timeline_words import told, words_of

DUE = date(2026, 11, 24)
GHOST = Goods("GHOST", "Ghost lamp", "4006381333948", KILN)


def test_what_an_order_waits_for_is_grouped_by_where_it_comes_from(qapp: object) -> None:
    acme = (Lacking(2, "Mug", "Acme", DUE), Lacking(1, "Tea tin", "Acme", DUE))
    rare, new = Lacking(2, "Rare"), Lacking(1, "New", why=NotBought.NOT_IN_CATALOG)
    assert waits_for(()) == ""
    assert waits_for(acme) == "waits for 2 × Mug, 1 × Tea tin (Acme, due 24 Nov)"
    assert waits_for((rare, new)) == "waits for 2 × Rare (not ordered yet); 1 × New (not in the catalog)"


@pytest.mark.parametrize(
    ("units", "words"),
    [
        (Units(1, Whereabouts.SHIPPED), "1 shipped"),
        (Units(2, Whereabouts.PACKED), "2 verified into the box"),
        (Units(1, Whereabouts.HERE, "A1", "cell"), "1 on hand in cell A1"),
        (Units(1, Whereabouts.HERE, "SHELF", "shelf"), "1 on hand at SHELF"),
        (
            Units(3, Whereabouts.EXPECTED, purchase_order="PO-00012", supplier="Acme", due=DUE),
            "3 expected with PO-00012 from Acme on 24 Nov",
        ),
        *(
            (Units(1, Whereabouts.NOT_BOUGHT, why=why), f"1 not bought: {words}")
            for why, words in zip(
                NotBought,
                ("it is not in the catalog", "no supplier offers it", "it waits for the next purchase order"),
                strict=True,
            )
        ),
    ],
)
def test_where_units_are(qapp: object, units: Units, words: str) -> None:
    assert whereabouts(units) == words


def read(connection: Connection, shop: Shop, number: str) -> list[str]:
    return [each.words for each in told(timeline(connection, shop.order(number).id), NOW)]


def test_the_timeline_tells_the_whole_way_the_newest_first(qapp: object, sqlite_database: Database) -> None:
    shop = Shop(sqlite_database)
    shop.sells("#1", (MUG, 2), GHOST)
    shop.dock().scans(shop.purchase_order(KILN), MUG, MUG)
    shop.learns(GHOST)
    shop.dock().scans(Command.FINISH, shop.purchase_order(KILN), GHOST, Command.FINISH)
    scans = (shop.order("#1").scan_code, MUG, MUG, GHOST, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf("#1"))
    shop.bench().scans(*scans)
    with shop.database.read() as connection:
        assert read(connection, shop, "#1")[::-1] == [
            "Order came in with 2 lines",
            f"2 × Blue mug bought with PO-00001 from {KILN}",
            "1 × Blue mug received, put in A1 (2×)",
            f"1 × Ghost lamp bought with PO-00002 from {KILN}",
            "1 × Ghost lamp received, put in A1",
            "Packing began",
            "Blue mug verified into the box (2×)",
            "Ghost lamp verified into the box",
            "Supplier papers taken out",
            "Box closed",
            "Packing slip asked for",
            "Shipping label asked for",
            "Shipped: its label was scanned back",
        ]


def test_the_same_by_another_person_is_another_line(qapp: object) -> None:
    held = Happening(NOW, e.OrderHeld(1), "ana", "bench-1")
    earlier = Happening(NOW - timedelta(minutes=5), e.OrderHeld(1), "ana", "bench-1")
    other = Happening(NOW, e.OrderHeld(1), "ben", "bench-1")
    entries = list(told((held, earlier, other), NOW))
    assert [(each.words, each.detail, each.aside) for each in entries] == [
        ("Put on hold (2×)", "ana · bench-1", "09:30"),
        ("Put on hold", "ben · bench-1", "09:30"),
    ]


_ABOUT_ORDERS = [kind for kind in get_args(e.Event) if "order_id" in kind.__struct_fields__]


def some(kind: Any) -> Happening:
    fields = {field: {"state": "confirmed", "inserts": ()}.get(field, 1) for field in kind.__struct_fields__}
    return Happening(NOW, kind(**fields), "ana", "bench-1", BOWL.title, "A1")


@pytest.mark.parametrize("kind", _ABOUT_ORDERS, ids=lambda kind: kind.__name__)
def test_every_fact_about_an_order_has_words_in_the_language_of_the_window(qapp: object, kind: Any) -> None:
    assert words_of(some(kind))
    with PseudoLanguage():
        assert words_of(some(kind)).startswith("[")


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.SENDING])
def test_steps_between_two_seconds_of_printing_are_not_told(qapp: object, state: JobState) -> None:
    assert words_of(Happening(NOW, e.PrintJobChanged(1, 1, state.value), "ana", "bench-1", "slip")) == ""


def test_every_state_and_every_paper_has_words(qapp: object) -> None:
    assert all(state_cell(state).text for state in JobState)
    assert all(paper_words(media) for role in Role for media in media_for(role))
