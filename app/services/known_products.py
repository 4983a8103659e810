"""Which of our products an SKU of an order or a file names."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select, update

from app.db import tables as t
from app.domain.codes import normalise_code
from app.services.chunks import PER_STATEMENT, chunked

_BY_SKU = select(t.ProductCode.code, t.ProductCode.product_id).where(
    t.ProductCode.code.in_(bindparam("codes", expanding=True)), t.ProductCode.kind == "sku"
)


def products_by_sku(connection: Connection, skus: Iterable[str]) -> dict[str, int]:
    """The product of each own SKU that the catalog knows; nothing else is matched, nothing is guessed."""
    keys = {sku: normalise_code(sku) for sku in skus if sku}
    found: dict[str, int] = {}
    for codes in chunked(sorted(set(keys.values())), PER_STATEMENT):
        found.update((row.code, row.product_id) for row in connection.execute(_BY_SKU, {"codes": codes}))
    return {sku: found[key] for sku, key in keys.items() if key in found}


_ORPHANS = select(t.OrderLine.id, t.OrderLine.sku).where(
    t.OrderLine.product_id.is_(None), t.OrderLine.waiting > 0, t.OrderLine.sku != ""
)
_ADOPT = update(t.OrderLine).where(t.OrderLine.id == bindparam("line")).values(product_id=bindparam("product"))


def adopt_known_products(connection: Connection) -> None:
    """Tie order lines of SKUs that were unknown to products that have come into the catalog since."""
    for rows in chunked(connection.execute(_ORPHANS).all(), PER_STATEMENT):
        known = products_by_sku(connection, {row.sku for row in rows})
        found = [{"line": row.id, "product": known[row.sku]} for row in rows if row.sku in known]
        if found:
            connection.execute(_ADOPT, found)
