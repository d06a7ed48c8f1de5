"""What a change will do and who will be told, before it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Unpack, cast

from bot.domain.events import State, is_material
from bot.domain.rights import Standing
from bot.errors import EventChangedError, PreviewGoneError
from bot.services.clock import Clock
from bot.services.event_rights import managed, stand
from bot.services.event_rows import shown
from bot.services.hosting import Edited, Foreseen, Hosting, Said
from bot.services.rights import Rights
from bot.storage import previews
from bot.storage.database import Connection, Database
from bot.storage.previews import Kept

KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Preview:
    """A change that waits for its host to save it."""

    id: int
    change: Foreseen


class Previews:
    """Keep what hosts want to change until they save it, which does it exactly once."""

    def __init__(self, db: Database, clock: Clock, rights: Rights, hosting: Hosting) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._hosting = hosting

    async def change(
        self, standing: Standing, event_id: int, **said: Unpack[Said]
    ) -> Edited | Preview:
        """Save a change that nobody is told of, and keep any other until its host saves it."""
        _, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            change = await self._hosting.foresee(conn, standing, held, event_id, said)
            is_draft = change.before.state is State.DRAFT
            if is_draft or not any(is_material(*part) for part in change.spread.parts):
                return await self._hosting.change(conn, standing, held, event_id, said)
            await previews.drop_older(conn, self._clock() - KEPT_FOR)
            version, now = change.before.version, self._clock()
            kept = await previews.add(conn, event_id, standing.user_id, version, said, at=now)
            return Preview(kept, change)

    async def save(self, standing: Standing, preview_id: int) -> Edited:
        """Save a change as it was shown; what is saved already is only shown again.

        Raises EventChangedError where the event is no longer what its host was shown.
        """
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            kept = await _own(conn, standing, preview_id)
            event = await managed(conn, server_id, standing.user_id, held, kept.event_id)
            if kept.told is not None:
                return Edited(await shown(conn, event), kept.told)
            if event.version != kept.version:
                raise EventChangedError
            said = cast("Said", kept.said)
            edited = await self._hosting.change(conn, standing, held, event.id, said)
            await previews.set_told(conn, kept.id, edited.told)
            return edited

    async def drop(self, standing: Standing, preview_id: int) -> None:
        """Leave everything as it is."""
        async with self._db.transaction() as conn:
            kept = await _own(conn, standing, preview_id)
            if kept.told is not None:
                raise EventChangedError
            await previews.remove(conn, kept.id)


async def _own(conn: Connection, standing: Standing, preview_id: int) -> Kept:
    kept = await previews.get(conn, preview_id)
    if kept is None or kept.user_id != standing.user_id:
        raise PreviewGoneError
    return kept
