"""Profiles and their placements, in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter
from typing import Any

import aiosqlite

from bot.domain.placements import Changeover, Placement, When
from bot.domain.profiles import Audience, Field, Kind, Level, OpenTo, Profile, Spoken
from bot.storage.database import first

PERSON = """
       p.*,
       (SELECT json_group_array(json_array(
                   s.id, s.prefecture, s.town, s.town_code, s.job, s.since, s.until,
                   s.organisation, s.school, s.programme, s.arrival_month, s.departure_month))
          FROM placements AS s WHERE s.user_id = p.user_id) AS stays,
       (SELECT json_group_array(l.guild_id)
          FROM listings AS l
         WHERE l.user_id = p.user_id AND l.listed_at IS NOT NULL AND l.present
           AND NOT EXISTS (SELECT 1 FROM exclusions AS e
                            WHERE e.guild_id = l.guild_id AND e.user_id = l.user_id)) AS listed_in
"""
"""What is selected of a row p of profiles to make a person whole."""

_SELECT = f"SELECT {PERSON} FROM profiles AS p"

ADD_PLACEMENT = """
INSERT INTO placements (user_id, prefecture, town, town_code, job, since, until, organisation,
                        school, programme, arrival_month, departure_month)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


async def get(conn: aiosqlite.Connection, user_id: int) -> Profile | None:
    """Return one person whole, or None."""
    row = await first(conn, _SELECT + " WHERE p.user_id = ?", (user_id,))
    return None if row is None else read(row)


async def get_many(conn: aiosqlite.Connection, user_ids: Iterable[int]) -> dict[int, Profile]:
    """Return people by their accounts."""
    query = _SELECT + " WHERE p.user_id IN (SELECT value FROM json_each(?))"
    rows = await conn.execute_fetchall(query, (json.dumps(list(user_ids)),))
    return {row["user_id"]: read(row) for row in rows}


async def get_by_ids(conn: aiosqlite.Connection, ids: Iterable[int]) -> dict[int, Profile]:
    """Return people by their row ids, as the search knows them."""
    query = _SELECT + " WHERE p.id IN (SELECT value FROM json_each(?))"
    rows = await conn.execute_fetchall(query, (json.dumps(list(ids)),))
    return {row["id"]: read(row) for row in rows}


async def save(conn: aiosqlite.Connection, profile: Profile, *, at: datetime) -> None:
    """Insert or update everything of a person but placements and listings.

    A profile that is not (any more) ``imported`` is thereby taken over by its person.
    """
    await conn.execute(
        """
        INSERT INTO profiles (user_id, name, reading, kind, home, country, city, languages,
                              occupation, work_field, about, interests, links, open_to,
                              audiences, hidden, confirmed_at, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (user_id) DO UPDATE SET
            name = excluded.name, reading = excluded.reading, kind = excluded.kind,
            home = excluded.home, country = excluded.country, city = excluded.city,
            languages = excluded.languages, occupation = excluded.occupation,
            work_field = excluded.work_field, about = excluded.about,
            interests = excluded.interests, links = excluded.links,
            open_to = excluded.open_to, audiences = excluded.audiences,
            hidden = excluded.hidden, confirmed_at = excluded.confirmed_at,
            imported_at = CASE WHEN ? THEN imported_at END
        """,
        (*columns(profile), at.isoformat(), profile.imported),
    )


async def claim(conn: aiosqlite.Connection, user_id: int) -> None:
    """Make what was imported the person's own."""
    await conn.execute("UPDATE profiles SET imported_at = NULL WHERE user_id = ?", (user_id,))


async def delete(conn: aiosqlite.Connection, user_id: int) -> bool:
    """Delete a person and all that hangs on them; tell whether there was anybody."""
    cursor = await conn.execute("DELETE FROM profiles WHERE user_id = ?", (user_id,))
    return cursor.rowcount > 0


