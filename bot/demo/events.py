"""Let the demo's events be published and answered, as people's own presses would."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.demo.cast import CAST
from bot.demo.community import Community
from bot.demo.programme import GOING, MAYBE, NO, OF_REGIONS, OVER, ROOM, TO_COME, Plan
from bot.domain.events import USUAL_LENGTH, Answer, Attendee, Coming, Event, State
from bot.domain.profiles import Profile
from bot.domain.rights import Standing
from bot.domain.settings import LANGUAGE
from bot.services.answers import Asker
from bot.services.event_drafts import Spot
from bot.services.hosting import Said
from bot.services.services import Services
from bot.storage import answers, events
from bot.storage.database import Connection, Database

SHY = frozenset({"sato", "emily", "tomas"})
"""Those whom cards only count."""
NAMED_ONE_IN, MAYBE_ONE_IN, NO_ONE_IN = 3, 5, 9
"""So many of the others chose to be named on cards, may come, or cannot."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The events of a server whose people are ``crowd`` and those a visitor can be."""

    file: Path
    community: Community
    services: Services
    crowd: Sequence[Profile]
    now: datetime

    async def hold(self) -> None:
        """Publish what is over and what is to come; the cards are posted once the bot runs."""
        await self.services.settings.set(self.community.guild.id, LANGUAGE.name, "both")
        db = await Database.open(self.file)
        try:
            async with db.transaction() as conn:
                await self._introduce(conn)
                for plan in OVER:
                    await self._was(conn, plan)
            for plan in TO_COME:
                await self._publish(db, plan, self.community.rooms[plan.room].id)
        finally:
            await db.close()

    async def hold_in_regions(self) -> None:
        """Publish what regions do, once they have their places."""
        places = await self.services.regions.places(self.community.guild.id)
        db = await Database.open(self.file)
        try:
            for plan in OF_REGIONS:
                home = places[plan.code or ""].home
                if home is not None:
                    await self._publish(db, plan, home)
        finally:
            await db.close()

    async def _introduce(self, conn: Connection) -> None:
        """Let people have said whether cards may name them."""
        server_id = self.community.guild.id
        for key, user in self.community.users.items():
            named = key not in SHY
            await answers.put_attendee(
                conn, server_id, _attendee(user.id, self._asker(key).called, is_named=named)
            )
        for at, person in enumerate(self.crowd):
            named = at % NAMED_ONE_IN == 0
            await answers.put_attendee(
                conn, server_id, _attendee(person.user_id, person.name, is_named=named)
            )

    async def _was(self, conn: Connection, plan: Plan) -> None:
        """Write an event that is over, with what people had answered."""
        said, start = plan.said, plan.starts_at(self.now)
        event = Event(
            id=0,
            server_id=self.community.guild.id,
            host_id=self.community.users[plan.host].id,
            title=said.get("title", ""),
            description=said.get("description"),
            place=said.get("place"),
            link=said.get("link"),
            code=plan.code,
            channel_id=self.community.rooms[ROOM].id,
            parent_id=None,
            message_id=None,
            starts_at=start,
            ends_at=start + said.get("length", USUAL_LENGTH),
            zone=said.get("zone", "UTC"),
            capacity=said.get("capacity"),
            state=State.PUBLISHED,
            version=0,
            changed_at=start,
            kind=said.get("kind"),
            second=said.get("second"),
        )
        event = await events.add(conn, event)
        ids = [(self.community.users[key].id, coming) for key, coming in plan.cast.items()]
        await self._answer(conn, event, [*ids, *self._others(plan)])
        await self.services.event_rows.post(conn, event)

    async def _publish(self, db: Database, plan: Plan, channel_id: int) -> None:
        """Publish an event that is to come, and let people answer it."""
        host, desk = self._asker(plan.host), self.services.event_drafts
        standing = Standing(host.user_id, host.server_id, manages_events=True)
        said = Said(starts_at=plan.starts_at(self.now), length=USUAL_LENGTH) | plan.said
        repeat = plan.repeat(self.now)
        draft = await desk.draft(
            standing, Spot(channel_id), plan.code, host.locale, repeat=repeat, **said
        )
        event = await desk.publish(standing, draft.event.id)
        for key, coming in plan.cast.items():
            await self.services.answers.answer(self._asker(key), event.id, coming)
            if key in plan.guests:
                guests = plan.guests[key]
                await self.services.answers.bring(self._asker(key), event.id, guests)
        async with db.transaction() as conn:
            await self._answer(conn, event, self._others(plan), after=len(plan.cast))

    async def _answer(
        self,
        conn: Connection,
        event: Event,
        given: Iterable[tuple[int, Coming]],
        *,
        after: int = 0,
    ) -> None:
        """Write many answers at once, where there is room for all."""
        for turn, (user_id, coming) in enumerate(given, start=after + 1):
            seated = coming is GOING
            await answers.put(conn, Answer(event.id, user_id, coming, turn, is_seated=seated))

    def _others(self, plan: Plan) -> Iterable[tuple[int, Coming]]:
        """Return what some of the invented people answered, others for each event."""
        begin = sum(map(ord, plan.said.get("title", ""))) % max(len(self.crowd), 1)
        some = [*self.crowd[begin:], *self.crowd[:begin]][: plan.others]
        for at, person in enumerate(some, start=1):
            yield person.user_id, _coming(at)

    def _asker(self, key: str) -> Asker:
        [who] = (each for each in CAST if each.key == key)
        return Asker(self.community.users[key].id, self.community.guild.id, who.name, who.locale)


def _coming(at: int) -> Coming:
    if at % NO_ONE_IN == 0:
        return NO
    return MAYBE if at % MAYBE_ONE_IN == 0 else GOING


def _attendee(user_id: int, called: str, *, is_named: bool) -> Attendee:
    return Attendee(user_id, is_named, called if is_named else None)
