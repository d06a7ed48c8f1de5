"""Templates that events are begun from: those that are shipped, and a server's own."""

from __future__ import annotations

from bot.domain import templates as domain
from bot.domain.folding import fold
from bot.domain.rights import Right, Standing
from bot.domain.templates import MOST, NAME_LENGTH, Template
from bot.errors import (
    EventCreatorsOnlyError,
    ServerNeededError,
    TemplateExistsError,
    TemplateGoneError,
    TemplateKeptError,
    TemplateNameError,
    TooManyError,
)
from bot.reference import event_templates
from bot.services import checks
from bot.services.event_rights import creates_somewhere, managed
from bot.services.hosting import Said
from bot.services.rights import Rights
from bot.storage import templates
from bot.storage.database import Connection, Database

_MAY_DELETE = frozenset({Right.ADMIN, Right.MODERATOR, Right.ORGANISER})


class Templates:
    """Keep a server's own for those who may create events there."""

    def __init__(self, db: Database, rights: Rights) -> None:
        self._db = db
        self._rights = rights

    async def all(self, standing: Standing, locale: str) -> list[Template]:
        """Return the server's own, to those who may create events, and those that are shipped."""
        server_id, held = await self._stand(standing)
        async with self._db.reader() as conn:
            own = await self._own(conn, standing, server_id, held)
        return [*own, *event_templates.shipped(locale)]

    async def suggest(self, standing: Standing, typed: str, locale: str) -> list[Template]:
        """Return those that somebody may mean by the beginning of a name."""
        wanted, found = fold(typed), await self.all(standing, locale)
        return [each for each in found if wanted in fold(each.name)]

    async def get(self, standing: Standing, typed: str, locale: str) -> Template:
        """Return the one with this key, or the only one whose name fits."""
        found = await self.all(standing, locale)
        named = [each for each in found if each.key == typed]
        named = named or [each for each in found if fold(each.name) == fold(typed)]
        named = named or [each for each in found if fold(typed) in fold(each.name)]
        if len(named) != 1:
            raise TemplateGoneError
        return named[0]

    async def save(self, standing: Standing, event_id: int, name: str) -> Template:
        """Keep what is said of an event that somebody may change, by a name of their choice."""
        server_id, held = await self._stand(standing)
        called = checks.line(name, NAME_LENGTH)
        if called is None or called.isdecimal():
            raise TemplateNameError
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            if not await creates_somewhere(conn, server_id, standing.user_id, held):
                raise EventCreatorsOnlyError
            await self._make_room(conn, standing, server_id, held, called)
            made = domain.template_of(event, called, standing.user_id)
            return await templates.add(conn, server_id, made)

    async def delete(self, standing: Standing, typed: str, locale: str) -> Template:
        """Forget one of the server's own: whoever made it may, organisers and moderators."""
        _, held = await self._stand(standing)
        found = await self.get(standing, typed, locale)
        if not found.is_own or not _may_delete(found, standing, held):
            raise TemplateKeptError
        async with self._db.transaction() as conn:
            await templates.remove(conn, found.key)
        return found

    async def _own(
        self, conn: Connection, standing: Standing, server_id: int, held: frozenset[Right]
    ) -> list[Template]:
        if not await creates_somewhere(conn, server_id, standing.user_id, held):
            return []
        return await templates.of_server(conn, server_id)

    async def _make_room(
        self,
        conn: Connection,
        standing: Standing,
        server_id: int,
        held: frozenset[Right],
        name: str,
    ) -> None:
        """Take away the one of this name, which the new one replaces; refuse one too many."""
        own = await templates.of_server(conn, server_id)
        for each in own:
            if fold(each.name) == fold(name):
                if not _may_delete(each, standing, held):
                    raise TemplateExistsError
                await templates.remove(conn, each.key)
                return
        if len(own) >= MOST:
            raise TooManyError(given=len(own) + 1, limit=MOST)

    async def _stand(self, standing: Standing) -> tuple[int, frozenset[Right]]:
        if standing.server_id is None:
            raise ServerNeededError
        return standing.server_id, await self._rights.held(standing)


def said_in(template: Template) -> Said:
    """Return what a template says of an event; what it does not say is left out."""
    said: Said = {
        "title": template.title,
        "length": template.length,
        "description": template.description,
        "place": template.place,
        "link": template.link,
        "capacity": template.capacity,
        "kind": template.kind,
        "bring": template.bring,
        "rain": template.rain,
        "second": template.second,
        "place_zone": template.place_zone,
    }
    return said


def _may_delete(template: Template, standing: Standing, held: frozenset[Right]) -> bool:
    return template.user_id == standing.user_id or bool(held & _MAY_DELETE)
