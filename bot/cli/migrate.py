"""``python -m bot migrate``: bring the database up to date."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
from pathlib import Path

from tqdm import tqdm

from bot.cli.exits import Exit
from bot.cli.holding import holding
from bot.config import Settings
from bot.storage.migrate import Migration, migrate, migrations, pending

HELP = "bring the database up to date"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen."""
    parser.add_argument("--dry-run", action="store_true", help="only list the steps to take")


def main(asked: argparse.Namespace) -> int:
    """Take every step the database still needs, or list them."""
    path = Settings.read(needs_token=False).database_path
    with contextlib.ExitStack() as stack:
        if path.exists() or not asked.dry_run:
            stack.enter_context(holding(path))
        asyncio.run(_list(path) if asked.dry_run else _take(path))
    return Exit.DONE


async def _list(path: Path) -> None:
    todo = await pending(path, migrations())
    for step in todo:
        print(f"to do: {step.name}")
    print(f"{path}: {len(todo)} steps to take." if todo else f"{path} is up to date.")


async def _take(path: Path) -> None:
    todo = await pending(path, migrations())
    with tqdm(total=len(todo), unit="step", disable=None if todo else True) as bar:

        def done(step: Migration) -> None:
            bar.set_postfix_str(step.name)
            bar.update()

        await migrate(path, migrations(), done=done)
    print(f"{path} is up to date; steps taken: {len(todo)}.")
