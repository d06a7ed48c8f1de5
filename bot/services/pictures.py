"""Pictures of events: checked, kept, and shown by their cards."""

from __future__ import annotations

from bot.domain.events import Event, State
from bot.domain.pictures import ALT_LENGTH, LARGEST, Picture, format_of
from bot.domain.rights import Right, Standing
from bot.domain.series import Scope
from bot.errors import (
    EventOverError,
    PictureAltError,
    PictureFormatError,
    PictureSizeError,
    ServerNeededError,
)
from bot.services import checks
from bot.services.clock import Clock
from bot.services.event_rights import managed
from bot.services.event_rows import EventRows
from bot.services.rights import Rights
from bot.services.series_rows import SeriesRows
from bot.storage import pictures
from bot.storage.database import Connection, Database

_MEGABYTE = 1024 * 1024


class Pictures:
    """Keep one picture for an event, with what it shows in words."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        rights: Rights,
        rows: EventRows,
        series_rows: SeriesRows,
    ) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._rows = rows
        self._series = series_rows

    async def content(self, picture: Picture) -> bytes | None:
        """Return the bytes of a picture; None once there is another."""
        async with self._db.reader() as conn:
            return await pictures.content(conn, picture.id)

    async def put(
        self,
        standing: Standing,
        event_id: int,
        content: bytes,
        alt: str,
        scope: Scope = Scope.THIS,
    ) -> None:
        """Keep a picture instead of what was there."""
        if len(content) > LARGEST:
            raise PictureSizeError(megabytes=LARGEST // _MEGABYTE)
        found = format_of(content)
        if found is None:
            raise PictureFormatError
        told = checks.line(alt, ALT_LENGTH)
        if told is None:
            raise PictureAltError
        held = await self._rights.held(standing)
        async with self._db.transaction() as conn:
            event = await self._require(conn, standing, held, event_id)
            await pictures.put(conn, event_id, found, told, content)
            await self._spread(conn, event, scope)

    async def describe(
        self, standing: Standing, event_id: int, alt: str, scope: Scope = Scope.THIS
    ) -> None:
        """Say anew what the picture shows; without a word it goes."""
        told = checks.line(alt, ALT_LENGTH)
        held = await self._rights.held(standing)
        async with self._db.transaction() as conn:
            event = await self._require(conn, standing, held, event_id)
            if told is None:
                await pictures.remove(conn, event_id)
            else:
                await pictures.set_alt(conn, event_id, told)
            await self._spread(conn, event, scope)

    async def _spread(self, conn: Connection, event: Event, scope: Scope) -> None:
        """Let other dates of a series, and those to come, have the same picture."""
        if scope is Scope.THIS:
            return
        for other_id in await self._series.likewise(conn, event, scope):
            await pictures.remove(conn, other_id)
            await pictures.copy(conn, event.id, other_id)

    async def _require(
        self, conn: Connection, standing: Standing, held: frozenset[Right], event_id: int
    ) -> Event:
        """Refuse whoever may not; the card shows soon what is decided now."""
        if standing.server_id is None:
            raise ServerNeededError
        event = await managed(conn, standing.server_id, standing.user_id, held, event_id)
        if event.state is State.DRAFT:
            return event
        if not event.is_open(self._clock()):
            raise EventOverError
        await self._rows.touch(conn, event)
        return event
