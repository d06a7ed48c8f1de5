"""What organisers say in several channels at once: write, send, approve, change, recall."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.addressees import Addressees
from bot.domain.announcements import (
    DRAFTS_KEPT,
    KEPT,
    LATEST,
    PINGS,
    TEXT_LENGTH,
    WHY_LENGTH,
    About,
    Announcement,
    Copy,
    State,
)
from bot.domain.notices import PING_PAUSE, last_ping
from bot.domain.regions import Region
from bot.domain.rights import Right, Standing
from bot.domain.settings import APPROVAL_ABOVE
from bot.errors import (
    AnnouncementEmptyError,
    AnnouncementGoneError,
    AnnouncementLateError,
    AnnouncementPlacesError,
    EventPastError,
    OrganisersOnlyError,
    PingChannelError,
    PingsError,
    ServerNeededError,
)
from bot.services import checks
from bot.services.addressees import Reached, reached
from bot.services.announcement_rights import (
    Asker,
    changeable,
    managed,
    may_change,
    own_draft,
    seen,
    to_approve,
)
from bot.services.announcement_rows import AnnouncementRows
from bot.services.clock import Clock
from bot.services.rights import Rights
from bot.services.settings import value
from bot.storage import announcement_copies as copies
from bot.storage import announcements, moments
from bot.storage.database import Connection, Database

LISTED = 25
_MAY = frozenset({Right.ADMIN, Right.MODERATOR, Right.ORGANISER})


@dataclass(frozen=True, slots=True)
class Heard:
    """What only Discord can count: who has a role, and who reads channels that are open to all."""

    roles: Mapping[int, int] = field(default_factory=dict[int, int])
    readers: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft, whom it is for, and how many people take a second person (0: never).

    The people of ``lately`` regions, who are to be pinged, were pinged within a week.
    """

    announcement: Announcement
    reached: Reached
    approval_above: int
    lately: tuple[Region, ...] = ()

    def needs_approval(self, heard: Heard) -> bool:
        """Tell whether a second person has to let it go; what nobody can count is many."""
        if not self.approval_above:
            return False
        # Those of regions are counted among the people of the regions.
        pinged = set(self.announcement.roles) - set(self.reached.region_roles)
        roles = {*self.reached.roles, *pinged}
        if any(role not in heard.roles for role in roles):
            return True
        named = self.reached.people + sum(heard.roles[role] for role in roles)
        return max(named, heard.readers) > self.approval_above


@dataclass(frozen=True, slots=True)
class Status:
    """An announcement, what became of each copy, and what the asker may do about it.

    ``preview`` is whom it would reach, while it stands nowhere.
    """

    announcement: Announcement
    copies: tuple[Copy, ...] = ()
    preview: Preview | None = None
    may_change: bool = False
    may_approve: bool = False
    is_own_draft: bool = False


