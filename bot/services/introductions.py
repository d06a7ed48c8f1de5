"""Whom a newcomer may turn to: people of their places who agreed to welcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain import privacy
from bot.domain.consents import Purpose
from bot.domain.privacy import JAPAN, SeenProfile, Viewer
from bot.domain.profiles import Profile
from bot.domain.results import Why
from bot.domain.search import Query, match
from bot.domain.terms import WELCOMES, groups
from bot.services.finding import find
from bot.storage import consents, profiles
from bot.storage.database import Connection, Database

CHOICE = 8
"""One of so many is introduced, a different one to each newcomer: nobody is overrun."""
LATEST_STAYS = 5


@dataclass(frozen=True, slots=True)
class Introduction:
    """Somebody to say hello to, and what the two have in common."""

    person: SeenProfile
    why: tuple[Why, ...]


class Introductions:
    """Introduce people by the newcomer's own rule of who sees what, through the search."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def to(self, server_id: int | None, user_id: int) -> tuple[Introduction, ...]:
        """Return up to one person of the same town or prefecture, and one of the same country."""
        if server_id is None:
            return ()
        found: list[Introduction] = []
        async with self._db.reader() as conn:
            mine = await profiles.get(conn, user_id)
            by = privacy.viewer(user_id, mine, server_id)
            if mine is None or not by.is_listed:
                return ()
            for alternatives in (tuple(_towns(mine)), tuple(_prefectures(mine))):
                if not found:
                    found += await _one(conn, by, server_id, alternatives, found)
            found += await _one(conn, by, server_id, tuple(_country(mine)), found)
        return tuple(found)


async def _one(
    conn: Connection,
    by: Viewer,
    server_id: int,
    alternatives: tuple[Query, ...],
    before: Iterable[Introduction],
) -> list[Introduction]:
    """Return one of those who are an answer to any of some questions, and welcome newcomers."""
    if not alternatives:
        return []

    def judge(seen: SeenProfile) -> tuple[Why, ...] | None:
        return next(filter(None, (match(seen, query) for query in alternatives)), None)

    met = (
        frozenset[str]().union(*(term for query in alternatives for term in groups(query))),
        frozenset({WELCOMES}),
    )
    known = {each.person.user_id for each in before}
    people = await find(conn, by, met, judge, CHOICE)
    agreed = await consents.servers(
        conn, Purpose.INTRODUCTIONS, (each.person.user_id for each in people)
    )
    fit = [
        Introduction(each.person, each.reasons)
        for each in people
        if each.person.user_id not in known
        and server_id in agreed.get(each.person.user_id, frozenset())
    ]
    return [fit[by.user_id % len(fit)]] if fit else []


def _towns(mine: Profile) -> Iterator[Query]:
    for stay in mine.placements[-LATEST_STAYS:]:
        if stay.prefecture and stay.town:
            codes = (stay.town_code,) if stay.town_code else ()
            yield Query(prefecture=stay.prefecture, town=stay.town, town_codes=codes)


def _prefectures(mine: Profile) -> Iterator[Query]:
    for stay in mine.placements[-LATEST_STAYS:]:
        if stay.prefecture:
            yield Query(prefecture=stay.prefecture)


def _country(mine: Profile) -> Iterator[Query]:
    """Ask for the country lived in or, of those who live in Japan, for the home country."""
    if mine.country and mine.country != JAPAN:
        yield Query(lives_in=mine.country)
    elif mine.home and mine.home != JAPAN:
        yield Query(home=mine.home)
