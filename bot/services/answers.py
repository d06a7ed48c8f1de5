"""What people answer to events: seats, guests, names, reminders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain import privacy, text
from bot.domain.events import (
    GUEST_LENGTH,
    GUESTS,
    Answer,
    Attendee,
    Coming,
    Event,
    Tally,
)
from bot.domain.reminders import Lead, Way
from bot.errors import (
    EventGoneError,
    EventOverError,
    GuestsRoomError,
    NotGoingError,
    SeatGoneError,
    TooManyError,
)
from bot.services import checks
from bot.services.admission import hosts, joins, require_open, require_welcome
from bot.services.clock import Clock
from bot.services.directory import viewer
from bot.services.event_rows import EventRows
from bot.services.seating import settle
from bot.storage import admission, answers, attendance, events, inquiries, profiles, series
from bot.storage.database import Connection, Database

LISTED = 100
NAME_LENGTH = 40
UNREADABLE = "…"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who answers; in a direct message ``server_id`` is None, and name and roles are not known."""

    user_id: int
    server_id: int | None
    called: str
    locale: str
    roles: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as its giver reads it; ``ahead`` counts who waits before them.

    ``is_regular``: they are seated beforehand at every date of the series.
    """

    event: Event
    answer: Answer
    attendee: Attendee
    ahead: int = 0
    is_regular: bool = False


@dataclass(frozen=True, slots=True)
class Guestlist:
    """Who comes, as far as one reader may know; the others are counted."""

    event: Event
    tally: Tally
    people: tuple[Answer, ...]
    visible: int
    """How many the reader may see; ``people`` are the first of them."""
    is_whole: bool


class Answers:
    """Take answers; each is one transaction, in the order in which they come."""

    def __init__(self, db: Database, clock: Clock, rows: EventRows) -> None:
        self._db = db
        self._clock = clock
        self._rows = rows

    async def answer(self, asker: Asker, event_id: int, coming: Coming) -> Given:
        """Take an answer; whoever would come and finds no seat waits for one.

        Whoever says that they come once more, while their seat waits for a yes, says it.
        """
        async with self._db.transaction() as conn:
            return await self.take(conn, asker, event_id, coming)

    async def take(self, conn: Connection, asker: Asker, event_id: int, coming: Coming) -> Given:
        """Take an answer within a larger decision."""
        event, before = await self._find(conn, asker, event_id)
        if joins(before, coming):
            await require_welcome(conn, event, asker.user_id, asker.roles, self._clock())
        attendee = await _meet(conn, event, asker)
        if before is None or before.coming is not coming or before.earlier is not None:
            await self._put(conn, event, before, coming, asker.user_id)
        elif before.confirm_by is not None:
            await admission.confirm(conn, event.id, asker.user_id)
        return await _given(conn, event, asker.user_id, attendee)

    async def given(self, conn: Connection, asker: Asker, event_id: int) -> Given:
        """Return what somebody answered, also that they cannot come."""
        event, _ = await self._find(conn, asker, event_id)
        return await _given(conn, event, asker.user_id)

    async def confirm(self, asker: Asker, event_id: int) -> Given:
        """Say yes to a seat that waits for it; while it is still theirs, it is never too late."""
        async with self._db.transaction() as conn:
            event, before = await self._find(conn, asker, event_id)
            if before is None or not before.is_seated:
                raise SeatGoneError
            if before.confirm_by is not None:
                await admission.confirm(conn, event.id, asker.user_id)
            return await _given(conn, event, asker.user_id)

    async def mine(self, asker: Asker, event_id: int) -> Given:
        """Return what somebody answered; raise NotGoingError where there is nothing."""
        async with self._db.reader() as conn:
            event, answer = await self._find(conn, asker, event_id)
            if answer is None or answer.coming is Coming.NO:
                raise NotGoingError
            return await _given(conn, event, asker.user_id)

    async def bring(self, asker: Asker, event_id: int, typed: Sequence[str]) -> Given:
        """Bring guests, by name, instead of those said before; each takes a seat."""
        named = (checks.line(each, GUEST_LENGTH) for each in typed)
        guests = tuple(each for each in named if each)
        if len(guests) > GUESTS:
            raise TooManyError(given=len(guests), limit=GUESTS)
        async with self._db.transaction() as conn:
            event, before = await self._find(conn, asker, event_id)
            if before is None or before.coming is not Coming.GOING:
                raise NotGoingError
            more = len(guests) - len(before.guests)
            if more > 0:
                await require_open(conn, event, asker.user_id, self._clock())
            if before.is_seated and more > 0 and event.capacity is not None:
                free = max(event.capacity - await answers.seats(conn, event.id), 0)
                if more > free:
                    raise GuestsRoomError(n=free)
            await answers.put(conn, replace(before, guests=guests))
            await settle(conn, self._rows, event, joining=asker.user_id)
            await self._rows.touch(conn, event)
            return await _given(conn, event, asker.user_id)

    async def remind(
        self, asker: Asker, event_id: int, lead: Lead | None = None, way: Way | None = None
    ) -> Given:
        """Keep when, or where, somebody wants to be reminded."""
        async with self._db.transaction() as conn:
            event, before = await self._find(conn, asker, event_id)
            if before is None or before.coming is Coming.NO:
                raise NotGoingError
            chosen = (lead or before.lead, way or before.way)
            await answers.set_reminder(conn, event.id, asker.user_id, *chosen)
            return await _given(conn, event, asker.user_id)

    async def appear(self, asker: Asker, event_id: int, *, is_named: bool) -> Given:
        """Keep whether the cards of a server may name somebody; theirs change at once."""
        async with self._db.transaction() as conn:
            event, _ = await self._find(conn, asker, event_id)
            known = await answers.attendee(conn, event.server_id, asker.user_id)
            # By direct message their name in the server is not known, only their own.
            called = known.called if asker.server_id is None else None
            called = (called or name(asker)) if is_named else None
            chosen = Attendee(asker.user_id, is_named, called, asker.locale)
            if chosen == known:
                return await _given(conn, event, asker.user_id)
            await answers.put_attendee(conn, event.server_id, chosen)
            if not is_named:  # what they chose before is taken back with it
                await answers.leave_channels(conn, event.server_id, asker.user_id)
            for each in await events.answered_by(conn, asker.user_id):
                if each.server_id == event.server_id and each.is_open(self._clock()):
                    await self._rows.touch(conn, each)
            return await _given(conn, event, asker.user_id)

    async def who_comes(self, asker: Asker, event: Event, *, is_host: bool) -> Guestlist:
        """Return who comes: people who chose to be named, and whom the asker may see anyway.

        Hosts read everybody's answer, which people are told before they answer.
        """
        async with self._db.reader() as conn:
            found = await answers.concerned(conn, event.id)
            tally = await answers.tally(conn, event.id)
            if not is_host:
                found = [each for each in found if each.is_seated]
                found = await self._visible(conn, event, asker.user_id, found)
        listed = tuple(found[:LISTED])
        return Guestlist(event, tally, listed, visible=len(found), is_whole=is_host)

    async def forget(self, conn: Connection, user_id: int, server_id: int | None = None) -> bool:
        """Forget what somebody answered, everywhere or in a server; tell whether they did.

        Their seats go to those who wait.
        """
        found = await answers.of_person(conn, user_id, server_id)
        for answer in found:
            event = await events.get(conn, answer.event_id)
            await answers.remove(conn, answer.event_id, user_id)
            if event is not None and event.is_open(self._clock()):
                await self._rows.in_thread(conn, event, user_id, follows=False)
                await settle(conn, self._rows, event)
                await self._rows.touch(conn, event)
        await attendance.forget(conn, user_id, server_id)
        await inquiries.forget(conn, user_id, server_id)
        appeared = await answers.forget_attendee(conn, user_id, server_id)
        was_regular = await series.forget_regular(conn, user_id, server_id)
        return appeared or was_regular or bool(found)

    async def _visible(
        self, conn: Connection, event: Event, viewer_id: int, found: Sequence[Answer]
    ) -> list[Answer]:
        ids = [each.user_id for each in found]
        appear = await answers.attendees(conn, event.server_id, ids)
        named = {user_id for user_id, each in appear.items() if each.is_named}
        by = await viewer(conn, viewer_id, event.server_id)
        known = await profiles.get_many(conn, ids)
        seen = {user_id for user_id, each in known.items() if privacy.see(each, by) is not None}
        visible = named | seen | {viewer_id}
        return [each for each in found if each.user_id in visible]

    async def _find(
        self, conn: Connection, asker: Asker, event_id: int
    ) -> tuple[Event, Answer | None]:
        """Return an event that can be answered here; by direct message only answers change."""
        event = await events.get(conn, event_id)
        if event is None or asker.server_id not in (None, event.server_id):
            raise EventGoneError
        if not event.is_open(self._clock()):
            raise EventOverError
        answer = await answers.get(conn, event.id, asker.user_id)
        if asker.server_id is None and answer is None:
            raise EventGoneError
        return event, answer

    async def _put(
        self,
        conn: Connection,
        event: Event,
        before: Answer | None,
        coming: Coming,
        user_id: int,
    ) -> None:
        turn = await answers.next_turn(conn, event.id)
        after = Answer(event.id, user_id, coming, turn)
        if before is not None:
            after = replace(after, lead=before.lead, way=before.way)
        if before is not None and coming is Coming.GOING is before.earlier:
            after = replace(after, guests=before.guests)  # they were asked anew
        if event.by_approval and coming is Coming.GOING:
            after = replace(after, is_approved=await hosts(conn, event, user_id))
            if not after.is_approved:
                await self._rows.ask_host(conn, event)
        await answers.put(conn, after)
        if after.coming is Coming.GOING or (before is not None and before.is_seated):
            await settle(conn, self._rows, event, joining=after.user_id)
        if after.coming is Coming.NO and before is not None:
            await self._rows.out_of_thread(conn, event, after.user_id)
        await self._rows.touch(conn, event)


async def _meet(conn: Connection, event: Event, asker: Asker) -> Attendee:
    """Keep the language and, if it is shown, the name of whoever answers, as they are now."""
    before = await answers.attendee(conn, event.server_id, asker.user_id)
    after = replace(before, locale=asker.locale)
    if before.is_named and asker.server_id is not None:
        after = replace(after, called=name(asker))
    if after != before:
        await answers.put_attendee(conn, event.server_id, after)
    return after


def name(asker: Asker) -> str:
    """Return a name that does no harm; one without a visible character is left unread."""
    kept = text.one_line(asker.called)[:NAME_LENGTH]
    return kept if text.is_visible(kept) else UNREADABLE


async def _given(
    conn: Connection, event: Event, user_id: int, attendee: Attendee | None = None
) -> Given:
    answer = await answers.get(conn, event.id, user_id)
    if answer is None:
        raise EventGoneError
    attendee = attendee or await answers.attendee(conn, event.server_id, user_id)
    ahead = await answers.ahead(conn, answer) if answer.waits else 0
    is_regular = await series.is_regular(conn, event.series_id, user_id)
    return Given(event, answer, attendee, ahead, is_regular)
