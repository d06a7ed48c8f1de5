"""Fill an empty directory with people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from bot.demo.belonging import invented
from bot.domain.consents import VERSIONS, Purpose
from bot.domain.profiles import Profile
from bot.services.indexing import reindex
from bot.services.listings import CONSENT_VERSION
from bot.storage import consents, listings, memberships, profiles
from bot.storage.database import Connection, Database
from bot.storage.migrate import migrate, migrations

WELCOMING = 8
"""One of so many agreed to be introduced to newcomers, so that whoever lists themselves sees it."""


async def fill(
    path: Path, cast: Iterable[Profile], others: Iterable[Profile], *, at: datetime
) -> None:
    """Write people, each listed where their profile says, into a database file.

    Some of the others belong to regions already.
    """
    await migrate(path, migrations())
    db = await Database.open(path)
    try:
        async with db.transaction() as conn:
            for profile in cast:
                await _add(conn, profile, at=profile.confirmed_at or at)
            for profile in others:
                since = profile.confirmed_at or at
                await _add(conn, profile, at=since)
                for membership in invented(profile, since):
                    await memberships.put(conn, membership)
    finally:
        await db.close()


async def _add(conn: Connection, profile: Profile, *, at: datetime) -> None:
    await profiles.save(conn, profile, at=at)
    for stay in profile.placements:
        await profiles.add_placement(conn, profile.user_id, stay)
    for guild_id in profile.listed_in:
        await listings.add(conn, guild_id, profile.user_id, consent_version=CONSENT_VERSION, at=at)
        if profile.user_id % WELCOMING == 0:
            purpose = Purpose.INTRODUCTIONS
            version = VERSIONS[purpose]
            await consents.put(conn, guild_id, purpose, profile.user_id, version=version, at=at)
    await reindex(conn, profile.user_id)
