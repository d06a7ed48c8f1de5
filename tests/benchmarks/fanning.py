"""How long one decision takes to stand in many channels: ``python -m tests.benchmarks.fanning``.

The real bot in a process of its own posts an announcement in the channels of 127 regions, through
a Discord of our own that takes 50 requests a second, five messages a channel in five seconds, and
a while for each answer. A second begins with its first request, so the last of 127 can go two
seconds after the first.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

from bot.app import open_services
from bot.domain.addressees import Addressees, Sort, Term
from bot.domain.regions import RegionPlace
from bot.domain.rights import Standing
from bot.services.announcements import Heard
from bot.services.services import Services
from bot.storage import regions
from tests.benchmarks.table import markdown
from tests.wire.fake.faults import Slow
from tests.wire.fake.payloads import GUILD_ID
from tests.wire.fake_discord import FakeDiscord, fake_discord
from tests.wire.lives import TOKEN, nursery

A_SECOND = 50
PATIENCE = 60
LATENCIES = (0.02, 0.1, 0.2)
AUTHOR = Standing(5, GUILD_ID, manages_events=True)


def main() -> None:
    """Print the seconds at several latencies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--channels", type=int, default=127)
    channels = parser.parse_args().channels
    rows: list[list[str]] = []
    for latency in LATENCIES:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(asyncio.run(_fan_out(Path(folder) / "alumni.db", channels, latency)))
    header = ("an answer takes", "messages", "seconds", "shortest", "ratio", "too many requests")
    print(markdown(header, rows))


async def _fan_out(path: Path, channels: int, latency: float) -> list[str]:
    async with fake_discord(token=TOKEN) as discord, open_services(path) as services:
        places = [discord.places.add_channel(f"channel-{at}") for at in range(channels)]
        await _announce(services, places)
        discord.limits.a_second = A_SECOND
        discord.faults.at_random = lambda *_: Slow(latency)
        sent: list[float] = []
        async with nursery(path, discord) as bots, bots.life():
            watching = asyncio.create_task(_watch(discord, sent))
            async with asyncio.timeout(PATIENCE):
                while len(sent) < channels:  # noqa: ASYNC110 - another process's work
                    await asyncio.sleep(0.01)
            watching.cancel()
        took, shortest = sent[-1] - sent[0], float(-(-channels // A_SECOND) - 1)
        return [
            f"{latency * 1000:.0f} ms",
            str(len(discord.messages.all())),
            f"{took:.2f}",
            f"{shortest:.2f}",
            f"{took / shortest:.2f}",
            str(discord.limits.refused),
        ]


async def _announce(services: Services, channels: list[int]) -> None:
    """Announce one thing to as many regions as there are channels, each with one of its own."""
    known = await services.regions.all(GUILD_ID)
    codes = [region.code for region in known[: len(channels)]]
    async with services.outbox._db.transaction() as conn:
        for code, channel in zip(codes, channels, strict=True):
            await regions.put_place(conn, GUILD_ID, RegionPlace(code, channel_id=channel))
    meant = Addressees(tuple(Term(Sort.REGION, code) for code in codes))
    draft = await services.announcements.draft(
        AUTHOR, meant, (), None, "en", english="The annual meeting is near.", japanese=""
    )
    await services.announcements.send(AUTHOR, draft.announcement.id, Heard())


async def _watch(discord: FakeDiscord, sent: list[float]) -> None:
    """Note when each message comes to stand."""
    while True:
        while len(sent) < len(discord.messages.all()):
            sent.append(time.monotonic())
        await asyncio.sleep(0.005)


if __name__ == "__main__":
    main()
