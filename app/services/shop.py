"""Setting a shop up: its places, its secret, its brands and channels."""

from __future__ import annotations

import secrets

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select, update

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.address import PostalAddress
from app.domain.documents import Brand, read_brand, read_inserts
from app.domain.events import SettingChanged
from app.domain.requests import Request
from app.errors import Refused
from app.services import places
from app.services.order_rows import ChannelTerms

PUT_WALL_ROWS, PUT_WALL_COLUMNS = 6, 8
_SECRET = "command_secret"


class ChannelSetup(Struct, frozen=True):
    """A store that takes orders. `papers_rule` is `required` or `none`; `inserts` are on the packer's checklist."""

    name: str
    kind: str
    brand: str
    papers_rule: str = "required"
    inserts: tuple[str, ...] = ()
    days_to_promise: int = 7


class ShopSetup(Struct, frozen=True):
    """A shop as a file describes it."""

    brands: tuple[Brand, ...] = ()
    channels: tuple[ChannelSetup, ...] = ()


def prepare(database: Database) -> bytes:
    """Make the places and the secret that every installation needs; returns the secret of its command codes."""
    with database.read() as connection:
        secret = _secret(connection)
    if secret is not None:
        return secret
    with database.write() as connection:
        places.lay_out(connection, PUT_WALL_ROWS, PUT_WALL_COLUMNS)
        secret = _secret(connection) or secrets.token_bytes(32)
        if _secret(connection) is None:
            connection.execute(insert(t.Setting), {"name": _SECRET, "value": secret.hex()})
    return secret


def _secret(connection: Connection) -> bytes | None:
    value = connection.execute(select(t.Setting.value).where(t.Setting.name == _SECRET)).scalar()
    return bytes.fromhex(value) if value is not None else None


def set_up(database: Database, setup: ShopSetup) -> None:
    """Write brands and channels down; those that exist are changed."""
    with database.write() as connection:
        for brand in setup.brands:
            _put_brand(connection, brand)
        for channel in setup.channels:
            _put_channel(connection, channel)


def shop_setup(database: Database) -> ShopSetup:
    """Every brand and channel there is, in the order they were made."""
    brand, channel = t.Brand, t.Channel
    columns = (channel.name, channel.kind, brand.key, channel.papers_rule, channel.inserts, channel.days_to_promise)
    with database.read() as connection:
        brands = connection.execute(select(brand.content).order_by(brand.id)).scalars()
        decoded = tuple(read_brand(content) for content in brands)
        rows = connection.execute(select(*columns).join(brand, brand.id == channel.brand_id).order_by(channel.id))
        return ShopSetup(decoded, tuple(_channel(*row) for row in rows))


def _channel(name: str, kind: str, brand: str, papers_rule: str, inserts: str, days_to_promise: int) -> ChannelSetup:
    cards = read_inserts(inserts)
    return ChannelSetup(name, kind, brand, papers_rule, cards, days_to_promise)


def change_brand(database: Database, request: Request, brand: Brand) -> None:
    """Make a brand, or change what its paper says from the next box on; paper that was asked for stays as it is."""
    with database.write() as connection:
        _put_brand(connection, brand)
        journal.record(connection, request, [SettingChanged("brand", brand.key)])


def change_channel(database: Database, request: Request, setup: ChannelSetup) -> None:
    """Change the brand and the rules of a channel, for the next box that is opened."""
    with database.write() as connection:
        _put_channel(connection, setup)
        journal.record(connection, request, [SettingChanged("channel", setup.name)])


def add_channel(database: Database, request: Request, setup: ChannelSetup) -> None:
    """Make another channel.

    Raises:
        Refused: there is one of this name.
    """
    with database.write() as connection:
        if connection.execute(select(t.Channel.id).where(t.Channel.name == setup.name)).first():
            raise Refused("channel_exists", channel=setup.name)
        _put_channel(connection, setup)
        journal.record(connection, request, [SettingChanged("channel", setup.name)])


