"""The kinds of rows that are killed, and how each is counted afterwards."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from bot.domain.consents import Purpose
from bot.domain.layout import Kind as Sort
from bot.domain.layout import Overwrite, Record, Server, Shape, Step, Verb
from bot.domain.layout.access import ITSELF, VIEW
from bot.domain.layout.server import EVERYONE
from bot.domain.regions import RegionPlace
from bot.domain.rights import Standing
from bot.domain.settings import WEEKLY_LINE
from bot.reference import prefectures
from bot.services.newcomers import LINE
from bot.services.services import Services
from bot.storage import consents, regions
from bot.storage.database import Database
from tests.wire.fake.payloads import CHANNEL_ID, GUILD_ID
from tests.wire.fake_discord import FakeDiscord

PEOPLE = range(101, 121)
MODERATOR = Standing(9, GUILD_ID, moderates_members=True)
CODES = tuple(f"p{prefecture.code}" for prefecture in prefectures.all_prefectures())


@dataclass(frozen=True, slots=True)
class Told:
    """How often a kind of thing was decided and happened, what is missing, and what is too much."""

    written: int
    happened: int
    missing: int
    too_much: int


@dataclass(slots=True)
class World:
    """What the kinds write into, and where they count.

    ``under_way`` is what people do while a bot lives; it ends with the bot.
    """

    discord: FakeDiscord
    services: Services
    db: Database
    lots: random.Random
    under_way: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])

    async def end(self) -> None:
        """Let nobody wait any longer for a bot that is gone."""
        ended, self.under_way = self.under_way, set()
        for task in ended:
            task.cancel()
        for end in await asyncio.gather(*ended, return_exceptions=True):
            if isinstance(end, Exception):
                raise end


class Kind(Protocol):
    """A kind of row."""

    name: str

    async def write(self, world: World) -> None:
        """Decide something new."""
        ...

    async def count(self, world: World) -> Told:
        """Compare what was decided with what there is."""
        ...


@dataclass(slots=True)
class Letters:
    """Letters about a moderator's decision."""

    name: str = "letters"
    written: int = 0

    async def write(self, world: World) -> None:
        person, self.written = world.lots.choice(PEOPLE), self.written + 1
        reason = f"Reason {self.written}."
        await world.services.moderation.unlist(self.written, person, moderator_id=9, reason=reason)

    async def count(self, world: World) -> Told:
        return _counted(world, self.written, r"Reason \d+\.")


@dataclass(slots=True)
class Notices:
    """Notices in the channels of 47 regions; the first in each pings its people."""

    name: str = "notices"
    written: int = 0

    async def write(self, world: World) -> None:
        code, self.written = CODES[self.written % len(CODES)], self.written + 1
        pings, desk = self.written <= len(CODES), world.services.representatives
        text = f"Notice {self.written}."
        draft = await desk.draft(MODERATOR, code, text, pings=pings)
        await desk.send(MODERATOR, draft.notice.id, pins=True)

    async def count(self, world: World) -> Told:
        return _counted(world, self.written, r"Notice \d+\.")


@dataclass(slots=True)
class Pins:
    """The pins that follow the notices; to pin twice is to pin once."""

    notices: Notices
    name: str = "pins"

    async def write(self, world: World) -> None:
        """Write nothing: what ends a notice does."""

    async def count(self, world: World) -> Told:
        pinned, written = len(world.discord.messages.pinned), self.notices.written
        return Told(written, pinned, max(written - pinned, 0), max(pinned - written, 0))


@dataclass(slots=True)
class WeeklyLines:
    """One line a week in a region's channel."""

    name: str = "weekly lines"
    written: int = 0

    async def write(self, world: World) -> None:
        code, self.written = CODES[self.written % len(CODES)], self.written + 1
        now, week = world.services.clock(), timedelta(days=7)
        channel = (await world.services.regions.place(GUILD_ID, code)).home
        told = {"region": code, "since": _written(now - week), "until": _written(now + week)}
        async with world.db.transaction() as conn:
            await world.services.outbox.add(
                conn,
                LINE,
                f"channel:{channel}",
                {"channel": channel, **told},
                server_id=GUILD_ID,
            )

    async def count(self, world: World) -> Told:
        """Count by region: each has had as many lines as were written for it."""
        wanted = Counter(CODES[each % len(CODES)] for each in range(self.written))
        places = await world.services.regions.places(GUILD_ID)
        found = Counter(
            {
                code: json.dumps(world.discord.messages.of(places[code].home or 0)).count("New in")
                for code in wanted
            }
        )
        return Told(self.written, found.total(), (wanted - found).total(), (found - wanted).total())


@dataclass(slots=True)
class Panels:
    """Panels of the regions, all in one channel."""

    name: str = "panels"
    written: int = 0

    async def write(self, world: World) -> None:
        self.written += 1
        await world.services.panels.post(GUILD_ID, CHANNEL_ID)

    async def count(self, world: World) -> Told:
        found = json.dumps(world.discord.messages.of(CHANNEL_ID)).count("Find your people")
        return Told(self.written, found, max(self.written - found, 0), max(found - self.written, 0))


