"""Codes of products that people teach and remove."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.codes import LONGEST_PLAIN, normalise_code
from app.domain.events import CodeRemoved, CodeTaught
from app.domain.messages import say
from app.domain.requests import Request
from app.errors import NotFound, Refused


class StoredCode(Struct, frozen=True):
    """A code as it stands in the catalog; `supplier_id` only where it is the supplier's own SKU."""

    code: str
    kind: str
    product_id: int
    supplier_id: int | None = None


def teach_code(connection: Connection, code: str, product_id: int) -> bool:
    """Tie `code` to a product for every supplier; False when it meant that product already."""
    key = normalise_code(code)
    known = connection.execute(
        select(t.ProductCode.id).where(t.ProductCode.code == key, t.ProductCode.product_id == product_id)
    ).first()
    if known is not None:
        return False
    _insert(connection, StoredCode(key, "taught", product_id))
    return True


def add_code(database: Database, request: Request, product_id: int, code: str) -> StoredCode | None:
    """Teach a product a code at the desk; None when it has it already. Undone by `remove_code`.

    Raises:
        NotFound: no such product.
        Refused: it cannot be a code, or another product, which is named, has it.
    """
    key = normalise_code(code)
    if not key or not key.isprintable() or len(key) > LONGEST_PLAIN:
        raise Refused("code_not_usable", code=code[:64] or say("no_code"))
    with database.write() as connection:
        if connection.execute(select(t.Product.id).where(t.Product.id == product_id)).first() is None:
            raise NotFound("product_unknown")
        if owner := _other_owner(connection, key, product_id):
            raise Refused("code_taken", code=key, product=owner)
        if not teach_code(connection, key, product_id):
            return None
        journal.record(connection, request, [CodeTaught(product_id, key)])
    return StoredCode(key, "taught", product_id)


def remove_code(database: Database, request: Request, stored: StoredCode) -> None:
    """Take a code away from its product. Undone by `restore_code`.

    Raises:
        NotFound: it is gone already.
        Refused: it is the product's own SKU.
    """
    if stored.kind == "sku":
        raise Refused("code_stays", code=stored.code)
    own = t.ProductCode
    with database.write() as connection:
        gone = connection.execute(
            delete(own).where(
                own.code == stored.code,
                own.product_id == stored.product_id,
                own.supplier_id.is_not_distinct_from(stored.supplier_id),
            )
        )
        if gone.rowcount == 0:
            raise NotFound("code_unknown")
        journal.record(connection, request, [CodeRemoved(stored.product_id, stored.code)])


def restore_code(database: Database, request: Request, stored: StoredCode) -> None:
    """Give a removed code back to its product, as it was.

    Raises:
        Refused: another product, which is named, has it meanwhile.
    """
    with database.write() as connection:
        if stored.supplier_id is None and (owner := _other_owner(connection, stored.code, stored.product_id)):
            raise Refused("code_taken", code=stored.code, product=owner)
        _insert(connection, stored)
        journal.record(connection, request, [CodeTaught(stored.product_id, stored.code)])


def _other_owner(connection: Connection, key: str, product_id: int) -> str | None:
    """Which other product has the code for all suppliers: two suppliers may use one text for different things."""
    code = t.ProductCode
    row = connection.execute(
        select(t.Product.sku, t.Product.title)
        .join(code, code.product_id == t.Product.id)
        .where(code.code == key, code.product_id != product_id, code.supplier_id.is_(None))
        .order_by(t.Product.sku)
    ).first()
    return f"{row.title} ({row.sku})" if row else None


def _insert(connection: Connection, stored: StoredCode) -> None:
    values = {
        "code": stored.code,
        "kind": stored.kind,
        "product_id": stored.product_id,
        "supplier_id": stored.supplier_id,
    }
    connection.execute(insert(t.ProductCode), values)
