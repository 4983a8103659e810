"""Codes of products that people teach."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from app.db import tables as t
from app.domain.codes import normalise_code


def teach_code(connection: Connection, code: str, product_id: int) -> bool:
    """Tie `code` to a product for every supplier; False when it meant that product already."""
    key = normalise_code(code)
    known = connection.execute(
        select(t.ProductCode.id).where(t.ProductCode.code == key, t.ProductCode.product_id == product_id)
    ).first()
    if known is not None:
        return False
    values = {"code": key, "kind": "taught", "product_id": product_id, "supplier_id": None}
    connection.execute(insert(t.ProductCode), values)
    return True
