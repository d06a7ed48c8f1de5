"""``python -m bot import FILE.csv``: bring people in who have yet to claim it."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from tqdm import tqdm

from bot.app import open_services
from bot.cli.exits import Exit
from bot.cli.holding import holding
from bot.cli.sheets import read_rows, told_plainly
from bot.config import Settings
from bot.domain.transfer import COLUMNS, Row
from bot.services.transfer import Outcome

HELP = "bring people in from a CSV file; nobody sees them until they claim it at /start"

_SHOWN = 50
_COLUMNS = f"""
The first line names columns out of these: {", ".join(COLUMNS)}. Only discord_id and a name are
needed. Lists stand with spaces between: 'ja:fluent en:native' for languages, 'about:only_me' for
audiences. Months are written 2008-08, or 2008 for the year alone; until is empty, or 'now', for
those who are still there. An export shows all of it.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen, and what a file looks like."""
    parser.epilog = _COLUMNS
    parser.add_argument("file", type=Path, metavar="FILE.csv", help="one row a placement")
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")
    parser.add_argument("--skip-bad", action="store_true", help="leave bad rows out")


def main(asked: argparse.Namespace) -> int:
    """Import a file, all or nothing, and say what came of it."""
    path = Settings.read(needs_token=False).database_path
    with ExitStack() as stack:
        stack.enter_context(told_plainly(asked.file))
        file = stack.enter_context(asked.file.open(encoding="utf-8-sig", newline=""))
        may_migrate = not asked.dry_run
        if asked.dry_run and not path.exists():
            path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / path.name
            may_migrate = True
        stack.enter_context(holding(path))
        rows = _with_progress(read_rows(file), asked.file)
        outcome = asyncio.run(_bring_in(path, rows, asked, may_migrate=may_migrate))
    _report(outcome, dry_run=asked.dry_run)
    return Exit.DONE if asked.skip_bad or not outcome.refused else Exit.FAILED


async def _bring_in(
    path: Path, rows: Iterable[Row], asked: argparse.Namespace, *, may_migrate: bool
) -> Outcome:
    async with open_services(path, may_migrate=may_migrate) as services:
        return await services.transfer.bring_in(
            rows, skip_bad=asked.skip_bad, dry_run=asked.dry_run
        )


def _with_progress(rows: Iterator[Row], file: Path) -> Iterator[Row]:
    with file.open("rb") as content:
        lines = sum(1 for _ in content)
    with tqdm(total=lines, unit="line", desc="reading", disable=None) as bar:
        for row in rows:
            bar.update(row.line - bar.n)
            yield row
        bar.update(lines - bar.n)


def _report(outcome: Outcome, *, dry_run: bool) -> None:
    for line, reason in outcome.refused[:_SHOWN]:
        print(f"line {line}: {reason}")
    if (more := len(outcome.refused) - _SHOWN) > 0:
        print(f"... and {more:,} more bad rows")
    if dry_run:
        print("A dry run: nothing was written.")
        for person in outcome.first:
            print(f"new: {person.name} ({person.user_id})")
        if (more := outcome.people - len(outcome.first)) > 0:
            print(f"... and {more:,} more")
    elif not outcome.is_kept:
        print("Nothing was written. Mend the rows above, or leave them out with --skip-bad.")
    verb = "Brought in" if outcome.is_kept else "Would be brought in"
    print(
        f"{verb}: people {outcome.people:,}, placements {outcome.placements:,}. "
        f"Left as they are, because they have a profile: {len(outcome.known):,}. "
        f"Bad rows: {len(outcome.refused):,}."
    )
