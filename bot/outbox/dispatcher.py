"""Carry out the rows of the durable queue: claim, carry out, record."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from datetime import datetime

import discord

from bot.domain.outage import Outage
from bot.domain.outbox import Dead, Ended, Reason, Row, was_heard
from bot.errors import NotSavedError
from bot.outbox.attempts import attempt
from bot.outbox.carrier import Carrier
from bot.services.outbox import Outbox, Room, Turn

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 48
"""Places served at once: Discord takes 50 requests a second, and may need one for an answer."""
OF_A_KIND = 24
"""So many of one kind: Discord slows down all roles of a server together, for example."""
CLOSING = 5.0
"""Seconds for what is broken off to notice."""
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
        self._carrying: dict[asyncio.Task[None], str] = {}
        """The tasks under way, with the kinds of their rows."""
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
            await asyncio.wait(tasks, timeout=CLOSING)

    def _wake(self) -> None:
        if not self._has_news:
            self._has_news = True
            self._client.dispatch("outbox")

    async def _work(self) -> None:
        while not await self._has_started():  # noqa: ASYNC110 - no event tells of room on a disk
            await asyncio.sleep(TROUBLE)
        while not self._is_finished():
            try:
                await self._round()
            except Exception:
                log.exception("unexpected failure of the queue; it goes on")
                await asyncio.sleep(TROUBLE)

    def _is_finished(self) -> bool:
        return self._is_stopping and not self._carrying and not self._ended

    async def _round(self) -> None:
        self._has_news = False
        room = self._room()
        turn = await self._turn(room)
        for row in turn.rows:
            task = asyncio.create_task(self._carry(row), name=f"{TASKS}{row.kind} {row.id}")
            self._carrying[task] = row.kind
            task.add_done_callback(self._carried)
        if not self._has_news and not self._is_finished():
            await self._wait(self._next_look(turn, room))

    async def _has_started(self) -> bool:
        try:
            await self._outbox.start()
        except Exception:
            log.exception("the queue cannot begin; it is tried again")
            return False
        return True

    def _room(self) -> Room:
        under_way = len(self._carrying)
        rows = self._outage.room(self._outbox.now(), most=SIDE_BY_SIDE, under_way=under_way)
        return Room(0 if self._is_stopping else rows, OF_A_KIND, Counter(self._carrying.values()))

    async def _turn(self, room: Room) -> Turn:
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
                await self._outbox.turn([each])
            except NotSavedError:
                return ended[at:]
            except Exception:
                log.exception("the end of row %d cannot be recorded", each.row.id)
        return []

    def _next_look(self, turn: Turn, room: Room) -> datetime | None:
        """Return when there may be something to do without news; None if only news can tell."""
        if self._is_stopping or len(self._carrying) >= SIDE_BY_SIDE:
            return None
        if self._outage.until is not None and self._carrying:
            return None
        return turn.next_at if room.rows else self._outage.until

    async def _wait(self, until: datetime | None) -> None:
        """Sleep until there is news, or until a moment."""
        seconds = None
        if until is not None:
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
        if not was_heard(ended):
            self._outage.failed(self._outbox.now())
        elif self._outage.answered():
            self.hurry()
        self._ended.append(ended)

    def _carried(self, task: asyncio.Task[None]) -> None:
        self._carrying.pop(task, None)
        self._wake()
