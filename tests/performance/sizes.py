"""How much is measured."""

from __future__ import annotations

from msgspec import Struct


class Sizes(Struct, frozen=True):
    """Repetitions and amounts; `histories` are the few and the many finished orders that a scan must not notice."""

    histories: tuple[int, int] = (10_000, 100_000)
    scans: int = 600
    job_orders: int = 120
    order_lines: int = 30_000
    pages: int = 100
    slips: int = 60
    batch: int = 500
    starts: int = 7


QUICK = Sizes((1_000, 10_000), scans=240, job_orders=60, order_lines=6_000, pages=40, slips=30, batch=100, starts=3)
LARGE = Sizes((10_000, 1_000_000), scans=1_200, job_orders=240, order_lines=100_000, pages=200, slips=100, starts=9)
