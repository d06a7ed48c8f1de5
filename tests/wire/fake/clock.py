"""The time in the fake, which tests can move forward, and the numbers it gives out."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


class FakeClock:
    """Runs with the machine's, ahead by what a test has let pass."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._numbers = itertools.count(1)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def advance(self, seconds: float) -> None:
        """Let time pass at once, for Discord alone."""
        self._ahead += timedelta(seconds=seconds)

    def snowflake(self) -> int:
        """Return a number that tells, as Discord's do, when it was given out."""
        milliseconds = (self.now() - EPOCH) // timedelta(milliseconds=1)
        return milliseconds << 22 | next(self._numbers) & 0x3FFFFF
