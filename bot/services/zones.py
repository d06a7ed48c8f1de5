"""By which clock people read a time: a zone they gave, else that of the city they live in."""

from __future__ import annotations

from bot.domain.zones import OwnZone, Source
from bot.errors import UnknownChoiceError, ZoneMissingError
from bot.reference import cities
from bot.reference import zones as known
from bot.storage import zones
from bot.storage.database import Database


class Zones:
    """Keep each person's zone, and tell it to nobody else."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def of(self, user_id: int) -> OwnZone:
        """Return somebody's zone; raise ZoneMissingError where nothing tells it."""
        async with self._db.glance() as conn:
            sources = await zones.sources(conn, user_id)
        if sources.zone is not None and known.is_known(sources.zone):
            return OwnZone(sources.zone, Source.GIVEN)
        city = cities.get(sources.city) if sources.city else None
        if city is None:
            raise ZoneMissingError
        return OwnZone(city.time_zone, Source.CITY, city.id)

    async def clear(self, user_id: int) -> bool:
        """Forget the zone that somebody gave; tell whether they had given one."""
        async with self._db.transaction() as conn:
            return await zones.forget(conn, user_id)

    async def set(self, user_id: int, zone: str) -> None:
        """Keep a zone by its IANA name."""
        if not known.is_known(zone):
            raise UnknownChoiceError(text=zone)
        async with self._db.transaction() as conn:
            await zones.put(conn, user_id, zone)
