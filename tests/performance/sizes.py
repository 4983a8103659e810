"""How much is measured."""

from __future__ import annotations

from msgspec import Struct


class Sizes(Struct, frozen=True):
    """Repetitions and amounts; `histories` are the few and the many finished orders that a scan must not notice,
    `windows` those of the shops in which the whole window is opened.
    """

    histories: tuple[int, int] = (10_000, 100_000)
    windows: tuple[int, ...] = (10_000,)
    scans: int = 600
    painted_scans: int = 180
    job_orders: int = 120
    order_lines: int = 30_000
    pages: int = 100
    table_rows: int = 100_000
    slips: int = 60
    batch: int = 500
    starts: int = 7


QUICK = Sizes(
    histories=(1_000, 10_000),
    windows=(1_000,),
    scans=240,
    painted_scans=60,
    job_orders=60,
    order_lines=6_000,
    pages=40,
    table_rows=10_000,
    slips=30,
    batch=100,
    starts=3,
)
LARGE = Sizes(
    histories=(10_000, 1_000_000),
    windows=(10_000, 1_000_000),
    scans=1_200,
    painted_scans=300,
    job_orders=240,
    order_lines=100_000,
    pages=200,
    slips=100,
    starts=9,
)
