"""Keep the search in step with what people say and who may see it."""

from __future__ import annotations

from bot.domain.consents import Purpose
from bot.domain.terms import document
from bot.storage import consents, profiles, search_index
from bot.storage.database import Connection
from bot.storage.search_index import Entry


async def reindex(conn: Connection, *user_ids: int) -> None:
    """Write people's search documents anew, within the transaction that changed the people.

    What a document holds is what its readers may see: the search can only ever find that.
    Very many are written fastest in the order of the index, the freshest confirmed first.
    """
    found = await profiles.get_many(conn, user_ids)
    welcoming = await consents.servers(conn, Purpose.INTRODUCTIONS, user_ids)
    entries: list[Entry] = []
    for user_id in user_ids:
        profile = found.get(user_id)
        agreed = welcoming.get(user_id, frozenset())
        known = None if profile is None else document(profile, agreed)
        entries.append(Entry(user_id, profile.confirmed_at if profile else None, known))
    await search_index.write(conn, entries)
