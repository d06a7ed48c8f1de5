"""Small facts the bot keeps about itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

from bot.storage import state
from bot.storage.database import Database


class State:
    """Remember what was last done, so that it is not done again."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def when_changed(
        self, name: str, value: Any, act: Callable[[], Awaitable[object]]
    ) -> bool:
        """Act if ``value`` (JSON) differs from the last time, then remember it; tell if it did.

        Remembered only after the act: a failed one is tried again at the next start.
        """
        digest = hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
        async with self._db.reader() as conn:
            if await state.get(conn, name) == digest:
                return False
        await act()
        async with self._db.transaction() as conn:
            await state.put(conn, name, digest)
        return True
