"""Say hello to somebody, and answer a hello."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain import privacy
from bot.domain.greetings import MESSAGE_LENGTH, REASON_LENGTH, Answer, Greeting, Received
from bot.domain.privacy import SeenProfile
from bot.domain.settings import HELLOS_A_DAY
from bot.errors import (
    HelloCameError,
    HelloEmptyError,
    HelloGoneError,
    HelloLimitError,
    HelloOffError,
    HelloToOneselfError,
    HelloWaitsError,
    ProfileNotFoundError,
)
from bot.services import checks
from bot.services.clock import Clock
from bot.services.directory import viewer
from bot.services.letters import Letters
from bot.services.presence import IsMember, Presence
from bot.services.settings import value
from bot.storage import greetings, letters, profiles
from bot.storage.database import Connection, Database

DAY = timedelta(days=1)
KEPT_FOR = timedelta(days=90)


class Greetings:
    """Bring hellos to people, whose answer the sender learns only if it is yes.

    A greeting is read through today's audiences: when either of the two has left, is hidden
    or deleted their profile, there is nothing left to read.
    """

    def __init__(self, db: Database, clock: Clock, presence: Presence, letters: Letters) -> None:
        self._db = db
        self._clock = clock
        self._presence = presence
        self._letters = letters

    async def check(
        self,
        sender_id: int,
        recipient_id: int,
        *,
        server_id: int | None,
        is_member: IsMember | None,
    ) -> SeenProfile:
        """Return whom somebody is about to greet; raise what stands in the way."""
        if sender_id == recipient_id:
            raise HelloToOneselfError
        seen = await self._presence.look_up(
            recipient_id, viewer_id=sender_id, server_id=server_id, is_member=is_member
        )
        async with self._db.reader() as conn:
            await self._require(conn, sender_id, recipient_id, server_id)
        return seen

    async def say(
        self, sender_id: int, recipient_id: int, *, server_id: int | None, message: str, reason: str
    ) -> None:
        """Keep a hello together with the letter that brings it.

        From somebody the recipient wants no more from it is kept as refused, and brought to
        nobody: the sender must not notice.
        """
        kept = checks.paragraphs(message, MESSAGE_LENGTH)
        why = checks.line(reason, REASON_LENGTH)
        if kept is None:
            raise HelloEmptyError
        now = self._clock()
        async with self._db.transaction() as conn:
            await self._require(conn, sender_id, recipient_id, server_id)
            await greetings.remove_older(conn, now - KEPT_FOR)
            silenced = await greetings.is_silenced(conn, recipient_id, sender_id)
            answer = Answer.REFUSED if silenced else Answer.NONE
            greeting_id = await greetings.add(
                conn, sender_id, recipient_id, message=kept, reason=why, at=now, answer=answer
            )
            if not silenced:
                await self._write(conn, recipient_id, "hello", greeting_id, by=sender_id)

    async def waiting(self, user_id: int) -> list[Received]:
        """Return the hellos that wait for somebody's answer, oldest first."""
        async with self._db.reader() as conn:
            found = [
                await _received(conn, greeting)
                for greeting in await greetings.unanswered(conn, user_id)
            ]
        return [received for received in found if received is not None]

    async def read(self, greeting_id: int, user_id: int) -> Received | None:
        """Return a hello to this very person that waits for an answer, or None."""
        async with self._db.reader() as conn:
            greeting = await greetings.get(conn, greeting_id)
            if greeting is None or greeting.recipient_id != user_id:
                return None
            return await _received(conn, greeting) if greeting.answer is Answer.NONE else None

    async def accepted(self, greeting_id: int, user_id: int) -> SeenProfile | None:
        """Return who accepted a hello of this very person, or None."""
        async with self._db.reader() as conn:
            greeting = await greetings.get(conn, greeting_id)
            if greeting is None or greeting.sender_id != user_id:
                return None
            if greeting.answer is not Answer.ACCEPTED:
                return None
            return await _seen(conn, greeting.recipient_id, by=user_id)

    async def accept(self, greeting_id: int, user_id: int) -> SeenProfile:
        """Let both learn each other's account; a second time changes nothing."""
        async with self._db.transaction() as conn:
            greeting = await _own(conn, greeting_id, user_id)
            received = await _received(conn, greeting)
            if received is None or greeting.answer is Answer.REFUSED:
                raise HelloGoneError
            if greeting.answer is Answer.NONE:
                await greetings.answer(conn, greeting_id, Answer.ACCEPTED)
                await letters.remove_about(conn, user_id, "hello", greeting_id)
                await self._write(conn, greeting.sender_id, "accepted", greeting_id, by=user_id)
        return received.sender

    async def refuse(self, greeting_id: int, user_id: int, *, silence: bool = False) -> None:
        """Say no, of which the sender never learns; with ``silence`` to all to come as well."""
        async with self._db.transaction() as conn:
            greeting = await _own(conn, greeting_id, user_id)
            if greeting.answer is Answer.ACCEPTED and not silence:
                raise HelloGoneError
            if greeting.answer is Answer.NONE:
                await greetings.answer(conn, greeting_id, Answer.REFUSED)
                await letters.remove_about(conn, user_id, "hello", greeting_id)
            if silence:
                await greetings.silence(conn, user_id, greeting.sender_id)

    async def forget_old(self) -> None:
        """Delete hellos of more than 90 days ago, whatever became of them, and older counts."""
        async with self._db.transaction() as conn:
            await greetings.remove_older(conn, self._clock() - KEPT_FOR)
            await greetings.uncount_older(conn, self._clock() - DAY)

    async def _write(
        self, conn: Connection, user_id: int, kind: str, greeting_id: int, *, by: int
    ) -> None:
        """Write a letter; if it is lost, the admins of a server of both see that one was."""
        shared = await _shared_servers(conn, user_id, by)
        await self._letters.write(
            conn,
            user_id,
            kind,
            greeting_id,
            at=self._clock(),
            server_id=min(shared, default=None),
        )

    async def _require(
        self, conn: Connection, sender_id: int, recipient_id: int, server_id: int | None
    ) -> None:
        """Raise what stands in the way of a hello.

        A refused one counts as waiting, so that a second try tells nothing about the first.
        """
        oldest = self._clock() - KEPT_FOR
        if not await _see_each_other(conn, sender_id, recipient_id, server_id):
            raise ProfileNotFoundError
        mine = await greetings.between(conn, sender_id, recipient_id)
        if mine is not None and mine.said_at >= oldest:
            raise HelloWaitsError
        theirs = await greetings.between(conn, recipient_id, sender_id)
        if theirs is not None and theirs.answer is Answer.NONE and theirs.said_at >= oldest:
            raise HelloCameError
        limit = await _allowed_a_day(conn, sender_id, recipient_id, server_id)
        await _within_limit(conn, sender_id, limit, self._clock())


