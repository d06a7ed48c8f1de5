"""Whether the bot is well, for whoever watches over it."""

from __future__ import annotations

from datetime import timedelta

from bot.services.clock import Clock
from bot.storage import outbox
from bot.storage.database import Database


class Health:
    """Look at what only the database tells."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def lateness(self) -> timedelta:
        """Return how long the row that waits longest could have been carried out already."""
        async with self._db.glance() as conn:
            kinds = await outbox.kinds(conn)
            due = [moment for kind in kinds if (moment := await outbox.next_due(conn, kind))]
        return max(self._clock() - min(due), timedelta()) if due else timedelta()
