"""Hold back while the other side does not answer at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

FAILURES = 3
FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=1)


@dataclass(slots=True)
class Outage:
    """Whether anything gets through; while nothing does, one tries at growing intervals."""

    _failures: int = 0
    _waits: int = 0
    until: datetime | None = None
    """When the next one may try; None while there is no outage."""

    def failed(self, now: datetime) -> None:
        """Note that there was no answer."""
        self._failures += 1
        if self._failures < FAILURES or (self.until is not None and now < self.until):
            return
        self.until = now + min(FIRST_WAIT * 2 ** min(self._waits, 10), LONGEST_WAIT)
        self._waits += 1

    def answered(self) -> bool:
        """Note that there was an answer; return whether that ends an outage."""
        ends = self.until is not None
        self._failures, self._waits, self.until = 0, 0, None
        return ends

    def room(self, now: datetime, *, most: int, under_way: int) -> int:
        """Return how many more may be under way."""
        if self.until is None:
            return max(most - under_way, 0)
        return 1 if now >= self.until and not under_way else 0
