"""Durations, and what they are held against."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Literal

from msgspec import Struct

Action = Callable[[], object]


class Timing(Struct, frozen=True):
    """How long each repetition took, in ms."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def p99(self) -> float:
        """The duration that 99 of 100 repetitions stay below (nearest rank)."""
        return sorted(self.values)[max(0, -(-len(self.values) * 99 // 100) - 1)]

    @property
    def longest(self) -> Timing:
        """The one repetition that took longest."""
        return Timing((max(self.values),))


class Goal(Struct, frozen=True):
    """A limit on one column of a figure."""

    of: Literal["ratio", "median", "p99"]
    limit: float
    at_least: bool = False

    def met(self, value: float) -> bool:
        return value >= self.limit if self.at_least else value <= self.limit

    def __str__(self) -> str:
        return f"{self.of} {'>=' if self.at_least else '<='} {self.limit:g}"


class Figure(Struct, frozen=True):
    """One line of the report. `ratio` is ours to `beside`: a floor, a peer, or ourselves with less history."""

    name: str
    unit: str
    median: float
    p99: float
    beside: str
    floor: float
    ratio: float
    goal: str = ""
    met: bool | None = None


def compared(name: str, ours: Timing, beside: str, floor: Timing, *goals: Goal) -> Iterator[Figure]:
    """A figure in ms beside its floor, once for each goal, or once where there is none."""
    ratio = ours.median / floor.median
    values = {"ratio": ratio, "median": ours.median, "p99": ours.p99}
    told: list[tuple[str, bool | None]] = [(str(goal), goal.met(values[goal.of])) for goal in goals] or [("", None)]
    for goal, met in told:
        yield Figure(name, "ms", ours.median, ours.p99, beside, floor.median, ratio, goal, met)


def rate(name: str, unit: str, count: int, ours: Timing, beside: str, floor: Timing, goal: Goal) -> Figure:
    """How many of `count` things a second; the ratio is our rate to the floor's."""
    mine, theirs = count / ours.median * 1000, count / floor.median * 1000
    slowest = count / ours.p99 * 1000
    ratio = mine / theirs
    return Figure(name, unit, mine, slowest, beside, theirs, ratio, str(goal), goal.met(ratio))


def grown(name: str, more: Timing, beside: str, less: Timing) -> Figure:
    """How much slower the slow repetitions are where there is more history: history is to cost nothing."""
    goal = Goal("ratio", 1.3)
    ratio = more.p99 / less.p99
    return Figure(name, "ms", more.median, more.p99, beside, less.p99, ratio, f"p99 {goal}", goal.met(ratio))


def duration(action: Action) -> float:
    """How long `action` takes, in ms."""
    began = time.perf_counter_ns()
    action()
    return (time.perf_counter_ns() - began) / 1e6


def alternately(*sides: Iterable[Action], block: int = 20, warm_up: int = 20) -> list[Timing]:
    """Time the actions of all sides in turns of `block`, so that a noisy moment of the machine hits every side alike.

    A side may prepare between its actions without being timed. The first `warm_up` of each are not counted.
    """
    streams = [iter(side) for side in sides]
    for stream in streams:
        for action in islice(stream, warm_up):
            action()
    taken: list[list[float]] = [[] for _ in streams]
    while any(_turn(stream, values, block) for stream, values in zip(streams, taken, strict=True)):
        pass
    return [Timing(tuple(values)) for values in taken]


def _turn(stream: Iterator[Action], values: list[float], block: int) -> bool:
    before = len(values)
    values.extend(duration(action) for action in islice(stream, block))
    return len(values) > before
