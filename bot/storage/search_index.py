"""Who can be found by which terms, in SQL: an index whose order is freshest confirmed first.

Each term stands there with its server and its layer: "m" for what all members see, "p" for
what the people of the places see. So a server's question reads only its own people, and a
stranger's question never touches what they may not see.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain

import aiosqlite

from bot.domain.privacy import Place, Viewer
from bot.domain.profiles import Kind, Profile
from bot.domain.terms import EVERYBODY, WELCOMES, Document, Groups
from bot.storage import profiles

_ID_BITS = 32
_ID_MASK = (1 << _ID_BITS) - 1
_EPOCH = date(1970, 1, 1)
_LAST_DAY = 0xFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as the index is to know them; without a document, not at all."""

    user_id: int
    confirmed_at: datetime | None
    document: Document | None


async def write(conn: aiosqlite.Connection, entries: Sequence[Entry]) -> None:
    """Bring the index up to date; people of whom nothing changed cost nothing.

    The order is part of the speed: the index starts a new segment whenever a place is lower
    than the one before.
    """
    wanted = {entry.user_id: entry for entry in entries}
    steps: list[tuple[int, str | None, str]] = []
    gone: list[tuple[int]] = []
    come: list[tuple[int, int, str]] = []
    for row in await conn.execute_fetchall(_SELECT, (json.dumps(list(wanted)),)):
        entry = wanted[row["user_id"]]
        before = None if row["place"] is None else (row["place"], row["document"])
        after = _stored(entry, row["id"])
        if before == after:
            continue
        if before is not None:
            steps.append((before[0], "delete", _text(before[1])))
            gone.append((before[0],))
        if after is not None:
            steps.append((after[0], None, _text(after[1])))
            come.append((after[0], entry.user_id, after[1]))
    if steps:
        steps.sort(key=lambda step: (step[0], step[1] is None))
        await conn.executemany(_CHANGE, steps)
        await conn.executemany("DELETE FROM search_documents WHERE place = ?", gone)
        await conn.executemany("INSERT INTO search_documents VALUES (?, ?, ?)", come)


async def clear(conn: aiosqlite.Connection, user_id: int) -> None:
    """Take a person out of the index."""
    await write(conn, [Entry(user_id, None, None)])


async def find(
    conn: aiosqlite.Connection, by: Viewer, groups: Groups, *, after: int, limit: int
) -> list[int]:
    """Return the next places after one (at first -1) whose people a viewer may find by terms."""
    query = """
        SELECT rowid FROM search_index
         WHERE search_index MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?
    """
    rows = await conn.execute_fetchall(query, (_expression(by, groups), after, limit))
    return [row[0] for row in rows]


async def find_people(
    conn: aiosqlite.Connection, by: Viewer, groups: Groups, *, after: int, limit: int
) -> list[tuple[int, Profile]]:
    """Return the same as :func:`find` with the people themselves, in one question."""
    query = f"""
        WITH found AS MATERIALIZED (
            SELECT rowid AS place FROM search_index
             WHERE search_index MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?)
        SELECT found.place, {profiles.PERSON}
          FROM found CROSS JOIN profiles AS p ON p.id = found.place & {_ID_MASK}
         ORDER BY found.place
    """
    rows = await conn.execute_fetchall(query, (_expression(by, groups), after, limit))
    return [(row["place"], profiles.read(row)) for row in rows]


async def count(
    conn: aiosqlite.Connection, by: Viewer, questions: Sequence[Groups], *, limit: int
) -> list[int]:
    """Count, up to a limit each, how many others a viewer may find by each of some terms."""
    one = """
        SELECT {number}, (SELECT count(*) FROM (
            SELECT 1 FROM search_index
             WHERE search_index MATCH ?
               AND rowid IS NOT (SELECT place FROM search_documents WHERE user_id = ?)
             LIMIT ?))
    """
    if not questions:
        return []
    query = " UNION ALL ".join(one.format(number=number) for number in range(len(questions)))
    values = [(_expression(by, groups), by.user_id, limit) for groups in questions]
    rows = await conn.execute_fetchall(query + " ORDER BY 1", list(chain.from_iterable(values)))
    return [row[1] for row in rows]