class Announcements:
    """Let organisers and moderators announce; each wish is one transaction."""

    def __init__(self, db: Database, clock: Clock, rights: Rights, rows: AnnouncementRows) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._rows = rows

    async def require(self, standing: Standing) -> None:
        """Raise OrganisersOnlyError, before anybody fills in a form."""
        await self._asker(standing)

    async def draft(
        self,
        standing: Standing,
        addressees: Addressees,
        channels: tuple[int, ...],
        due_at: datetime | None,
        locale: str,
        *,
        english: str,
        japanese: str,
    ) -> Preview:
        """Keep what somebody wrote as a draft, which they alone see."""
        asker, now = await self._asker(standing), self._clock()
        texts = _texts(english, japanese)
        written = Announcement(
            id=0,
            server_id=asker.server_id,
            user_id=asker.user_id,
            locale=locale,
            english=texts[0],
            japanese=texts[1],
            addressees=addressees,
            channels=channels,
            roles=(),
            pings_in=None,
            due_at=due_at,
            state=State.DRAFT,
            approved=False,
            approver_user_id=None,
            written_at=now,
        )
        async with self._db.transaction() as conn:
            await _require_places(conn, asker.server_id, addressees, channels)
            return await _preview(conn, await announcements.add(conn, written), self._clock())

    async def require_places(
        self, standing: Standing, addressees: Addressees, channels: tuple[int, ...]
    ) -> Reached:
        """Return where it would stand; raise what stands in the way, before anybody writes."""
        asker = await self._asker(standing)
        async with self._db.reader() as conn:
            return await _require_places(conn, asker.server_id, addressees, channels)

    async def preview(self, standing: Standing, number: int) -> Preview:
        """Return a draft of one's own, as it would go now."""
        asker = await self._asker(standing)
        async with self._db.reader() as conn:
            return await _preview(conn, await own_draft(conn, asker, number), self._clock())

    async def ping(
        self, standing: Standing, number: int, roles: Collection[int], pings_in: int | None
    ) -> Preview:
        """Choose which roles are pinged, and in which one channel; whether one may, ask before."""
        asker, chosen = await self._asker(standing), tuple(dict.fromkeys(roles))
        if len(chosen) > PINGS:
            raise PingsError(most=PINGS)
        async with self._db.transaction() as conn:
            draft = await own_draft(conn, asker, number)
            draft = replace(draft, roles=chosen, pings_in=pings_in if chosen else None)
            await announcements.save(conn, draft)
            return await _preview(conn, draft, self._clock())

    async def send(self, standing: Standing, number: int, heard: Heard) -> Status:
        """Let a draft of one's own go, or wait for a second person."""
        asker = await self._asker(standing)
        async with self._db.transaction() as conn:
            draft = await own_draft(conn, asker, number)
            preview = await _preview(conn, draft, self._clock())
            if not preview.reached.channels:
                raise AnnouncementPlacesError
            if draft.roles and draft.pings_in is None:
                raise PingChannelError
            if not preview.needs_approval(heard):
                return await self._send(conn, asker, draft)
            waiting = replace(draft, state=State.WAITING, written_at=self._clock())
            await announcements.save(conn, waiting)
            await self._rows.await_approval(conn, waiting)
            return await _status(conn, asker, waiting, self._clock())

    async def approve(self, standing: Standing, number: int) -> Status:
        """Let somebody else's announcement go."""
        asker = await self._asker(standing)
        async with self._db.transaction() as conn:
            found = await to_approve(conn, asker, number)
            if found.due_at is not None and self._clock() - found.due_at > LATEST:
                raise AnnouncementLateError(when=found.due_at)
            if not (await _preview(conn, found, self._clock())).reached.channels:
                raise AnnouncementPlacesError
            approved = replace(found, approved=True, approver_user_id=asker.user_id)
            await self._rows.withdraw(conn, found)
            await self._rows.tell(conn, found, About.APPROVED)
            return await self._send(conn, asker, approved)

    async def reject(self, standing: Standing, number: int, why: str | None) -> Status:
        """Send somebody else's announcement back to them."""
        asker, told = await self._asker(standing), checks.line(why, WHY_LENGTH)
        async with self._db.transaction() as conn:
            found = await to_approve(conn, asker, number)
            return await self._back(conn, asker, found, told or "")

    async def recall(self, standing: Standing, number: int) -> Status:
        """Delete it everywhere; what is posted nowhere yet becomes a draft again."""
        asker = await self._asker(standing)
        async with self._db.transaction() as conn:
            found = await managed(conn, asker, number)
            if found.state in (State.DRAFT, State.RECALLED):
                raise AnnouncementGoneError
            if found.state is State.WAITING or not await copies.of(conn, number):
                return await self._back(conn, asker, found, "")
            recalled = replace(found, state=State.RECALLED)
            await announcements.save(conn, recalled)
            await self._rows.recall(conn, recalled)
            return await _status(conn, asker, recalled, self._clock())

    async def drop(self, standing: Standing, number: int) -> None:
        """Forget a draft of one's own."""
        asker = await self._asker(standing)
        async with self._db.transaction() as conn:
            await own_draft(conn, asker, number)
            await announcements.remove(conn, number)

    async def rewrite(
        self, standing: Standing, number: int, *, english: str, japanese: str
    ) -> Status:
        """Change the text, everywhere at once; what waits for a second person is a draft again."""
        asker, texts = await self._asker(standing), _texts(english, japanese)
        async with self._db.transaction() as conn:
            found = await changeable(conn, asker, number)
            if (found.english, found.japanese) == texts:
                return await _status(conn, asker, found, self._clock())
            changed = replace(found, english=texts[0], japanese=texts[1])
            if found.state is State.WAITING:
                await self._rows.withdraw(conn, found)
                changed = replace(changed, state=State.DRAFT, written_at=self._clock())
                if asker.user_id != found.user_id:
                    await self._rows.tell(conn, changed, About.REJECTED, "")
            await announcements.save(conn, changed)
            await self._rows.edit(conn, changed)
            return await _status(conn, asker, changed, self._clock())

    async def put_off(self, standing: Standing, number: int, due_at: datetime) -> Status:
        """Let what is posted nowhere yet go at another time."""
        asker, due_at = await self._asker(standing), due_at.replace(microsecond=0)
        if due_at <= self._clock():
            raise EventPastError
        async with self._db.transaction() as conn:
            found = await managed(conn, asker, number)
            if found.state is State.RECALLED or await copies.of(conn, number):
                raise AnnouncementGoneError
            changed = replace(found, due_at=due_at)
            await announcements.save(conn, changed)
            if found.state is State.SENT:
                await self._rows.withdraw(conn, found)
                await self._rows.send(conn, changed)
            return await _status(conn, asker, changed, self._clock())

    async def changeable(self, standing: Standing, number: int) -> Announcement:
        """Return one whose text somebody may change; raise what stands in the way."""
        asker = await self._asker(standing)
        async with self._db.reader() as conn:
            return await changeable(conn, asker, number)

    async def status(self, standing: Standing, number: int) -> Status:
        """Return how one stands in every channel."""
        asker = await self._asker(standing)
        async with self._db.reader() as conn:
            return await _status(conn, asker, await seen(conn, asker, number), self._clock())

    async def list(self, standing: Standing) -> list[Announcement]:
        """Return the latest ones, and drafts of one's own."""
        asker = await self._asker(standing)
        async with self._db.reader() as conn:
            return await announcements.latest(conn, asker.server_id, asker.user_id, limit=LISTED)

    async def suggest(self, standing: Standing) -> list[Announcement]:
        """Return what :meth:`list` does, and nothing to who may not see it."""
        try:
            return await self.list(standing)
        except (OrganisersOnlyError, ServerNeededError):
            return []

    async def forget_old(self) -> None:
        """Delete drafts after a month, and what was sent after a year."""
        now = self._clock()
        async with self._db.transaction() as conn:
            await announcements.forget_old(conn, drafts_before=now - DRAFTS_KEPT, before=now - KEPT)

    async def _asker(self, standing: Standing) -> Asker:
        """Look at the rights first: within a transaction they would wait for another reader."""
        if standing.server_id is None:
            raise ServerNeededError
        held = await self._rights.held(standing)
        if not held & _MAY:
            raise OrganisersOnlyError
        return Asker(standing.user_id, standing.server_id, held)

    async def _send(self, conn: Connection, asker: Asker, announcement: Announcement) -> Status:
        sent = replace(announcement, state=State.SENT, written_at=self._clock())
        await announcements.save(conn, sent)
        await self._rows.send(conn, sent)
        return await _status(conn, asker, sent, self._clock())

    async def _back(self, conn: Connection, asker: Asker, found: Announcement, why: str) -> Status:
        """Let it be a draft again; its author is told, unless it was them."""
        draft = replace(found, state=State.DRAFT, approved=False, approver_user_id=None)
        draft = replace(draft, written_at=self._clock())
        await self._rows.withdraw(conn, found)
        await announcements.save(conn, draft)
        if asker.user_id != found.user_id:
            await self._rows.tell(conn, found, About.REJECTED, why)
        return await _status(conn, asker, draft, self._clock())


