"""Where people were in Japan: what they say of it, checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import TypedDict, Unpack
from zoneinfo import ZoneInfo

from bot.domain.placements import (
    CALENDAR_YEAR,
    EARLIEST_YEAR,
    Changeover,
    Placement,
    When,
)
from bot.domain.profiles import PLACEMENTS, SCHOOL_LENGTH, TOWN_LENGTH, Profile
from bot.domain.questions import Question, questions
from bot.errors import (
    EndBeforeStartError,
    FutureMonthError,
    NoProfileError,
    PlacementNotFoundError,
    TooEarlyError,
    UnknownChoiceError,
)
from bot.reference import municipalities, prefectures, programmes
from bot.reference.programmes import Programme
from bot.reference.resolution import Found
from bot.services import checks
from bot.services.clock import Clock
from bot.services.indexing import reindex
from bot.storage import profiles
from bot.storage.database import Connection, Database

_JAPAN = ZoneInfo("Asia/Tokyo")
_EMPTY = Placement(
    id=0, prefecture=None, town=None, town_code=None, job=None, since=None, until=None
)


class _Details(TypedDict, total=False):
    town: str | None
    job: str | None
    until: When | None
    organisation: str | None
    school: str | None


class Stay(_Details):
    """What somebody says of a placement; ``until`` is None for "now"."""

    prefecture: str
    since: When


class StayChange(_Details, total=False):
    """What somebody says anew of a placement; what is left out stays as it was."""

    prefecture: str
    since: When


@dataclass(frozen=True, slots=True)
class Saved:
    """A placement as it was kept, and what to ask about it: gently, it is kept anyway."""

    placement: Placement
    questions: tuple[Question, ...]


class Placements:
    """Change the asker's own placements, each wish in one transaction."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def add(self, user_id: int, **said: Unpack[Stay]) -> Saved:
        """Add a placement."""
        async with self._db.transaction() as conn:
            mine = await _own(conn, user_id)
            checks.at_most((*mine.placements, _EMPTY), PLACEMENTS)
            stay = checked(replace(_EMPTY, **said), self._today())
            added = await profiles.add_placement(conn, user_id, stay)
            return await self._saved(conn, user_id, added)

    async def edit(self, user_id: int, placement_id: int, **said: Unpack[StayChange]) -> Saved:
        """Change a placement."""
        async with self._db.transaction() as conn:
            before = _placement(await _own(conn, user_id), placement_id)
            await profiles.update_placement(
                conn, user_id, checked(replace(before, **said), self._today())
            )
            return await self._saved(conn, user_id, placement_id)

    async def remove(self, user_id: int, placement_id: int) -> Placement:
        """Remove a placement and return what it was."""
        async with self._db.transaction() as conn:
            before = _placement(await _own(conn, user_id), placement_id)
            await profiles.remove_placement(conn, user_id, placement_id)
            await _settle(conn, user_id)
            return before

    async def _saved(self, conn: Connection, user_id: int, placement_id: int) -> Saved:
        await _settle(conn, user_id)
        mine = await _own(conn, user_id)
        stay = _placement(mine, placement_id)
        programme = _programme(stay)
        asked = questions(
            mine,
            stay,
            today=self._today(),
            roles=[role.code for role in programme.roles],
            max_years=programme.max_years,
        )
        return Saved(stay, asked)

    def _today(self) -> date:
        return day_in_japan(self._clock())


def day_in_japan(now: datetime) -> date:
    """Return the day it is in Japan, where a new month begins before it does in UTC."""
    return now.astimezone(_JAPAN).date()


def checked(stay: Placement, today: date) -> Placement:
    """Return a placement cleaned, with its town's code and how bare years are read."""
    if stay.prefecture is None or prefectures.get(stay.prefecture) is None:
        raise UnknownChoiceError(text=stay.prefecture or "")
    _check_years(stay, today)
    programme = _programme(stay)
    if stay.organisation is not None and not programme.organisation(stay.organisation):
        raise UnknownChoiceError(text=stay.organisation)
    town = checks.line(stay.town, TOWN_LENGTH)
    return replace(
        stay,
        town=town,
        town_code=_town_code(town, stay.prefecture),
        school=checks.line(stay.school, SCHOOL_LENGTH),
        changeover=_changeover(stay.job, programme),
    )


def _check_years(stay: Placement, today: date) -> None:
    for when in filter(None, (stay.since, stay.until)):
        if when.year < EARLIEST_YEAR:
            raise TooEarlyError(when=str(when), earliest=str(EARLIEST_YEAR))
        if when.is_after(today):
            raise FutureMonthError(when=str(when))
    if not stay.is_possible:
        raise EndBeforeStartError(since=str(stay.since), until=str(stay.until))


async def _settle(conn: Connection, user_id: int) -> None:
    """Whoever changes an imported placement has taken the import over; the search follows."""
    await profiles.claim(conn, user_id)
    await reindex(conn, user_id)


async def _own(conn: Connection, user_id: int) -> Profile:
    mine = await profiles.get(conn, user_id)
    if mine is None:
        raise NoProfileError
    return mine


def _placement(mine: Profile, placement_id: int) -> Placement:
    found = next((stay for stay in mine.placements if stay.id == placement_id), None)
    if found is None:
        raise PlacementNotFoundError
    return found


def _programme(stay: Placement) -> Programme:
    return programmes.get(stay.programme) or programmes.default()


@lru_cache(maxsize=10_000)
def _town_code(town: str | None, prefecture: str) -> str | None:
    """Return the official code of a town that still exists; many of the 1990s do not."""
    found = municipalities.resolve(town, prefecture) if town else None
    return found.value.code if isinstance(found, Found) else None


def _changeover(job: str | None, programme: Programme) -> Changeover:
    """Return how bare years are read: by the programme's changeover in its own jobs only."""
    if job is not None and programme.role(job):
        return Changeover(programme.arrival_month, programme.departure_month)
    if job is not None and not programme.tie(job):
        raise UnknownChoiceError(text=job)
    return CALENDAR_YEAR
