"""Being listed: in one server, by one's own consent."""

from __future__ import annotations

from bot.errors import ExcludedError, NoProfileError, ServerNeededError
from bot.services.clock import Clock
from bot.services.indexing import reindex
from bot.storage import consents, exclusions, listings, profiles
from bot.storage.database import Connection, Database
from bot.storage.listings import Listing

CONSENT_VERSION = 1
"""Raised when the words of the consent change their meaning."""


class Listings:
    """List people in servers and take them off again, at their own wish."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def check(self, user_id: int, server_id: int) -> None:
        """Raise what stands in the way of listing somebody, before they read the consent."""
        async with self._db.reader() as conn:
            await _require(conn, user_id, server_id)

    async def list_me(self, user_id: int, server_id: int | None) -> None:
        """List a person who confirmed being an adult; keeps the version and time of the consent."""
        if server_id is None:
            raise ServerNeededError
        async with self._db.transaction() as conn:
            await _require(conn, user_id, server_id)
            await listings.add(
                conn, server_id, user_id, consent_version=CONSENT_VERSION, at=self._clock()
            )
            await reindex(conn, user_id)

    async def unlist(self, user_id: int, server_id: int | None) -> None:
        """Take a person off the list of a server, or (None) of every server."""
        async with self._db.transaction() as conn:
            if server_id is None:
                await listings.remove_everywhere(conn, user_id)
            else:
                await listings.remove(conn, server_id, user_id)
            # Whoever lists themselves again is asked again.
            await consents.forget(conn, user_id, server_id)
            await reindex(conn, user_id)

    async def status(self, user_id: int, server_id: int) -> Listing | None:
        """Return a person's consent in a server, or None if they are not listed there."""
        async with self._db.reader() as conn:
            return await listings.get(conn, server_id, user_id)


async def _require(conn: Connection, user_id: int, server_id: int) -> None:
    profile = await profiles.get(conn, user_id)
    if profile is None or profile.imported:
        raise NoProfileError
    if (reason := await exclusions.reason(conn, server_id, user_id)) is not None:
        raise ExcludedError(reason=reason)