async def _allowed_a_day(
    conn: Connection, sender_id: int, recipient_id: int, server_id: int | None
) -> int:
    """Return what the server allows; in a direct message the most that a server of both does."""
    if server_id is not None:
        return await value(conn, server_id, HELLOS_A_DAY)
    shared = await _shared_servers(conn, sender_id, recipient_id)
    return max([await value(conn, server, HELLOS_A_DAY) for server in shared])


async def _shared_servers(conn: Connection, one: int, other: int) -> frozenset[int]:
    both = await profiles.get_many(conn, (one, other))
    return both[one].listed_in & both[other].listed_in


async def _within_limit(conn: Connection, sender_id: int, limit: int, now: datetime) -> None:
    if limit == 0:
        raise HelloOffError
    said = await greetings.said_since(conn, sender_id, now - DAY)
    if len(said) >= limit:
        raise HelloLimitError(limit=limit, when=said[-limit] + DAY)


async def _own(conn: Connection, greeting_id: int, user_id: int) -> Greeting:
    """Return a greeting to this very person; raise HelloGoneError."""
    greeting = await greetings.get(conn, greeting_id)
    if greeting is None or greeting.recipient_id != user_id:
        raise HelloGoneError
    return greeting


async def _received(conn: Connection, greeting: Greeting) -> Received | None:
    sender = await _seen(conn, greeting.sender_id, by=greeting.recipient_id)
    return None if sender is None else Received(greeting, sender)


async def _seen(
    conn: Connection, user_id: int, *, by: int, server_id: int | None = None
) -> SeenProfile | None:
    profile = await profiles.get(conn, user_id)
    return None if profile is None else privacy.see(profile, await viewer(conn, by, server_id))


async def _see_each_other(conn: Connection, one: int, other: int, server_id: int | None) -> bool:
    return (
        await _seen(conn, one, by=other, server_id=server_id) is not None
        and await _seen(conn, other, by=one, server_id=server_id) is not None
    )
