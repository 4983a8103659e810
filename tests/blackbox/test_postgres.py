"""The commands on a PostgreSQL server: the same shop, from import to parcel."""

from tests.blackbox.files import order_rows, set_up_small_shop, write_orders
from tests.blackbox.shop import Shop


def test_one_order_is_imported_received_and_packed_on_postgresql(postgres_cluster, tmp_path):
    with postgres_cluster.database(migrated=False) as database:
        shop = Shop(tmp_path / "shop", "--database", database.url.render_as_string(hide_password=False))
        set_up_small_shop(shop, tmp_path / "files")
        shop.does("import-orders", write_orders(tmp_path / "orders.csv", order_rows("#1", {"CUP-1": 2})), cold=True)
        shop.receive_everything()
        ((order, scans),) = shop.boxes()
        with shop.station("packing") as bench:
            assert bench.hears(*scans) == "box_closed"
            assert bench.hears(shop.printed_label_of("#1")) == "shipped"

        assert shop.row("orders", order_number=order["order_number"])["state"] == "shipped"
        assert [row["quantity"] for row in shop.rows("confirmations")] == [2]
        shop.is_sound()
        assert not (shop.folder / "crossdock.db").exists()