def remove_channel(database: Database, request: Request, name: str) -> None:
    """Take a channel back that was never used.

    Raises:
        Refused: it has orders.
    """
    channel = t.Channel
    with database.write() as connection:
        sold = select(t.SalesOrder.id).join(channel, channel.id == t.SalesOrder.channel_id).where(channel.name == name)
        if connection.execute(sold.limit(1)).first():
            raise Refused("channel_in_use", channel=name)
        connection.execute(delete(channel).where(channel.name == name))
        journal.record(connection, request, [SettingChanged("channel", name)])


def known_channel(database: Database, kind: str, name: str, file: str) -> ChannelTerms | None:
    """The channel an order file of `kind` belongs to, by its name or as the only one of the kind; None: not yet made.

    Raises:
        Refused: several channels of the kind and no name, or the name is of a channel of another kind.
    """
    with database.read() as connection:
        return _known_channel(connection, kind, name, file)


def channel_for_import(database: Database, kind: str, name: str, file: str) -> ChannelTerms:
    """The channel an order file belongs to, as `known_channel`; a named or first one is made where there is none.

    The first channel of a shop with one brand is of that brand. Every other one made here has a brand of its own name,
    so that nothing is ever printed under another brand's name.

    Raises:
        Refused: as `known_channel`.
    """
    with database.write() as connection:
        return _known_channel(connection, kind, name, file) or _make_channel(connection, kind, name or kind)


def _known_channel(connection: Connection, kind: str, name: str, file: str) -> ChannelTerms | None:
    channel = t.Channel
    wanted = channel.name == name if name else channel.kind == kind
    rows = connection.execute(select(channel).where(wanted).order_by(channel.id)).all()
    if len(rows) > 1:
        raise Refused("channel_ambiguous", file=file, channels=", ".join(row.name for row in rows))
    if rows and rows[0].kind != kind:
        raise Refused("channel_other_kind", file=file, found=kind, channel=name, kind=rows[0].kind)
    return ChannelTerms(rows[0].id, rows[0].days_to_promise) if rows else None


def _make_channel(connection: Connection, kind: str, name: str) -> ChannelTerms:
    setup = ChannelSetup(name, kind, _only_brand(connection) or _make_brand(connection, kind, name))
    return ChannelTerms(_put_channel(connection, setup), setup.days_to_promise)


def _only_brand(connection: Connection) -> str:
    """The brand of a shop that has one and no channel yet: somebody set it up to sell under it. Empty otherwise."""
    brands = connection.execute(select(t.Brand.key).limit(2)).scalars().all()
    has_channel = connection.execute(select(t.Channel.id).limit(1)).first() is not None
    return brands[0] if len(brands) == 1 and not has_channel else ""


def _make_brand(connection: Connection, kind: str, name: str) -> str:
    _put_brand(connection, Brand(name, name.title() if name == kind else name, PostalAddress(name=name)))
    return name


def _put_brand(connection: Connection, brand: Brand) -> None:
    content = msgspec.json.encode(brand).decode()
    table = t.Brand
    if connection.execute(update(table).where(table.key == brand.key).values(content=content)).rowcount == 0:
        connection.execute(insert(table), {"key": brand.key, "content": content})


def _put_channel(connection: Connection, setup: ChannelSetup) -> int:
    brand_id = connection.execute(select(t.Brand.id).where(t.Brand.key == setup.brand)).scalar_one()
    values = {
        "kind": setup.kind,
        "brand_id": brand_id,
        "papers_rule": setup.papers_rule,
        "inserts": msgspec.json.encode(setup.inserts).decode(),
        "days_to_promise": setup.days_to_promise,
    }
    channel = t.Channel
    connection.execute(update(channel).where(channel.name == setup.name).values(values))
    id = connection.execute(select(channel.id).where(channel.name == setup.name)).scalar()
    if id is None:
        statement = insert(channel).returning(channel.id)
        id = connection.execute(statement, {"name": setup.name, **values}).scalar_one()
    return id
