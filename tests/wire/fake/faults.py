"""What can go wrong with a request, ordered by a test for requests to come."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Lost:
    """It is done, and the connection closes without an answer."""


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection closes, and nothing is done."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Discord answers 500, 502 or 503; whether it was done all the same is open."""

    status: int = 503
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Limited:
    """Too many requests: come back later. Without ``via`` Cloudflare says so, not Discord."""

    retry_after: float
    via: bool = True
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Denied:
    """Discord refuses with a status and a code of its own."""

    status: int = 403
    code: int = 50013


@dataclass(frozen=True, slots=True)
class Slow:
    """It is done, and the answer comes late."""

    seconds: float


Fault = Slow | Lost | Reset | Trouble | Limited | Denied


@dataclass(slots=True)
class _Order:
    method: str
    path: re.Pattern[str]
    fault: Fault
    times: float


@dataclass(slots=True)
class Faults:
    """Which requests go wrong, and how."""

    outage: Fault | None = None
    """While this is set, every request but those about interactions goes wrong."""
    at_random: Callable[[str, str], Fault | None] = lambda *_: None
    _orders: list[_Order] = field(default_factory=list[_Order])

    def order(
        self, method: str, path: str, fault: Fault, *, times: int | Literal["always"] = 1
    ) -> None:
        """Let the next requests go wrong whose path has this pattern in it."""
        count = float("inf") if times == "always" else times
        self._orders.append(_Order(method, re.compile(path), fault, count))

    def clear(self) -> None:
        """Let everything go well again."""
        self._orders.clear()
        self.outage = None
        self.at_random = lambda *_: None

    def take(self, method: str, path: str) -> Fault | None:
        """Return what goes wrong with this request, if anything does."""
        if path.startswith(("/interactions/", "/webhooks/")):
            return self._ordered(method, path)
        return self.outage or self._ordered(method, path) or self.at_random(method, path)

    def _ordered(self, method: str, path: str) -> Fault | None:
        for order in self._orders:
            if order.times and order.method == method and order.path.search(path):
                order.times -= 1
                return order.fault
        return None
