"""The journal is chained: a changed, missing, added or moved row is found (reliability S18, invariant I7)."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, insert, select, update

from app.db import tables as t
from app.db.engine import Database
from app.db.journal import broken_links, record
from app.domain.events import CodeTaught, OrderImported, PackageOpened
from app.domain.requests import Clock, Request, new_request


@pytest.fixture
def written(database: Database, clock: Clock) -> Database:
    """Six facts of one station, in three transactions, and two of another."""
    for number in (1, 2, 3):
        with database.write() as connection:
            record(
                connection, _request("bench-1", number, clock), [OrderImported(number, 1), CodeTaught(7, f"X{number}")]
            )
    with database.write() as connection:
        record(connection, _request("bench-2", 4, clock), [PackageOpened(1, 1), PackageOpened(2, 2)])
    return database


def _request(station: str, number: int, clock: Clock) -> Request:
    return Request(id=f"request-{number}", station=station, user="ana", at=clock())


def _record_and_fail(database: Database, request: Request) -> None:
    with database.write() as connection:
        record(connection, request, [OrderImported(9, 1)])
        raise ZeroDivisionError


def _broken(database: Database) -> list[tuple[str, int]]:
    with database.read() as connection:
        return broken_links(connection)


def _of(station: str, sequence: int) -> tuple[object, object]:
    return t.Event.station == station, t.Event.sequence == sequence


def test_an_untouched_chain_holds_and_each_station_counts_from_one(written: Database) -> None:
    assert _broken(written) == []
    with written.read() as connection:
        numbered = connection.execute(
            select(t.Event.station, t.Event.sequence).order_by(t.Event.station, t.Event.sequence)
        )
        assert [tuple(row) for row in numbered] == [("bench-1", n) for n in range(1, 7)] + [
            ("bench-2", 1),
            ("bench-2", 2),
        ]


def test_no_events_write_no_rows(database: Database, clock: Clock) -> None:
    with database.write() as connection:
        record(connection, new_request("bench-1", "ana", clock), [])
        assert connection.execute(select(t.Event)).first() is None


@pytest.mark.parametrize(
    ("column", "value"),
    [("user", "eve"), ("kind", "OrderCancelled"), ("data", "{}"), ("request_id", "other"), ("hash", "0" * 64)],
)
def test_an_edited_row_is_found(written: Database, column: str, value: str) -> None:
    with written.write() as connection:
        connection.execute(update(t.Event).where(*_of("bench-1", 3)).values({column: value}))
    assert ("bench-1", 3) in _broken(written)


def test_an_edited_time_is_found(written: Database, clock: Clock) -> None:
    with written.write() as connection:
        connection.execute(update(t.Event).where(*_of("bench-1", 3)).values(at=clock().replace(microsecond=1000)))
    assert _broken(written) == [("bench-1", 3)]


@pytest.mark.parametrize("sequence", [1, 3, 5])
def test_a_deleted_row_is_found_at_the_row_after_it(written: Database, sequence: int) -> None:
    with written.write() as connection:
        connection.execute(delete(t.Event).where(*_of("bench-1", sequence)))
    assert _broken(written) == [("bench-1", sequence + 1)]


def test_rows_cut_out_of_the_middle_are_found(written: Database) -> None:
    with written.write() as connection:
        connection.execute(delete(t.Event).where(t.Event.station == "bench-1", t.Event.sequence.between(2, 4)))
    assert _broken(written) == [("bench-1", 5)]


def test_an_inserted_row_is_found(written: Database, clock: Clock) -> None:
    with written.write() as connection:
        connection.execute(
            insert(t.Event).values(
                station="bench-1", sequence=7, at=clock(), user="eve", request_id="forged", kind="OrderImported",
                order_id=None, data='{"type":"OrderImported","order_id":9,"lines":1}', hash="f" * 64,
            )
        )  # fmt: skip
    assert _broken(written) == [("bench-1", 7)]


def test_two_rows_that_changed_places_are_found(written: Database) -> None:
    with written.write() as connection:
        for old, new in ((2, 99), (4, 2), (99, 4)):
            connection.execute(update(t.Event).where(*_of("bench-1", old)).values(sequence=new))
    assert {("bench-1", 2), ("bench-1", 4)} <= set(_broken(written))


def test_a_row_moved_to_another_station_is_found(written: Database) -> None:
    with written.write() as connection:
        connection.execute(update(t.Event).where(*_of("bench-1", 6)).values(station="bench-2", sequence=3))
    assert _broken(written) == [("bench-2", 3)]


def test_a_rolled_back_transaction_leaves_no_link(written: Database, clock: Clock) -> None:
    with pytest.raises(ZeroDivisionError):
        _record_and_fail(written, _request("bench-1", 9, clock))
    with written.write() as connection:
        record(connection, _request("bench-1", 10, clock), [OrderImported(10, 1)])
        assert connection.execute(select(t.Event.sequence).where(t.Event.request_id == "request-10")).scalar() == 7
    assert _broken(written) == []
