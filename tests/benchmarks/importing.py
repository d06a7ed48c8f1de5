"""Measure an import: ``python -m tests.benchmarks.importing --people 79000``."""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.demo.people import invent
from bot.domain.transfer import COLUMNS, rows
from tests.benchmarks.crowd import SEED
from tests.benchmarks.table import markdown


def main() -> None:
    """Write a file, import it into an empty database with the command for it, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=79_000)
    people = parser.parse_args().people
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "people.csv"
        written = _write(file, people)
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "bot", "import", str(file)],
            env={**os.environ, "DATABASE_PATH": str(Path(folder) / "alumni.db")},
            check=True,
        )
        took = time.perf_counter() - started
    table = [["rows", f"{written:,}"], ["seconds", f"{took:.1f}"]]
    print(markdown((f"import of {people:,} people", ""), table))


def _write(file: Path, people: int) -> int:
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, COLUMNS)
        writer.writeheader()
        written = 0
        for person in invent(people, SEED):
            for row in rows(person):
                writer.writerow(row)
                written += 1
    return written


if __name__ == "__main__":
    main()
