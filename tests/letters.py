"""Read which letters are on their way."""

from __future__ import annotations

from bot.domain.letters import Letter
from bot.services.services import Services
from bot.storage import letters


async def on_their_way(services: Services) -> list[Letter]:
    """Return the letters that the queue has still to bring, oldest first."""
    async with services.letters._db.reader() as conn:
        ids = await conn.execute_fetchall(
            "SELECT json_extract(payload, '$.letter') FROM outbox WHERE kind = 'letter' ORDER BY id"
        )
        found = [await letters.to_send(conn, number) for (number,) in ids]
    return [letter for letter in found if letter is not None]
