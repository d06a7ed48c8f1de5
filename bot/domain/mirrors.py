"""Discord's own event beside a card: what it shows, and what somebody changed there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import IntEnum, StrEnum

from bot.domain.events import Event

NAME_LENGTH, DESCRIPTION_LENGTH, LOCATION_LENGTH = 100, 1_000, 100
CUT = "…"

Value = str | datetime


class Status(IntEnum):
    """How far Discord's own event is; it begins and ends those elsewhere by itself."""

    SCHEDULED = 1
    ACTIVE = 2
    COMPLETED = 3
    CANCELLED = 4


class Standing(StrEnum):
    """What became of the mirror of an event."""

    STANDS = "stands"
    FORBIDDEN = "forbidden"  # the bot may not create events there
    FULL = "full"  # the server has as many as Discord allows
    HIDDEN = "hidden"  # not everybody sees the card
    DELETED = "deleted"  # by somebody in Discord; the host is asked
    LEFT = "left"  # the host leaves it without one
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Face:
    """What people read of it in Discord's list of events."""

    name: str
    description: str
    location: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Mirror:
    """What is known of the mirror of an event.

    ``written`` is what the bot last wrote there, or would have; ``theirs`` is what somebody else
    changed it to, until a host decides.
    """

    event_id: int
    server_id: int
    standing: Standing
    written: Face
    mirror_id: int | None = None
    theirs: Face | None = None
    interested: int = 0


def card_link(event: Event) -> str:
    """Return the address of the card, by which the mirror of an event is known."""
    return f"https://discord.com/channels/{event.server_id}/{event.channel_id}/{event.message_id}"


def face(event: Event) -> Face:
    """Return what the mirror of an event is to show, with a link back to its card."""
    link = card_link(event)
    about = [event.description or ""]
    if event.place and event.link:
        about.append(event.link)
    body = "\n\n".join(filter(None, about))
    room = DESCRIPTION_LENGTH - len(link) - 2
    body = body if len(body) <= room else body[: room - len(CUT)] + CUT
    place = event.place or event.link or link
    return Face(
        name=event.title[:NAME_LENGTH],
        description=f"{body}\n\n{link}" if body else link,
        location=place if len(place) <= LOCATION_LENGTH else link,
        starts_at=event.starts_at.replace(microsecond=0),
        ends_at=event.ends_at.replace(microsecond=0),
    )


def changed(before: Face, after: Face) -> Mapping[str, Value]:
    """Return what differs, as it is afterwards."""
    return {
        field.name: getattr(after, field.name)
        for field in fields(Face)
        if getattr(before, field.name) != getattr(after, field.name)
    }


def theirs(written: Face, wanted: Face, found: Face) -> Face | None:
    """Return what somebody else made of it; None where there is nothing of theirs.

    What the host wants anew since goes before what somebody changed in Discord.
    """
    own = changed(written, wanted)
    others = {name: value for name, value in changed(wanted, found).items() if name not in own}
    return replace(wanted, **others) if others else None


def moved(event: Event, mine: Face, others: Face) -> Mapping[str, Value | None]:
    """Return what an event becomes when its host takes a change over; times by ``ends_at``, too.

    A description that was cut has lost its end, so that stays as it is.
    """
    said: dict[str, Value | None] = {}
    what = changed(mine, others)
    if "name" in what:
        said["title"] = others.name
    if "location" in what:
        is_link = others.location.startswith("https://")
        said |= {"link": others.location} if is_link else {"place": others.location}
        if is_link and event.place:
            said["place"] = None
    if "description" in what and not is_cut(mine):
        kept = others.description.replace(card_link(event), "")
        if event.place and event.link:
            kept = kept.replace(event.link, "")
        said["description"] = kept.strip() or None
    return said


def is_cut(mine: Face) -> bool:
    """Tell whether there was no room for the whole description."""
    return CUT in mine.description and len(mine.description) == DESCRIPTION_LENGTH
