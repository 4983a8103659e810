"""Every export can be read, on both databases, of a shop in the middle of its day."""

import pytest

from app.domain.own_codes import Command
from app.queries.exports import EXPORTS, rows
from tests.factory import CUP, MUG, TEA, LabelOf, Shop


@pytest.fixture
def shop(database):
    shop = Shop(database)
    shop.sells("#1", MUG)
    shop.sells("#2", (CUP, 2), TEA)
    shop.dock().scans(shop.purchase_order(), MUG)
    shop.bench().scans(MUG, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf("#1"))
    return shop


@pytest.mark.parametrize("kind", EXPORTS)
def test_its_rows_have_its_columns(shop, kind):
    for row in rows(shop.database, kind):
        assert tuple(row) == EXPORTS[kind].columns
        assert all(value is None or isinstance(value, (str, int)) for value in row.values())


def test_the_pegs_and_the_free_units_of_a_line_add_up_to_it(shop):
    lines = [row for row in rows(shop.database, "purchase-order-lines") if row["sku"] == CUP.sku]
    assert [(row["order_number"], row["quantity"], row["line_quantity"]) for row in lines] in (
        [("#2", 2, 12), (None, 10, 12)],
        [(None, 10, 12), ("#2", 2, 12)],
    )
