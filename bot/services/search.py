"""Answer searches, a page at a time, each page by what may be seen today."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.domain import privacy
from bot.domain.overlap import Mode
from bot.domain.placements import month_number
from bot.domain.results import Page, Town
from bot.domain.search import Filter, Query, Sort
from bot.domain.words import runs
from bot.errors import (
    EndBeforeStartError,
    NotListedError,
    NoWordsError,
    SearchGoneError,
)
from bot.services.budgets import spend
from bot.services.chain import chain_page
from bot.services.clock import Clock
from bot.services.overlap import overlap_page
from bot.services.pages import NEAR, PEOPLE, Asker, page
from bot.storage import profiles, searches
from bot.storage.database import Connection, Database
from bot.storage.searches import Search as Asked

OVERLAP = "overlap"
CHAIN = "chain"

_PAGES = {PEOPLE: page, NEAR: page, OVERLAP: overlap_page, CHAIN: chain_page}


class Search:
    """Find people for somebody who is listed themselves."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def people(
        self, user_id: int, server_id: int | None, query: Query, sort: Sort | None = None
    ) -> Page:
        """Find people by all filters together; with none, the newest and the nearest."""
        _check(query)
        asked = {"query": query.stored(), "sort": sort}
        return await self._begin(user_id, server_id, PEOPLE, asked)

    async def near(self, user_id: int, server_id: int | None, city: int | None, km: int) -> Page:
        """Find people around a city, or (None) around where the asker lives."""
        return await self._begin(user_id, server_id, NEAR, {"city": city, "km": km})

    async def overlap(
        self,
        user_id: int,
        server_id: int | None,
        placement_id: int | None = None,
        mode: Mode = Mode.TOGETHER,
    ) -> Page:
        """Find those whose stays meet one of the asker's placements, or (None) all of them."""
        asked = {"placement": placement_id, "mode": mode}
        return await self._begin(user_id, server_id, OVERLAP, asked)

    async def chain(self, user_id: int, server_id: int | None, town: Town) -> Page:
        """Put all who were in one town in the order of time."""
        return await self._begin(user_id, server_id, CHAIN, asdict(town))

    async def page(self, search_id: str, user_id: int, number: int) -> Page:
        """Return a page of a search; raise SearchGoneError after a day, and for anybody else."""
        return await self._answer(await self.recall(search_id, user_id), number)

    async def without(self, search_id: str, user_id: int, dropped: Filter) -> Page:
        """Ask again for one thing less."""
        search = await self.recall(search_id, user_id)
        query = Query.read(search.query["query"]).without(dropped)
        asked = {**search.query, "query": query.stored()}
        return await self._begin(user_id, search.server_id, PEOPLE, asked)

    async def in_mode(self, search_id: str, user_id: int, mode: Mode) -> Page:
        """Ask in another mode who met the same placements."""
        search = await self.recall(search_id, user_id)
        return await self._begin(user_id, search.server_id, OVERLAP, {**search.query, "mode": mode})

    async def recall(self, search_id: str, user_id: int) -> Asked:
        """Return a search of this very person that is not forgotten."""
        async with self._db.glance() as conn:
            search = await searches.get(conn, search_id, user_id, at=self._clock())
        if search is None:
            raise SearchGoneError
        return search

    async def forget(self) -> None:
        """Delete all searches that are over a day old."""
        async with self._db.transaction() as conn:
            await searches.forget(conn, at=self._clock())

    async def _begin(
        self, user_id: int, server_id: int | None, kind: str, asked: Mapping[str, Any]
    ) -> Page:
        search = Asked(secrets.token_urlsafe(8), user_id, server_id, kind, dict(asked))
        return await self._answer(search, 0, is_new=True)

    async def _answer(self, search: Asked, number: int, *, is_new: bool = False) -> Page:
        """Return a page: it is found while what was written goes to the disk."""
        reading: asyncio.Task[Page] | None = None
        now = self._clock()
        try:
            async with self._db.transaction() as conn:
                asker = await _asker(conn, search.user_id, search.server_id)
                await spend(conn, search.user_id, asker.viewer.servers, "searches", now)
                if is_new:
                    await searches.add(conn, search, at=now)
                reading = asyncio.create_task(self._read(asker, search, number))
            return await reading
        finally:
            # What could not be written is not answered either.
            if reading is not None:
                reading.cancel()
                await asyncio.gather(reading, return_exceptions=True)

    async def _read(self, asker: Asker, search: Asked, number: int) -> Page:
        async with self._db.glance() as conn:
            return await _PAGES[search.kind](conn, asker, search, number)


def _check(query: Query) -> None:
    if query.text is not None and not runs(query.text):
        raise NoWordsError(text=query.text)
    since, until = query.since, query.until
    if since and until:
        first = month_number(since.year, since.month or 1)
        if first > month_number(until.year, until.month or 12):
            raise EndBeforeStartError(since=str(since), until=str(until))


async def _asker(conn: Connection, user_id: int, server_id: int | None) -> Asker:
    own = await profiles.get(conn, user_id)
    by = privacy.viewer(user_id, own, server_id)
    if own is None or not by.is_listed:
        raise NotListedError
    return Asker(own, by)
