"""What people say of themselves, and who may see it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypedDict, Unpack

from bot.domain.profiles import (
    ABOUT_LENGTH,
    INTERESTS_LENGTH,
    LANGUAGES,
    NAME_LENGTH,
    OCCUPATION_LENGTH,
    Audience,
    Field,
    Kind,
    OpenTo,
    Profile,
    Spoken,
)
from bot.errors import NoProfileError
from bot.services import checks
from bot.services.announcement_rows import AnnouncementRows
from bot.services.answers import Answers
from bot.services.clock import Clock
from bot.services.hosting import Hosting
from bot.services.indexing import reindex
from bot.services.outbox import Outbox
from bot.services.polls import Polls
from bot.services.region_roles import RegionRoles
from bot.services.takeovers import Takeovers
from bot.storage import (
    announcements,
    answers,
    drafts,
    feeds,
    hands,
    listings,
    memberships,
    notices,
    polls,
    profiles,
    region_suggestions,
    regions,
    search_index,
    templates,
    zones,
)
from bot.storage.database import Connection, Database


class Description(TypedDict, total=False):
    """What somebody may say of themselves; what is left out stays as it was."""

    name: str
    reading: str | None
    kind: Kind
    home: str | None
    country: str | None
    city: int | None
    languages: Sequence[Spoken]
    occupation: str | None
    work_field: str | None
    about: str | None
    interests: str | None
    links: Sequence[str]
    open_to: Collection[OpenTo]


class Profiles:
    """Change the asker's own profile, each wish in one transaction."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        outbox: Outbox,
        roles: RegionRoles,
        hosting: Hosting,
        answers: Answers,
        takeovers: Takeovers,
        announcements: AnnouncementRows,
        polls: Polls,
    ) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        self._roles = roles
        self._hosting = hosting
        self._answers = answers
        self._takeovers = takeovers
        self._announcements = announcements
        self._polls = polls

    async def describe(self, user_id: int, **said: Unpack[Description]) -> Profile:
        """Make a profile (a name is enough) or change what is said; nothing else changes.

        Whoever changes what was imported about them has thereby taken it over.
        """
        kept = checked(said)
        async with self._db.transaction() as conn:
            before = await profiles.get(conn, user_id)
            if before is None:
                if "name" not in kept:
                    raise NoProfileError
                before = Profile(user_id, kept["name"], confirmed_at=self._clock())
            is_known = await listings.has_consented(conn, user_id)
            after = replace(_changed(before, kept, is_known=is_known), imported=False)
            return await self._save(conn, after)

    async def set_audiences(self, user_id: int, chosen: Mapping[Field, Audience]) -> Profile:
        """Show each of some fields to an audience of its own."""
        return await self._change(
            user_id, lambda mine: replace(mine, audiences={**mine.audiences, **chosen})
        )

    async def hide(self, user_id: int) -> Profile:
        """Hide the whole profile at once, everywhere."""
        return await self._change(user_id, lambda mine: replace(mine, hidden=True))

    async def show(self, user_id: int) -> Profile:
        """Undo :meth:`hide`: each field is seen by its audience again."""
        return await self._change(user_id, lambda mine: replace(mine, hidden=False))

    async def confirm(self, user_id: int) -> Profile:
        """Say that everything is still true; whoever confirms what was imported keeps it."""
        now = self._clock()
        return await self._change(
            user_id, lambda mine: replace(mine, confirmed_at=now, imported=False)
        )

    async def delete(self, user_id: int) -> None:
        """Delete everything about a person, everywhere, at once."""
        async with self._db.transaction() as conn:
            await search_index.clear(conn, user_id)
            await drafts.forget(conn, user_id)
            await self._outbox.forget(conn, user_id)
            await self._takeovers.gone(conn, user_id)
            await self._hosting.forget(conn, user_id)
            await templates.forget(conn, user_id)
            answered = await self._answers.forget(conn, user_id)
            announced = await self._announcements.forget(conn, user_id)
            answered |= await self._polls.forget(conn, user_id)
            belonged = await self._leave_regions(conn, user_id)
            had_zone = await zones.forget(conn, user_id)
            had_feed = await feeds.forget(conn, user_id)
            was_known = belonged or answered or announced or had_zone or had_feed
            if not (await profiles.delete(conn, user_id) or was_known):
                raise NoProfileError

    async def to_delete(self, user_id: int) -> Profile | None:
        """Return what a deletion is about: a profile, or (None) what needs none; NoProfileError.

        Whoever held a role that a server had before belongs to a region without a profile, and
        everybody may answer events and say in which time zone they are.
        """
        async with self._db.reader() as conn:
            mine = await profiles.get(conn, user_id)
            if mine is None and not await _is_known(conn, user_id):
                raise NoProfileError
            return mine

    async def _leave_regions(self, conn: Connection, user_id: int) -> bool:
        """Leave everything, and tell whether there was anything to leave."""
        belonged = await memberships.belongs_anywhere(conn, user_id)
        await self._roles.take_everywhere(conn, user_id)
        await memberships.forget(conn, user_id)
        await hands.forget(conn, user_id)
        await regions.forget(conn, user_id)
        await region_suggestions.forget(conn, user_id)
        await notices.forget(conn, user_id)
        return belonged

    async def _change(self, user_id: int, edit: Callable[[Profile], Profile]) -> Profile:
        async with self._db.transaction() as conn:
            before = await profiles.get(conn, user_id)
            if before is None:
                raise NoProfileError
            return await self._save(conn, edit(before))

    async def _save(self, conn: Connection, profile: Profile) -> Profile:
        await profiles.save(conn, profile, at=self._clock())
        await reindex(conn, profile.user_id)
        return profile


