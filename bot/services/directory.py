"""Look people up, as far as the viewer may see them."""

from __future__ import annotations

from bot.domain import privacy
from bot.domain.privacy import SeenProfile, Viewer
from bot.domain.profiles import Profile
from bot.errors import NoProfileError, NotListedError, ProfileNotFoundError
from bot.storage import profiles
from bot.storage.database import Connection, Database


class Directory:
    """Answer who a viewer is and what they see of somebody."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def own(self, user_id: int) -> Profile:
        """Return a person's own profile, whole; raise NoProfileError."""
        async with self._db.glance() as conn:
            profile = await profiles.get(conn, user_id)
        if profile is None:
            raise NoProfileError
        return profile

    async def look_up(self, user_id: int, *, viewer_id: int, server_id: int | None) -> SeenProfile:
        """Return what a viewer may see of a person.

        Raises NotListedError for viewers who are not listed, and ProfileNotFoundError alike
        for a hidden person and one who never was here, so that nobody can probe for either.
        """
        async with self._db.glance() as conn:
            both = await profiles.get_many(conn, {viewer_id, user_id})
        looker = privacy.viewer(viewer_id, both.get(viewer_id), server_id)
        profile = both.get(user_id)
        if user_id != viewer_id and not looker.is_listed:
            raise NotListedError
        seen = None if profile is None else privacy.see(profile, looker)
        if seen is None:
            raise NoProfileError if user_id == viewer_id else ProfileNotFoundError
        return seen


async def viewer(conn: Connection, user_id: int, server_id: int | None) -> Viewer:
    """Describe who is looking, from one server or (None) from a direct message."""
    return privacy.viewer(user_id, await profiles.get(conn, user_id), server_id)
