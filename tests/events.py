"""Publish events and answer them, as services see it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.domain.events import Coming, Event
from bot.domain.outbox import Done, Row
from bot.domain.rights import Standing
from bot.services.answers import Asker, Given
from bot.services.event_drafts import Spot
from bot.services.event_rows import NOTE, TELL
from bot.services.outbox import Room
from bot.services.services import Services

SERVER, HOST, CHANNEL = 1, 5, 100
ORGANISER = Standing(HOST, SERVER, manages_events=True)
EVERYTHING = Room(5_000, 5_000)
HOURS = 48
"""An event starts after so many hours, unless a test says otherwise."""


async def draft(services: Services, *, code: str | None = None, **said: Any) -> Event:
    """Write a draft of the host's."""
    start = services.clock() + timedelta(hours=HOURS)
    usual: dict[str, Any] = {
        "title": "Dinner",
        "starts_at": start,
        "length": timedelta(hours=2),
        "zone": "Asia/Tokyo",
    }
    made = await services.event_drafts.draft(ORGANISER, Spot(CHANNEL), code, "en", **(usual | said))
    return made.event


async def publish(services: Services, **said: Any) -> Event:
    """Publish an event of the host's."""
    made = await draft(services, **said)
    return await services.event_drafts.publish(ORGANISER, made.id)


def asker(user_id: int, *, server_id: int | None = SERVER, locale: str = "en") -> Asker:
    return Asker(user_id, server_id, f"Person {user_id}", locale)


async def go(
    services: Services, event: Event, user_id: int, coming: Coming = Coming.GOING
) -> Given:
    """Answer as somebody who presses a button."""
    return await services.answers.answer(asker(user_id), event.id, coming)


async def tellings(services: Services) -> list[Row]:
    """Claim what people are told now, in portions of so many."""
    found: list[Row] = []
    done: list[Done] = []
    while rows := (await services.outbox.turn(done, EVERYTHING)).rows:
        found += [row for row in rows if row.kind == NOTE]
        done = [Done(row, {}) for row in rows if row.kind == TELL]
    return found


async def pass_time(services: Services) -> list[tuple[int, str]]:
    """Carry out everything that is due; return who was told what."""
    found: list[tuple[int, str]] = []
    done: list[Done] = []
    while rows := (await services.outbox.turn(done, EVERYTHING)).rows:
        for row in sorted(rows, key=lambda row: row.id):
            if row.kind == NOTE and await services.event_notes.read(row) is not None:
                found.append((int(row.place.partition(":")[2]), row.payload["about"]))
        done = [Done(row, {}) for row in rows]
    return found


async def due(services: Services, *kinds: str) -> list[Row]:
    """Claim what is due of some kinds."""
    rows = (await services.outbox.turn((), EVERYTHING)).rows
    return [row for row in rows if not kinds or row.kind in kinds]
