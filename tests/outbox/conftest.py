"""A dispatcher at work over a real database, with carriers that a test makes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import discord
import pytest

from bot.domain.outbox import DeadLetter, Row
from bot.outbox.dispatcher import Dispatcher
from bot.services.outbox import Outbox
from bot.services.services import Services
from bot.storage.database import Database

SERVER = 1
PATIENCE = 10


class Time:
    """Discord's clock, ahead by what a test has let pass."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return discord.utils.utcnow() + self.ahead

    def pass_(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)


@dataclass
class Parcels:
    """A carrier that notes what it does; ``carries`` and ``looks`` say how that goes."""

    carried: list[int] = field(default_factory=list[int])
    looked_for: list[int] = field(default_factory=list[int])
    carries: Callable[[Row], Awaitable[Mapping[str, Any]]] | None = None
    looks: Callable[[Row], Awaitable[Mapping[str, Any] | None]] | None = None

    async def carry(self, row: Row) -> Mapping[str, Any]:
        self.carried.append(row.id)
        return await self.carries(row) if self.carries else {}

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        self.looked_for.append(row.id)
        return await self.looks(row) if self.looks else None


@dataclass
class Post:
    """The queue with its dispatcher, seen from outside."""

    client: discord.Client
    outbox: Outbox
    dispatcher: Dispatcher
    parcels: Parcels
    clock: Time

    async def add(
        self, place: str = "a", *, kind: str = "parcel", after: float = 0, **more: Any
    ) -> int:
        """Write a row as a service does, due in some seconds."""
        due_at = self.clock() + timedelta(seconds=after)
        more = {"server_id": SERVER, **more}
        async with self.outbox._db.transaction() as conn:
            return await self.outbox.add(conn, kind, place, {}, due_at=due_at, **more)

    async def pass_(self, seconds: float) -> None:
        """Let time pass at once, and whoever waits look at the clock."""
        self.clock.pass_(seconds)
        self.dispatcher._wake()

    async def left(self) -> list[dict[str, Any]]:
        """Return the rows as they stand in the database."""
        async with self.outbox._db.reader() as conn:
            rows = await conn.execute_fetchall("SELECT * FROM outbox ORDER BY id")
            return [dict(row) for row in rows]

    async def until(self, condition: Callable[[], Awaitable[bool]]) -> None:
        """Wait for something that is about to be so."""
        async with asyncio.timeout(PATIENCE):
            while not await condition():  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.002)

    async def empty(self) -> None:
        """Wait until nothing is left but dead letters."""

        async def is_empty() -> bool:
            return all(row["dead_at"] for row in await self.left())

        await self.until(is_empty)

    async def put_off(self) -> dict[str, Any]:
        """Wait until the only row waits for another attempt, and return it."""

        async def waits() -> bool:
            [row] = await self.left()
            return not row["is_carried"] and row["not_before"] != row["due_at"]

        await self.until(waits)
        [row] = await self.left()
        return row

    async def dead(self) -> list[DeadLetter]:
        return await self.outbox.dead(SERVER, limit=25)


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
async def post(services: Services, clock: Time) -> AsyncIterator[Post]:
    async with discord.Client(intents=discord.Intents.none()) as client:
        dispatcher, parcels = Dispatcher(client, services.outbox), Parcels()
        dispatcher.add_carrier("parcel", parcels)
        dispatcher.start()
        yield Post(client, services.outbox, dispatcher, parcels, clock)
        await dispatcher.close()


@pytest.fixture
def db(services: Services) -> Database:
    return services.outbox._db
