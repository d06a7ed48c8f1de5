"""Write announcements and let them go, as services see it."""

from __future__ import annotations

from typing import Any

from bot.domain.addressees import Addressees, Sort, Term
from bot.domain.announcements import Announcement
from bot.domain.outbox import Done, Row
from bot.domain.regions import RegionPlace
from bot.domain.rights import Standing
from bot.services.announcements import Heard, Status
from bot.services.outbox import Room
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database

SERVER, AUTHOR, OTHER, MOD = 1, 5, 6, 7
ORGANISER = Standing(AUTHOR, SERVER, manages_events=True)
COLLEAGUE = Standing(OTHER, SERVER, manages_events=True)
MODERATOR = Standing(MOD, SERVER, moderates_members=True)
AOMORI, OSAKA, KYOTO, PORTUGAL = "p02", "p27", "p26", "cPT"
HALL = 30
"""A channel that is no region's."""
EVERYTHING = Room(5_000, 5_000)
NOBODY = Heard()


def region(code: str) -> Term:
    return Term(Sort.REGION, code)


def to(*terms: Term, but_not: tuple[Term, ...] = ()) -> Addressees:
    return Addressees(terms, but_not)


BOTH = to(region(AOMORI), region(OSAKA))


async def give_places(db: Database) -> None:
    """Give three regions a place each: a channel with a role, a thread, and a channel again."""
    async with db.transaction() as conn:
        await regions.put_place(conn, SERVER, RegionPlace(AOMORI, channel_id=10, role_id=20))
        await regions.put_place(conn, SERVER, RegionPlace(OSAKA, thread_id=11))
        await regions.put_place(conn, SERVER, RegionPlace(PORTUGAL, channel_id=12, role_id=22))


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
