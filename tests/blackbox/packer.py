"""Somebody with a list of things to scan, who scans again whatever was not answered before the station died."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import Any

from tests.blackbox.program import Sabotage
from tests.blackbox.shop import Shop

LATEST_KILL_S = 0.030
#: Scans sent in one go, so that a kill meets a station at work.
BURST = 6

#: A code, or how to find it when everything before it was answered.
Scan = str | Callable[[], str]


class Packer:
    """Works through `script` at one station of `shop`; `answered` are the scans it got an answer to, in order."""

    def __init__(self, shop: Shop, screen: str, script: Iterator[Scan]) -> None:
        self.answered: list[str] = []
        self.messages: Counter[str] = Counter()
        self.kills = self.done_unanswered = self.told_again = 0
        self._newest: dict[str, Any] = {}
        self._shop, self._screen, self._script = shop, screen, script
        self._due: list[Scan] = []

    def work_until_killed(self, moments: random.Random, *, cold: bool = False) -> None:
        """Scan at a new station that is killed at a random moment after it answered once."""
        with self._shop.station(self._screen, cold=cold) as bench:
            bench.write(self._next(1)[0])
            self._note([bench.read()])
            bench.write(*self._next(BURST))
            self._note(bench.kill(moments.uniform(0, LATEST_KILL_S)))
        self.kills += 1

    def work_until_dead(self, sabotage: Sabotage) -> None:
        """Scan once at a station that kills itself."""
        with self._shop.station(self._screen, sabotage=sabotage) as bench:
            bench.write(self._next(1)[0])
            self._note(bench.last_words())

    def work(self, scans: int, *, sabotage: Sabotage | None = None) -> None:
        """Scan on, undisturbed by kills."""
        with self._shop.station(self._screen, sabotage=sabotage) as bench:
            for _ in range(scans):
                self._note([bench.scan(self._next(1)[0])])

    def _next(self, most: int) -> list[str]:
        """What can be scanned now, at least one scan: a code that has to be looked up waits for what is before it."""
        while len(self._due) < most:
            self._due.append(next(self._script))
        first = self._due[0]
        self._due[0] = first if isinstance(first, str) else first()
        return [
            scan for scan in takewhile(lambda scan: isinstance(scan, str), self._due[:most]) if isinstance(scan, str)
        ]

    def _note(self, answers: list[dict[str, Any]]) -> None:
        for answer in answers:
            assert answer["scan"] == self._due[0]
            replayed = answer.get("replayed", False)
            assert replayed == ("If you hold one more, scan it again" in answer["text"])
            if replayed and answer["state"] == self._newest:
                # The station died before it noted its answer, which now comes again: this unit is not counted.
                self.told_again += 1
                continue
            self._newest = answer["state"]
            self.done_unanswered += replayed
            self.messages[answer["message"]] += 1
            self.answered.append(str(self._due.pop(0)))
