"""Give seats that became free to those who wait, and tell them."""

from __future__ import annotations

from bot.domain.events import About, Event
from bot.domain.seats import promote
from bot.services.event_rows import EventRows
from bot.storage import answers
from bot.storage.database import Connection


async def settle(
    conn: Connection, rows: EventRows, event: Event, *, joining: int | None = None
) -> None:
    """Give out what is free; ``joining`` reads their own answer and need not be told."""
    free = None
    if event.capacity is not None:
        free = event.capacity - await answers.seats(conn, event.id)
        if free <= 0:
            return
    promotion = promote(free, await answers.waiting(conn, event.id))
    seated = [party.user_id for party in promotion.seated]
    if not seated:
        return
    await answers.seat(conn, event.id, seated)
    for user_id in seated:
        if user_id != joining:
            await rows.tell(conn, event, user_id, About.SEATED)
    if not promotion.passed:
        return
    passed = (party.user_id for party in promotion.passed)
    for user_id in await answers.pass_over(conn, event.id, passed):
        await rows.tell(conn, event, user_id, About.PASSED)
