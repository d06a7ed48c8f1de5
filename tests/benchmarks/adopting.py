"""Measure taking roles over: ``python -m tests.benchmarks.adopting --people 79000``.

Everybody in a server holds a role or two of the prefectures when an admin lets the regions take
these over. While the bot makes them members, page by page, the questions of the directory's own
benchmark go on beside it; a hundred with pages coming and a hundred without take turns, so that
whatever else the machine does slows both. ``--pace`` is how long Discord takes for a page, in
seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import json
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

from bot.app import open_services
from bot.client import AlumniBot
from bot.demo.people import invent
from bot.demo.people.invention import FIRST_USER_ID
from bot.domain.regions import RegionPlace
from bot.errors import UserError
from bot.i18n import Catalogues
from bot.services.services import Services
from bot.storage import intakes, regions
from bot.storage.database import Database
from tests.benchmarks import discord_stub
from tests.benchmarks.crowd import SEED, SERVER
from tests.benchmarks.directory import build
from tests.benchmarks.questions import MIX, Questions
from tests.benchmarks.table import markdown, percentile, resident

ROLES = range(1, 48)
PAGE = 1_000
WARMING_UP, TOGETHER = 500, 100
SETTLING = 0.6
"""Seconds in which a page that came is done with."""
_LONG_AGO = "'2026-01-01T00:00:00+00:00'"
GAP = 0.003
"""Seconds between two questions: some hundreds a second, and the rest of the bot's turn."""


def main() -> None:
    """Build, take over beside questions, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=79_000)
    parser.add_argument("--keep", type=Path, help="the folder to keep the database in")
    parser.add_argument("--pace", type=float, default=0.5)
    asked = parser.parse_args()
    with contextlib.ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder = asked.keep or scratch
        folder.mkdir(parents=True, exist_ok=True)
        build(folder / f"{asked.people}.db", asked.people)
        path = Path(shutil.copy(folder / f"{asked.people}.db", scratch / "adopting.db"))
        print(asyncio.run(_measure(path, asked)))


async def _measure(path: Path, asked: argparse.Namespace) -> str:
    async with open_services(path) as services, AlumniBot(services, Catalogues.read()) as bot:
        await discord_stub.connected(bot)
        bot._connection.parse_guild_create(discord_stub.server(SERVER, asked.people))
        pages = Pages(path.parent, asked.people, asked.pace)
        bot.http.get_members = pages.get  # type: ignore[method-assign, assignment]
        questions = _questions(services, asked.people)
        gc.freeze()
        await _ask(questions, WARMING_UP)
        before, idle, beside = resident(), list[float](), list[float]()
        async with _adopted(path, services) as is_over:
            bot.dispatcher.start()
            while not await is_over():
                pages.may_come.clear()
                await asyncio.sleep(SETTLING)
                idle += await _ask(questions, TOGETHER)
                pages.may_come.set()
                beside += await _ask(questions, TOGETHER)
        rows = [_row("idle", idle), _row("while roles are taken over", beside)]
        ratio = percentile(beside, 0.99) / percentile(idle, 0.99)
        table = markdown(("ms", "asked", "p50", "p95", "p99"), rows)
        return (
            f"{table}\n\np99 beside it: {ratio:.2f} times the idle one; {_members(path):,} "
            f"memberships from {pages.asked} pages; "
            f"resident {before:.0f} MB before, at most {pages.most:.0f} MB meanwhile"
        )


class Pages:
    """Discord's pages of members, as they come over the wire: text that is to be read.

    They are written beforehand, for that would be the work of another machine.
    """

    def __init__(self, folder: Path, people: int, pace: float) -> None:
        self._folder = folder
        self._pace = pace
        self.may_come = asyncio.Event()
        self.asked = 0
        self.most = 0.0
        for first in range(0, people + 1, PAGE):
            page = range(FIRST_USER_ID + first, FIRST_USER_ID + min(first + PAGE, people))
            self._file(page.start).write_text(json.dumps([_member(each) for each in page]))

    async def get(self, guild_id: int, limit: int, after: int | None) -> list[dict[str, Any]]:
        """Answer one page after a while."""
        assert limit == PAGE
        self.asked += 1
        await asyncio.sleep(self._pace)
        await self.may_come.wait()
        self.most = max(self.most, resident())
        return json.loads(self._file(max(int(after or 0) + 1, FIRST_USER_ID)).read_bytes())

    def _file(self, first: int) -> Path:
        return self._folder / f"{first}.json"


def _member(user_id: int) -> dict[str, Any]:
    chance = random.Random(user_id)
    roles = [str(SERVER + chance.choice(ROLES)) for _ in range(chance.choice((1, 1, 2)))]
    user = {"id": str(user_id), "username": f"somebody{user_id}", "global_name": "Some Body"}
    user |= {"avatar": "a_0123456789abcdef", "discriminator": "0", "public_flags": 0}
    return {"user": user, "roles": sorted(set(roles)), "nick": None, "flags": 0} | {
        "joined_at": "2020-01-01T00:00:00+00:00",
        "premium_since": None,
        "deaf": False,
        "mute": False,
    }


@contextlib.asynccontextmanager
async def _adopted(path: Path, services: Services) -> AsyncIterator[Callable[[], Awaitable[bool]]]:
    """Let the prefectures take their roles over; lends how to tell that it is over."""
    db = await Database.open(path)
    try:
        async with db.transaction() as conn:
            for at in ROLES:
                place = RegionPlace(f"p{at:02}", role_id=SERVER + at, role_adopted=True)
                await regions.put_place(conn, SERVER, place)
                await services.intakes.begin(conn, SERVER, SERVER + at, adopted=True)
            # An admin is given a while to tick; a benchmark need not wait for it.
            await conn.execute(f"UPDATE outbox SET due_at = {_LONG_AGO}, not_before = {_LONG_AGO}")

        async def is_over() -> bool:
            async with db.reader() as conn:
                return not await intakes.to_walk(conn, SERVER)

        yield is_over
    finally:
        await db.close()


async def _ask(questions: Questions, number: int) -> list[float]:
    """Ask some questions, one after the other; return the milliseconds each took."""
    taken = list[float]()
    for kind in questions.chance.choices(tuple(MIX), tuple(MIX.values()), k=number):
        ask = questions.draw(kind)
        started = time.perf_counter()
        with contextlib.suppress(UserError):
            await ask()
        taken.append((time.perf_counter() - started) * 1e3)
        await asyncio.sleep(GAP)
    return taken


def _row(what: str, taken: list[float]) -> list[str]:
    figures = (percentile(taken, part) for part in (0.5, 0.95, 0.99))
    return [what, f"{len(taken):,}", *(f"{figure:.2f}" for figure in figures)]


def _members(path: Path) -> int:
    conn = sqlite3.connect(path)
    (number,) = conn.execute("SELECT count(*) FROM memberships WHERE by_role").fetchone()
    conn.close()
    return number


def _questions(services: Services, people: int) -> Questions:
    crowd = list(invent(min(people, 20_000), SEED))
    askers = [each for each in crowd if each.user_id % 20 and not each.hidden]
    return Questions(services, askers, crowd, random.Random(SEED), Catalogues.read())


if __name__ == "__main__":
    main()
