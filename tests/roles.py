"""Which roles the queue is about to give and take, and whose following it changes."""

from __future__ import annotations

import json

from bot.storage.database import Database


async def roles_to_change(db: Database, user_id: int) -> dict[int, bool]:
    """Return for each role of a person whether it is to be given (or taken), the last word last."""
    async with db.reader() as conn:
        rows = await conn.execute_fetchall(
            "SELECT place, payload FROM outbox WHERE kind = 'role' ORDER BY id"
        )
    found = [(row["place"], json.loads(row["payload"])) for row in rows]
    assert all(place.endswith(f":{payload['user']}") for place, payload in found)
    return {payload["role"]: payload["give"] for _, payload in found if payload["user"] == user_id}


async def follows_to_change(db: Database) -> list[tuple[int, int, bool]]:
    """Return who is to follow which post, or to follow it no longer, in the order of the queue."""
    async with db.reader() as conn:
        rows = await conn.execute_fetchall(
            "SELECT payload FROM outbox WHERE kind = 'follow' ORDER BY id"
        )
    found = [json.loads(row["payload"]) for row in rows]
    return [(each["user"], each["thread"], each["follows"]) for each in found]