@dataclass(slots=True)
class Roles:
    """Roles given and taken as people join regions and leave them."""

    name: str = "roles"
    written: int = 0
    wanted: set[tuple[int, str]] = field(default_factory=set[tuple[int, str]])

    async def write(self, world: World) -> None:
        who = world.lots.choice(PEOPLE[1:]), world.lots.choice(CODES)
        self.written += 1
        change = world.services.memberships
        await (change.leave if who in self.wanted else change.join)(GUILD_ID, *who)
        self.wanted ^= {who}

    async def count(self, world: World) -> Told:
        places = await world.services.regions.places(GUILD_ID)
        wanted = {(user, places[code].role_id) for user, code in self.wanted}
        found = {(user, role) for user, role in world.discord.places.holders if user in PEOPLE[1:]}
        right = self.written - len(wanted ^ found)
        return Told(self.written, right, len(wanted - found), len(found - wanted))


@dataclass(slots=True)
class Places:
    """Plans of the layout: one builds six things, renames one and takes the earlier six away."""

    name: str = "places of plans"
    plans: int = 0
    _before: tuple[Step, ...] = ()

    async def write(self, world: World) -> None:
        if await world.services.layouts.job(GUILD_ID) is not None:
            return
        self.plans += 1
        making = _making(self.plans)
        channel = making[2]
        renamed = Shape(Sort.CHANNEL, f"renamed-{self.plans}", channel.shape.parent)
        steps = (
            *making,
            Step(Verb.RENAME, channel.key, renamed, was=channel.shape),
            *(Step(Verb.DELETE, each.key, each.shape) for each in reversed(self._before)),
        )
        async with world.db.transaction() as conn:
            record = Record.of(Server(), steps, "Archive")
            await world.services.layout_jobs.begin(
                conn, GUILD_ID, record, locale="en", channel_id=CHANNEL_ID
            )
        self._before = making

    async def count(self, world: World) -> Told:
        """Each was made once, what was taken away is gone, and the bot knows what there is."""
        places = world.discord.places
        plans = range(1, self.plans + 1)
        wanted = Counter(step.shape.name for number in plans for step in _making(number))
        made = Counter({name: count for name, count in places.made.items() if name in wanted})
        names = {step.shape.name for step in self._before} - {f"channel-{self.plans}"}
        stays = Counter(names | {f"renamed-{self.plans}"} if self.plans else ())
        there = Counter({name: n for name, n in places.names().items() if _is_planned(name)})
        held = {each.id for each in (await world.services.layouts.held(GUILD_ID)).values()}
        things = places.channels | places.roles | places.posts
        known = {number for number, each in things.items() if _is_planned(each["name"])}
        missing = (wanted - made) + (stays - there)
        too_much = (made - wanted) + (there - stays)
        return Told(
            wanted.total(),
            made.total(),
            missing.total() + len(known - held),
            too_much.total() + len(held - known),
        )


def _making(number: int) -> tuple[Step, ...]:
    """Return the steps that make a category, a role, its channel, a forum and two posts."""
    keys = {each: f"{each}:x{number}" for each in ("category", "role", "channel", "forum")}
    category, forum = keys["category"], keys["forum"]
    closed = (ITSELF, Overwrite(EVERYONE, deny=VIEW), Overwrite(keys["role"], VIEW))
    shapes = {
        category: Shape(Sort.CATEGORY, f"Category {number}", overwrites=(ITSELF,)),
        keys["role"]: Shape(Sort.ROLE, f"Role {number}"),
        keys["channel"]: Shape(
            Sort.CHANNEL, f"channel-{number}", category, overwrites=tuple(sorted(closed))
        ),
        forum: Shape(Sort.FORUM, f"forum-{number}", category, overwrites=(ITSELF,)),
        f"post:x{number}": Shape(Sort.POST, f"Post {number}", forum),
        f"post:y{number}": Shape(Sort.POST, f"Other post {number}", forum),
    }
    return tuple(Step(Verb.CREATE, key, shape) for key, shape in shapes.items())


def _is_planned(name: str) -> bool:
    return re.search(r"\d$", name) is not None and not name.startswith("p")


def _counted(world: World, written: int, pattern: str) -> Told:
    found = Counter(re.findall(pattern, json.dumps(world.discord.messages.all())))
    twice = sum(1 for count in found.values() if count > 1)
    return Told(written, found.total(), written - len(found), twice)


def _written(moment: object) -> str:
    return str(moment).replace(" ", "T")


async def settle_in(world: World) -> None:
    """Give 47 regions a channel and a role, and let one person agree to be named in each."""
    services, places = world.services, world.discord.places
    now = services.clock()
    await services.settings.set(GUILD_ID, WEEKLY_LINE.name, "on")
    async with world.db.transaction() as conn:
        await consents.put(conn, GUILD_ID, Purpose.WEEKLY_LINE, PEOPLE[0], version=1, at=now)
    for code in CODES:
        async with world.db.transaction() as conn:
            channel, role = places.add_channel(code), places.add_role(code)
            place = RegionPlace(code, channel_id=channel, role_id=role)
            await regions.put_place(conn, GUILD_ID, place)
        await services.memberships.join(GUILD_ID, PEOPLE[0], code)


def kinds() -> tuple[Kind, ...]:
    """Return one of each kind."""
    notices = Notices()
    pins = Pins(notices)
    return (Letters(), notices, pins, WeeklyLines(), Panels(), Roles(), Places())
