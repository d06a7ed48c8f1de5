"""Letters: what people are to be told, until they were told."""

from __future__ import annotations

from bot.domain.letters import Letter
from bot.storage import letters
from bot.storage.database import Database

AT_ONCE = 50


class Letters:
    """Give out what is to be told, and record what became of it.

    Services write letters in the transaction of the decision itself, so that neither is
    ever there without the other.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    async def to_send(self) -> list[Letter]:
        """Return the oldest letters that are to go by direct message."""
        async with self._db.reader() as conn:
            return await letters.to_send(conn, AT_ONCE)

    async def to_hand_over(self, user_id: int) -> list[Letter]:
        """Return the letters that wait for somebody's next command."""
        async with self._db.reader() as conn:
            return await letters.to_hand_over(conn, user_id)

    async def told(self, letter: Letter) -> None:
        """Forget a letter: it was read, or there is nothing left to tell."""
        async with self._db.transaction() as conn:
            await letters.remove(conn, letter.id)

    async def refused(self, letter: Letter) -> None:
        """Let a letter wait for the person's next command."""
        async with self._db.transaction() as conn:
            await letters.wait_for_command(conn, letter.id)

    async def remember_locale(self, user_id: int, locale: str) -> None:
        """Remember which language somebody reads; only a change is written."""
        async with self._db.reader() as conn:
            if await letters.speaks(conn, user_id, locale):
                return
        async with self._db.transaction() as conn:
            await letters.remember_locale(conn, user_id, locale)
