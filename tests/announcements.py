"""Write announcements and let them go, as services see it."""

from __future__ import annotations

from typing import Any

from bot.domain.addressees import Addressees, Sort, Term
from bot.domain.announcements import Announcement
from bot.domain.outbox import Done, Row
from bot.domain.rights import Standing
from bot.services.announcements import Heard, Status
from bot.services.outbox import Room
from bot.services.services import Services

SERVER, AUTHOR, OTHER, MOD = 1, 5, 6, 7
ORGANISER = Standing(AUTHOR, SERVER, manages_events=True)
COLLEAGUE = Standing(OTHER, SERVER, manages_events=True)
MODERATOR = Standing(MOD, SERVER, moderates_members=True)
EVERYTHING = Room(5_000, 5_000)
NOBODY = Heard()


def region(code: str) -> Term:
    return Term(Sort.REGION, code)


def to(*terms: Term, but_not: tuple[Term, ...] = ()) -> Addressees:
    return Addressees(terms, but_not)


async def draft(services: Services, addressees: Addressees, **said: Any) -> Announcement:
    """Write a draft of the organiser's."""
    text = {"english": said.pop("english", "Hello"), "japanese": said.pop("japanese", "")}
    channels, due_at = said.pop("channels", ()), said.pop("due_at", None)
    preview = await services.announcements.draft(
        ORGANISER, addressees, channels, due_at, "en", **text
    )
    return preview.announcement


async def send(services: Services, addressees: Addressees, **said: Any) -> Status:
    """Write a draft and let it go."""
    heard = said.pop("heard", NOBODY)
    written = await draft(services, addressees, **said)
    return await services.announcements.send(ORGANISER, written.id, heard)


async def claim(services: Services, *kinds: str) -> list[Row]:
    """Claim what is due, of some kinds."""
    rows = (await services.outbox.turn((), EVERYTHING)).rows
    return [row for row in rows if not kinds or row.kind in kinds]


async def finish(services: Services, rows: list[Row], **result: Any) -> None:
    """Record that rows were carried out; a copy stands as message 1000 + its channel."""
    done = [Done(row, result or posted(row)) for row in rows]
    await services.outbox.turn(done)


def posted(row: Row) -> dict[str, int]:
    channel = row.payload.get("channel", 0)
    return {"channel": channel, "message": 1_000 + channel}
