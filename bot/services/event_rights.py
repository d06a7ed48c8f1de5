"""Who may create events, and who may change one."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.domain.events import Event, State
from bot.domain.rights import Right, Standing
from bot.domain.settings import EVENT_CREATORS
from bot.errors import (
    EventCreatorsOnlyError,
    EventGoneError,
    EventHostsOnlyError,
    ServerNeededError,
)
from bot.services.rights import Rights
from bot.services.settings import value
from bot.storage import cohosts, events, exclusions, regions
from bot.storage.database import Connection

_MAY_CREATE = frozenset({Right.ADMIN, Right.MODERATOR, Right.ORGANISER})
_MAY_ANYTHING = frozenset({Right.ADMIN, Right.MODERATOR})


async def stand(rights: Rights, standing: Standing) -> tuple[int, frozenset[Right]]:
    """Look at the rights first: within a transaction they would wait for another reader."""
    if standing.server_id is None:
        raise ServerNeededError
    return standing.server_id, await rights.held(standing)


async def require_creator(
    conn: Connection, server_id: int, user_id: int, held: frozenset[Right], code: str | None
) -> None:
    """Raise EventCreatorsOnlyError for who may not create an event (of a region)."""
    if held & _MAY_CREATE:
        return
    is_excluded = await exclusions.reason(conn, server_id, user_id) is not None
    if not is_excluded and await value(conn, server_id, EVENT_CREATORS) == "everybody":
        return
    if code is None or code not in await represented(conn, server_id, user_id):
        raise EventCreatorsOnlyError


async def creates_somewhere(
    conn: Connection, server_id: int, user_id: int, held: frozenset[Right]
) -> bool:
    """Tell whether somebody may create events here, perhaps in a region of theirs alone."""
    try:
        await require_creator(conn, server_id, user_id, held, None)
    except EventCreatorsOnlyError:
        return bool(await represented(conn, server_id, user_id))
    return True


async def managed(
    conn: Connection, server_id: int, user_id: int, held: frozenset[Right], event_id: int
) -> Event:
    """Return an event that somebody may change; drafts are there for their host alone."""
    event = await events.get(conn, event_id)
    if event is None or event.server_id != server_id:
        raise EventGoneError
    if event.state is State.DRAFT and event.host_id != user_id:
        raise EventGoneError
    codes = await represented(conn, server_id, user_id)
    helped = await cohosts.helped(conn, server_id, user_id)
    if not may(event, user_id, held, codes, helped):
        raise EventHostsOnlyError
    return event


async def represented(conn: Connection, server_id: int, user_id: int) -> frozenset[str]:
    """Return the regions somebody stands for, unless moderators keep them off the list."""
    if await exclusions.reason(conn, server_id, user_id) is not None:
        return frozenset()
    return frozenset(await regions.represents(conn, server_id, user_id))


def may(
    event: Event,
    user_id: int,
    held: frozenset[Right],
    codes: Iterable[str],
    helped: Collection[int],
) -> bool:
    """Tell whether somebody may change a published event.

    ``codes`` they represent; ``helped`` are the events they help to host.
    """
    hosts = event.host_id == user_id or event.id in helped
    return hosts or bool(held & _MAY_ANYTHING) or event.code in set(codes)
