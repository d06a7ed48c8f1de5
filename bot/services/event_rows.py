"""What events write into the queue: the card, its edits, and what people are told of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.admission import By
from bot.domain.events import NAMED, About, Answer, Attendee, Coming, Event, Shown, State
from bot.domain.outbox import Row
from bot.domain.regions import Region
from bot.services.clock import Clock
from bot.services.outbox import REFUSED, Outbox
from bot.services.regions import catalogue
from bot.storage import answers, cohosts, events, mirrors, pictures, series
from bot.storage.database import Connection, Database

CARD, EDIT, TELL, NOTE = "event_card", "event_edit", "event_tell", "event_note"
THREAD, IN_THREAD, THREAD_SLEEP = "event_thread", "event_in_thread", "event_thread_sleep"
CONFIRM, CALL = "event_confirm", "event_call"
"""The kinds of row."""
PAUSE = timedelta(seconds=3)
"""A card is edited once for everything that happens meanwhile."""
GATHERED = timedelta(minutes=15)
GONE: Mapping[str, Any] = {"gone": True}
"""What became of an edit of a card that was deleted."""
PLACE_GONE: Mapping[str, Any] = {"place_gone": True}
"""What became of anything in a channel or thread that was deleted."""
AWAKE = timedelta(days=3)
"""So long after its end the thread of an event is put to sleep."""
AT_ONCE = 100
"""So many people are told in one transaction: nobody waits for the rest of a thousand."""
_LIVE, _END = "live", "end"
_CALLED_TO = frozenset({About.SEATED, About.CHANGED, About.CANCELLED})
"""News that must not be missed."""

Follower = Callable[[Connection, Event], Awaitable[None]]
"""Keeps something else in step with an event, in the transaction of whatever happened to it."""


class EventRows:
    """Write rows with the decisions of other services, and record what came of them."""

    def __init__(self, db: Database, clock: Clock, outbox: Outbox) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        self._followers: list[Follower] = []
        outbox.register(CARD, self._posted)
        outbox.register(EDIT, self._edited)
        outbox.register(TELL, self._tell_some)
        outbox.register(NOTE, self._told)

    def follow(self, follower: Follower) -> None:
        """Call this whenever a card shows, or is to show, something new."""
        self._followers.append(follower)

    async def post(self, conn: Connection, event: Event) -> None:
        """Post the card, and let it say at its end that the event is over."""
        await self._add(conn, CARD, event)
        await self.plan_end(conn, event)

    async def plan_end(self, conn: Connection, event: Event) -> None:
        """Let the card change when the event is over, instead of what was planned before."""
        why = {"event": event.id, "why": _END}
        await self._outbox.withdraw(conn, EDIT, _place(event), match=why)
        if event.is_open(self._clock()):
            due = event.ends_at + timedelta(seconds=1)
            await self._add(conn, EDIT, event, why=_END, due_in=due - self._clock())
        if event.thread_id is not None:
            await self.plan_sleep(conn, event)

    async def touch(self, conn: Connection, event: Event) -> None:
        """Let the card show how things stand, soon; one edit that waits does for all."""
        why = {"event": event.id, "why": _LIVE}
        if not await self._outbox.is_to_come(conn, EDIT, _place(event), why):
            await self._add(conn, EDIT, event, why=_LIVE, due_in=PAUSE)
        await self._followed(conn, event)

    async def plan_sleep(self, conn: Connection, event: Event) -> None:
        """Let the thread fall asleep after the event, instead of when that was planned before."""
        place, payload = thread_place(event), {"event": event.id, "thread": event.thread_id}
        await self._outbox.withdraw(conn, THREAD_SLEEP, place)
        end = event.ends_at if event.state is State.PUBLISHED else self._clock()
        await self._outbox.add(
            conn, THREAD_SLEEP, place, payload, due_at=end + AWAKE, server_id=event.server_id
        )

    async def in_thread(
        self, conn: Connection, event: Event, user_id: int, *, follows: bool
    ) -> None:
        """Add somebody to the thread of an event, or take them out; nothing without a thread."""
        if event.thread_id is None:
            return
        place, about = thread_place(event), {"thread": event.thread_id, "user": user_id}
        await self._outbox.withdraw(conn, IN_THREAD, place, match=about)
        payload = {"event": event.id, **about, "follows": follows}
        await self._outbox.add(conn, IN_THREAD, place, payload, server_id=event.server_id)

    async def out_of_thread(self, conn: Connection, event: Event, user_id: int) -> None:
        """Take somebody out of the thread, unless they come, may come, or host the event."""
        answer = await answers.get(conn, event.id, user_id)
        follows = answer is not None and answer.coming is not Coming.NO
        if not follows and user_id not in await cohosts.hosts(conn, event.id):
            await self.in_thread(conn, event, user_id, follows=False)

    async def place_gone(self, conn: Connection, event: Event, place_id: int) -> Event:
        """Take note that a channel or thread of an event was deleted; return what is left.

        Answers stay, and without its channel the host says where the card goes.
        """
        if place_id not in (event.thread_id, event.channel_id):
            return event
        await events.set_thread(conn, event.id, None)
        left = replace(event, thread_id=None)
        if place_id == event.thread_id:
            await self.touch(conn, left)
        elif event.has_place:
            left = replace(left, has_place=False, message_id=None)
            await events.save(conn, left)
            await events.set_message(conn, event.id, None)
            for kind in (CARD, EDIT):
                await self._outbox.withdraw(conn, kind, _place(event), match={"event": event.id})
            if event.is_open(self._clock()):
                await self.tell_host(conn, left, About.PLACE_GONE)
        return left

    def now(self) -> datetime:
        """Return the time that rows go by."""
        return self._clock()

    async def expect(self, conn: Connection, event: Event, by: datetime) -> None:
        """Let the seats go on at a moment that still wait for a yes then."""
        place, payload = f"event:{event.id}", {"event": event.id, "by": by.isoformat()}
        if not await self._outbox.is_to_come(conn, CONFIRM, place, payload):
            await self._outbox.add(
                conn, CONFIRM, place, payload, due_at=by, server_id=event.server_id
            )

    async def ask_host(self, conn: Connection, event: Event) -> None:
        """Tell the hosts that people wait for their yes: once for all of a quarter of an hour."""
        for user_id in await cohosts.hosts(conn, event.id):
            place, payload = f"user:{user_id}", {"event": event.id, "about": About.TO_APPROVE}
            if not await self._outbox.is_to_come(conn, NOTE, place, payload):
                due = self._clock() + GATHERED
                whole = {**payload, "change": 0}
                await self._outbox.add(
                    conn, NOTE, place, whole, due_at=due, server_id=event.server_id
                )

    async def tell(
        self, conn: Connection, event: Event, user_id: int, about: About, *, change: int = 0
    ) -> None:
        """Tell somebody of an event; what they were not told yet about the same is told anew.

        Of changes the first that they were not told stays: it knows what was before all of them.
        """
        place, payload = f"user:{user_id}", _about(event, about)
        if about is About.CHANGED and await self._outbox.is_to_come(conn, NOTE, place, payload):
            return
        await self._outbox.withdraw(conn, NOTE, place, match=payload)
        await self._outbox.add(
            conn, NOTE, place, {**payload, "change": change}, server_id=event.server_id
        )

    async def is_to_be_told(
        self, conn: Connection, event: Event, user_id: int, about: About
    ) -> bool:
        """Tell whether somebody does not know yet, because it still waits to be told."""
        place, payload = f"user:{user_id}", _about(event, about)
        return await self._outbox.is_to_come(conn, NOTE, place, payload, or_begun=True)

    async def tell_all(
        self, conn: Connection, event: Event, about: About, *, but_not: int, change: int = 0
    ) -> None:
        """Tell everybody who comes, waits or may come; whoever decided it knows."""
        payload = {"event": event.id, "about": about, "but_not": but_not, "change": change}
        # Whoever answers from now on, anew too, knows: nobody is told twice.
        until = await answers.last_turn(conn, event.id)
        await self._tell_on(conn, event, {**payload, "after": 0, "until": until})

    async def tell_host(self, conn: Connection, event: Event, about: About) -> None:
        """Tell everybody who hosts it, if there is somebody."""
        for user_id in await cohosts.hosts(conn, event.id):
            await self.tell(conn, event, user_id, about)

    async def card(self, row: Row) -> Shown | None:
        """Return what the card of a row shows; None when there is none to post or to change."""
        async with self._db.reader() as conn:
            event = await events.get(conn, row.payload["event"])
            is_new = row.kind == CARD
            # Somebody may have asked twice for it to be posted again.
            if event is None or is_new is (event.message_id is not None):
                return None
            if is_new and event.state is not State.PUBLISHED:
                return None
            return await shown(conn, event)

    async def _add(
        self,
        conn: Connection,
        kind: str,
        event: Event,
        *,
        why: str = "",
        due_in: timedelta = timedelta(),
    ) -> None:
        payload = {"event": event.id, "channel": event.channel_id, "why": why}
        due = self._clock() + due_in
        await self._outbox.add(
            conn, kind, _place(event), payload, due_at=due, server_id=event.server_id
        )

    async def _followed(self, conn: Connection, event: Event) -> None:
        for follower in self._followers:
            await follower(conn, event)

    async def _posted(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        event = await events.get(conn, row.payload["event"])
        if event is not None and result == PLACE_GONE:
            await self.place_gone(conn, event, row.payload["channel"])
        elif event is not None and "message" in result:
            await events.set_message(conn, event.id, result["message"])
            await self._followed(conn, replace(event, message_id=result["message"]))
        await _keep_file(conn, row, result)

    async def _edited(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        """Where the card was deleted by hand, the answers stay and the host decides."""
        await _keep_file(conn, row, result)
        event = await events.get(conn, row.payload["event"])
        if event is not None and result == PLACE_GONE:
            await self.place_gone(conn, event, row.payload["channel"])
        elif event is not None and result == GONE and event.message_id is not None:
            await self.card_gone(conn, event)

    async def card_gone(self, conn: Connection, event: Event) -> None:
        """Take note that the card was deleted by hand; the host decides what becomes of it."""
        await events.set_message(conn, event.id, None)
        if event.is_open(self._clock()):
            await self.tell_host(conn, event, About.CARD_GONE)

    async def _tell_on(self, conn: Connection, event: Event, payload: Mapping[str, Any]) -> None:
        await self._outbox.add(conn, TELL, f"event:{event.id}", payload, server_id=event.server_id)

    async def _tell_some(self, conn: Connection, row: Row, _: Mapping[str, Any]) -> None:
        """Write to the next people, and a row for those behind them."""
        event = await events.get(conn, row.payload["event"])
        if event is None:
            return
        about = About(row.payload["about"])
        turns = {"after": row.payload["after"], "until": row.payload["until"]}
        some = await answers.to_tell(conn, event.id, **turns, limit=AT_ONCE)
        for answer in some:
            if answer.user_id != row.payload["but_not"]:
                change = row.payload["change"]
                await self.tell(conn, event, answer.user_id, about, change=change)
        if len(some) == AT_ONCE:
            await self._tell_on(conn, event, {**row.payload, "after": some[-1].turn})

    async def _told(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        """Where messages are refused, the host sees it, and whom the card names is called there."""
        if result != REFUSED:
            return
        user_id = int(row.place.partition(":")[2])
        await answers.set_unreachable(conn, row.payload["event"], user_id)
        event = await events.get(conn, row.payload["event"])
        if event is None or About(row.payload["about"]) not in _CALLED_TO:
            return
        answer = await answers.get(conn, event.id, user_id)
        attendee = await answers.attendee(conn, event.server_id, user_id)
        if callable_in(event, answer, attendee):
            place = f"channel:{event.meeting_place}"
            payload = {"event": event.id, "user": user_id, "channel": event.meeting_place}
            await self._outbox.withdraw(conn, CALL, place, match=payload)
            await self._outbox.add(conn, CALL, place, payload, server_id=event.server_id)


def callable_in(event: Event, answer: Answer | None, attendee: Attendee) -> bool:
    """Tell whether somebody may be called where everybody reads it: the card names them anyway."""
    is_seated = answer is not None and answer.is_seated
    return is_seated and bool(attendee.is_named) and event.meeting_place is not None


async def shown(conn: Connection, event: Event) -> Shown:
    """Return an event with everything that its card tells to everybody."""
    tally = await answers.tally(conn, event.id)
    names = await answers.names(conn, event.server_id, event.id, NAMED)
    picture = await pictures.get(conn, event.id)
    repeats = await series.get(conn, event.series_id)
    regions, interested = await _admitted(conn, event), await mirrors.interested(conn, event.id)
    return Shown(event, tally, names, picture, repeats, regions, interested)


async def _admitted(conn: Connection, event: Event) -> tuple[Region, ...]:
    """Return the regions whose people may come, where an event is for some."""
    if event.admission.by is not By.REGION:
        return ()
    known = await catalogue(conn, event.server_id)
    targets = (known.target(code) for code in event.admission.of)
    return tuple(region for region in targets if region is not None)


async def _keep_file(conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
    """Keep Discord's number of the picture, so that later edits need not send it again."""
    if "attachment" in result:
        file, attachment = result["file"], result["attachment"]
        await pictures.set_attachment(conn, row.payload["event"], file, attachment)


def _about(event: Event, about: About) -> dict[str, Any]:
    return {"event": event.id, "about": about}


def _place(event: Event) -> str:
    return f"channel:{event.channel_id}"


def thread_place(event: Event) -> str:
    """Return the place of the queue in which everything about its thread happens in order."""
    return f"thread:{event.id}"
