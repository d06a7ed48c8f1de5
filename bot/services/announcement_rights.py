"""Who may do what with an announcement."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.announcements import Announcement, State
from bot.domain.rights import Right
from bot.errors import (
    AnnouncementApprovedError,
    AnnouncementAuthorsOnlyError,
    AnnouncementGoneError,
    OwnApprovalError,
)
from bot.storage import announcements
from bot.storage.database import Connection

_MAY_ANYTHING = frozenset({Right.ADMIN, Right.MODERATOR})


@dataclass(frozen=True, slots=True)
class Asker:
    """Who acts, where, with which rights."""

    user_id: int
    server_id: int
    held: frozenset[Right]


async def seen(conn: Connection, asker: Asker, number: int) -> Announcement:
    """Return one of this server; drafts are there for their author alone."""
    found = await announcements.get(conn, number)
    if found is None or found.server_id != asker.server_id:
        raise AnnouncementGoneError
    if found.state is State.DRAFT and found.user_id != asker.user_id:
        raise AnnouncementGoneError
    return found


async def own_draft(conn: Connection, asker: Asker, number: int) -> Announcement:
    """Return a draft of one's own."""
    found = await seen(conn, asker, number)
    if found.state is not State.DRAFT:
        raise AnnouncementGoneError
    return found


async def to_approve(conn: Connection, asker: Asker, number: int) -> Announcement:
    """Return what waits for a second person, who is not its author."""
    found = await seen(conn, asker, number)
    if found.state is not State.WAITING:
        raise AnnouncementGoneError
    if found.user_id == asker.user_id:
        raise OwnApprovalError
    return found


async def managed(conn: Connection, asker: Asker, number: int) -> Announcement:
    """Return one that somebody may change or recall."""
    found = await seen(conn, asker, number)
    if not may_change(asker, found):
        raise AnnouncementAuthorsOnlyError
    return found


async def changeable(conn: Connection, asker: Asker, number: int) -> Announcement:
    """Return one whose text somebody may change: an approved one is not its author's alone."""
    found = await managed(conn, asker, number)
    if found.state is State.RECALLED:
        raise AnnouncementGoneError
    if found.approved and found.user_id == asker.user_id:
        raise AnnouncementApprovedError
    return found


def may_change(asker: Asker, found: Announcement) -> bool:
    """Tell whether it is theirs, they let it go, or they moderate."""
    is_theirs = asker.user_id in (found.user_id, found.approver_user_id)
    return is_theirs or bool(asker.held & _MAY_ANYTHING)
