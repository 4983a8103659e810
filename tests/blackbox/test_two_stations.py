"""Two stations at work at the same time on one SQLite file."""

from tests.blackbox.files import SKUS, order_rows, write_orders


def test_the_dock_and_the_bench_work_at_the_same_time(small_shop, tmp_path):
    shop = small_shop
    first, later = (
        [order_rows(f"#{number}", dict.fromkeys(SKUS, 2)) for number in numbers] for numbers in (range(8), range(8, 16))
    )
    shop.does("import-orders", write_orders(tmp_path / "first.csv", *first))
    shop.receive_everything()
    shop.does("import-orders", write_orders(tmp_path / "later.csv", *later))
    deliveries = [scans for scans in shop.deliveries() if scans][-2:]
    arriving = [scan for scans in deliveries for scan in (*scans, shop.commands["FINISH"])]
    packing = [scan for _, scans in shop.boxes() for scan in (*scans[:-1], shop.commands["CANCEL"])]

    with shop.station("receiving", "Dock") as dock, shop.station("packing", "Bench 1") as bench:
        dock.write(*arriving)
        bench.write(*packing)
        packed = [bench.read() for _ in packing]
        arrived = [dock.read() for _ in arriving]

    assert {answer["message"] for answer in arrived} == {
        "delivery_opened",
        "unit_received",
        "order_complete",
        "delivery_finished",
    }
    assert {answer["message"] for answer in packed} == {
        "order_opened",
        "unit_verified",
        "all_verified",
        "papers_removed",
        "order_put_back",
    }
    assert {row["state"] for row in shop.rows("orders")} == {"ready"}
    shop.is_sound()


def test_an_order_that_is_open_at_one_bench_is_refused_at_the_other(small_shop, tmp_path):
    shop = small_shop
    shop.does("import-orders", write_orders(tmp_path / "orders.csv", order_rows("#1", {"CUP-1": 1})))
    shop.receive_everything()
    ((_, scans),) = shop.boxes()

    with shop.station("packing", "Bench 1") as here, shop.station("packing", "Bench 2") as there:
        for bench in (here, there):
            bench.write(scans[0])
        answers = {name: bench.read() for name, bench in (("Bench 1", here), ("Bench 2", there))}

    (opened,) = (name for name, answer in answers.items() if answer["message"] == "order_opened")
    (refused,) = (answer for answer in answers.values() if answer["message"] == "other_station")
    assert refused["kind"] == "wrong"
    assert f"is open at {opened}" in refused["text"]
    shop.is_sound()
