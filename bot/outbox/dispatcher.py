"""Carry out the rows of the durable queue: claim, carry out, record."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from datetime import datetime

import discord

from bot.domain.outage import Outage
from bot.domain.outbox import Dead, Ended, Reason, Row, had_no_answer
from bot.errors import NotSavedError
from bot.outbox.attempts import attempt
from bot.outbox.carrier import Carrier
from bot.services.outbox import Outbox, Turn

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 16
"""Places served at once; Discord takes 50 requests a second from a whole bot."""
LONGEST_WAIT = 600.0
"""Seconds; the machine's clock may be set, or the machine sleep, meanwhile."""
TROUBLE = 6.0
"""Seconds to wait while the database takes nothing."""
TASKS = "outbox: "
"""Begins the names of the tasks that a stopping bot lets finish."""


class Dispatcher:
    """The one worker of the queue; it sleeps until there is something new, or due.

    What ended and what is claimed next share a transaction, and however many rows there are,
    only those being carried out are in memory. Everything waits in ``Client.wait_for``.
    """

    def __init__(self, client: discord.Client, outbox: Outbox) -> None:
        self._client = client
        self._outbox = outbox
        self._carriers: dict[str, Carrier] = {}
        self._outage = Outage()
        self._carrying: set[asyncio.Task[None]] = set()
        self._ended: list[Ended] = []
        self._worker: asyncio.Task[None] | None = None
        self._is_stopping = False
        self._has_news = False
        self._hurries = False

    def add_carrier(self, kind: str, carrier: Carrier) -> None:
        """Let a feature carry its kind of row out."""
        self._carriers[kind] = carrier

    def start(self) -> None:
        """Begin to work, with what an earlier process left; once."""
        if self._worker is None:
            self._outbox.wakes(self._wake)
            self._worker = asyncio.create_task(self._work(), name=f"{TASKS}dispatcher")

    def hurry(self) -> None:
        """Try now what waits because Discord did not answer: it is back."""
        self._hurries = True
        self._wake()

    def stop(self) -> None:
        """Claim nothing more; what is being carried out finishes and is recorded."""
        self._is_stopping = True
        self._wake()

    async def close(self) -> None:
        """Stop at once; what is broken off is looked for at the next start."""
        self._is_stopping = True
        tasks = set(self._carrying)
        if self._worker is not None:
            tasks.add(self._worker)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _wake(self) -> None:
        if not self._has_news:
            self._has_news = True
            self._client.dispatch("outbox")

    async def _work(self) -> None:
        while not await self._has_started():  # noqa: ASYNC110 - no event tells of room on a disk
            await asyncio.sleep(TROUBLE)
        while True:
            self._has_news = False
            room = self._room()
            turn = await self._turn(room)
            for row in turn.rows:
                task = asyncio.create_task(self._carry(row), name=f"{TASKS}{row.kind} {row.id}")
                self._carrying.add(task)
                task.add_done_callback(self._carried)
            if self._is_stopping and not self._carrying and not self._ended:
                return
            await self._wait(turn.next_at if len(turn.rows) < room else None)

    async def _has_started(self) -> bool:
        try:
            await self._outbox.start()
        except Exception:
            log.exception("the queue cannot begin; it is tried again")
            return False
        return True

    def _room(self) -> int:
        if self._is_stopping:
            return 0
        return self._outage.room(
            self._outbox.now(), most=SIDE_BY_SIDE, under_way=len(self._carrying)
        )

    async def _turn(self, room: int) -> Turn:
        """Record what ended and claim more; a database in trouble is asked again."""
        ended, self._ended = self._ended, []
        hurries, self._hurries = self._hurries, False
        try:
            return await self._outbox.turn(ended, room, hurries=hurries)
        except Exception as error:
            log.exception("the queue could not go on; it is tried again")
            is_full = isinstance(error, NotSavedError)
            self._ended += ended if is_full else await self._recorded_singly(ended)
            await asyncio.sleep(TROUBLE)
            self._has_news = True
            return Turn()

    async def _recorded_singly(self, ended: list[Ended]) -> list[Ended]:
        """Record one by one, so that one which cannot be holds up nobody; return what is left.

        That one stays begun, and is looked for at the next start.
        """
        for at, each in enumerate(ended):
            try:
                await self._outbox.turn([each], 0)
            except NotSavedError:
                return ended[at:]
            except Exception:
                log.exception("the end of row %d cannot be recorded", each.row.id)
        return []

    async def _wait(self, next_at: datetime | None) -> None:
        """Sleep until there is news, until a row is due, or until an outage may be over."""
        if self._has_news:
            return
        until = self._outage.until or next_at
        seconds = None
        if until is not None and not (self._outage.until and self._carrying):
            seconds = (until - self._outbox.now()).total_seconds()
            seconds = min(max(seconds, 0.0), LONGEST_WAIT)
        with contextlib.suppress(asyncio.TimeoutError):
            await self._client.wait_for("outbox", timeout=seconds)

    async def _carry(self, row: Row) -> None:
        carrier = self._carriers.get(row.kind)
        if carrier is None:
            self._ended.append(Dead(row, Reason.NO_CARRIER, certain=row.begun_at is None))
            return
        ended = await attempt(carrier, row, self._outbox.now)
        if had_no_answer(ended):
            self._outage.failed(self._outbox.now())
        elif self._outage.answered():
            self.hurry()
        self._ended.append(ended)

    def _carried(self, task: asyncio.Task[None]) -> None:
        self._carrying.discard(task)
        self._wake()
