"""Remind people of events, at the moment that each of them chose."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.events import About, Answer, Coming, Event, State
from bot.domain.outbox import Row
from bot.domain.reminders import LEADS, Lead, Timing, Way, timing
from bot.services.clock import Clock
from bot.services.event_rows import AT_ONCE, PLACE_GONE, EventRows
from bot.services.outbox import REFUSED, Outbox
from bot.storage import answers, events, moments
from bot.storage.database import Connection, Database

DUE, REMINDER = "event_due", "event_reminder"
"""The kinds of row: the moment itself, and what it makes for each person or channel."""
IN_A_MESSAGE = 80
"""So many people one message in a channel mentions; Discord takes a hundred."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a row says when it goes: to one person, or in the channel to several."""

    event: Event
    timing: Timing
    people: tuple[Answer, ...]
    locale: str = ""


class Reminders:
    """Plan the moments with the event; who is reminded, and how, is decided when they come."""

    def __init__(self, db: Database, clock: Clock, outbox: Outbox, rows: EventRows) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        self._rows = rows
        outbox.register(DUE, self._fell_due)
        outbox.register(REMINDER, self._sent)

    async def plan(self, conn: Connection, event: Event) -> None:
        """Write the moments of an event anew; those that are past already never come."""
        place = f"event:{event.id}"
        await self._outbox.withdraw(conn, DUE, place)
        if event.state is not State.PUBLISHED:
            return
        for lead, before in LEADS.items():
            due = event.starts_at - before
            if due > self._clock():
                await self._plan(conn, event, lead, due)

    async def read(self, row: Row) -> Reminder | None:
        """Return what a row says now; None when nobody is left to remind, or it is too late."""
        async with self._db.reader() as conn:
            event = await _still_planned(conn, row)
            if event is None:
                return None
            lead = Lead(row.payload["lead"])
            when = timing(event.starts_at, lead, self._clock())
            if when is Timing.TOO_LATE:
                return None
            kind, _, number = row.place.partition(":")
            if kind == "user":
                return await _to_person(conn, event, lead, when, int(number))
            first, last = row.payload["first"], row.payload["last"]
            found = await answers.concerned(conn, event.id, after=first - 1, limit=AT_ONCE)
            ways = await self._ways(conn, event, lead, found)
            people = tuple(
                each
                for each in found
                if each.turn <= last and ways.get(each.user_id) is Way.CHANNEL
            )
            return Reminder(event, when, people) if people else None

    async def _fell_due(self, conn: Connection, row: Row, _: Mapping[str, Any]) -> None:
        """Write a row for each person, and for the channel; too late, the host is told."""
        event = await _still_planned(conn, row)
        if event is None:
            return
        lead, after, until = Lead(row.payload["lead"]), row.payload["after"], row.payload["until"]
        if until is None:  # whoever answers anew meanwhile is not reminded twice
            until = await answers.last_turn(conn, event.id)
        some = await answers.concerned(conn, event.id, after=after, until=until, limit=AT_ONCE)
        ways = await self._ways(conn, event, lead, some)
        speaks = event.meeting_place is not None
        in_channel = [each for each in some if speaks and ways.get(each.user_id) is Way.CHANNEL]
        by_message = [each for each in some if each.user_id in ways and each not in in_channel]
        if len(some) == AT_ONCE:
            turns = {"after": some[-1].turn, "until": until}
            await self._plan(conn, event, lead, self._clock(), **turns)
        if timing(event.starts_at, lead, self._clock()) is Timing.TOO_LATE:
            if by_message or in_channel:
                await self._tell_host(conn, event)
            return
        await self._by_message(conn, event, lead, by_message)
        rest = iter(in_channel)
        while some := list(itertools.islice(rest, IN_A_MESSAGE)):
            await self._in_channel(conn, event, lead, some[0].turn, some[-1].turn)
        if lead is not Lead.START:  # early enough to notice that the card was deleted by hand
            await self._rows.touch(conn, event)

    async def _sent(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        """Where messages are refused, remind in the channel whoever may be named there.

        Where the channel or thread was deleted, remind in the one that is left, or by message.
        """
        event = await _still_planned(conn, row)
        if event is None or "message" in result:
            return
        lead, was_in = Lead(row.payload["lead"]), row.payload.get("channel")
        if result == PLACE_GONE:
            event = await self._rows.place_gone(conn, event, row.payload["channel"])
        if timing(event.starts_at, lead, self._clock()) is Timing.TOO_LATE:
            await self._tell_host(conn, event)
        elif was_in is not None and was_in != event.meeting_place:
            await self._elsewhere(conn, event, row)
        elif result == REFUSED:
            user_id = int(row.place.partition(":")[2])
            await answers.set_unreachable(conn, event.id, user_id)
            answer = await answers.get(conn, event.id, user_id)
            attendee = await answers.attendee(conn, event.server_id, user_id)
            speaks = event.meeting_place is not None
            if answer is not None and attendee.is_named and speaks:
                await self._in_channel(conn, event, lead, answer.turn, answer.turn)

    async def _elsewhere(self, conn: Connection, event: Event, row: Row) -> None:
        """Remind those of a row where the channel or thread of that row no longer is."""
        lead, first, last = Lead(row.payload["lead"]), row.payload["first"], row.payload["last"]
        if event.meeting_place is not None:
            await self._in_channel(conn, event, lead, first, last)
            return
        found = await answers.concerned(conn, event.id, after=first - 1, until=last, limit=AT_ONCE)
        ways = await self._ways(conn, event, lead, found)
        concerned = [each for each in found if ways.get(each.user_id) is Way.CHANNEL]
        await self._by_message(conn, event, lead, concerned)

    async def _by_message(
        self, conn: Connection, event: Event, lead: Lead, people: Sequence[Answer]
    ) -> None:
        for answer in people:
            await self._add(conn, event, lead, f"user:{answer.user_id}")

    async def _plan(
        self,
        conn: Connection,
        event: Event,
        lead: Lead,
        due: datetime,
        *,
        after: int = 0,
        until: int | None = None,
    ) -> None:
        """Write a moment, for everybody or for those behind a turn."""
        turns = {"after": after, "until": until}
        payload = {"event": event.id, "lead": lead, "starts": _start(event), **turns}
        place = f"event:{event.id}"
        await self._outbox.add(conn, DUE, place, payload, due_at=due, server_id=event.server_id)

    async def _tell_host(self, conn: Connection, event: Event) -> None:
        """Tell the host that reminders were dropped: once, however many there were."""
        what = f"unreminded:{event.id}:{_start(event)}"
        if await moments.get(conn, event.server_id, what) is None:
            await moments.put(conn, event.server_id, what, self._clock())
            await self._rows.tell_host(conn, event, About.UNREMINDED)

    async def _in_channel(
        self, conn: Connection, event: Event, lead: Lead, first: int, last: int
    ) -> None:
        place = event.meeting_place or event.channel_id
        more = {"channel": place, "first": first, "last": last}
        await self._add(conn, event, lead, f"channel:{place}", **more)

    async def _add(
        self, conn: Connection, event: Event, lead: Lead, place: str, **more: int
    ) -> None:
        payload = {"event": event.id, "lead": lead, "starts": _start(event), **more}
        await self._outbox.add(conn, REMINDER, place, payload, server_id=event.server_id)

    async def _ways(
        self, conn: Connection, event: Event, lead: Lead, found: Sequence[Answer]
    ) -> Mapping[int, Way]:
        """Return where each is reminded who chose this lead; in the channel if named there.

        Whoever waits for a seat is told of that alone, never in the channel; and whoever
        refuses messages is looked for in the channel.
        """
        concerned = [each for each in found if each.lead is lead]
        ids = [each.user_id for each in concerned]
        appear = await answers.attendees(conn, event.server_id, ids)
        named = {user_id for user_id, each in appear.items() if each.is_named}

        def chosen(answer: Answer) -> Way:
            is_named = answer.user_id in named
            if answer.waits or answer.confirm_by is not None:
                return Way.MESSAGE
            if answer.is_unreachable and is_named:
                return Way.CHANNEL
            return answer.way or (Way.CHANNEL if is_named else Way.MESSAGE)

        return {each.user_id: chosen(each) for each in concerned}


async def _to_person(
    conn: Connection, event: Event, lead: Lead, when: Timing, user_id: int
) -> Reminder | None:
    answer = await answers.get(conn, event.id, user_id)
    if answer is None or answer.coming is Coming.NO or answer.lead is not lead:
        return None
    attendee = await answers.attendee(conn, event.server_id, user_id)
    return Reminder(event, when, (answer,), attendee.locale)


async def _still_planned(conn: Connection, row: Row) -> Event | None:
    """Return the event of a row, unless it was cancelled or moved since."""
    event = await events.get(conn, row.payload["event"])
    if event is None or event.state is not State.PUBLISHED:
        return None
    return event if row.payload["starts"] == _start(event) else None


def _start(event: Event) -> str:
    return event.starts_at.isoformat()
