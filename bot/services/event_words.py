"""What is said of an event: each text clean, and all of it fitting on a card."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypedDict

from bot.domain.events import (
    DESCRIPTION_LENGTH,
    HINT_LENGTH,
    LARGEST,
    PLACE_LENGTH,
    SECOND_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
    Event,
    Kind,
    Second,
)
from bot.domain.series import Scope
from bot.errors import CapacityError, EventPastError, EventTitleMissingError, EventWordsError
from bot.reference import zones
from bot.services import checks


class Said(TypedDict, total=False):
    """What may be said of an event; what is left out stays as it was.

    With ``asks_anew`` a new time takes every answer back.
    """

    title: str
    description: str | None
    place: str | None
    link: str | None
    starts_at: datetime
    length: timedelta
    zone: str
    capacity: int | None
    kind: Kind | None
    bring: str | None
    rain: str | None
    second: Second | None
    place_zone: str | None
    asks_anew: bool
    scope: Scope


def changed(before: Event, said: Said, now: datetime) -> Event:
    """Return an event with what was said, each value clean; a new start is to come."""
    starts_at = said.get("starts_at", before.starts_at)
    if "starts_at" in said and starts_at <= now:
        raise EventPastError
    length = said.get("length", before.ends_at - before.starts_at)
    capacity = said.get("capacity", before.capacity)
    if capacity is not None and not 1 <= capacity <= LARGEST:
        raise CapacityError(most=LARGEST)
    return cleaned(
        replace(
            before,
            title=said.get("title", before.title),
            description=said.get("description", before.description),
            place=said.get("place", before.place),
            link=said.get("link", before.link),
            starts_at=starts_at,
            ends_at=starts_at + length,
            closes_at=closing(before, starts_at, now, asks_anew=said.get("asks_anew", False)),
            zone=said.get("zone", before.zone),
            capacity=capacity,
            kind=said.get("kind", before.kind),
            bring=said.get("bring", before.bring),
            rain=said.get("rain", before.rain),
            second=said.get("second", before.second),
            place_zone=said.get("place_zone", before.place_zone),
        )
    )


def closing(
    before: Event, starts_at: datetime, now: datetime, *, asks_anew: bool = False
) -> datetime | None:
    """Keep the last moment to answer as far from the start as it was.

    Where all are asked anew, it is dropped if they could not answer any more.
    """
    if before.closes_at is None:
        return None
    closes_at = before.closes_at + (starts_at - before.starts_at)
    return None if asks_anew and closes_at <= now else closes_at


def cleaned(event: Event) -> Event:
    """Return an event with every text clean; refuse what is too long, or no title."""
    title = checks.line(event.title, TITLE_LENGTH)
    if title is None:
        raise EventTitleMissingError
    after = replace(
        event,
        title=title,
        description=checks.paragraphs(event.description, DESCRIPTION_LENGTH),
        place=checks.line(event.place, PLACE_LENGTH),
        link=next(iter(checks.links((event.link or "",))), None),
        bring=checks.paragraphs(event.bring, HINT_LENGTH),
        rain=checks.paragraphs(event.rain, HINT_LENGTH),
        second=_second(event.second),
        place_zone=event.place_zone if zones.is_known(event.place_zone or "UTC") else None,
    )
    _require_room(after)
    return after


def _second(second: Second | None) -> Second | None:
    """Return what is said in the second language; nothing where nothing is said."""
    if second is None:
        return None
    title = checks.line(second.title, TITLE_LENGTH)
    description = checks.paragraphs(second.description, SECOND_LENGTH)
    if title is None:
        if description is not None:
            raise EventTitleMissingError
        return None
    return Second(second.language, title, description)


def _require_room(event: Event) -> None:
    second = event.second.description if event.second else None
    said = (event.description, second, event.bring, event.rain)
    taken = sum(len(each or "") for each in said)
    if taken > WORDS_LENGTH:
        raise EventWordsError(length=taken, limit=WORDS_LENGTH)
