"""Bring questions to the hosts of an event, and one answer back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.events import Event, State
from bot.domain.inquiries import (
    A_DAY,
    ANSWER_LENGTH,
    DAY,
    KEPT_FOR,
    QUESTION_LENGTH,
    Inquiry,
    Part,
)
from bot.domain.outbox import Row
from bot.errors import (
    EventGoneError,
    EventOverError,
    InquiryEmptyError,
    InquiryGoneError,
    InquiryLimitError,
    InquiryWaitsError,
    NoHostError,
    NoProfileError,
)
from bot.services import checks
from bot.services.answers import Asker, name
from bot.services.clock import Clock
from bot.services.outbox import REFUSED, Outbox
from bot.storage import answers, cohosts, events, greetings, inquiries, profiles
from bot.storage.database import Connection, Database

KIND = "inquiry"
"""The kind of row: a question, its answer, or that either did not arrive."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What one person reads of an inquiry."""

    inquiry: Inquiry
    event: Event
    part: Part
    locale: str


class Inquiries:
    """Take questions and answers; whoever is silenced by a host notices nothing."""

    def __init__(self, db: Database, clock: Clock, outbox: Outbox) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        outbox.register(KIND, self._told)

    async def check(self, asker: Asker, event_id: int) -> Event:
        """Return the event whose hosts somebody may ask; raise what stands in the way."""
        async with self._db.reader() as conn:
            event = await self._event(conn, asker, event_id)
            await self._require(conn, asker, event)
            return event

    async def ask(self, asker: Asker, event_id: int, typed: str) -> Event:
        """Keep a question together with the rows that bring it to every host."""
        question = checks.paragraphs(typed, QUESTION_LENGTH)
        if question is None:
            raise InquiryEmptyError
        async with self._db.transaction() as conn:
            event = await self._event(conn, asker, event_id)
            hosts = await self._require(conn, asker, event)
            open_to = [
                host for host in hosts if not await greetings.is_silenced(conn, host, asker.user_id)
            ]
            inquiry = await inquiries.add(
                conn,
                event.id,
                asker.user_id,
                called=name(asker),
                question=question,
                at=self._clock(),
                doors=len(open_to),
            )
            for host in open_to:
                await self._bring(conn, event, inquiry, host, Part.QUESTION)
            # The answer comes in the language in which they asked.
            known = await answers.attendee(conn, event.server_id, asker.user_id)
            if not known.locale:
                await answers.put_attendee(
                    conn, event.server_id, replace(known, locale=asker.locale)
                )
            return event

    async def to_answer(self, user_id: int, inquiry_id: int) -> Inquiry:
        """Return a question that a host may answer; raise InquiryGoneError."""
        async with self._db.reader() as conn:
            return (await _own(conn, user_id, inquiry_id))[0]

    async def answer(self, user_id: int, inquiry_id: int, typed: str) -> Inquiry:
        """Answer a question, once for all hosts, and bring the answer to who asked."""
        given = checks.paragraphs(typed, ANSWER_LENGTH)
        if given is None:
            raise InquiryEmptyError
        async with self._db.transaction() as conn:
            inquiry, event = await _own(conn, user_id, inquiry_id)
            await inquiries.answer(conn, inquiry.id, given)
            await self._bring(conn, event, inquiry, inquiry.user_id, Part.ANSWER, by=user_id)
            return inquiry

    async def silence(self, user_id: int, inquiry_id: int) -> None:
        """Take no more from whoever asked, here as in hellos; they never learn."""
        async with self._db.transaction() as conn:
            inquiry, _ = await _own(conn, user_id, inquiry_id)
            if await profiles.get(conn, user_id) is None:
                raise NoProfileError
            await greetings.silence(conn, user_id, inquiry.user_id)

    async def read(self, row: Row) -> Brought | None:
        """Return what a row brings; None when that is settled."""
        reader, part = int(row.place.partition(":")[2]), Part(row.payload["part"])
        async with self._db.reader() as conn:
            inquiry = await inquiries.get(conn, row.payload["inquiry"])
            event = await events.get(conn, row.payload["event"])
            if inquiry is None or event is None:
                return None
            if part is Part.QUESTION and (
                inquiry.answer is not None
                or reader not in await cohosts.hosts(conn, event.id)
                or await greetings.is_silenced(conn, reader, inquiry.user_id)
            ):
                return None
            locale = await cohosts.locale(conn, event.server_id, reader)
            return Brought(inquiry, event, part, locale)

    async def forget_old(self) -> None:
        """Delete what was asked more than 90 days ago."""
        async with self._db.transaction() as conn:
            await inquiries.remove_older(conn, self._clock() - KEPT_FOR)

    async def _event(self, conn: Connection, asker: Asker, event_id: int) -> Event:
        """Return an event whose hosts may be asked; by direct message, if one answered it."""
        event = await events.get(conn, event_id)
        if event is None or event.state is State.DRAFT:
            raise EventGoneError
        if asker.server_id not in (None, event.server_id):
            raise EventGoneError
        is_known = await answers.get(conn, event.id, asker.user_id) is not None
        if asker.server_id is None and not is_known:
            raise EventGoneError
        if not event.is_open(self._clock()):
            raise EventOverError
        return event

    async def _require(self, conn: Connection, asker: Asker, event: Event) -> list[int]:
        """Return the hosts to ask; what a host wants no more of counts like all others."""
        hosts = [each for each in await cohosts.hosts(conn, event.id) if each != asker.user_id]
        if not hosts:
            raise NoHostError
        since = self._clock() - DAY
        if await inquiries.waits(conn, event.id, asker.user_id, since):
            raise InquiryWaitsError
        asked = await inquiries.asked_since(conn, asker.user_id, since)
        if len(asked) >= A_DAY:
            raise InquiryLimitError(limit=A_DAY, when=asked[-A_DAY] + DAY)
        return hosts

    async def _bring(
        self,
        conn: Connection,
        event: Event,
        inquiry: Inquiry,
        user_id: int,
        part: Part,
        *,
        by: int = 0,
    ) -> None:
        payload = {"inquiry": inquiry.id, "event": event.id, "part": part, "by": by}
        place = f"user:{user_id}"
        await self._outbox.add(conn, KIND, place, payload, server_id=event.server_id)

    async def _told(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        """Say so to who wrote where nobody could be reached."""
        inquiry = await inquiries.get(conn, row.payload["inquiry"])
        event = await events.get(conn, row.payload["event"])
        if result != REFUSED or inquiry is None or event is None:
            return
        match Part(row.payload["part"]):
            case Part.QUESTION:
                if await inquiries.close_door(conn, inquiry.id) == 0:
                    await self._bring(conn, event, inquiry, inquiry.user_id, Part.UNREAD)
            case Part.ANSWER:
                await self._bring(conn, event, inquiry, row.payload["by"], Part.UNHEARD)
            case _:
                pass


async def _own(conn: Connection, user_id: int, inquiry_id: int) -> tuple[Inquiry, Event]:
    """Return a question to this very host that waits for an answer."""
    inquiry = await inquiries.get(conn, inquiry_id)
    event = None if inquiry is None else await events.get(conn, inquiry.event_id)
    if inquiry is None or event is None or inquiry.answer is not None:
        raise InquiryGoneError
    if user_id not in await cohosts.hosts(conn, event.id):
        raise InquiryGoneError
    return inquiry, event