async def add_placement(conn: aiosqlite.Connection, user_id: int, stay: Placement) -> int:
    """Insert a placement and return its id."""
    cursor = await conn.execute(ADD_PLACEMENT, (user_id, *stay_columns(stay)))
    assert cursor.lastrowid is not None  # noqa: S101 - an INSERT always has one
    return cursor.lastrowid


async def update_placement(conn: aiosqlite.Connection, user_id: int, stay: Placement) -> bool:
    """Update a placement of this very person; tell whether there was one."""
    cursor = await conn.execute(
        """
        UPDATE placements
           SET prefecture = ?, town = ?, town_code = ?, job = ?, since = ?, until = ?,
               organisation = ?, school = ?, programme = ?, arrival_month = ?, departure_month = ?
         WHERE user_id = ? AND id = ?
        """,
        (*stay_columns(stay), user_id, stay.id),
    )
    return cursor.rowcount > 0


async def remove_placement(conn: aiosqlite.Connection, user_id: int, placement_id: int) -> bool:
    """Delete a placement of this very person; tell whether there was one."""
    cursor = await conn.execute(
        "DELETE FROM placements WHERE user_id = ? AND id = ?", (user_id, placement_id)
    )
    return cursor.rowcount > 0


def columns(profile: Profile) -> tuple[object, ...]:
    """Return what is stored of a person, but for the moments that the database adds."""
    return (
        profile.user_id,
        profile.name,
        profile.reading,
        profile.kind,
        profile.home,
        profile.country,
        profile.city,
        json.dumps([[spoken.language, spoken.level] for spoken in profile.languages]),
        profile.occupation,
        profile.work_field,
        profile.about,
        profile.interests,
        json.dumps(profile.links),
        json.dumps(sorted(profile.open_to)),
        json.dumps(dict(profile.audiences)),
        int(profile.hidden),
        profile.confirmed_at.isoformat() if profile.confirmed_at else None,
    )


def stay_columns(stay: Placement) -> tuple[object, ...]:
    """Return what is stored of a placement."""
    return (
        stay.prefecture,
        stay.town,
        stay.town_code,
        stay.job,
        str(stay.since),
        str(stay.until) if stay.until else None,
        stay.organisation,
        stay.school,
        stay.programme,
        stay.changeover.arrival,
        stay.changeover.departure,
    )


def read(row: aiosqlite.Row) -> Profile:
    """Return the person of a row that has :data:`PERSON`."""
    languages, links, open_to, audiences, stays, listed_in = json.loads(
        "[{languages},{links},{open_to},{audiences},{stays},{listed_in}]".format_map(row)
    )
    kind, confirmed_at = row["kind"], row["confirmed_at"]
    return Profile(
        user_id=row["user_id"],
        name=row["name"],
        reading=row["reading"],
        kind=Kind(kind) if kind else None,
        home=row["home"],
        country=row["country"],
        city=row["city"],
        languages=tuple(Spoken(code, Level(level)) for code, level in languages),
        occupation=row["occupation"],
        work_field=row["work_field"],
        about=row["about"],
        interests=row["interests"],
        links=tuple(links),
        open_to=frozenset(map(OpenTo, open_to)),
        placements=tuple(map(_stay, sorted(stays, key=_SINCE_AND_ID))),
        audiences={Field(part): Audience(audience) for part, audience in audiences.items()},
        hidden=bool(row["hidden"]),
        imported=row["imported_at"] is not None,
        listed_in=frozenset(listed_in),
        confirmed_at=datetime.fromisoformat(confirmed_at) if confirmed_at else None,
    )


_SINCE_AND_ID = itemgetter(5, 0)


def _stay(values: list[Any]) -> Placement:
    id_, prefecture, town, town_code, job, since, until, *rest = values
    organisation, school, programme, arrival_month, departure_month = rest
    return Placement(
        id=id_,
        prefecture=prefecture,
        town=town,
        town_code=town_code,
        job=job,
        since=When.read(since),
        until=When.read(until) if until else None,
        organisation=organisation,
        school=school,
        programme=programme,
        changeover=Changeover(arrival_month, departure_month),
    )
