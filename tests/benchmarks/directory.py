"""Measure the directory: ``python -m tests.benchmarks.directory --people 79000``.

Builds a database of invented people, asks it questions one after the other, and prints tables.
With ``--keep FOLDER`` the database is kept there for the next time.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.app import open_services
from bot.demo.people import invent
from bot.domain.profiles import Profile
from bot.errors import UserError
from bot.i18n import Catalogues
from bot.services.services import Services
from tests.benchmarks.crowd import SEED
from tests.benchmarks.questions import MIX, Questions
from tests.benchmarks.table import markdown, percentile, resident

ASKED = 5_000
WARMING_UP = 500
_TABLES = ("profiles", "placements", "listings", "search_documents")


def main() -> None:
    """Build, ask and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=79_000)
    parser.add_argument("--keep", type=Path, help="the folder to keep the database in")
    parser.add_argument("--questions", type=int, default=ASKED)
    asked = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{asked.people}.db"
        built = build(path, asked.people)
        print(_sizes(path, asked.people, built), end="\n\n")
        print(asyncio.run(_measure(path, asked.people, asked.questions)))


def build(path: Path, people: int) -> float | None:
    """Build in another process, so that its memory does not count; None if it is there."""
    if path.exists():
        return None
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.crowd", str(path), str(people)], check=True
    )
    return time.perf_counter() - started


def _sizes(path: Path, people: int, built: float | None) -> str:
    conn = sqlite3.connect(path)
    counts = [conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _TABLES]
    conn.close()
    rows = [[table, f"{count:,}"] for table, count in zip(_TABLES, counts, strict=True)]
    rows.append(["megabytes", f"{path.stat().st_size / 1e6:,.0f}"])
    rows.append(["bytes a person", f"{path.stat().st_size / people:,.0f}"])
    if built is not None:
        rows.append(["seconds to build", f"{built:,.0f}"])
    return markdown((f"{people:,} people", "rows"), rows)


async def _measure(path: Path, people: int, asked: int) -> str:
    started = time.perf_counter()
    async with open_services(path) as services:
        opened = time.perf_counter() - started
        questions = _questions(services, people)
        kinds = random.Random(SEED).choices(tuple(MIX), tuple(MIX.values()), k=WARMING_UP + asked)
        # The crowd is part of the questions, not of the bot whose rubbish is collected.
        gc.freeze()
        taken: dict[str, list[tuple[float, float]]] = {kind: [] for kind in MIX}
        for number, kind in enumerate(kinds):
            took = await _time(questions, kind)
            if number >= WARMING_UP:
                taken[kind].append(took)
    rows: list[list[str]] = []
    for kind, each in taken.items():
        clock, processor = zip(*each, strict=True)
        figures = [percentile(clock, part) for part in (0.5, 0.95, 0.99)]
        figures.append(percentile(processor, 0.99))
        rows.append([kind, f"{len(each):,}", *(f"{figure:.2f}" for figure in figures)])
    table = markdown(("ms", "asked", "p50", "p95", "p99", "processor p99"), rows)
    return f"{table}\n\nopened in {opened * 1e3:.0f} ms; resident {resident():.0f} MB"


async def _time(questions: Questions, kind: str) -> tuple[float, float]:
    """Ask, and return the milliseconds it took, and those of the processor (all threads)."""
    ask = questions.draw(kind)
    started, worked = time.perf_counter(), time.process_time()
    # A refusal, say to somebody without a placement, is an answer too.
    with contextlib.suppress(UserError):
        await ask()
    return (time.perf_counter() - started) * 1e3, (time.process_time() - worked) * 1e3


def _questions(services: Services, people: int) -> Questions:
    """Take the people to ask and to ask about from the beginning of the same invention."""
    crowd: list[Profile] = list(invent(min(people, 20_000), SEED))
    askers = [each for each in crowd if each.user_id % 20 and not each.hidden]
    return Questions(services, askers, crowd, random.Random(SEED), Catalogues.read())


if __name__ == "__main__":
    main()