async def _preview(conn: Connection, announcement: Announcement, now: datetime) -> Preview:
    server_id, extra = announcement.server_id, announcement.channels
    if announcement.pings_in is not None:
        extra = (*extra, announcement.pings_in)
    found = await reached(conn, server_id, announcement.addressees, extra)
    limit = await value(conn, server_id, APPROVAL_ABOVE)
    lately = [
        region
        for region in found.regions
        if found.role_of.get(region.code) in announcement.roles
        and (last := await moments.get(conn, server_id, last_ping(region.code))) is not None
        and now - last < PING_PAUSE
    ]
    return Preview(announcement, found, limit, tuple(lately))


async def _require_places(
    conn: Connection, server_id: int, addressees: Addressees, channels: tuple[int, ...]
) -> Reached:
    """Whoever is meant by kind or by role reads nowhere by that: a channel must be named."""
    found = await reached(conn, server_id, addressees, channels)
    if not found.channels or (found.reach.meant.needs_channels and not channels):
        raise AnnouncementPlacesError
    return found


async def _status(conn: Connection, asker: Asker, found: Announcement, now: datetime) -> Status:
    is_others = found.user_id != asker.user_id
    kept = tuple(await copies.of(conn, found.id))
    return Status(
        found,
        kept,
        None if kept else await _preview(conn, found, now),
        may_change=may_change(asker, found),
        may_approve=found.state is State.WAITING and is_others,
        is_own_draft=found.state is State.DRAFT and not is_others,
    )


def _texts(english: str, japanese: str) -> tuple[str | None, str | None]:
    texts = checks.paragraphs(english, TEXT_LENGTH), checks.paragraphs(japanese, TEXT_LENGTH)
    if not any(texts):
        raise AnnouncementEmptyError
    return texts
