"""Let hosts see everybody who comes, and settle who has a seat."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.attendance import GUESTS_BY_HAND, Attendance, Guest, doors_open_at
from bot.domain.events import GUEST_LENGTH, LARGEST, About, Answer, Coming, Event, State
from bot.domain.host_notes import Said
from bot.domain.rights import Standing
from bot.errors import (
    AlreadySeatedError,
    CapacityError,
    CheckinEarlyError,
    EventDraftError,
    EventOverError,
    GuestListFullError,
    GuestNameError,
    NotOnListError,
    NotSeatedError,
    NotTheirsToGiveError,
    SeatsFullError,
    UserError,
)
from bot.services import checks
from bot.services.clock import Clock
from bot.services.event_rights import managed, stand
from bot.services.event_rows import EventRows
from bot.services.host_notes import HostNotes
from bot.services.rights import Rights
from bot.services.seating import ask_to_confirm, settle
from bot.storage import admission, answers, attendance, events
from bot.storage.database import Connection, Database


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in the list: who answered, or (with ``guest``) who has no Discord."""

    user_id: int
    guest: Guest | None = None


class Attending:
    """Settle a list by hand; nobody is ever seated beyond the limit."""

    def __init__(
        self, db: Database, clock: Clock, rights: Rights, rows: EventRows, notes: HostNotes
    ) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._rows = rows
        self._notes = notes

    async def all(self, standing: Standing, event_id: int) -> Attendance:
        """Return everybody who answered an event, and the guests, for who manages it."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.reader() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            if event.state is State.DRAFT:
                raise EventDraftError
            return Attendance(
                event,
                await answers.tally(conn, event.id),
                tuple(await answers.everybody(conn, event.id)),
                tuple(await attendance.guests(conn, event.id)),
                await attendance.came(conn, event.id),
            )

    async def read(self, standing: Standing, event_id: int) -> Attendance | None:
        """Return the same, or None to whoever may not read it."""
        try:
            return await self.all(standing, event_id)
        except UserError:
            return None

    async def seat(
        self, standing: Standing, event_id: int, user_id: int, *, raises: bool = False
    ) -> Event:
        """Give a seat to somebody who waits; with ``raises`` the limit makes room for it."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            answer = await self._answer(conn, self._opened(event), user_id)
            if answer.coming is not Coming.GOING:
                raise NotTheirsToGiveError
            if answer.is_seated:
                raise AlreadySeatedError
            event = await self._make_room(conn, event, answer.size, raises=raises)
            await admission.approve(conn, event.id, (user_id,))  # it is the host's yes as well
            await answers.seat(conn, event.id, (user_id,))
            await self._rows.touch(conn, event)
            if user_id != standing.user_id:  # who seats themselves need not say that they come
                await ask_to_confirm(conn, self._rows, event, (user_id,))
                await self._rows.tell(conn, event, user_id, About.SEATED)
            return event

    async def wait(self, standing: Standing, event_id: int, user_id: int) -> Event:
        """Put somebody on the waiting list, at its end, until a host gives them a seat."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            answer = await self._answer(conn, self._opened(event), user_id)
            if not answer.is_seated:
                raise NotSeatedError
            turn = await answers.next_turn(conn, event.id)
            await answers.put(conn, replace(answer, is_seated=False, is_approved=False, turn=turn))
            await attendance.hold(conn, event.id, user_id)
            await settle(conn, self._rows, event)
            await self._rows.touch(conn, event)
            if user_id != standing.user_id:
                await self._notes.tell(conn, event, user_id, Said.WAITING)
            return event

    async def remove(self, standing: Standing, event_id: int, user_id: int) -> Event:
        """Take somebody off the list; their seat goes to those who wait, and they are told."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            await self._answer(conn, self._opened(event), user_id)
            await answers.remove(conn, event.id, user_id)
            await attendance.remove_checkin(conn, event.id, user_id)
            await self._rows.out_of_thread(conn, event, user_id)
            await settle(conn, self._rows, event)
            await self._rows.touch(conn, event)
            if user_id != standing.user_id:
                await self._notes.tell(conn, event, user_id, Said.REMOVED)
            return event

    async def add_guest(
        self, standing: Standing, event_id: int, typed: str, *, raises: bool = False
    ) -> Guest:
        """Put somebody without Discord on the list; they take a seat."""
        name = checks.line(typed, GUEST_LENGTH)
        if name is None:
            raise GuestNameError
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            self._opened(event)
            if len(await attendance.guests(conn, event.id)) >= GUESTS_BY_HAND:
                raise GuestListFullError(most=GUESTS_BY_HAND)
            event = await self._make_room(conn, event, 1, raises=raises)
            added = await attendance.add_guest(conn, event.id, name)
            await self._rows.touch(conn, event)
            return added

    async def remove_guest(self, standing: Standing, event_id: int, guest_id: int) -> Event:
        """Take a guest off the list; the seat goes to those who wait."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            await _guest(conn, self._opened(event), guest_id)
            await attendance.remove_guest(conn, guest_id)
            await settle(conn, self._rows, event)
            await self._rows.touch(conn, event)
            return event

    async def check_in(self, standing: Standing, event_id: int, named: Named) -> Event:
        """Keep that somebody came, also once it is over."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            now = self._clock()
            if event.state is not State.PUBLISHED:
                raise EventOverError
            if now < doors_open_at(event):
                raise CheckinEarlyError(when=doors_open_at(event))
            if named.guest is not None:
                guest = await _guest(conn, event, named.guest.id)
                await attendance.guest_came(conn, guest.id, now)
            else:
                await self._answer(conn, event, named.user_id)
                await attendance.check_in(conn, event.id, named.user_id, now)
            return event

    async def _answer(self, conn: Connection, event: Event, user_id: int) -> Answer:
        answer = await answers.get(conn, event.id, user_id)
        if answer is None:
            raise NotOnListError(text=str(user_id))
        return answer

    async def _make_room(self, conn: Connection, event: Event, size: int, *, raises: bool) -> Event:
        """Require free seats; where a host wishes it, raise the limit to just as many."""
        if event.capacity is None:
            return event
        taken = await answers.seats(conn, event.id)
        if taken + size <= event.capacity:
            return event
        if not raises:
            raise SeatsFullError(size=size, n=max(event.capacity - taken, 0))
        if taken + size > LARGEST:
            raise CapacityError(most=LARGEST)
        after = replace(
            event,
            capacity=taken + size,
            version=event.version + 1,
            changed_at=self._clock(),
        )
        await events.save(conn, after)
        return after

    def _opened(self, event: Event) -> Event:
        if event.state is State.DRAFT:
            raise EventDraftError
        if not event.is_open(self._clock()):
            raise EventOverError
        return event


async def _guest(conn: Connection, event: Event, guest_id: int) -> Guest:
    guest = await attendance.guest(conn, event.id, guest_id)
    if guest is None:
        raise NotOnListError(text=str(guest_id))
    return guest
