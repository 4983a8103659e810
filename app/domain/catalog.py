"""Deciding what an import changes in the catalog: no code is taken from another product, and nothing is guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum

from msgspec import Struct

from app.domain.codes import normalise_code
from app.domain.gs1 import gtin14
from app.domain.imports import ProductRow, Rejection, SupplierRow
from app.domain.messages import say
from app.domain.money import Money


class Outcome(IntEnum):
    """What became of a record; of several for one product the highest counts."""

    UNCHANGED = 0
    UPDATED = 1
    IMPORTED = 2


class SupplierFacts(Struct, frozen=True):
    email: str
    phone: str
    website: str
    region: str
    lead_time_days: int


class ProductFacts(Struct, frozen=True):
    title: str
    weight_g: int
    image: str


class OfferFacts(Struct, frozen=True):
    supplier_sku: str
    cost: Money
    pack_multiple: int
    minimum_order_quantity: int
    lead_time_days: int


class CodeFacts(Struct, frozen=True):
    """A code of the product `sku`: kind `gtin`, `barcode`, `sku`, `taught`, or `supplier_sku` with its `supplier`."""

    code: str
    kind: str
    sku: str
    supplier: str = ""


class Catalog(Struct, frozen=True):
    """What is known of the records some rows are about. Suppliers are known by name with their lead time in days."""

    lead_times: Mapping[str, int]
    products: Mapping[str, ProductFacts]
    offers: Mapping[tuple[str, str], OfferFacts]
    codes: frozenset[CodeFacts]


class CatalogPlan(Struct, frozen=True):
    """What has to be written. Products are named by SKU, offers by SKU and supplier; codes are only ever added."""

    products: Mapping[str, ProductFacts]
    offers: Mapping[tuple[str, str], OfferFacts]
    codes: Sequence[CodeFacts]
    outcomes: Mapping[str, Outcome]
    rejected: Sequence[Rejection]


def plan_supplier(row: SupplierRow, known: SupplierFacts | None) -> SupplierFacts:
    """What is known of a supplier after its row: what the row leaves empty stays as it is."""
    before = known or SupplierFacts("", "", "", "", 0)
    return SupplierFacts(
        row.email or before.email,
        row.phone or before.phone,
        row.website or before.website,
        row.region or before.region,
        row.lead_time_days,
    )


def plan_products(rows: Iterable[ProductRow], catalog: Catalog) -> CatalogPlan:
    """Compare rows with the catalog and with each other; a row that contradicts is refused with its reason.

    What a row leaves empty (weight, picture, supplier SKU) stays as it is known.
    """
    plan = _Plan(catalog)
    for row in rows:
        if refused := plan.objection(row):
            plan.rejected.append(refused)
        else:
            plan.take(row)
    return CatalogPlan(plan.products, plan.offers, plan.codes, plan.outcomes, plan.rejected)


class _Plan:
    """The catalog as it will be, and what differs from the catalog as it is."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._codes = set(catalog.codes)
        self._owners: defaultdict[str, set[str]] = defaultdict(set)
        for fact in catalog.codes:
            self._add_owner(fact)
        self.products: dict[str, ProductFacts] = {}
        self.offers: dict[tuple[str, str], OfferFacts] = {}
        self.codes: list[CodeFacts] = []
        self.outcomes: dict[str, Outcome] = {}
        self.rejected: list[Rejection] = []

    def objection(self, row: ProductRow) -> Rejection | None:
        if row.supplier not in self._catalog.lead_times:
            return Rejection(row.row, "supplier", row.supplier, say("no_such_supplier"))
        if owner := self._other_owner(normalise_code(row.sku), row.sku):
            return Rejection(row.row, "sku", row.sku, say("is_code_of", product=owner))
        for barcode in row.barcodes:
            if owner := self._other_owner(barcode, row.sku):
                return Rejection(row.row, "barcodes", barcode, say("belongs_to", product=owner))
        return None

    def take(self, row: ProductRow) -> None:
        known = self.products.get(row.sku) or self._catalog.products.get(row.sku)
        changed = self._take_product(row, known) | self._take_offer(row) | self._take_codes(row)
        outcome = Outcome.IMPORTED if known is None else Outcome.UPDATED if changed else Outcome.UNCHANGED
        self.outcomes[row.sku] = max(outcome, self.outcomes.get(row.sku, outcome))

    def _other_owner(self, code: str, sku: str) -> str | None:
        owners = self._owners.get(code, {sku})
        return None if sku in owners else min(owners)

    def _add_owner(self, fact: CodeFacts) -> None:
        # A supplier SKU is no claim: two suppliers may use one text for different things.
        if not fact.supplier:
            self._owners[fact.code].add(fact.sku)

    def _take_product(self, row: ProductRow, known: ProductFacts | None) -> bool:
        before = known or ProductFacts("", 0, "")
        told = ProductFacts(row.title, row.weight_g or before.weight_g, row.image or before.image)
        if told == known:
            return False
        self.products[row.sku] = told
        return True

    def _take_offer(self, row: ProductRow) -> bool:
        key = row.sku, row.supplier
        known = self._catalog.offers.get(key)
        supplier_sku = row.supplier_sku or (known.supplier_sku if known else "")
        lead_time = self._catalog.lead_times[row.supplier] if row.lead_time_days is None else row.lead_time_days
        told = OfferFacts(supplier_sku, row.cost, row.pack_multiple, row.minimum_order_quantity, lead_time)
        if told == known:
            return False
        self.offers[key] = told
        return True

    def _take_codes(self, row: ProductRow) -> bool:
        added = [fact for fact in _codes_of(row) if self._is_news(fact)]
        self._codes.update(added)
        for fact in added:
            self._add_owner(fact)
        self.codes += added
        return bool(added)

    def _is_news(self, fact: CodeFacts) -> bool:
        """A barcode the product has already is no news, of whatever kind; SKUs are kept under their own kind."""
        if fact.kind in ("sku", "supplier_sku"):
            return fact not in self._codes
        return fact.sku not in self._owners.get(fact.code, ())


