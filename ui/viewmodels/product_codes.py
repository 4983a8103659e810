"""The codes of a product: what a scan could be of them, teaching one, taking one away. Each change has its way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import Gtin, PlainCode, read_code
from app.domain.gs1 import ElementString, Sscc
from app.queries.products import ProductDetail
from app.services.catalog_codes import StoredCode, add_code, remove_code, restore_code
from ui.runtime.language import tr
from ui.viewmodels.edits import Edits
from ui.viewmodels.product_form import stored_code

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace


def product_code(text: str, secret: bytes) -> str | None:
    """What was scanned, as a product would be known by it; None for codes of other things."""
    code = read_code(text, secret=secret)
    if not isinstance(code, (Gtin, ElementString, PlainCode, Sscc)):
        return None
    return code.gtin if isinstance(code, ElementString) else code.text


class ProductCodes:
    """Changes the codes of a product through `edits`."""

    def __init__(self, place: Workplace, edits: Edits) -> None:
        self._place, self._edits = place, edits

    def teach(self, product: ProductDetail, code: str) -> None:
        """Tie a code to a product. One that another product has is refused, and that product is named."""
        database, request = self._place.database, self._place.new_request
        taught: list[StoredCode] = []

        def work() -> None:
            taught.extend(filter(None, [add_code(database, request(), product.id, code)]))

        def back() -> None:
            for each in taught:
                remove_code(database, request(), each)

        words = tr("{code} means {product} now.", code=code.strip(), product=product.facts.title)
        self._edits.do(words, work, back)

    def remove(self, product: ProductDetail, code: str) -> None:
        """Take a code away from a product; one it does not have is no loss."""
        stored = stored_code(product, code)
        if stored is None:
            return
        database, request = self._place.database, self._place.new_request
        self._edits.do(
            tr("{code} is no code of {product} any more.", code=code, product=product.facts.title),
            lambda: remove_code(database, request(), stored),
            lambda: restore_code(database, request(), stored),
        )
