"""What polls write into the queue: the card, and its edits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.domain.outbox import Row
from bot.domain.polls import Group, Poll, Polled, State, counted
from bot.reference import cities, zones
from bot.services.clock import Clock
from bot.services.event_rows import GONE, PAUSE
from bot.services.outbox import Outbox
from bot.storage import polls
from bot.storage.database import Connection, Database

CARD, EDIT = "poll_card", "poll_edit"
"""The kinds of row."""
_LIVE, _END = "live", "end"


class PollRows:
    """Write rows with the decisions about polls, and record what came of them."""

    def __init__(self, db: Database, clock: Clock, outbox: Outbox) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        outbox.register(CARD, self._posted)
        outbox.register(EDIT, self._edited)

    async def post(self, conn: Connection, poll: Poll) -> None:
        """Post the card, and let it say at the last of its times that it is over."""
        await self._add(conn, CARD, poll, "", timedelta())
        over = poll.times[-1] + timedelta(seconds=1)
        await self._add(conn, EDIT, poll, _END, over - self._clock())

    async def touch(self, conn: Connection, poll: Poll) -> None:
        """Let the card show how things stand, soon; one edit that waits does for all."""
        why = {"poll": poll.id, "why": _LIVE}
        if not await self._outbox.is_to_come(conn, EDIT, _place(poll), why):
            await self._add(conn, EDIT, poll, _LIVE, PAUSE)

    async def card(self, row: Row) -> Polled | None:
        """Return what the card of a row shows; None when there is none to post or to change."""
        async with self._db.reader() as conn:
            poll = await polls.get(conn, row.payload["poll"])
            if poll is None or (poll.message_id is None) is not (row.kind == CARD):
                return None
            return await polled(conn, poll)

    async def _add(
        self, conn: Connection, kind: str, poll: Poll, why: str, due_in: timedelta
    ) -> None:
        payload = {"poll": poll.id, "channel": poll.channel_id, "why": why}
        due = self._clock() + due_in
        await self._outbox.add(
            conn, kind, _place(poll), payload, due_at=due, server_id=poll.server_id
        )

    async def _posted(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        if "message" in result:
            await polls.set_message(conn, row.payload["poll"], result["message"])

    async def _edited(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        """Whoever deletes a card by hand drops its poll: nobody can answer it any more."""
        poll = await polls.get(conn, row.payload["poll"])
        if result == GONE and poll is not None:
            await polls.set_message(conn, poll.id, None)
            await polls.set_state(conn, poll.id, State.CLOSED, poll.winner)


async def polled(conn: Connection, poll: Poll) -> Polled:
    """Count the answers to a poll; whose clock nobody knows is in no count of who sleeps."""
    groups = [
        Group(heap.marks, _zone(heap), heap.people) for heap in await polls.heaps(conn, poll.id)
    ]
    return counted(poll, groups)


def _zone(heap: polls.Heap) -> str | None:
    if heap.zone is not None and zones.is_known(heap.zone):
        return heap.zone
    city = cities.get(heap.city) if heap.city else None
    return city.time_zone if city else None


def _place(poll: Poll) -> str:
    return f"channel:{poll.channel_id}"