async def _is_known(conn: Connection, user_id: int) -> bool:
    return (
        await memberships.belongs_anywhere(conn, user_id)
        or await answers.is_known(conn, user_id)
        or await polls.is_known(conn, user_id)
        or await zones.has(conn, user_id)
        or await feeds.has(conn, user_id)
        or await announcements.is_known(conn, user_id)
    )


_CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "name": checks.name,
    "reading": lambda typed: checks.line(typed, NAME_LENGTH),
    "home": checks.country,
    "country": checks.country,
    "city": checks.city,
    "languages": lambda said: checks.at_most(_languages(said), LANGUAGES),
    "occupation": lambda typed: checks.line(typed, OCCUPATION_LENGTH),
    "work_field": checks.work_field,
    "about": lambda typed: checks.paragraphs(typed, ABOUT_LENGTH),
    "interests": lambda typed: checks.line(typed, INTERESTS_LENGTH),
    "links": checks.links,
    "open_to": frozenset,
}


def checked(said: Description) -> dict[str, Any]:
    """Clean every value; a city brings its country, another country drops the city."""
    kept = {part: _CHECKS.get(part, _as_it_is)(value) for part, value in said.items()}
    if kept.get("city") is not None:
        kept["country"] = checks.country_of(kept["city"])
    return kept


def _as_it_is(value: Any) -> Any:
    return value


def _languages(said: Iterable[Spoken]) -> tuple[Spoken, ...]:
    """Keep one level a language, the last one given, languages in the order first given."""
    levels = {checks.language(spoken.language): spoken for spoken in said}
    return tuple(levels.values())


def _changed(before: Profile, kept: Mapping[str, Any], *, is_known: bool) -> Profile:
    after = replace(before, **kept)
    if after.country != before.country and "city" not in kept:
        after = replace(after, city=None)
    if before.kind is Kind.LOCAL and after.kind is not Kind.LOCAL and is_known:
        # The defaults of locals are narrower: what others saw of them must not widen unasked.
        after = replace(after, audiences={part: before.audience(part) for part in Field})
    return after
