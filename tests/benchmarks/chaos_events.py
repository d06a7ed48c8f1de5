"""Events among what bears being killed: cards, seats, presses, reminders, what people are told."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import aiohttp

from bot.domain.events import Coming, Event, State
from bot.domain.rights import Standing
from bot.i18n import Catalogues
from bot.services.answers import Asker
from bot.services.event_drafts import Spot
from bot.services.hosting import Said
from bot.storage import answers
from cogs.events.cards import event_card
from tests.benchmarks.chaos_kinds import CODES, PEOPLE, Told, World
from tests.wire.fake.payloads import CHANNEL_ID, GUILD_ID, Json, numbered

HOST = Standing(5, GUILD_ID, manages_events=True)
SEATS, LOTTERIES = 3, 6
SOON = timedelta(seconds=10)
"""An event is answered well before its reminder is due, also where the machine is busy."""
LATER = timedelta(days=30)


async def publish(world: World, title: str, **said: Any) -> Event:
    """Publish an event of the host's; where regions have channels, in one by lot.

    A channel's rows go one after the other: in a single one they would wait for the end.
    """
    desk = world.services.event_drafts
    place = await world.services.regions.place(GUILD_ID, world.lots.choice(CODES))
    usual = Said(
        title=title,
        starts_at=world.services.clock() + LATER,
        length=timedelta(hours=2),
        zone="Asia/Tokyo",
    )
    draft = await desk.draft(HOST, Spot(place.home or CHANNEL_ID), None, "en", **(usual | said))
    return await desk.publish(HOST, draft.event.id)


async def answer(world: World, event: Event, user_id: int, coming: Coming = Coming.GOING) -> None:
    """Answer an event as somebody."""
    await world.services.answers.answer(asker(user_id), event.id, coming)


def asker(user_id: int) -> Asker:
    """Describe somebody who answers."""
    return Asker(user_id, GUILD_ID, f"Person {user_id}", "en")


@dataclass(slots=True)
class Cards:
    """Cards of events in the channels of the regions; all others are counted with them."""

    name: str = "cards of events"
    written: int = 0

    async def write(self, world: World) -> None:
        """Publish an event, and change its words."""
        self.written += 1
        event = await publish(world, f"Card {self.written} x")
        await world.services.hosting.edit(HOST, event.id, description=f"Words {self.written}")

    async def count(self, world: World) -> Told:
        """Each card stands once, and shows what there is."""
        # What was cancelled before its card stood gets none.
        published = [
            event
            for event in await _published(world)
            if event.state is State.PUBLISHED or event.message_id is not None
        ]
        found = Counter(
            (int(each["channel_id"]), title)
            for each in world.discord.messages.all()
            for title in re.findall(r"## ([A-Z]\w+ \d+ x)", json.dumps(each["components"]))
        )
        wanted = Counter((event.channel_id, event.title) for event in published)
        right = [await _is_right(world, event) for event in published]
        missing = (wanted - found).total() + right.count(False)
        return Told(len(published), found.total(), missing, (found - wanted).total())


@dataclass(slots=True)
class Seats:
    """Seats and turns, as people come and go; whoever gets a seat later is told of it."""

    name: str = "seats and turns"
    written: int = 0
    events: list[Event] = field(default_factory=list[Event])
    turns: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    """Those who would come to an event, in their order: the first few have seats."""
    promoted: Counter[tuple[int, int]] = field(default_factory=Counter[tuple[int, int]])

    async def write(self, world: World) -> None:
        """Let somebody come, or somebody who comes or waits stay away."""
        if len(self.events) < LOTTERIES:
            title = f"Seats {len(self.events)} x"
            self.events.append(await publish(world, title, capacity=SEATS))
        self.written += 1
        event, who = world.lots.choice(self.events), world.lots.choice(PEOPLE)
        turns = self.turns.setdefault(event.id, [])
        if who not in turns:
            turns.append(who)
            await answer(world, event, who)
            return
        if turns.index(who) < SEATS < len(turns):
            self.promoted[event.id, turns[SEATS]] += 1
        turns.remove(who)
        await answer(world, event, who, world.lots.choice((Coming.MAYBE, Coming.NO)))

    async def count(self, world: World) -> Told:
        """Everybody has the turn and the seat they should, and was told when they got it."""
        right, told, missing, too_much = 0, self._told(world), 0, 0
        for event in self.events:
            found = await _going(world, event)
            wanted = [(who, at < SEATS) for at, who in enumerate(self.turns.get(event.id, []))]
            if found == wanted:
                right += len(wanted)
            else:
                missing += 1
            for who in self.turns.get(event.id, [])[:SEATS]:
                missing += bool(self.promoted[event.id, who] and not told[event.title, who])
        titles = {event.id: event.title for event in self.events}
        for (event_id, who), count in self.promoted.items():
            too_much += max(told[titles[event_id], who] - count, 0)
        return Told(sum(map(len, self.turns.values())), right, missing, too_much)

    def _told(self, world: World) -> Counter[tuple[str, int]]:
        found: Counter[tuple[str, int]] = Counter()
        for who in PEOPLE:
            said = json.dumps(world.discord.messages.of(int(f"9{who}")))
            pattern = r"You have a seat\.\*\* One became free at \*\*(Seats \d+ x)"
            found.update((title, who) for title in re.findall(pattern, said))
        return found


@dataclass(slots=True)
class Presses:
    """Buttons pressed while the bot may be killed: what it says is so for good."""

    name: str = "presses"
    people: int = 0
    event: Event | None = None
    told: dict[int, bool] = field(default_factory=dict[int, bool])
    """Who was answered, and whether they were told that they have a seat."""
    _card: Json = None

    async def write(self, world: World) -> None:
        """Let one more person press Going as soon as a bot is there."""
        if self.event is None or self.people % 40 == 0:
            self.event = await publish(world, f"Presses {self.people} x", capacity=20)
            seen = await world.services.events.look_up(HOST, self.event.id, lambda _: True)
            card = event_card(seen, (Catalogues.read().words("en"),), world.services.clock())
            self._card = numbered(card.to_components())
        self.people += 1
        who = 10_000 + self.people
        # Whoever is no member is off every list.
        world.discord.guild.member_ids.append(who)
        task = asyncio.create_task(self._press(world, self.event, who))
        world.under_way.add(task)

    async def _press(self, world: World, event: Event, who: int) -> None:
        discord = world.discord
        with contextlib.suppress(aiohttp.ClientError, ConnectionError):
            await discord.connected()
            message = {"id": "77", "channel_id": str(CHANNEL_ID), "flags": 1 << 15}
            message |= {"components": self._card, "author": {"id": "1", "username": "bot"}}
            more = {"content": "", "timestamp": "2026-11-01T00:00:00+00:00", "type": 0}
            more |= {"edited_timestamp": None, "tts": False, "mention_everyone": False}
            more |= {part: [] for part in ("mentions", "mention_roles", "attachments", "embeds")}
            token = await discord.interact(
                {"custom_id": f"event:going:{event.id}", "component_type": 2},
                user_id=who,
                kind=3,
                message=message | more | {"pinned": False},
            )
            told = json.dumps(await discord.answer_to(token))
            assert "You are going" in told or "You wait for a seat" in told, told
            self.told[who] = "You are going" in told

    async def count(self, world: World) -> Told:
        """Whoever was answered has what they were told; the first have the seats."""
        found: dict[int, bool] = {}
        wrong = 0
        for event in await _published(world):
            if event.title.startswith("Presses"):
                going = await _going(world, event)
                found |= going
                wrong += [seated for _, seated in going] != [at < 20 for at in range(len(going))]
        lost = sum(1 for who, seated in self.told.items() if found.get(who) is not seated)
        return Told(len(self.told), len(self.told) - lost, lost, wrong)


@dataclass(slots=True)
class Reminders:
    """Reminders, one by direct message and one in the channel, for each event."""

    name: str = "reminders"
    written: int = 0

    async def write(self, world: World) -> None:
        """Publish an event whose reminders are due in a moment, with two who come."""
        self.written += 1
        start = world.services.clock() + timedelta(hours=1) + SOON
        event = await publish(world, f"Reminder {self.written} x", starts_at=start)
        for who in (PEOPLE[0], _other(self.written)):
            await answer(world, event, who)
        await world.services.answers.appear(asker(PEOPLE[0]), event.id, is_named=True)

    async def count(self, world: World) -> Told:
        """Each came once to each of the two."""
        return _counted(world, r"(Reminder \d+ x)\*\* starts <", range(1, self.written + 1), 2)


@dataclass(slots=True)
class Changes:
    """Changes and cancellations that two people are told of."""

    name: str = "told changes"
    written: int = 0

    async def write(self, world: World) -> None:
        """Publish an event, let two people come, and move or cancel it."""
        self.written += 1
        event = await publish(world, f"Change {self.written} x")
        for who in (_other(self.written), _other(self.written + 1)):
            await answer(world, event, who)
        if self.written % 3:
            later = event.starts_at + timedelta(days=1)
            await world.services.hosting.edit(HOST, event.id, starts_at=later)
        else:
            await world.services.hosting.cancel(HOST, event.id)

    async def count(self, world: World) -> Told:
        """Each was told once."""
        pattern = r"(Change \d+ x)\*\* (?:has changed|was cancelled)"
        return _counted(world, pattern, range(1, self.written + 1), 2)


def _other(number: int) -> int:
    """Return one of the people but the first, in turn."""
    return PEOPLE[1 + number % (len(PEOPLE) - 1)]


def _counted(world: World, pattern: str, numbers: range, each: int) -> Told:
    """Compare how often something was said of each event with how often it should be."""
    found = Counter(re.findall(pattern, json.dumps(world.discord.messages.all())))
    word = pattern.partition("(")[2].partition(" ")[0]
    wanted = Counter({f"{word} {number} x": each for number in numbers})
    missing, too_much = (wanted - found).total(), (found - wanted).total()
    return Told(wanted.total(), found.total(), missing, too_much)


async def _published(world: World) -> list[Event]:
    async with world.db.reader() as conn:
        rows = await conn.execute_fetchall("SELECT id FROM events WHERE state != 'draft'")
    looks = [await world.services.events.look_up(HOST, row[0], lambda _: True) for row in rows]
    return [each.event for each in looks]


async def _going(world: World, event: Event) -> list[tuple[int, bool]]:
    """Return who would come, in their turns, and who of them has a seat."""
    async with world.db.reader() as conn:
        found = await answers.concerned(conn, event.id)
    return [(each.user_id, each.is_seated) for each in found if each.coming is Coming.GOING]


async def _is_right(world: World, event: Event) -> bool:
    """Tell whether the card shows how things stand."""
    kept = world.discord.messages.kept.get(event.channel_id, {}).get(event.message_id or 0)
    seen = await world.services.events.look_up(HOST, event.id, lambda _: True)
    card = event_card(seen, (Catalogues.read().words("en"),), world.services.clock())
    return kept is not None and _texts(kept["components"]) == _texts(card.to_components())


def _texts(components: Any) -> list[str]:
    return re.findall(r'"content": "((?:[^"\\]|\\.)*)"', json.dumps(components))


def event_kinds() -> tuple[Any, ...]:
    """Return one of each kind."""
    return (Cards(), Seats(), Presses(), Reminders(), Changes())
