"""Give seats that became free to those who wait, and tell them."""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.events import About, Event
from bot.domain.seats import confirm_by, promote
from bot.services.event_rows import EventRows
from bot.storage import admission, answers
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
    others = [user_id for user_id in seated if user_id != joining]
    await ask_to_confirm(conn, rows, event, others)
    for user_id in others:
        await rows.tell(conn, event, user_id, About.SEATED)
    if not promotion.passed:
        return
    passed = (party.user_id for party in promotion.passed)
    for user_id in await answers.pass_over(conn, event.id, passed):
        await rows.tell(conn, event, user_id, About.PASSED)


async def ask_to_confirm(
    conn: Connection, rows: EventRows, event: Event, user_ids: Collection[int]
) -> None:
    """Let new seats wait for a yes, where the start is close."""
    by = confirm_by(event.starts_at, rows.now())
    if by is not None and user_ids:
        await admission.ask_to_confirm(conn, event.id, user_ids, by)
        await rows.expect(conn, event, by)


async def move_confirmations(conn: Connection, rows: EventRows, event: Event) -> None:
    """Let seats that wait for a yes follow a new start: no longer than one given now would."""
    by = confirm_by(event.starts_at, rows.now())
    if by is None:
        await admission.confirm(conn, event.id)
    elif await admission.hasten(conn, event.id, by):
        await rows.expect(conn, event, by)


async def let_go(conn: Connection, rows: EventRows, event: Event) -> None:
    """Give on the seats of those who did not say yes in time; once it began nobody loses one."""
    if rows.now() >= event.starts_at:
        await admission.confirm(conn, event.id)
        return
    for user_id in await admission.late(conn, event.id, rows.now()):
        if await rows.is_to_be_told(conn, event, user_id, About.SEATED):
            # Nobody asked them yet: their time begins now.
            await admission.confirm(conn, event.id, user_id)
            await ask_to_confirm(conn, rows, event, (user_id,))
    gone = await admission.let_go(conn, event.id, rows.now())
    for user_id in gone:
        await rows.out_of_thread(conn, event, user_id)
        await rows.tell(conn, event, user_id, About.LAPSED)
    if gone:
        await settle(conn, rows, event)
        await rows.touch(conn, event)
