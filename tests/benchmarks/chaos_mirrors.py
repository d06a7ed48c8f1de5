"""Threads and Discord's own events of events among what bears being killed."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import Any

from bot.domain.events import Event
from bot.domain.mirrors import Standing
from bot.errors import EventCardMissingError, EventThreadGoneError
from tests.benchmarks.chaos_events import HOST, answer, publish
from tests.benchmarks.chaos_kinds import PEOPLE, Told, World


@dataclass(slots=True)
class Mirrors:
    """Discord's own events; as many as a server takes, of whatever has a card."""

    name: str = "Discord's own events"
    written: int = 0

    async def write(self, world: World) -> None:
        """Publish an event; the mirrors of all others are counted with it."""
        self.written += 1
        await publish(world, f"Mirror {self.written} x")

    async def count(self, world: World) -> Told:
        """Each is there once, is known, and shows what was last written; no other is the bot's."""
        there = {int(each["id"]): each for each in world.discord.scheduled.told()}
        async with world.db.reader() as conn:
            rows = await conn.execute_fetchall("SELECT event_id FROM event_mirrors")
        found = [await world.services.mirrors.of_event(row["event_id"]) for row in rows]
        stands = [each for each in found if each and each.standing is Standing.STANDS]
        right = [
            each
            for each in stands
            if each.mirror_id in there and there[each.mirror_id]["name"] == each.written.name
        ]
        unknown = there.keys() - {each.mirror_id for each in stands}
        return Told(len(stands), len(right), len(stands) - len(right), len(unknown))


@dataclass(slots=True)
class Threads:
    """Threads of events, public and private in turn, and one person in each."""

    name: str = "threads of events"
    written: int = 0
    asked: dict[int, Event] = field(default_factory=dict[int, Event])
    _waiting: list[Event] = field(default_factory=list[Event])
    _joining: list[Event] = field(default_factory=list[Event])

    async def write(self, world: World) -> None:
        """Publish an event; open the threads of earlier ones, and let somebody join."""
        self.written += 1
        event = await publish(world, f"Thread {self.written} x")
        await answer(world, event, PEOPLE[0])
        self._waiting.append(event)
        threads = world.services.event_threads
        for each in list(self._waiting):
            with contextlib.suppress(EventCardMissingError):
                await threads.open(HOST, each.id, is_private=each.id % 2 == 1)
                self._waiting.remove(each)
                self.asked[each.id] = each
                self._joining.append(each)
        for each in list(self._joining):
            with contextlib.suppress(EventThreadGoneError):
                await threads.join(PEOPLE[0], each.id)
                self._joining.remove(each)

    async def count(self, world: World) -> Told:
        """Each that was asked for is there once, is known, and its host is in it."""
        made, posts = world.discord.places.made, world.discord.places.posts
        right, too_much = 0, 0
        for event in self.asked.values():
            known = (await world.services.hosting.managed(HOST, event.id)).event.thread_id
            right += known in posts and HOST.user_id in world.discord.threads.people.get(known, ())
            too_much += max(made[event.title] - 1, 0)
        return Told(len(self.asked), right, len(self.asked) - right, too_much)


def mirror_kinds() -> tuple[Any, ...]:
    """Return one of each kind."""
    return (Mirrors(), Threads())
