"""How long a plan takes: 47 prefectures, 249 countries, 20 cities and 55 chapters.

Run it with ``python -m tests.benchmarks.layout``.
"""

from __future__ import annotations

import gc
import statistics
import time

from bot.domain.layout import Budgets, Kind, Layout, Server, Shape, Thing, Wish, Wishes, plan
from bot.domain.layout.outcome import outcome

FAMILIES = {"prefecture": 47, "country": 249, "city": 20, "chapter": 55}
CONTINENTS = ("AF", "AS", "EU", "NA", "OC", "SA", "AN")
RUNS = 50


def server(channels: int) -> Server:
    """Return what others made."""
    categories = [Thing(n, Shape(Kind.CATEGORY, f"c{n}", position=n)) for n in range(10)]
    rest = [
        Thing(n, Shape(Kind.CHANNEL, f"channel-{n}", str(n % 10), n)) for n in range(10, channels)
    ]
    roles = [Thing(1000 + n, Shape(Kind.ROLE, f"role {n}", position=n)) for n in range(60)]
    return Server((*categories, *rest, *roles))


def wishes(layout: Layout) -> Wishes:
    """Return every region there is, each with names to find candidates by."""
    regions = [
        Wish(
            f"{family[:2]}{n}",
            family,
            f"{family} {n}",
            sort_key=f"{n * 37 % count:03}",
            group=CONTINENTS[n % len(CONTINENTS)] if family == "country" else "",
            aliases=(f"{family[:3]} {n}", f"地域{n}"),
            worth=n % 11,
            liveliness=n % 40,
        )
        for family, count in FAMILIES.items()
        for n in range(count)
    ]
    return Wishes(dict.fromkeys(FAMILIES, layout), regions)


def main() -> None:
    """Print the processor's milliseconds for a first plan, and for one that finds nothing."""
    print(f"{'layout':<10}{'steps':>7}{'p50 ms':>9}{'max ms':>9}{'again ms':>10}")
    for layout in Layout:
        wanted, before, budgets = wishes(layout), server(300), Budgets()
        first = plan(before, wanted, budgets)
        after = outcome(before, first.steps)
        times = [_milliseconds(before, wanted, budgets) for _ in range(RUNS)]
        again = [_milliseconds(after, wanted, budgets) for _ in range(RUNS)]
        print(
            f"{layout:<10}{len(first.steps):>7}{statistics.median(times):>9.1f}"
            f"{max(times):>9.1f}{statistics.median(again):>10.1f}"
        )


def _milliseconds(before: Server, wanted: Wishes, budgets: Budgets) -> float:
    gc.collect()
    began = time.thread_time()
    plan(before, wanted, budgets)
    return (time.thread_time() - began) * 1000


if __name__ == "__main__":
    main()