def person(place: int) -> int:
    """Return the profile's row id that stands at a place."""
    return place & _ID_MASK


async def tidy(conn: aiosqlite.Connection) -> None:
    """Merge the index into one piece, after a great many people came at once."""
    await conn.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")


LISTED = f"""
    SELECT p.user_id FROM search_index AS i JOIN profiles AS p ON p.id = i.rowid & {_ID_MASK}
     WHERE i.search_index MATCH ?
"""
"""Who is listed somewhere, by what :func:`listed` asks for."""


def listed(server: int, kinds: Iterable[Kind] | None) -> str:
    """Ask for whom every listed member of a server may find, of some kinds or (None) of all."""
    terms = (EVERYBODY,) if kinds is None else (f"k{kind}" for kind in kinds)
    return _any_of(_layer(server, "m") + term for term in terms)


_SELECT = """
SELECT wanted.value AS user_id, p.id, d.place, d.document
  FROM json_each(?) AS wanted
  LEFT JOIN profiles AS p ON p.user_id = wanted.value
  LEFT JOIN search_documents AS d ON d.user_id = wanted.value
"""
# The first column tells FTS5 to forget the terms; NULL there is an ordinary row.
_CHANGE = "INSERT INTO search_index (rowid, search_index, terms) VALUES (?, ?, ?)"


def _stored(entry: Entry, profile_id: int | None) -> tuple[int, str] | None:
    document = entry.document
    if document is None or profile_id is None:
        return None
    confirmed = entry.confirmed_at
    day = 0 if confirmed is None else (confirmed.astimezone(UTC).date() - _EPOCH).days
    parts = (
        document.servers,
        document.for_members,
        document.places,
        document.for_people_of_places,
        *([document.welcomes_in] if document.welcomes_in else []),
    )
    text = json.dumps([sorted(part) for part in parts], ensure_ascii=False, separators=(",", ":"))
    return (_LAST_DAY - day) << _ID_BITS | profile_id, text


def _text(stored: str) -> str:
    """Spell out all terms of a stored document."""
    servers, for_members, places, for_people_of_places, *agreed = json.loads(stored)
    welcomes_in = agreed[0] if agreed else ()
    scoped: list[str] = []
    for server in servers:
        members, people = _layer(server, "m"), _layer(server, "p")
        scoped += [members + term for term in for_members]
        scoped += [_scope(server, place) for place in places]
        scoped += [people + term for term in for_people_of_places]
        if server in welcomes_in:
            scoped += [members + WELCOMES, *([people + WELCOMES] if places else [])]
    return " ".join(scoped)


def _expression(by: Viewer, groups: Groups) -> str:
    """Ask in FTS5's language for what a viewer may find: by what members see, or by more."""
    return " OR ".join(_alternatives(by, groups))


def _alternatives(by: Viewer, groups: Groups) -> Iterator[str]:
    for server in by.servers:
        yield _all_of(_layer(server, "m"), groups)
        if by.places:
            around = _any_of(_scope(server, place) for place in by.places)
            yield f"({around} AND {_all_of(_layer(server, 'p'), groups)})"


def _all_of(layer: str, groups: Groups) -> str:
    met = (_any_of(layer + term for term in group) for group in groups)
    return f"({' AND '.join(met)})"


def _any_of(terms: Iterable[str]) -> str:
    quoted = (f'"{term}"' for term in sorted(terms))
    return f"({' OR '.join(quoted)})"


def _layer(server: int, letter: str) -> str:
    return f"{server:x}{letter}"


def _scope(server: int, place: Place) -> str:
    return f"{_layer(server, 'p')}_{place}"
