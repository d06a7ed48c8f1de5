"""A real bot that is killed at random moments does each thing once."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections import Counter
from pathlib import Path

from bot.app import open_services
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep
from tests.wire.fake.faults import Fault, Lost
from tests.wire.fake_discord import FakeDiscord
from tests.wire.lives import emptied, nursery

PEOPLE = (101, 102, 103)
KILLS, LETTERS = 10, 12


async def test_ten_kills_lose_nothing_and_double_nothing(
    tmp_path: Path, discord: FakeDiscord
) -> None:
    path, lots = tmp_path / "alumni.db", random.Random(31)  # noqa: S311 - no secret

    def loses(method: str, path: str) -> Fault | None:
        is_message = method == "POST" and path.endswith("/messages")
        return Lost() if is_message and lots.random() < 0.2 else None

    discord.faults.at_random = loses
    async with open_services(path) as services, nursery(path, discord) as bots:
        db = await Database.open(path)
        await keep(db, *(make_profile(person) for person in PEOPLE))
        await db.close()
        for life in range(KILLS):
            for number in range(life, LETTERS, KILLS):
                await services.moderation.unlist(
                    number, PEOPLE[number % 3], moderator_id=9, reason=f"Reason {number}."
                )
            sent = len(discord.asked_for("POST", "/messages"))
            async with bots.life():
                await discord.request("POST", "/messages", nth=sent + 1)
                await asyncio.sleep(lots.random() * 0.02)
        discord.faults.clear()
        async with bots.life():
            await emptied(path)

    told = Counter(re.findall(r"Reason \d+\.", json.dumps(discord.messages.all())))
    assert told == {f"Reason {number}.": 1 for number in range(LETTERS)}
