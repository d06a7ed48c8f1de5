"""How long the real bot takes to carry a plan out, at the pace of a Discord of our own.

Run it with ``python -m tests.benchmarks.applying``. Discord lets ten channels, ten
roles and ten posts be made in ten seconds. The shortest possible time is that of the bucket
with the most requests.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from bot.app import open_services
from bot.domain.layout import Layout, Server
from bot.domain.regions import Family
from bot.services.layout_wishes import Names
from tests.benchmarks.table import markdown
from tests.wire.fake.limits import MAKING
from tests.wire.fake.payloads import CHANNEL_ID, GUILD_ID
from tests.wire.fake_discord import FakeDiscord, fake_discord
from tests.wire.lives import TOKEN, emptied, nursery

NAMES = Names(("en",), {"own": "Groups", "chapter": "Chapters", "forums": "Regions"})
SERVERS = {
    "channels": {Family.OWN: Layout.CHANNELS},
    "forum": {Family.CHAPTER: Layout.FORUM},
    "both": {Family.OWN: Layout.CHANNELS, Family.CHAPTER: Layout.FORUM},
}


def main() -> None:
    """Print the requests, the steps and the seconds of each layout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regions", type=int, default=47)
    regions = parser.parse_args().regions
    rows: list[list[str]] = []
    for name, layouts in SERVERS.items():
        with tempfile.TemporaryDirectory() as folder:
            measured = asyncio.run(_apply(Path(folder) / "alumni.db", layouts, regions))
            rows.append([name, *measured])
    print(markdown(("layout", "steps", "requests", "seconds", "shortest", "ratio", "said"), rows))


async def _apply(path: Path, layouts: Mapping[Family, Layout], regions: int) -> list[str]:
    async with fake_discord(token=TOKEN) as discord, open_services(path) as services:
        discord.limits.rules += MAKING
        for family, layout in layouts.items():
            for number in range(regions):
                await services.regions.add(GUILD_ID, f"{family} {number}", family)
            await services.layouts.set_layout(GUILD_ID, family, layout)
        said = (await services.layouts.draft(GUILD_ID, Server(), NAMES, {})).seconds
        job = await services.layouts.apply(
            GUILD_ID, Server(), NAMES, {}, locale="en", channel_id=CHANNEL_ID
        )
        times: list[float] = []
        async with nursery(path, discord) as bots, bots.life():
            watching = asyncio.create_task(_watch(discord, times))
            await emptied(path, patience=3_600)
            watching.cancel()
        asked = Counter(_bucket(one.method, one.path) for one in discord.asked)
        asked.pop("", None)
        took = times[-1] - times[0]
        most = max(asked.values())
        shortest = (most - 1) // 10 * 10
        return [
            str(job.total),
            str(asked.total()),
            f"{took:.1f}",
            f"{shortest:.1f}",
            f"{took / shortest:.2f}" if shortest else "",
            f"{said:.0f}",
        ]


async def _watch(discord: FakeDiscord, times: list[float]) -> None:
    """Note when each thing comes to be there."""
    while True:
        while len(times) < discord.places.names().total():
            times.append(time.monotonic())
        await asyncio.sleep(0.005)


def _bucket(method: str, path: str) -> str:
    return next(
        (name for m, pattern, name, *_ in MAKING if m == method and pattern.match(path)), ""
    )


if __name__ == "__main__":
    main()
