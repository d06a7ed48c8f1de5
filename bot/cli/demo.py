"""``python -m bot demo``: the bot in a browser, without a token."""

from __future__ import annotations

import argparse
import asyncio
import sys
from importlib.util import find_spec
from typing import Any

from bot.cli.exits import Exit, Refusal
from bot.cli.stopping import Stop

HELP = "try the bot in a browser, without a token"

_OPTIONS = {
    "port": "the port on 127.0.0.1",
    "people": "how many invented people there are",
    "seed": "the same people for the same seed",
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen; the demo itself knows what to take for the rest."""
    for name, meaning in _OPTIONS.items():
        parser.add_argument(f"--{name}", type=int, help=meaning, default=argparse.SUPPRESS)


def main(asked: argparse.Namespace) -> int:
    """Run the demo until Ctrl-C."""
    if find_spec("simcord") is None:
        raise Refusal("The demo needs more packages: pip install 'tsunagari[demo]'")
    chosen = {name: value for name, value in vars(asked).items() if name in _OPTIONS}
    try:
        asyncio.run(_serve(chosen))
    except OSError as error:
        raise Refusal(f"The demo cannot listen ({error}). Choose another --port.") from error
    return Exit.DONE


async def _serve(chosen: dict[str, Any]) -> None:
    # Only here: the packages of the extra are not there for those who just run the bot.
    from bot.demo.run import opened

    stop = Stop.on_signals()
    async with opened(**chosen) as site:
        sys.stdout.write(f"The demo is at {site.address}  (Ctrl-C stops it)\n")
        sys.stdout.flush()
        await stop.wanted.wait()
