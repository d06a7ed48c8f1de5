"""What moderators decide about being listed."""

from __future__ import annotations

from bot.domain.exclusions import Exclusion
from bot.errors import NotExcludedError, ReasonMissingError
from bot.services import checks
from bot.services.clock import Clock
from bot.services.indexing import reindex
from bot.services.letters import Letters
from bot.services.region_roles import RegionRoles
from bot.storage import exclusions, letters
from bot.storage.database import Database

REASON_LENGTH = 300


class Moderation:
    """Take people off a server's list and let them back on; the roles of their regions follow.

    Whether somebody had a profile or was listed at all is never told.
    """

    def __init__(self, db: Database, clock: Clock, letters: Letters, roles: RegionRoles) -> None:
        self._db = db
        self._clock = clock
        self._letters = letters
        self._roles = roles

    async def unlist(self, server_id: int, user_id: int, *, moderator_id: int, reason: str) -> None:
        """Take a person off the list; they are told why."""
        kept = checks.line(reason, REASON_LENGTH)
        if kept is None:
            raise ReasonMissingError
        now = self._clock()
        async with self._db.transaction() as conn:
            async with self._roles.following(conn, server_id, user_id):
                await exclusions.put(conn, Exclusion(server_id, user_id, moderator_id, kept, now))
            await self._letters.write(
                conn, user_id, "unlisted", server_id, at=now, server_id=server_id
            )
            await reindex(conn, user_id)

    async def relist(self, server_id: int, user_id: int) -> None:
        """Let a person be listed again, as they were if they were."""
        async with self._db.transaction() as conn:
            async with self._roles.following(conn, server_id, user_id):
                if not await exclusions.remove(conn, server_id, user_id):
                    raise NotExcludedError
            await letters.remove_about(conn, user_id, "unlisted", server_id)
            await reindex(conn, user_id)

    async def exclusion(self, server_id: int | None, user_id: int) -> Exclusion | None:
        """Return the decision about somebody in a server, for themselves to read."""
        if server_id is None:
            return None
        async with self._db.reader() as conn:
            return await exclusions.get(conn, server_id, user_id)
