"""Channels and roles deleted, renamed or moved by hand: it stands or is put right."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.hands import MEMORY, MOST_REPAIRS, Settling
from bot.domain.layout import Budgets, Kind, Server
from bot.domain.layout.byhand import Deed, deeds, mending
from bot.domain.layout.held import Held
from bot.domain.settings import HAND_CHANGES
from bot.services.clock import Clock
from bot.services.hands import REPAIRED_TOO_OFTEN
from bot.services.layout_jobs import LayoutJobs
from bot.services.outbox import Outbox
from bot.services.settings import value
from bot.storage import hands, layouts
from bot.storage.database import Connection, Database

CHANGED = "hands_layout"
"""A kind of row that only tells: to retry it is to have read it."""


class LayoutHands:
    """Compare what the bot made or adopted with how it asked for it."""

    def __init__(self, db: Database, clock: Clock, outbox: Outbox, jobs: LayoutJobs) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        self._jobs = jobs

    async def is_busy(self, server_id: int) -> bool:
        """Tell whether the bot itself is at work in a server, or stuck: then nothing is settled."""
        async with self._db.reader() as conn:
            return await self._jobs.is_busy(conn, server_id)

    async def settle(self, server_id: int, server: Server, known: Mapping[str, Held]) -> bool:
        """Settle what differs; tell whether that was possible: not while the bot is at work.

        ``known`` is what the bot had when the server was read.
        """
        async with self._db.transaction() as conn:
            if await self._jobs.is_busy(conn, server_id):
                return False
            held = {
                key: thing
                for key, thing in (await layouts.held(conn, server_id)).items()
                if known.get(key) == thing
            }
            found = deeds(server, held)
            if not found:
                return True
            wanted = Settling(await value(conn, server_id, HAND_CHANGES))
            mended = {
                key: deed
                for key, deed in found.items()
                if wanted is Settling.REPAIR and await self._repairs(conn, server_id, held[key])
            }
            steps = mending(server, held, mended, Budgets(reserved_channels=0, reserved_roles=0))
            comes_back = {step.key for step in steps}
            for key, deed in found.items():
                if deed is Deed.DELETED:
                    await self._forget(conn, server_id, held[key], comes_back=key in comes_back)
            await self._jobs.mend(conn, server_id, steps)
            return True

    async def _forget(
        self, conn: Connection, server_id: int, thing: Held, *, comes_back: bool
    ) -> None:
        """Forget what is gone, also what comes back: then it is something new.

        Whoever only held a role that is gone for good belongs no longer.
        """
        await self._jobs.forget(conn, server_id, thing.key)
        if thing.asked.kind is Kind.ROLE and not comes_back:
            await hands.release(conn, server_id, thing.key.partition(":")[2])

    async def _repairs(self, conn: Connection, server_id: int, thing: Held) -> bool:
        """Decide whether to put something right, and count it; tell admins once it ends."""
        now = self._clock()
        times = await hands.repaired(conn, server_id, thing.key, 0, since=now - MEMORY)
        if times > MOST_REPAIRS:
            return False
        await hands.count_repair(conn, server_id, thing.key, 0, times + 1, at=now)
        if times == MOST_REPAIRS:
            await self._outbox.give_up(
                conn,
                CHANGED,
                f"{CHANGED}:{server_id}:{thing.key}",
                {"name": thing.asked.name},
                server_id=server_id,
                reason=REPAIRED_TOO_OFTEN,
                details={"times": MOST_REPAIRS},
            )
        return times < MOST_REPAIRS
