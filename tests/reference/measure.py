"""Measure look-ups, loading and memory: ``python -m tests.reference.measure``.

Times are the processor's, so that other work on the machine does not count.
"""

from __future__ import annotations

import random
import string
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.reference import cities, countries, languages, municipalities, prefectures
from bot.reference.world import connection

LOOK_UPS = 4000


def main() -> None:
    """Print a table."""
    before = resident()
    for label, load in (
        ("prefectures", lambda: prefectures.suggest("a")),
        ("municipalities", lambda: municipalities.suggest("a")),
        ("countries, with Babel's English", lambda: countries.suggest("a", "en")),
        ("countries, with Babel's Japanese", lambda: countries.suggest("a", "ja")),
        ("languages", lambda: languages.suggest("a", "en")),
        ("cities", lambda: cities.suggest("a")),
    ):
        started, memory = time.thread_time(), resident()
        load()
        took = time.thread_time() - started
        print(f"load {label:34} {took * 1e3:6.1f} ms {resident() - memory:5.1f} MB")  # noqa: T201
    print(f"all tables {resident() - before:.1f} MB")  # noqa: T201
    for label, suggest, names in areas():
        measure(f"{label}: beginnings", suggest, beginnings(names))
        measure(f"{label}: one letter", suggest, list(string.ascii_lowercase) * 20)
        measure(f"{label}: a letter missing", suggest, slips(names))
    centres = connection().execute("SELECT latitude, longitude FROM cities LIMIT 1000").fetchall()
    for km in (25, 100, 500):
        measure(
            f"cities: distances within {km} km",
            lambda place, km=km: cities.distances(*place, km),
            centres,
        )


def areas() -> tuple[tuple[str, Callable[[str], object], list[str]], ...]:
    """Return what is searched, how, and names to search for."""
    towns = municipalities.suggest("", limit=10_000)
    written = [name for each in towns for name in (each.name, each.kanji, each.kana)]
    everywhere = [
        name for (name,) in connection().execute("SELECT folded FROM city_names WHERE rank < 9000")
    ]
    lands = [countries.name(code, tag) for code in countries.codes() for tag in ("en", "ja", "fr")]
    return (
        ("prefectures", prefectures.suggest, [p.name for p in prefectures.all_prefectures()]),
        ("towns", municipalities.suggest, written),
        ("towns of Hokkaido", lambda text: municipalities.suggest(text, "01"), written),
        ("countries", lambda text: countries.suggest(text, "ja"), lands),
        ("cities", cities.suggest, everywhere),
        ("cities of the United States", lambda text: cities.suggest(text, "US"), everywhere),
    )


def measure(label: str, look_up: Callable[..., object], asked: Sequence[object]) -> None:
    """Print p50 and p99 of one kind of look-up."""
    times: list[float] = []
    for each in asked:
        started = time.thread_time()
        look_up(each)
        times.append((time.thread_time() - started) * 1e3)
    times.sort()
    p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
    print(f"{label:48} n={len(times):5} p50 {p50:6.3f} ms  p99 {p99:6.3f} ms")  # noqa: T201


def beginnings(names: Sequence[str]) -> list[str]:
    """Return what people have typed so far."""
    chance = random.Random(1)  # noqa: S311
    chosen = chance.choices(names, k=LOOK_UPS)
    return [name[: chance.randint(1, len(name))] for name in chosen]


def slips(names: Sequence[str]) -> list[str]:
    """Return names with a letter missing."""
    chance = random.Random(2)  # noqa: S311
    chosen = chance.choices(names, k=LOOK_UPS)
    missing = [chance.randrange(len(name)) for name in chosen]
    return [name[:at] + name[at + 1 :] for name, at in zip(chosen, missing, strict=True)]


def resident() -> float:
    """Return the resident memory in megabytes."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
