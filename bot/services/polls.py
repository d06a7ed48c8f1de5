"""Polls about when to meet; the time that wins becomes an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.events import TITLE_LENGTH, Event
from bot.domain.polls import (
    FEWEST,
    MOST,
    Poll,
    Polled,
    State,
    Suits,
    leaders,
    marked,
)
from bot.domain.rights import Right, Standing
from bot.errors import (
    EventTitleMissingError,
    PollAuthorOnlyError,
    PollGoneError,
    PollMovedError,
    PollOverError,
    PollTimesError,
)
from bot.services import checks
from bot.services.clock import Clock
from bot.services.event_drafts import EventDrafts, Spot
from bot.services.event_rights import represented, require_creator, stand
from bot.services.event_words import Said
from bot.services.poll_rows import PollRows, polled
from bot.services.regions import require
from bot.services.rights import Rights
from bot.storage import polls
from bot.storage.database import Connection, Database

KEPT_FOR = timedelta(days=30)
"""How long a poll is kept after the last of its times."""
_MAY_CLOSE = frozenset({Right.ADMIN, Right.MODERATOR})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a new poll asks."""

    title: str
    times: Sequence[datetime]
    zone: str
    length: timedelta
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A poll as one person reads it, with what suits them."""

    poll: Poll
    marks: str
    may_close: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    """What became of a poll: the draft of an event, or several times that are level, or none."""

    polled: Polled
    event: Event | None = None
    level: tuple[int, ...] = ()


class Polls:
    """Let people ask and answer; whatever is decided is one transaction."""

    def __init__(
        self, db: Database, clock: Clock, rights: Rights, rows: PollRows, drafts: EventDrafts
    ) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._rows = rows
        self._drafts = drafts

    async def draft(self, standing: Standing, spot: Spot, asked: Asked) -> Poll:
        """Keep a poll that only its author sees; whoever may create events may ask."""
        server_id, held = await stand(self._rights, standing)
        title = checks.line(asked.title, TITLE_LENGTH)
        if title is None:
            raise EventTitleMissingError
        times = tuple(sorted({at.replace(microsecond=0) for at in asked.times}))
        if not FEWEST <= len(times) <= MOST or times[0] <= self._clock():
            raise PollTimesError(fewest=FEWEST, most=MOST)
        poll = Poll(
            id=0,
            server_id=server_id,
            user_id=standing.user_id,
            title=title,
            code=asked.code,
            channel_id=spot.channel_id,
            parent_id=spot.parent_id,
            message_id=None,
            zone=asked.zone,
            length=asked.length,
            times=times,
        )
        async with self._db.transaction() as conn:
            await require_creator(conn, server_id, standing.user_id, held, asked.code)
            if asked.code is not None:
                poll = replace(poll, code=(await require(conn, server_id, asked.code)).code)
            return await polls.add(conn, poll)

    async def mine(self, standing: Standing) -> list[Poll]:
        """Return one's own polls here, newest first: drafts, and those without a winner yet."""
        server_id, _ = await stand(self._rights, standing)
        async with self._db.reader() as conn:
            return await polls.of_author(conn, server_id, standing.user_id, since=self._clock())

    async def own(self, standing: Standing, poll_id: int) -> Poll:
        """Return a draft of one's own."""
        async with self._db.reader() as conn:
            return await _own_draft(conn, standing, poll_id)

    async def forget_old(self) -> None:
        """Forget polls, and what people answered, some time after the last of their times."""
        async with self._db.transaction() as conn:
            await polls.forget_before(conn, self._clock() - KEPT_FOR)

    async def post(self, standing: Standing, poll_id: int) -> Poll:
        """Post a draft of one's own."""
        async with self._db.transaction() as conn:
            poll = await _own_draft(conn, standing, poll_id)
            if poll.times[0] <= self._clock():
                raise PollTimesError(fewest=FEWEST, most=MOST)
            poll = replace(poll, state=State.OPEN)
            await polls.set_state(conn, poll.id, State.OPEN)
            await self._rows.post(conn, poll)
            return poll

    async def drop(self, standing: Standing, poll_id: int) -> None:
        """Forget a draft of one's own."""
        async with self._db.transaction() as conn:
            await polls.remove(conn, (await _own_draft(conn, standing, poll_id)).id)

    async def look(self, standing: Standing, poll_id: int) -> Answered:
        """Return a poll that can be answered, with what somebody answered already."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.reader() as conn:
            poll = await self._open(conn, server_id, poll_id)
            marks = await polls.answer(conn, poll.id, standing.user_id)
            may_close = await _may_close(conn, poll, standing, held)
        return Answered(poll, marks or _nothing(poll), may_close)

    async def tick(
        self, standing: Standing, poll_id: int, suits: Suits, numbers: Iterable[int]
    ) -> Answered:
        """Say which times suit, or would if need be, and no others."""
        return await self._answer(standing, poll_id, lambda before: marked(before, suits, numbers))

    async def clear(self, standing: Standing, poll_id: int) -> Answered:
        """Say that no time suits; that is an answer, too."""
        return await self._answer(standing, poll_id, lambda before: Suits.NO * len(before))

    async def _answer(
        self, standing: Standing, poll_id: int, change: Callable[[str], str]
    ) -> Answered:
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            poll = await self._open(conn, server_id, poll_id)
            before = await polls.answer(conn, poll.id, standing.user_id)
            after = change(before or _nothing(poll))
            if after != before:
                await polls.put_answer(conn, poll.id, standing.user_id, after)
                await self._rows.touch(conn, poll)
            may_close = await _may_close(conn, poll, standing, held)
        return Answered(poll, after, may_close)

    async def review(self, standing: Standing, poll_id: int) -> Polled:
        """Return how things stand, to somebody who may close the poll."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.reader() as conn:
            poll = await self._managed(conn, server_id, standing, held, poll_id)
            return await polled(conn, poll)

    async def close(
        self, standing: Standing, poll_id: int, locale: str, number: int | None = None
    ) -> Closed:
        """Take no more answers; the time that suits most becomes a draft of whoever closes.

        Where several are level, ``number`` decides among them; until then there is no event.
        """
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            poll = await self._managed(conn, server_id, standing, held, poll_id)
            seen = await polled(conn, poll)
            first = leaders(seen, self._clock())
            if number is not None and (number not in first or len(first) == 1):
                raise PollMovedError
            chosen = first[0] if len(first) == 1 else number
            await polls.set_state(conn, poll.id, State.CLOSED, chosen)
            await self._rows.touch(conn, poll)
            seen = replace(seen, poll=replace(poll, state=State.CLOSED, winner=chosen))
            if chosen is None:
                return Closed(seen, level=first)
            said: Said = {
                "title": poll.title,
                "starts_at": poll.times[chosen],
                "length": poll.length,
                "zone": poll.zone,
            }
            spot = Spot(poll.channel_id, poll.parent_id)
            made = await self._drafts.begin(conn, standing, held, spot, poll.code, locale, said)
            return Closed(seen, made.event)

    async def forget(self, conn: Connection, user_id: int, server_id: int | None = None) -> bool:
        """Forget what suits somebody, everywhere or in a server, and everywhere what they asked."""
        found = await polls.answered_by(conn, user_id, server_id)
        for poll in found:
            await polls.forget_answer(conn, poll.id, user_id)
            if poll.is_open(self._clock()):
                await self._rows.touch(conn, poll)
        asked = server_id is None and await polls.forget_author(conn, user_id)
        return asked or bool(found)

    async def _open(self, conn: Connection, server_id: int, poll_id: int) -> Poll:
        poll = await polls.get(conn, poll_id)
        if poll is None or poll.server_id != server_id or poll.state is State.DRAFT:
            raise PollGoneError
        if not poll.is_open(self._clock()):
            raise PollOverError
        return poll

    async def _managed(
        self,
        conn: Connection,
        server_id: int,
        standing: Standing,
        held: frozenset[Right],
        poll_id: int,
    ) -> Poll:
        """Return a poll that somebody may close: one that is open, or where no time won yet."""
        poll = await polls.get(conn, poll_id)
        if poll is None or poll.server_id != server_id or poll.state is State.DRAFT:
            raise PollGoneError
        if not await _may_close(conn, poll, standing, held):
            raise PollAuthorOnlyError
        if poll.state is State.CLOSED and (poll.winner is not None or poll.message_id is None):
            raise PollOverError
        return poll


async def _own_draft(conn: Connection, standing: Standing, poll_id: int) -> Poll:
    poll = await polls.get(conn, poll_id)
    whose = (standing.user_id, standing.server_id)
    if poll is None or poll.state is not State.DRAFT or (poll.user_id, poll.server_id) != whose:
        raise PollGoneError
    return poll


async def _may_close(
    conn: Connection, poll: Poll, standing: Standing, held: frozenset[Right]
) -> bool:
    if poll.user_id == standing.user_id or held & _MAY_CLOSE:
        return True
    return poll.code in await represented(conn, poll.server_id, standing.user_id)


def _nothing(poll: Poll) -> str:
    return Suits.NO * len(poll.times)
