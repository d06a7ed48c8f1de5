"""Keep the search in step with what people say and who may see it."""

from __future__ import annotations

import aiosqlite

from bot.domain import privacy
from bot.domain.terms import terms
from bot.storage import profiles, search_index


async def reindex(conn: aiosqlite.Connection, user_id: int) -> None:
    """Write a person's search documents anew, within the transaction that changed the person.

    There is one document for what every member sees and one for what the people of the
    places see: the search can only ever find what its viewer may read.
    """
    profile = await profiles.get(conn, user_id)
    if profile is None or profile.hidden or profile.imported or not profile.listed_in:
        await search_index.clear(conn, user_id)
        return
    await search_index.write(
        conn,
        user_id,
        confirmed_at=profile.confirmed_at,
        for_members=terms(privacy.seen_by_members(profile))
        | privacy.member_scopes(profile),
        for_people_of_places=terms(privacy.seen_by_people_of_places(profile))
        | privacy.place_scopes(profile),
    )
