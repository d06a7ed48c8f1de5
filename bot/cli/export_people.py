"""``python -m bot export FILE.csv``: write everybody into a file that is for the host alone."""

from __future__ import annotations

import argparse
import asyncio
import csv
from pathlib import Path
from typing import IO

from tqdm import tqdm

from bot.app import open_services
from bot.cli.exits import Exit
from bot.cli.sheets import private_file, told_plainly
from bot.config import Settings
from bot.domain.transfer import COLUMNS, rows

HELP = "write everybody, private fields included, into a CSV file; also while the bot runs"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen."""
    parser.add_argument("file", type=Path, metavar="FILE.csv", help="where to write")


def main(asked: argparse.Namespace) -> int:
    """Export everybody and say what the file holds."""
    path = Settings.read(needs_token=False).database_path
    with told_plainly(asked.file), private_file(asked.file) as file:
        people = asyncio.run(_hand_out(path, file))
    print(
        f"{people:,} people written to {asked.file}. It includes what they show to nobody: keep it "
        "to yourself, and delete it when you are done."
    )
    return Exit.DONE


async def _hand_out(path: Path, file: IO[str]) -> int:
    writer = csv.DictWriter(file, COLUMNS, restval="")
    writer.writeheader()
    written = 0
    async with open_services(path, may_migrate=False) as services:
        count = await services.transfer.count()
        with tqdm(total=count, unit="person", desc="writing", disable=None) as bar:
            async for person in services.transfer.hand_out():
                writer.writerows(rows(person))
                written += 1
                bar.update()
    return written
