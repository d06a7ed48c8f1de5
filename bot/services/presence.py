"""Know who is still there: whoever left a server is hidden in it at once."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterable, Awaitable, Callable, Collection, Iterable

from bot.domain.privacy import SeenProfile
from bot.services.answers import Answers
from bot.services.clock import Clock
from bot.services.directory import Directory
from bot.services.indexing import reindex
from bot.services.polls import Polls
from bot.services.region_roles import RegionRoles
from bot.services.takeovers import Takeovers
from bot.storage import answers, feeds, listings, memberships, polls, profiles, regions
from bot.storage.database import Connection, Database

IsMember = Callable[[int, int], Awaitable[bool]]
"""Asks Discord whether (server, person) is a member just now."""

# A chunk is one transaction: long enough to be quick, short enough not to keep anybody waiting.
CHUNK = 100


class Presence:
    """Record who comes and goes, and keep the search and the regions in step."""

    def __init__(
        self,
        db: Database,
        directory: Directory,
        clock: Clock,
        roles: RegionRoles,
        answers: Answers,
        takeovers: Takeovers,
        polls: Polls,
    ) -> None:
        self._db = db
        self._directory = directory
        self._clock = clock
        self._roles = roles
        self._answers = answers
        self._polls = polls
        self._takeovers = takeovers
        # Who came or went while a server is being compared: that is newer than the comparison.
        self._moved: dict[int, set[int]] = {}

    async def joined(self, server_id: int, user_id: int) -> None:
        """Show a person again who was listed before they left."""
        self._moved.get(server_id, set()).add(user_id)
        await self._record(server_id, [user_id], present=True)

    async def left(self, server_id: int, user_id: int) -> None:
        """Hide a person in a server they are no longer in."""
        self._moved.get(server_id, set()).add(user_id)
        await self._record(server_id, [user_id], present=False)
        await self._free_seats(server_id, [user_id])

    async def server_gone(self, server_id: int) -> None:
        """Hide everybody in a server that the bot was removed from."""
        async with self._db.reader() as conn:
            people = await _people(conn, server_id)
        self._moved.get(server_id, set()).update(people)
        await self._record(server_id, people, present=False)

    async def only_servers(self, server_ids: Collection[int]) -> None:
        """Hide everybody in servers that the bot was removed from while it was away."""
        async with self._db.reader() as conn:
            known = {*await listings.guilds(conn), *await memberships.guilds(conn)}
        for server_id in known.difference(server_ids):
            await self.server_gone(server_id)

    async def compare(self, server_id: int, members: AsyncIterable[int]) -> None:
        """Catch up with who came and went while nobody was looking.

        Nothing changes unless the members could be read to their end.
        """
        moved = self._moved.setdefault(server_id, set())
        try:
            async with self._db.reader() as conn:
                known = await _people(conn, server_id)
                attended = await answers.present(conn, server_id)
                attended |= await polls.people(conn, server_id)
            attended |= await feeds.owners(conn, server_id)
            there = {user_id async for user_id in members if user_id in known | attended}
            await self._free_seats(server_id, attended - there - moved)
            await self._record(server_id, known - there, present=False, but_not=moved)
            await self._record(server_id, there, present=True, but_not=moved)
        finally:
            del self._moved[server_id]

    async def look_up(
        self, user_id: int, *, viewer_id: int, server_id: int | None, is_member: IsMember | None
    ) -> SeenProfile:
        """Look a person up; where nobody tells who leaves, ask whether they are still there.

        Only somebody whom the viewer would see is asked about, so that the time this takes
        tells nothing about hidden people. In a direct message the viewer may have left, too.
        """
        seen = await self._directory.look_up(user_id, viewer_id=viewer_id, server_id=server_id)
        if is_member is None or user_id == viewer_id:
            return seen
        asked_about = (user_id,) if server_id is not None else (user_id, viewer_id)
        for person, server in await self._listed(asked_about, server_id):
            if not await is_member(server, person):
                await self.left(server, person)
        return await self._directory.look_up(user_id, viewer_id=viewer_id, server_id=server_id)

    async def still_there(self, user_id: int, is_member: IsMember) -> None:
        """Hide somebody in the servers that they are found to have left."""
        for person, server in await self._listed((user_id,), None):
            if not await is_member(server, person):
                await self.left(server, person)

    async def _listed(
        self, user_ids: Iterable[int], server_id: int | None
    ) -> list[tuple[int, int]]:
        """Return (person, server) wherever that matters."""
        async with self._db.reader() as conn:
            people = [person for each in user_ids if (person := await profiles.get(conn, each))]
        servers = {
            server
            for person in people
            for server in person.listed_in
            if server_id in (None, server) and all(server in each.listed_in for each in people)
        }
        return [(person.user_id, server) for person in people for server in servers]

    async def _record(
        self,
        server_id: int,
        user_ids: Iterable[int],
        *,
        present: bool,
        but_not: Collection[int] = (),
    ) -> None:
        rest = iter(user_ids)
        while chunk := list(itertools.islice(rest, CHUNK)):
            async with self._db.transaction() as conn:
                # Looked at within the transaction: people move while this goes on.
                told = [user_id for user_id in chunk if user_id not in but_not]
                changed = await listings.set_present(conn, server_id, told, present=present)
                await reindex(conn, *changed)
                await self._record_belonging(conn, server_id, told, present=present)

    async def _free_seats(self, server_id: int, user_ids: Iterable[int]) -> None:
        """Let others host, and have the seats of those who left; who returns begins anew.

        Their feeds end, too.
        """
        for user_id in user_ids:
            async with self._db.transaction() as conn:
                await self._takeovers.gone(conn, user_id, server_id)
                await self._answers.forget(conn, user_id, server_id)
                await self._polls.forget(conn, user_id, server_id)
                await feeds.forget(conn, user_id, server_id)

    async def _record_belonging(
        self, conn: Connection, server_id: int, user_ids: Iterable[int], *, present: bool
    ) -> None:
        """Let people belong to regions no longer, or as before: Discord took their roles."""
        if not present:
            await memberships.set_gone(conn, server_id, user_ids, at=self._clock())
            await regions.forget_strangers(conn, server_id, user_ids)
            return
        for user_id in await memberships.gone(conn, server_id, user_ids):
            async with self._roles.following(conn, server_id, user_id):
                await memberships.set_back(conn, server_id, user_id)


async def _people(conn: Connection, server_id: int) -> set[int]:
    """Return everybody of whom a server knows anything that ends when they leave."""
    return {
        *await listings.people(conn, server_id),
        *await memberships.people(conn, server_id),
        *await regions.all_representatives(conn, server_id),
    }
