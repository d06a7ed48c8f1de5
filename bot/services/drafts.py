"""Keep a form that could not be saved yet, so that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.services.clock import Clock
from bot.storage import drafts
from bot.storage.database import Database

KEPT_FOR = timedelta(days=1)


class Drafts:
    """Remember one draft a form and person, for a day."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def keep(self, user_id: int, form: str, answers: Mapping[str, str]) -> None:
        """Keep what was typed."""
        async with self._db.transaction() as conn:
            await drafts.keep(conn, user_id, form, answers, at=self._clock())

    async def get(self, user_id: int, form: str) -> dict[str, str] | None:
        """Return what was typed, or None when it was saved or forgotten."""
        async with self._db.reader() as conn:
            since = self._clock() - KEPT_FOR
            return await drafts.get(conn, user_id, form, since=since)

    async def drop(self, user_id: int, form: str) -> None:
        """Forget a draft, if there is one: it was saved."""
        if await self.get(user_id, form) is not None:
            async with self._db.transaction() as conn:
                await drafts.drop(conn, user_id, form)

    async def forget_old(self) -> None:
        """Forget what anybody typed more than a day ago."""
        async with self._db.transaction() as conn:
            await drafts.drop_older(conn, self._clock() - KEPT_FOR)
