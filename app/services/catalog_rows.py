"""The rows of the catalog: read for a decision, written after it, a whole chunk in a few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from msgspec.structs import asdict
from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute

from app.db import tables as t
from app.domain.catalog import (
    Catalog,
    CatalogPlan,
    CodeFacts,
    OfferFacts,
    Outcome,
    ProductFacts,
    SupplierFacts,
    plan_supplier,
)
from app.domain.codes import normalise_code
from app.domain.imports import ProductRow, SupplierRow
from app.domain.money import Money
from app.services.known_products import products_by_sku


def write_suppliers(connection: Connection, rows: Sequence[SupplierRow]) -> dict[str, Outcome]:
    """Add or change suppliers; says what became of each name."""
    known = _suppliers(connection, {row.name for row in rows})
    told = {row.name: plan_supplier(row, known.get(row.name)) for row in rows}
    fresh = [{"name": name, **asdict(facts)} for name, facts in told.items() if name not in known]
    changed = [{"of": name, **asdict(facts)} for name, facts in told.items() if name in known and facts != known[name]]
    if fresh:
        connection.execute(insert(t.Supplier), fresh)
    if changed:
        connection.execute(update(t.Supplier).where(t.Supplier.name == bindparam("of")), changed)
    outcomes = dict.fromkeys(told, Outcome.UNCHANGED)
    outcomes |= {row["name"]: Outcome.IMPORTED for row in fresh}
    return outcomes | {row["of"]: Outcome.UPDATED for row in changed}


def _suppliers(connection: Connection, names: Set[str]) -> dict[str, SupplierFacts]:
    supplier = t.Supplier
    rows = connection.execute(select(supplier).where(supplier.name.in_(names)))
    return {row.name: SupplierFacts(row.email, row.phone, row.website, row.region, row.lead_time_days) for row in rows}


def known_catalog(connection: Connection, rows: Sequence[ProductRow]) -> Catalog:
    """What is known of everything these rows name."""
    skus = {row.sku for row in rows}
    codes = {barcode for row in rows for barcode in row.barcodes}
    codes |= {normalise_code(text) for row in rows for text in (row.sku, row.supplier_sku)}
    suppliers = _suppliers(connection, {row.supplier for row in rows})
    return Catalog(
        lead_times={name: facts.lead_time_days for name, facts in suppliers.items()},
        products=_products(connection, skus),
        offers=_offers(connection, skus),
        codes=_codes(connection, codes),
    )


def _products(connection: Connection, skus: Set[str]) -> dict[str, ProductFacts]:
    rows = connection.execute(select(t.Product).where(t.Product.sku.in_(skus)))
    return {row.sku: ProductFacts(row.title, row.weight_g, row.image) for row in rows}


def _offers(connection: Connection, skus: Set[str]) -> dict[tuple[str, str], OfferFacts]:
    rows = connection.execute(
        select(t.Product.sku, t.Supplier.name, t.Offer)
        .select_from(t.Offer)
        .join(t.Product)
        .join(t.Supplier)
        .where(t.Product.sku.in_(skus))
    )
    return {
        (row.sku, row.name): OfferFacts(
            row.supplier_sku,
            Money(row.cost_minor, row.currency),
            row.pack_multiple,
            row.minimum_order_quantity,
            row.lead_time_days,
        )
        for row in rows
    }


def _codes(connection: Connection, codes: Set[str]) -> frozenset[CodeFacts]:
    """Who has these codes."""
    code = t.ProductCode
    rows = connection.execute(
        select(code.code, code.kind, t.Product.sku, t.Supplier.name)
        .select_from(code)
        .join(t.Product)
        .join(t.Supplier, isouter=True)
        .where(code.code.in_(codes))
    )
    return frozenset(CodeFacts(row.code, row.kind, row.sku, row.name or "") for row in rows)


_CHANGE_OFFER = update(t.Offer).where(
    t.Offer.product_id == bindparam("of_product"), t.Offer.supplier_id == bindparam("of_supplier")
)


def write_products(connection: Connection, plan: CatalogPlan) -> None:
    """Carry a plan out."""
    fresh = {sku for sku, outcome in plan.outcomes.items() if outcome is Outcome.IMPORTED}
    new = [{"sku": sku, **asdict(facts)} for sku, facts in plan.products.items() if sku in fresh]
    changed = [{"of": sku, **asdict(facts)} for sku, facts in plan.products.items() if sku not in fresh]
    if new:
        connection.execute(insert(t.Product), new)
    if changed:
        connection.execute(update(t.Product).where(t.Product.sku == bindparam("of")), changed)
    products = _ids(connection, t.Product.sku, t.Product.id, plan.outcomes.keys())
    names = {supplier for _, supplier in plan.offers} | {fact.supplier for fact in plan.codes}
    suppliers = _ids(connection, t.Supplier.name, t.Supplier.id, names)
    _write_offers(connection, plan, products, suppliers)
    _write_codes(connection, plan.codes, products, suppliers)


def _ids(
    connection: Connection, name: InstrumentedAttribute[str], id: InstrumentedAttribute[int], names: Set[str]
) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(select(name, id).where(name.in_(names)))}


def _write_offers(
    connection: Connection, plan: CatalogPlan, products: Mapping[str, int], suppliers: Mapping[str, int]
) -> None:
    known = _offers(connection, {sku for sku, _ in plan.offers})
    new, changed = [], []
    for (sku, supplier), facts in plan.offers.items():
        if (sku, supplier) in known:
            changed.append({"of_product": products[sku], "of_supplier": suppliers[supplier], **_terms(facts)})
        else:
            new.append({"product_id": products[sku], "supplier_id": suppliers[supplier], **_terms(facts)})
    if new:
        connection.execute(insert(t.Offer), new)
    if changed:
        connection.execute(_CHANGE_OFFER, changed)


def _terms(facts: OfferFacts) -> dict[str, object]:
    return {
        "supplier_sku": facts.supplier_sku,
        "cost_minor": facts.cost.minor,
        "currency": facts.cost.currency,
        "pack_multiple": facts.pack_multiple,
        "minimum_order_quantity": facts.minimum_order_quantity,
        "lead_time_days": facts.lead_time_days,
    }


def _write_codes(
    connection: Connection, facts: Sequence[CodeFacts], products: Mapping[str, int], suppliers: Mapping[str, int]
) -> None:
    rows = [
        {
            "code": fact.code,
            "kind": fact.kind,
            "product_id": products[fact.sku],
            "supplier_id": suppliers[fact.supplier] if fact.supplier else None,
        }
        for fact in facts
    ]
    if rows:
        connection.execute(insert(t.ProductCode), rows)


def close_tasks(connection: Connection) -> None:
    """Close the open questions for SKUs that the catalog can answer now."""
    task = t.CatalogTask
    asked = connection.execute(
        select(task.id, task.subject).where(task.kind == "unknown_sku", task.state == "open")
    ).all()
    known = products_by_sku(connection, {row.subject for row in asked})
    answered = [{"of": row.id} for row in asked if row.subject in known]
    if answered:
        connection.execute(update(task).where(task.id == bindparam("of")).values(state="done"), answered)
