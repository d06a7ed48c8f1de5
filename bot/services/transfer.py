"""People brought in from a sheet and handed out again, for the host."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from bot.domain.placements import Placement
from bot.domain.profiles import PLACEMENTS, Profile
from bot.domain.transfer import PERSON, Row
from bot.services import sheet
from bot.services.clock import Clock
from bot.services.placements import day_in_japan
from bot.services.sheet import BadRowError
from bot.storage import transfer
from bot.storage.database import Connection, Database

UNCLAIMED_FOR = timedelta(days=90)

_BATCH = 500
_SHOWN = 20


@dataclass(slots=True)
class Outcome:
    """What came of an import; ``refused`` has the line and the reason of each bad row."""

    people: int = 0
    placements: int = 0
    first: list[Profile] = field(default_factory=list[Profile])
    """Some of the people, to show what it is about."""
    known: set[int] = field(default_factory=set[int])
    refused: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    is_kept: bool = True


class Transfer:
    """Take people in whom nobody sees until they claim it, and write everybody out."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def bring_in(
        self, rows: Iterable[Row], *, skip_bad: bool = False, dry_run: bool = False
    ) -> Outcome:
        """Import rows, all or nothing; a profile that is there already is never touched.

        Rows of one person may stand anywhere. With a bad row nothing is kept, unless
        ``skip_bad`` leaves it out; a dry run finds out everything and keeps nothing.
        """
        now = self._clock()
        reading = _Reading(day_in_japan(now))
        remaining = iter(rows)
        async with self._db.transaction() as conn:
            while batch := list(islice(remaining, _BATCH)):
                await reading.look_up(conn, batch)
                people, stays = reading.take(batch)
                await transfer.add(conn, people, stays, at=now)
            outcome = reading.outcome
            outcome.is_kept = not dry_run and (skip_bad or not outcome.refused)
            if not outcome.is_kept:
                await conn.rollback()
        return outcome

    async def count(self) -> int:
        """Count everybody, unclaimed and unlisted people too."""
        async with self._db.reader() as conn:
            return await transfer.count(conn)

    async def hand_out(self) -> AsyncGenerator[Profile, None]:
        """Read everybody, as they all are at this moment."""
        async with self._db.reader() as conn:
            async for profile in transfer.everybody(conn):
                yield profile

    async def forget_unclaimed(self) -> int:
        """Delete whoever did not claim within 90 days what was imported; tell how many."""
        async with self._db.transaction() as conn:
            return await transfer.delete_unclaimed(conn, before=self._clock() - UNCLAIMED_FOR)


@dataclass(slots=True)
class _Begun:
    """What is remembered of a person while their other rows may still come."""

    line: int
    said: int
    placements: int


class _Reading:
    """Read batches of rows and remember whose they were."""

    def __init__(self, today: date) -> None:
        self.outcome = Outcome()
        self._today = today
        self._begun: dict[int, _Begun] = {}

    async def look_up(self, conn: Connection, batch: Iterable[Row]) -> None:
        """Find out who of a batch has a profile that this import did not make."""
        asked = set(_identities(batch)) - self._begun.keys() - self.outcome.known
        self.outcome.known |= await transfer.known(conn, asked)

    def take(self, batch: Iterable[Row]) -> tuple[list[Profile], list[tuple[int, Placement]]]:
        """Return the new people and placements of a batch; note the rows that are bad."""
        people: list[Profile] = []
        stays: list[tuple[int, Placement]] = []
        for row in batch:
            try:
                profile, stay = self._read(row)
            except BadRowError as bad:
                self.outcome.refused.append((row.line, str(bad)))
                continue
            if profile is not None:
                people.append(profile)
            if stay is not None:
                stays.append(stay)
        self.outcome.first += people[: _SHOWN - len(self.outcome.first)]
        self.outcome.people += len(people)
        self.outcome.placements += len(stays)
        return people, stays

    def _read(self, row: Row) -> tuple[Profile | None, tuple[int, Placement] | None]:
        if row.has_more:
            raise BadRowError("it has more cells than the first line; is a quotation mark missing?")
        user_id = sheet.identity(row.cells)
        if user_id in self.outcome.known:
            return None, None
        stay = sheet.stay(row.cells, self._today)
        begun = self._begun.get(user_id)
        profile = sheet.person(user_id, row.cells) if begun is None else None
        if begun is None:
            begun = self._begun[user_id] = _Begun(row.line, _said(row), 0)
        else:
            _check_repeated(row, begun, stay)
        begun.placements += stay is not None
        return profile, (user_id, stay) if stay else None


def _identities(batch: Iterable[Row]) -> Iterator[int]:
    for row in batch:
        try:
            yield sheet.identity(row.cells)
        except BadRowError:
            continue  # told when the row is read


def _said(row: Row) -> int:
    return hash(tuple(row.cells.get(column) for column in PERSON))


def _check_repeated(row: Row, begun: _Begun, stay: Placement | None) -> None:
    """Refuse a later row that adds nothing, or says other things of the person."""
    if any(column in row.cells for column in PERSON) and _said(row) != begun.said:
        raise BadRowError(f"says other things of this person than line {begun.line}")
    if stay is None:
        raise BadRowError(f"this person is on line {begun.line} already, and here is no placement")
    if begun.placements >= PLACEMENTS:
        raise BadRowError(f"this person has {PLACEMENTS} placements already")
