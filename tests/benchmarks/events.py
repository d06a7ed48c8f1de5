"""Measure events: ``python -m tests.benchmarks.events --events 10000 --answers 1000000``.

Builds a database of events and answers, presses the buttons of cards on the real bot, and prints
tables. A click's time goes from the moment that Discord's event comes to the moment that the answer
is handed over; whatever Discord itself takes is taken off. With ``--keep FOLDER`` the database is
kept there for the next time, ``--seconds`` is how long fifty clicks a second are held.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import itertools
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import AsyncGenerator, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from discord.webhook.async_ import async_context

from bot.app import open_services
from bot.client import AlumniBot
from bot.domain.rights import Standing
from bot.i18n import Catalogues
from bot.services.services import Services
from bot.storage import events
from cogs.events.cards import event_card
from tests.benchmarks import discord_stub, event_crowd
from tests.benchmarks.crowd import SEED, SERVER
from tests.benchmarks.event_crowd import FIRST_CHANNEL, FIRST_PERSON, PEOPLE, SEATS
from tests.benchmarks.table import markdown, percentile, resident

CLICKS = 2_000
A_SECOND = 50
BURST = 1_000
PATIENCE = 60
WISHES = ("going",) * 6 + ("maybe", "no")
LAG_EVERY = 0.005
LATER = (5, 6)
"""Answers that say only that one will come."""
NOBODY = Standing(0, SERVER)
_NUMBERS = itertools.count(SERVER)


def main() -> None:
    """Build, press and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--answers", type=int, default=1_000_000)
    parser.add_argument("--clicks", type=int, default=CLICKS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--keep", type=Path, help="the folder to keep the database in")
    asked = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        kept = asked.keep or folder
        kept.mkdir(parents=True, exist_ok=True)
        built = kept / f"{asked.events}-{asked.answers}.db"
        if not built.exists():
            event_crowd.fill(built, asked.events, asked.answers)
        used = folder / "used.db"
        shutil.copy(built, used)
        rows = asyncio.run(_measure(used, asked.clicks, asked.seconds))
        print(markdown((_told_size(used), ""), rows))


def _told_size(path: Path) -> str:
    conn = sqlite3.connect(path)
    [(events_,)] = conn.execute("SELECT count(*) FROM events")
    [(answers,)] = conn.execute("SELECT count(*) FROM event_answers")
    conn.close()
    return f"{events_:,} events, {answers:,} answers, {path.stat().st_size / 1e6:,.0f} MB"


@dataclass(slots=True)
class Taken:
    """Stands where discord.py sends its answers, and notes when each came.

    ``signs`` are the moments of what was said first, be it that an answer will come.
    """

    at: dict[int, float] = field(default_factory=dict[int, float])
    signs: dict[int, float] = field(default_factory=dict[int, float])
    awaited: int = 0
    is_whole: asyncio.Event = field(default_factory=asyncio.Event)

    def expect(self, count: int) -> None:
        """Begin anew, until so many have come."""
        self.at.clear()
        self.signs.clear()
        self.is_whole.clear()
        self.awaited = count

    def create_interaction_response(
        self, number: int, *_: Any, **sent: Any
    ) -> Coroutine[Any, Any, Any]:
        self.signs[number] = time.perf_counter()
        if sent["params"].payload["type"] not in LATER:
            self._answered(number)

        async def accepted() -> Any:
            about = {"id": str(number), "type": 3, "response_message_id": "5"}
            flags = {"response_message_loading": False, "response_message_ephemeral": True}
            return {"interaction": about | flags}

        return accepted()

    def edit_original_interaction_response(
        self, _: int, token: str, **__: Any
    ) -> Coroutine[Any, Any, Any]:
        self._answered(int(token))

        async def edited() -> Any:
            return discord_stub.message(5, FIRST_CHANNEL, [])

        return edited()

    def _answered(self, number: int) -> None:
        self.at[number] = time.perf_counter()
        if len(self.at) == self.awaited:
            self.is_whole.set()


@dataclass(slots=True)
class Crowd:
    """People who press the buttons of cards that stand in the channels of a real bot."""

    bot: AlumniBot
    taken: Taken
    cards: dict[int, dict[str, Any]]
    lots: random.Random

    def press(self, number: int, event_id: int, user_id: int, wish: str) -> float:
        """Let somebody press a button; return the moment."""
        pressed = discord_stub.press(
            SERVER, user_id, f"event:{wish}:{event_id}", self.cards[event_id], number=number
        )
        began = time.perf_counter()
        self.bot._connection.parse_interaction_create(pressed)
        return began

    def press_any(self, number: int) -> float:
        """Let anybody press any button of any card."""
        event_id = self.lots.choice(tuple(self.cards))
        user_id = FIRST_PERSON + self.lots.randrange(PEOPLE)
        return self.press(number, event_id, user_id, self.lots.choice(WISHES))


@contextlib.asynccontextmanager
async def _crowd(services: Services) -> AsyncGenerator[Crowd]:
    async with AlumniBot(services, Catalogues.read()) as bot:
        await discord_stub.connected(bot)
        bot._connection.parse_guild_create(discord_stub.server(SERVER, PEOPLE))
        bot.http.request = _edited  # type: ignore[method-assign]
        taken = Taken()
        async_context.set(taken)  # type: ignore[arg-type]
        bot.dispatcher.start()
        yield Crowd(bot, taken, await _cards(bot), random.Random(SEED))


async def _edited(route: Any, **sent: Any) -> Any:
    """Take every card's edit, every message, and what stands among Discord's own events."""
    if route.path == "/users/@me/channels":
        return {"id": "3", "type": 1, "recipients": []}
    if "/scheduled-events" in route.path:
        return {"id": str(next(_NUMBERS)), "status": 1, **sent.get("json", {})}
    return discord_stub.message(4, route.channel_id or 3, [])


async def _cards(bot: AlumniBot) -> dict[int, dict[str, Any]]:
    """Return the messages with the cards of the events that are to come, by their numbers."""
    services = bot.services
    found = await services.events.coming(SERVER, lambda _: True)
    words = bot.catalogues.words("en")
    cards: dict[int, dict[str, Any]] = {}
    for event in found:
        seen = await services.events.look_up(NOBODY, event.id, lambda _: True)
        card = event_card(seen, (words,), services.clock())
        components = [each | {"id": at} for at, each in enumerate(card.to_components(), start=1)]
        cards[event.id] = discord_stub.message(event.message_id or 0, event.channel_id, components)
    return cards


async def _measure(path: Path, clicks: int, seconds: int) -> list[list[str]]:
    async with open_services(path) as services, _crowd(services) as crowd:
        # The cards are part of the crowd, not of the bot whose rubbish is collected.
        gc.freeze()
        await _warm_up(crowd)
        rows = await _one_by_one(crowd, clicks)
        rows += await _held(crowd, seconds)
        rows += await _burst(crowd)
    return [*rows, ["resident", f"{resident():.0f} MB"]]


async def _warm_up(crowd: Crowd) -> None:
    """Let one person answer every event, after which each stands among Discord's own."""
    for number, event_id in enumerate(crowd.cards):
        crowd.taken.expect(1)
        crowd.press(number, event_id, FIRST_PERSON, "maybe")
        await crowd.taken.is_whole.wait()
    query = "SELECT 1 FROM outbox WHERE kind = 'event_mirror' AND dead_at IS NULL LIMIT 1"
    while True:
        async with crowd.bot.services.outbox._db.reader() as conn:
            if not await conn.execute_fetchall(query):
                return
        await asyncio.sleep(LAG_EVERY)


async def _one_by_one(crowd: Crowd, clicks: int) -> list[list[str]]:
    took: list[float] = []
    worked: list[float] = []
    for number in range(clicks):
        crowd.taken.expect(1)
        started = time.process_time()
        began = crowd.press_any(number)
        await crowd.taken.is_whole.wait()
        took.append((crowd.taken.at[number] - began) * 1e3)
        worked.append((time.process_time() - started) * 1e3)
        await asyncio.sleep(0)
    return [
        [f"{clicks:,} clicks, one after the other: p50, p95, p99", _told(took)],
        ["processor time of these", _told(worked)],
    ]


async def _held(crowd: Crowd, seconds: int) -> list[list[str]]:
    count = A_SECOND * seconds
    crowd.taken.expect(count)
    late: list[float] = []
    watching = asyncio.create_task(_watch_loop(late))
    due: list[float] = []
    started = time.perf_counter()
    for number in range(count):
        due.append(started + number / A_SECOND)
        await asyncio.sleep(max(due[-1] - time.perf_counter(), 0))
        crowd.press_any(number)
    async with asyncio.timeout(PATIENCE):
        await crowd.taken.is_whole.wait()
    watching.cancel()
    took = [(crowd.taken.at[number] - due[number]) * 1e3 for number in range(count)]
    return [
        [f"{A_SECOND} clicks a second for {seconds} s: p50, p95, p99", _told(took)],
        ["all answered; the longest took", f"{max(took):.1f} ms"],
        ["the loop was late by: p50, p95, p99", _told(late)],
    ]


async def _watch_loop(late: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(LAG_EVERY)
        late.append((time.perf_counter() - began - LAG_EVERY) * 1e3)


async def _burst(crowd: Crowd) -> list[list[str]]:
    """Press Going a thousand times at once where there are forty seats."""
    services, event_id = crowd.bot.services, await _emptied(crowd)
    people = crowd.lots.sample(range(FIRST_PERSON, FIRST_PERSON + PEOPLE), BURST)
    crowd.taken.expect(BURST)
    began = [crowd.press(at, event_id, user_id, "going") for at, user_id in enumerate(people)]
    async with asyncio.timeout(PATIENCE):
        await crowd.taken.is_whole.wait()
    took, signs = (
        [(moments[at] - began[at]) * 1e3 for at in range(BURST)]
        for moments in (crowd.taken.at, crowd.taken.signs)
    )
    async with services.outbox._db.reader() as conn:
        query = "SELECT user_id, is_seated FROM event_answers WHERE event_id = ? ORDER BY turn"
        found = [tuple(row) for row in await conn.execute_fetchall(query, (event_id,))]
    is_right = found == [(user_id, at < SEATS) for at, user_id in enumerate(people)]
    is_ordered = sorted(crowd.taken.at, key=crowd.taken.at.__getitem__) == list(range(BURST))
    seated = sum(1 for _, is_seated in found if is_seated)
    return [
        [f"{BURST:,} at once for {SEATS} seats, the last answer after", f"{max(took):,.0f} ms"],
        ["the last first sign, for which Discord waits 3 s", f"{max(signs):,.0f} ms"],
        ["have a seat", f"{seated}"],
        ["turns and seats in the order of arrival", str(is_right)],
        ["answers in the order of arrival", str(is_ordered)],
    ]


async def _emptied(crowd: Crowd) -> int:
    """Return an event with few seats, after whose answers were forgotten."""
    async with crowd.bot.services.outbox._db.transaction() as conn:
        query = "SELECT id FROM events WHERE capacity = ? AND starts_at > ? LIMIT 1"
        now = events.written(crowd.bot.services.clock())
        [(event_id,)] = await conn.execute_fetchall(query, (SEATS, now))
        await conn.execute("DELETE FROM event_answers WHERE event_id = ?", (event_id,))
    return event_id


def _told(took: list[float]) -> str:
    return ", ".join(f"{percentile(took, part):.1f}" for part in (0.5, 0.95, 0.99)) + " ms"


if __name__ == "__main__":
    main()
