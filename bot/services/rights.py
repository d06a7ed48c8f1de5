"""Tell who may do what, by permission or by the roles a server named."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain import rights
from bot.domain.rights import Right, Standing
from bot.domain.settings import MODERATOR_ROLE, ORGANISER_ROLE
from bot.errors import AdminsOnlyError, ModeratorsOnlyError, OrganisersOnlyError, UserError
from bot.services.settings import value
from bot.storage.database import Database

_REFUSALS: Mapping[Right, type[UserError]] = {
    Right.ADMIN: AdminsOnlyError,
    Right.MODERATOR: ModeratorsOnlyError,
    Right.ORGANISER: OrganisersOnlyError,
}


class Rights:
    """Answer from the permissions and roles that an interaction carries."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def held(self, standing: Standing) -> frozenset[Right]:
        """Return every right of somebody where they ask; none in a direct message."""
        async with self._db.reader() as conn:
            return rights.rights(
                standing,
                moderator_role=await value(conn, standing.server_id, MODERATOR_ROLE),
                organiser_role=await value(conn, standing.server_id, ORGANISER_ROLE),
            )

    async def require(self, standing: Standing, right: Right) -> None:
        """Raise the refusal that names who may do this."""
        if right not in await self.held(standing):
            raise _REFUSALS[right]
