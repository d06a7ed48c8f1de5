"""Buckets: so many requests of one kind in one place in so many seconds."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field

Rule = tuple[str, re.Pattern[str], str, int, float]
"""Method and path, a name, how many requests in how many seconds; the place is the first number."""
_USUAL: tuple[Rule, ...] = (
    ("POST", re.compile(r"^/channels/(\d+)/messages$"), "messages", 5, 5.0),
    ("PATCH", re.compile(r"^/channels/(\d+)$"), "channel", 2, 600.0),
    ("PUT", re.compile(r"^/guilds/(\d+)/members/\d+/roles/\d+$"), "roles", 10, 10.0),
    ("DELETE", re.compile(r"^/guilds/(\d+)/members/\d+/roles/\d+$"), "roles", 10, 10.0),
)
# Discord does not say how many; what is made at length comes through at about one a second.
MAKING: tuple[Rule, ...] = (
    ("POST", re.compile(r"^/guilds/(\d+)/channels$"), "making channels", 10, 10.0),
    ("POST", re.compile(r"^/guilds/(\d+)/roles$"), "making roles", 10, 10.0),
    ("POST", re.compile(r"^/channels/(\d+)/threads$"), "making posts", 10, 10.0),
)


@dataclass(slots=True)
class _Bucket:
    started: float
    used: int = 0


@dataclass(slots=True)
class Limits:
    """Counts requests, answers with Discord's headers, and says when it is too much."""

    are_on: bool = True
    rules: tuple[Rule, ...] = _USUAL
    a_second: int | None = None
    """How many requests of all kinds together; Discord takes 50."""
    refused: int = 0
    _second: _Bucket = field(default_factory=lambda: _Bucket(0.0))
    _buckets: dict[tuple[str, str], _Bucket] = field(default_factory=dict)

    def wait(self, path: str) -> float | None:
        """Return for how long to stay away altogether, if it was too much of everything."""
        # Answers to interactions do not count.
        if self.a_second is None or path.startswith(("/interactions/", "/webhooks/")):
            return None
        now, second = time.monotonic(), self._second
        if now - second.started >= 1.0:
            second.started, second.used = now, 0
        second.used += 1
        if second.used <= self.a_second:
            return None
        self.refused += 1
        return second.started + 1.0 - now

    def count(self, method: str, path: str) -> tuple[dict[str, str], float | None]:
        """Return the headers of an answer, and for how long to stay away if it was too much."""
        for wanted, pattern, name, most, seconds in self.rules:
            found = pattern.match(path) if self.are_on and wanted == method else None
            if found is None:
                continue
            now = time.monotonic()
            bucket = self._buckets.setdefault((name, found[1]), _Bucket(now))
            if now - bucket.started >= seconds:
                bucket.started, bucket.used = now, 0
            bucket.used += 1
            left = seconds - (now - bucket.started)
            headers = {
                "X-RateLimit-Bucket": f"bucket-of-{name}",
                "X-RateLimit-Limit": str(most),
                "X-RateLimit-Remaining": str(max(most - bucket.used, 0)),
                "X-RateLimit-Reset": f"{time.time() + left:.3f}",
                "X-RateLimit-Reset-After": f"{left:.3f}",
            }
            return headers, left if bucket.used > most else None
        return {}, None
