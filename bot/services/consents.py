"""Agree to a purpose in a server, and take it back."""

from __future__ import annotations

from bot.domain.consents import VERSIONS, Purpose
from bot.domain.settings import WEEKLY_LINE
from bot.errors import ExcludedError, NoProfileError, NotListedError
from bot.services.clock import Clock
from bot.services.indexing import reindex
from bot.services.newcomers import begin_weeks, end_weeks
from bot.services.outbox import Outbox
from bot.services.settings import value
from bot.storage import consents, exclusions, profiles
from bot.storage.database import Connection, Database


class Consents:
    """Keep what people agreed to; nobody agreed to anything by being listed."""

    def __init__(self, db: Database, clock: Clock, outbox: Outbox) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox

    async def given(self, server_id: int | None, user_id: int) -> frozenset[Purpose]:
        """Return everything that somebody agreed to in a server; nothing in a direct message."""
        if server_id is None:
            return frozenset()
        async with self._db.reader() as conn:
            return await consents.given(conn, server_id, user_id)

    async def may_ask_for_line(self, server_id: int, user_id: int) -> bool:
        """Tell whether to ask somebody who joins a region if it may name them."""
        async with self._db.reader() as conn:
            profile = await profiles.get(conn, user_id)
            return (
                profile is not None
                and server_id in profile.listed_in
                and await value(conn, server_id, WEEKLY_LINE)
                and Purpose.WEEKLY_LINE not in await consents.given(conn, server_id, user_id)
            )

    async def give(self, server_id: int, user_id: int, purpose: Purpose) -> None:
        """Agree; only listed people can."""
        now = self._clock()
        async with self._db.transaction() as conn:
            await _require_listed(conn, server_id, user_id)
            await consents.put(conn, server_id, purpose, user_id, version=VERSIONS[purpose], at=now)
            if purpose is Purpose.WEEKLY_LINE:
                await begin_weeks(conn, self._outbox, server_id, now)
            await reindex(conn, user_id)

    async def withdraw(self, server_id: int, user_id: int, purpose: Purpose) -> None:
        """Take it back, from this moment on."""
        async with self._db.transaction() as conn:
            await consents.remove(conn, server_id, purpose, user_id)
            if purpose is Purpose.WEEKLY_LINE:
                await end_weeks(conn, self._outbox, server_id)
            await reindex(conn, user_id)


async def _require_listed(conn: Connection, server_id: int, user_id: int) -> None:
    profile = await profiles.get(conn, user_id)
    if profile is None or profile.imported:
        raise NoProfileError
    if (reason := await exclusions.reason(conn, server_id, user_id)) is not None:
        raise ExcludedError(reason=reason)
    if server_id not in profile.listed_in:
        raise NotListedError
