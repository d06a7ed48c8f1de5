"""What announcements write into the queue: copies, their edits and recalls, and what is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.announcements import (
    APPROVAL_WAITS,
    LATEST,
    About,
    Announcement,
    Delivery,
    State,
)
from bot.domain.notices import last_ping
from bot.domain.outbox import Row
from bot.domain.settings import APPROVAL_CHANNEL
from bot.services.addressees import reached
from bot.services.clock import Clock
from bot.services.outbox import Outbox
from bot.services.settings import value
from bot.storage import announcement_copies as copies
from bot.storage import announcements, moments
from bot.storage.database import Connection, Database

DUE, EXPIRY = "announcement_due", "announcement_expiry"
COPY, EDIT, RECALL = "announcement_copy", "announcement_edit", "announcement_recall"
PUBLISH, NOTE = "announcement_publish", "announcement_note"
REQUEST = "announcement_request"
"""The kinds of row."""
GONE: Mapping[str, Any] = {"gone": True}
"""What became of an edit of a copy that was deleted by hand."""


@dataclass(frozen=True, slots=True)
class Note:
    """What an author is told."""

    announcement: Announcement
    about: About
    why: str


class AnnouncementRows:
    """Write rows with the decisions of :class:`~bot.services.announcements.Announcements`.

    A row a channel. Whatever is decided while nobody knows how the posting of a copy ended, is
    made good as that is recorded.
    """

    def __init__(self, db: Database, clock: Clock, outbox: Outbox) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        outbox.register(DUE, self._due)
        outbox.register(EXPIRY, self._expired)
        outbox.register(COPY, self._posted, on_dropped=self._dropped)
        outbox.register(EDIT, self._edited)
        outbox.register(RECALL, self._recalled)
        outbox.register(PUBLISH, _nothing)
        outbox.register(NOTE, _nothing)
        outbox.register(REQUEST, _nothing)

    async def send(self, conn: Connection, announcement: Announcement) -> None:
        """Post it everywhere, now or when its time comes."""
        if announcement.due_at is None or not announcement.is_planned(self._clock()):
            await self._post(conn, announcement)
            return
        payload = {"announcement": announcement.id, "due": announcement.due_at.isoformat()}
        await self._add(conn, DUE, announcement, _own(announcement), payload, announcement.due_at)

    async def await_approval(self, conn: Connection, announcement: Announcement) -> None:
        """Say so where a server wants it; it becomes a draft again if nobody approves in time."""
        until = self._clock() + APPROVAL_WAITS
        payload = {"announcement": announcement.id}
        await self._add(conn, EXPIRY, announcement, _own(announcement), payload, until)
        channel_id = await value(conn, announcement.server_id, APPROVAL_CHANNEL)
        if channel_id is not None:
            payload = {"announcement": announcement.id, "channel": channel_id}
            await self._add(conn, REQUEST, announcement, _channel(channel_id), payload)

    async def withdraw(self, conn: Connection, announcement: Announcement) -> None:
        """Take back what was to happen at a time."""
        for kind in (DUE, EXPIRY):
            await self._outbox.withdraw(conn, kind, _own(announcement))

    async def edit(self, conn: Connection, announcement: Announcement) -> int:
        """Let every copy show the text as it is now; return how many there are."""
        kept = await copies.of(conn, announcement.id)
        for each in kept:
            if each.delivery is Delivery.POSTED and each.message_id is not None:
                await self._edit(conn, announcement, each.channel_id, each.message_id)
            elif each.is_begun:
                await copies.set_stale(conn, announcement.id, each.channel_id)
        return len(kept)

    async def recall(self, conn: Connection, announcement: Announcement) -> int:
        """Delete every copy that stands, and post none any more; return how many there were."""
        kept = await copies.of(conn, announcement.id)
        for each in kept:
            if each.delivery is Delivery.POSTED and each.message_id is not None:
                await self._delete(conn, announcement, each.channel_id, each.message_id)
            elif each.delivery is Delivery.WAITING and not each.is_begun:
                place, match = _channel(each.channel_id), {"announcement": announcement.id}
                await self._outbox.withdraw(conn, COPY, place, match=match)
                await self._set(conn, announcement.id, each.channel_id, Delivery.RECALLED)
        return len(kept)

    async def tell(
        self, conn: Connection, announcement: Announcement, about: About, why: str = ""
    ) -> None:
        """Tell the author what became of it."""
        if announcement.user_id is not None:
            payload = {"announcement": announcement.id, "about": about, "why": why}
            await self._add(conn, NOTE, announcement, f"user:{announcement.user_id}", payload)

    async def forget(self, conn: Connection, user_id: int) -> bool:
        """Forget somebody; what stands in channels names them no more. Tell if there was any."""
        was_known = await announcements.is_known(conn, user_id)
        for each in await announcements.forget(conn, user_id):
            if each.state is State.SENT:
                await self.edit(conn, each)
        return was_known

    async def place_gone(self, channel_id: int) -> None:
        """Keep that a channel was deleted, with what stood in it."""
        async with self._db.transaction() as conn:
            await copies.set_place_gone(conn, channel_id)

    async def copy(self, row: Row) -> Announcement | None:
        """Return what a row posts or shows; None when it is not to stand there any more."""
        async with self._db.reader() as conn:
            found = await announcements.get(conn, row.payload["announcement"])
            return found if found is not None and found.state is State.SENT else None

    async def request(self, row: Row) -> Announcement | None:
        """Return what waits for a second person; None when it does no longer."""
        async with self._db.reader() as conn:
            found = await announcements.get(conn, row.payload["announcement"])
            return found if found is not None and found.state is State.WAITING else None

    async def note(self, row: Row) -> Note | None:
        """Return what a row tells; None when it is no longer there."""
        async with self._db.reader() as conn:
            found = await announcements.get(conn, row.payload["announcement"])
            if found is None:
                return None
            return Note(found, About(row.payload["about"]), row.payload["why"])

    async def _post(self, conn: Connection, announcement: Announcement) -> int:
        """Write a row for each channel, as things stand now; return how many."""
        extra = announcement.channels
        if announcement.roles and announcement.pings_in is not None:
            extra = (*extra, announcement.pings_in)
        found = await reached(conn, announcement.server_id, announcement.addressees, extra)
        for channel_id in found.channels:
            payload = {"announcement": announcement.id, "channel": channel_id}
            place = _channel(channel_id)
            row_id = await self._add(conn, COPY, announcement, place, payload)
            await copies.add(conn, announcement.id, channel_id, row_id)
        # Representatives leave the people of a region alone for a week after a ping.
        for code, role in found.role_of.items():
            if role in announcement.roles:
                await moments.put(conn, announcement.server_id, last_ping(code), self._clock())
        return len(found.channels)

    async def _edit(
        self, conn: Connection, announcement: Announcement, channel_id: int, message_id: int
    ) -> None:
        payload = {"announcement": announcement.id, "channel": channel_id, "message": message_id}
        # One that waits takes the newest text.
        if not await self._outbox.is_to_come(conn, EDIT, _channel(channel_id), payload):
            await self._add(conn, EDIT, announcement, _channel(channel_id), payload)

    async def _delete(
        self, conn: Connection, announcement: Announcement, channel_id: int, message_id: int
    ) -> None:
        # What waits to be edited or published does nothing any more: see :meth:`copy`.
        payload = {"announcement": announcement.id, "channel": channel_id, "message": message_id}
        await self._add(conn, RECALL, announcement, _channel(channel_id), payload)

    async def _add(
        self,
        conn: Connection,
        kind: str,
        announcement: Announcement,
        place: str,
        payload: Mapping[str, Any],
        due_at: datetime | None = None,
    ) -> int:
        return await self._outbox.add(
            conn, kind, place, payload, due_at=due_at, server_id=announcement.server_id
        )

    async def _due(self, conn: Connection, row: Row, _: Mapping[str, Any]) -> None:
        """Post it, unless it was recalled or put off meanwhile; much too late it goes back."""
        found = await announcements.get(conn, row.payload["announcement"])
        if found is None or found.state is not State.SENT or found.due_at is None:
            return
        if found.due_at.isoformat() != row.payload["due"]:
            return
        if self._clock() - found.due_at > LATEST or not await self._post(conn, found):
            await self._back_to_draft(conn, found, About.LATE)

    async def _expired(self, conn: Connection, row: Row, _: Mapping[str, Any]) -> None:
        found = await announcements.get(conn, row.payload["announcement"])
        if found is not None and found.state is State.WAITING:
            await self._back_to_draft(conn, found, About.EXPIRED)

    async def _back_to_draft(
        self, conn: Connection, announcement: Announcement, about: About
    ) -> None:
        draft = replace(announcement, state=State.DRAFT, approved=False, approver_user_id=None)
        await announcements.save(conn, replace(draft, written_at=self._clock()))
        await self.tell(conn, announcement, about)

    async def _posted(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        """Keep where it stands; a copy that came after the recall is deleted."""
        number, channel_id = row.payload["announcement"], row.payload["channel"]
        if "message" not in result:
            await self._set(conn, number, channel_id, Delivery.RECALLED)
            return
        is_stale = await copies.set_posted(conn, number, channel_id, result["message"])
        found = await announcements.get(conn, number)
        if found is None:
            return
        if found.state is not State.SENT:
            await self._delete(conn, found, channel_id, result["message"])
            return
        if is_stale:
            await self._edit(conn, found, channel_id, result["message"])
        if result.get("is_news"):
            payload = {**row.payload, "message": result["message"]}
            await self._add(conn, PUBLISH, found, _followers(channel_id), payload)

    async def _dropped(self, conn: Connection, row: Row) -> None:
        number, channel_id = row.payload["announcement"], row.payload["channel"]
        await self._set(conn, number, channel_id, Delivery.DROPPED)

    async def _edited(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        if result == GONE:
            number, channel_id = row.payload["announcement"], row.payload["channel"]
            await self._set(conn, number, channel_id, Delivery.GONE)

    async def _recalled(self, conn: Connection, row: Row, _: Mapping[str, Any]) -> None:
        number, channel_id = row.payload["announcement"], row.payload["channel"]
        await self._set(conn, number, channel_id, Delivery.RECALLED)

    async def _set(
        self, conn: Connection, number: int, channel_id: int, delivery: Delivery
    ) -> None:
        await copies.set_delivery(conn, number, channel_id, delivery)


async def _nothing(_: Connection, __: Row, ___: Mapping[str, Any]) -> None:
    """Record nothing: Discord shows it."""


def _own(announcement: Announcement) -> str:
    return f"announcement:{announcement.id}"


def _channel(channel_id: int) -> str:
    return f"channel:{channel_id}"


def _followers(channel_id: int) -> str:
    """Return a place of its own: Discord publishes ten an hour, and the channel goes on."""
    return f"followers:{channel_id}"
