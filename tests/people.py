"""Put people into a test's database."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.domain.profiles import Profile
from bot.services.indexing import reindex
from bot.storage import listings, profiles
from bot.storage.database import Database

THEN = datetime(2026, 1, 1, tzinfo=UTC)


async def keep(db: Database, *people: Profile) -> None:
    """Store people whole: placements, listings and what the search knows of them."""
    async with db.transaction() as conn:
        for person in people:
            await profiles.save(conn, person, at=THEN)
            for stay in person.placements:
                await profiles.add_placement(conn, person.user_id, stay)
            for server in person.listed_in:
                await listings.add(conn, server, person.user_id, consent_version=1, at=THEN)
        await reindex(conn, *(person.user_id for person in people))