def _codes_of(row: ProductRow) -> Iterator[CodeFacts]:
    own_sku = normalise_code(row.sku)
    yield CodeFacts(own_sku, "sku", row.sku)
    if row.supplier_sku:
        yield CodeFacts(normalise_code(row.supplier_sku), "supplier_sku", row.sku, row.supplier)
    for barcode in row.barcodes:
        if barcode != own_sku:
            yield CodeFacts(barcode, "gtin" if gtin14(barcode) else "barcode", row.sku)


def products_told_once(rows: Iterable[ProductRow | Rejection]) -> Iterator[ProductRow | Rejection]:
    """Refuse rows of one file that contradict an earlier row of it, so that the order of rows decides nothing.

    A SKU has one title and, where told, one weight and picture; a supplier offers it once.
    """
    products: dict[str, ProductFacts] = {}
    offers: dict[tuple[str, str], int] = {}
    for row in rows:
        if isinstance(row, Rejection):
            yield row
            continue
        told = products.get(row.sku, ProductFacts("", 0, ""))
        if refused := _repetition(row, offers.get((row.sku, row.supplier))) or _contradiction(row, told):
            yield refused
            continue
        products[row.sku] = ProductFacts(row.title, told.weight_g or row.weight_g, told.image or row.image)
        offers[row.sku, row.supplier] = row.row
        yield row


def _repetition(row: ProductRow, earlier: int | None) -> Rejection | None:
    if earlier is None:
        return None
    return Rejection(row.row, "supplier", row.supplier, say("offered_in_row", row=earlier))


def _contradiction(row: ProductRow, told: ProductFacts) -> Rejection | None:
    for column in ("title", "weight_g", "image"):
        value, earlier = getattr(row, column), getattr(told, column)
        if value and earlier and value != earlier:
            return Rejection(row.row, column, str(value), say("contradicts_row", earlier=earlier))
    return None


def suppliers_told_once(rows: Iterable[SupplierRow | Rejection]) -> Iterator[SupplierRow | Rejection]:
    """Refuse a supplier that an earlier row of the same file told already."""
    told: dict[str, int] = {}
    for row in rows:
        if isinstance(row, SupplierRow) and row.name in told:
            yield Rejection(row.row, "supplier", row.name, say("supplier_in_row", row=told[row.name]))
            continue
        if isinstance(row, SupplierRow):
            told[row.name] = row.row
        yield row
