"""Changing how a shop is set up, on SQLite and PostgreSQL."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from app.db import tables as t
from app.db.engine import Database
from app.errors import Refused
from app.services.printers import PrinterRow, change_printer, stored_printers
from app.services.shop import ChannelSetup, add_channel, change_brand, change_channel, remove_channel, shop_setup
from tests.factory import MUG, Shop


def changes(shop: Shop) -> list[str]:
    """What the journal tells of the set-up."""
    rows = shop.all(select(t.Event.data).where(t.Event.kind == "SettingChanged").order_by(t.Event.id))
    return [row.data for row in rows]


def test_a_brand_is_changed_and_told(database: Database) -> None:
    shop = Shop(database)
    [brand] = shop_setup(database).brands
    change_brand(database, shop.request(), replace(brand, thank_you="Bye"))
    assert [each.thank_you for each in shop_setup(database).brands] == ["Bye"]
    assert len(changes(shop)) == 1
    assert '"nordlicht"' in changes(shop)[0]
    shop.check()


def test_a_channel_is_changed_and_keeps_its_name(database: Database) -> None:
    shop = Shop(database)
    [channel] = shop_setup(database).channels
    wanted = ChannelSetup(channel.name, channel.kind, channel.brand, "none", ("card", "sticker"), 3)
    change_channel(database, shop.request(), wanted)
    assert shop_setup(database).channels == (wanted,)


def test_a_channel_moves_to_another_brand(database: Database) -> None:
    shop = Shop(database)
    setup = shop_setup(database)
    change_brand(database, shop.request(), replace(setup.brands[0], key="south", trading_name="South"))
    change_channel(database, shop.request(), replace(setup.channels[0], brand="south"))
    assert shop_setup(database).channels[0].brand == "south"


def test_a_channel_is_added_once_and_taken_back_while_it_is_unused(database: Database) -> None:
    shop = Shop(database)
    before = shop_setup(database).channels
    wanted = ChannelSetup("Ireland", "shopify", before[0].brand, "none", ("card",), 3)
    add_channel(database, shop.request(), wanted)
    assert shop_setup(database).channels == (*before, wanted)
    with pytest.raises(Refused, match="channel_exists"):
        add_channel(database, shop.request(), replace(wanted, days_to_promise=9))
    assert shop_setup(database).channels[-1] == wanted
    remove_channel(database, shop.request(), "Ireland")
    assert shop_setup(database).channels == before
    assert len(changes(shop)) == 2
    shop.check()


def test_a_channel_with_orders_stays(database: Database) -> None:
    shop = Shop(database)
    shop.sells("#1", MUG)
    before = shop_setup(database).channels
    with pytest.raises(Refused, match="channel_in_use"):
        remove_channel(database, shop.request(), before[0].name)
    assert shop_setup(database).channels == before


def test_a_printer_of_a_role_is_replaced(database: Database) -> None:
    shop = Shop(database)
    for name in ("First", "Second"):
        change_printer(database, shop.request(), PrinterRow(name, "slip", "{}"))
    assert stored_printers(database) == [PrinterRow("Second", "slip", "{}")]
    assert len(changes(shop)) == 2
