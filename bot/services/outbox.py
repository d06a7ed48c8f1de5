"""The durable queue: decisions write rows, the dispatcher takes and settles them.

A row is written in the transaction of the decision, and removed in the one that records its
result, so that no crash leaves either without the other.
"""

from __future__ import annotations

import logging
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from bot.domain.outbox import Again, Dead, DeadLetter, Done, Ended, Reason, Row
from bot.errors import DeadLetterGoneError
from bot.services.clock import Clock
from bot.storage import outbox
from bot.storage.database import Connection, Database, savepoint
from bot.storage.problems import prevents_saving

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=90)
"""How long a dead letter waits for an admin."""

REFUSED: Mapping[str, Any] = MappingProxyType({"refused": True})
"""What a carrier returns of a message to somebody who takes none."""

Recorder = Callable[[Connection, Row, Mapping[str, Any]], Awaitable[None]]
"""Records what came of a row: the result that its carrier returned."""
Mourner = Callable[[Connection, Row], Awaitable[None]]
"""Told that a row is given up, or was dropped."""


@dataclass(frozen=True, slots=True)
class _Kind:
    recorder: Recorder
    on_dead: Mourner | None
    on_dropped: Mourner | None


@dataclass(frozen=True, slots=True)
class Turn:
    """What the dispatcher is to do next: rows to carry out, and when to come again."""

    rows: list[Row] = field(default_factory=list[Row])
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """How many more rows the dispatcher takes, and of which kinds it carries how many.

    No kind may take all the room: where Discord slows one down, the others go on.
    """

    rows: int
    of_a_kind: int
    busy: Mapping[str, int] = field(default_factory=dict[str, int])


NO_ROOM = Room(0, 0)


