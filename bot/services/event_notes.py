"""What people are told of events by direct message, as it is when it goes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.events import About, Answer, Change, Coming, Event, State
from bot.domain.mirrors import Mirror
from bot.domain.outbox import Row
from bot.storage import answers, cohosts, events, mirrors
from bot.storage.database import Connection, Database

_TO_HOSTS = frozenset(
    {
        About.UNREMINDED,
        About.CARD_GONE,
        About.PLACE_GONE,
        About.MIRROR_CHANGED,
        About.MIRROR_GONE,
        About.TO_APPROVE,
    }
)


@dataclass(frozen=True, slots=True)
class Note:
    """What one person is to be told of an event, as it is now."""

    event: Event
    about: About
    user_id: int
    locale: str
    answer: Answer | None = None
    change: Change | None = None
    mirror: Mirror | None = None


class EventNotes:
    """Read what a row tells; what is no longer so, nobody is told."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def read(self, row: Row) -> Note | None:
        """Return what a row tells; None when that is no longer so."""
        user_id = int(row.place.partition(":")[2])
        about = About(row.payload["about"])
        async with self._db.reader() as conn:
            event = await events.get(conn, row.payload["event"])
            if event is None or event.state is State.DRAFT:
                return None
            answer = await answers.get(conn, event.id, user_id)
            if about in _TO_HOSTS and user_id not in await cohosts.hosts(conn, event.id):
                return None
            if not _is_still_so(about, event, answer):
                return None
            if about is About.TO_APPROVE and not await _asks(conn, event):
                return None
            attendee = await answers.attendee(conn, event.server_id, user_id)
            change = await events.change(conn, row.payload["change"])
            mirror = await mirrors.get(conn, event.id)
            if about is About.MIRROR_CHANGED and (mirror is None or mirror.theirs is None):
                return None
            return Note(event, about, user_id, attendee.locale, answer, change, mirror)


async def _asks(conn: Connection, event: Event) -> bool:
    """Tell whether somebody waits for a host's yes."""
    is_asked = event.by_approval and event.state is State.PUBLISHED
    return is_asked and bool(await answers.to_approve(conn, event.id, after=0, limit=1))


def _is_still_so(about: About, event: Event, answer: Answer | None) -> bool:
    """Tell whether somebody is still concerned by what they were to be told."""
    if about in _TO_HOSTS:
        is_so = {About.CARD_GONE: event.message_id is None, About.PLACE_GONE: not event.has_place}
        return is_so.get(about, True)
    if about is About.CANCELLED:
        return answer is not None and event.state is State.CANCELLED
    if answer is None or event.state is not State.PUBLISHED:
        return False
    return {
        About.SEATED: answer.is_seated,
        About.LAPSED: answer.coming is Coming.NO and answer.earlier is None,
        About.PASSED: answer.waits,
        About.CHANGED: True,
        About.THREAD_FULL: answer.coming is not Coming.NO,
    }[about]