class Outbox:
    """Keep rows until they are carried out, in order within a place."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._kinds: dict[str, _Kind] = {}
        self._wake: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        """Return the time that the queue goes by."""
        return self._clock()

    def wakes(self, wake: Callable[[], None]) -> None:
        """Call this whenever there may be something new to carry out."""
        self._wake = wake

    def register(
        self,
        kind: str,
        recorder: Recorder,
        *,
        on_dead: Mourner | None = None,
        on_dropped: Mourner | None = None,
    ) -> None:
        """Record rows of a kind in the very transaction that removes or buries them."""
        self._kinds[kind] = _Kind(recorder, on_dead, on_dropped)

    async def add(
        self,
        conn: Connection,
        kind: str,
        place: str,
        payload: Mapping[str, Any],
        *,
        due_at: datetime | None = None,
        server_id: int | None = None,
        holds: bool = False,
    ) -> int:
        """Write a row together with the decision; return its number.

        With ``holds`` the rows behind it wait while it is dead, until an admin settles it.
        """
        row_id = await outbox.add(
            conn,
            kind,
            place,
            payload,
            due_at=due_at or self._clock(),
            server_id=server_id,
            holds=holds,
        )
        # Before the commit, yet not too early: to look for work takes the same lock.
        self._wake()
        return row_id

    async def withdraw(
        self, conn: Connection, kind: str, place: str, *, match: Mapping[str, Any] | None = None
    ) -> int:
        """Take rows of a kind back that nobody began, and dead ones; return how many.

        ``match`` narrows it to rows whose payload has these values.
        """
        self._wake()
        return await outbox.withdraw(conn, kind, place, match or {})

    async def is_to_come(
        self,
        conn: Connection,
        kind: str,
        place: str,
        match: Mapping[str, Any],
        *,
        or_begun: bool = False,
    ) -> bool:
        """Tell whether a row with these values waits that nobody began: one does for many.

        With ``or_begun`` one counts too that is being carried out.
        """
        return await outbox.is_to_come(conn, kind, place, match, or_begun=or_begun)

    async def waiting(self, conn: Connection, places: Iterable[str]) -> set[str]:
        """Return those of some places where something is under way, to come, or given up."""
        return await outbox.waiting(conn, places)

    async def give_up(
        self,
        conn: Connection,
        kind: str,
        place: str,
        payload: Mapping[str, Any],
        *,
        server_id: int,
        reason: str,
        details: Mapping[str, str | int],
    ) -> None:
        """Tell admins of something among the dead letters; what was told there before goes."""
        await outbox.withdraw(conn, kind, place, {})
        now = self._clock()
        row_id = await outbox.add(
            conn, kind, place, payload, due_at=now, server_id=server_id, holds=False
        )
        row = Row(row_id, kind, place, payload, server_id, now, 0, None)
        await outbox.bury(conn, row, reason=reason, details=details, certain=True, at=now)

    async def forget(self, conn: Connection, user_id: int) -> None:
        """Remove all that was to reach somebody whose profile is deleted."""
        await outbox.forget(conn, f"user:{user_id}")

    async def start(self) -> None:
        """Give back what a process that was killed had begun."""
        async with self._db.transaction() as conn:
            await outbox.let_go(conn)

    async def turn(
        self, ended: Iterable[Ended], room: Room = NO_ROOM, *, hurries: bool = False
    ) -> Turn:
        """Settle what ended and claim as many due rows as there is room, in one transaction.

        With ``hurries`` the retries that wait after a failure are due now.
        """
        async with self._db.transaction() as conn:
            await self._settle(conn, ended)
            if hurries:
                await outbox.hurry(conn, now=self._clock())
            return await self._claim(conn, room) if room.rows else Turn()

    async def _claim(self, conn: Connection, room: Room) -> Turn:
        now, busy = self._clock(), Counter(room.busy)
        kinds = await outbox.kinds(conn)
        found: list[tuple[datetime, int, Row]] = []
        for kind in kinds:
            free = min(room.of_a_kind - busy[kind], room.rows)
            if free > 0:
                waiting = await outbox.due(conn, kind, free, now=now)
                found += ((since, row.id, row) for since, row in waiting)
        rows = [row for _, _, row in sorted(found, key=itemgetter(0, 1))[: room.rows]]
        if rows:
            await outbox.begin(conn, rows, now=now)
        busy.update(row.kind for row in rows)
        coming = [
            await outbox.next_due(conn, kind) for kind in kinds if busy[kind] < room.of_a_kind
        ]
        return Turn(rows, min(filter(None, coming), default=None))

    async def dead(self, server_id: int, *, limit: int, after: int = 0) -> list[DeadLetter]:
        """Return what was given up in a server, oldest first."""
        async with self._db.reader() as conn:
            return await outbox.dead(conn, server_id, limit=limit, after=after)

    async def count_dead(self, server_id: int) -> int:
        """Count what was given up in a server."""
        async with self._db.reader() as conn:
            return await outbox.count_dead(conn, server_id)

    async def retry(self, server_id: int, row_id: int) -> DeadLetter:
        """Try a dead letter again, from the beginning; return what it was.

        Where nobody could tell whether it had happened, the admin has looked.
        """
        async with self._db.transaction() as conn:
            letter = await _dead_letter(conn, server_id, row_id)
            certain = letter.reason == Reason.UNKNOWN
            await outbox.revive(conn, letter.row, certain=certain, now=self._clock())
            self._wake()
        return letter

    async def drop(self, server_id: int, row_id: int) -> DeadLetter:
        """Forget a dead letter: it is not to happen any more; return what it was."""
        async with self._db.transaction() as conn:
            letter = await _dead_letter(conn, server_id, row_id)
            await self._drop(conn, letter.row)
            self._wake()
        return letter

    async def forget_old(self) -> None:
        """Drop what nobody settled within 90 days."""
        async with self._db.transaction() as conn:
            for row in await outbox.died_before(conn, self._clock() - KEPT_FOR):
                await self._drop(conn, row)
            self._wake()

    async def _drop(self, conn: Connection, row: Row) -> None:
        await outbox.remove(conn, (row,))
        kind = self._kinds.get(row.kind)
        if kind and kind.on_dropped:
            await kind.on_dropped(conn, row)

    async def _settle(self, conn: Connection, ended: Iterable[Ended]) -> None:
        done: list[Row] = []
        for each in ended:
            match each:
                case Done(row, result):
                    if await self._record(conn, row, result):
                        done.append(row)
                case Again():
                    await outbox.put_off(
                        conn,
                        each.row,
                        not_before=each.not_before,
                        attempts=each.attempts,
                        certain=each.certain,
                    )
                case Dead():
                    await self._bury(conn, each)
        if done:
            await outbox.remove(conn, done)

    async def _record(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> bool:
        """Run a recorder; what it did not manage is nobody else's loss."""
        kind = self._kinds.get(row.kind)
        if kind is None:
            return True
        try:
            async with savepoint(conn):
                await kind.recorder(conn, row, result)
        except Exception as error:
            if prevents_saving(error):
                raise
            code = secrets.token_hex(3)
            log.error("row %d (%s) happened, unrecorded, code %s", row.id, row.kind, code)
            log.error("unexpected failure, code %s", code, exc_info=error)
            await self._bury(conn, Dead(row, Reason.FAULT, {"code": code}, certain=False))
            return False
        return True

    async def _bury(self, conn: Connection, dead: Dead) -> None:
        log.warning("row %d (%s) is given up: %s", dead.row.id, dead.row.kind, dead.reason)
        await outbox.bury(
            conn,
            dead.row,
            reason=dead.reason,
            details=dead.details,
            certain=dead.certain,
            at=self._clock(),
        )
        kind = self._kinds.get(dead.row.kind)
        if kind is None or kind.on_dead is None:
            return
        try:
            async with savepoint(conn):
                await kind.on_dead(conn, dead.row)
        except Exception:
            log.exception("the end of row %d (%s) could not be told", dead.row.id, dead.row.kind)


async def _dead_letter(conn: Connection, server_id: int, row_id: int) -> DeadLetter:
    letter = await outbox.dead_letter(conn, server_id, row_id)
    if letter is None:
        raise DeadLetterGoneError
    return letter
