"""Events as files that every calendar reads (RFC 5545)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from icalendar import STATUS, TRANSP, Calendar, vDuration

from bot.domain.events import Event, State
from bot.domain.feeds import Entry, Feed, Part, What
from bot.services.calendar_zones import add, described

END = b"END:VCALENDAR\r\n"
PRODUCT = "-//Tsunagari//Events//EN"
FETCHED_EVERY = timedelta(hours=1)
"""A wish: each calendar fetches a feed as often as it likes."""
BREATH = 0.002
"""Seconds after each entry, which takes half a millisecond to write."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose calendar it is for: their language, and the words that stand in it."""

    language: str
    bring: str
    rain: str
    parts: Mapping[Part, str] = field(default_factory=dict[Part, str])
    """How they take part in an event."""


def calendar_file(event: Event, reader: Reader) -> bytes:
    """Return an event as an .ics file, told in its host's zone, with what that zone is.

    The UID stays the same and SEQUENCE counts the changes, so that a calendar which gets the
    file again changes the entry instead of making a second one.
    """
    calendar = Calendar.new(
        prodid=PRODUCT,
        uid=_uid(event),
        method="CANCEL" if event.state is State.CANCELLED else "PUBLISH",
    )
    entry = _entry(event, _status(event), reader)
    zones = [_zone(name, event, event) for name in _zones_in(entry)]
    return _whole(calendar, [*zones, entry.to_ical()])


async def calendar_feed(feed: Feed, entries: Sequence[Entry], reader: Reader) -> bytes:
    """Return a feed as a calendar fetches it; most of the time belongs to others meanwhile.

    In a thread of its own this would hold everybody up for longer: threads take turns every five
    milliseconds. A feed of others' events makes nobody look busy.
    """
    calendar = _head(feed)
    written: list[bytes] = []
    names: set[str] = set()
    for entry in entries:
        one = _feed_entry(entry, reader)
        names.update(_zones_in(one))
        written.append(one.to_ical())
        await asyncio.sleep(BREATH)
    zones: list[bytes] = []
    for name in sorted(names):
        zones.append(_zone(name, *_outermost(entries)))
        await asyncio.sleep(BREATH)
    return _whole(calendar, [*zones, *written])


def _head(feed: Feed) -> Calendar:
    whose = feed.code or (feed.user_id if feed.what is What.MINE else feed.what)
    calendar = Calendar.new(
        prodid=PRODUCT,
        uid=f"feed-{whose}-{feed.server_id}@tsunagari",
        name=feed.name,
        method="PUBLISH",
    )
    often = vDuration(FETCHED_EVERY)
    add(calendar, "REFRESH-INTERVAL", often, VALUE="DURATION")
    add(calendar, "X-PUBLISHED-TTL", often.to_ical().decode())
    return calendar


def _whole(calendar: Calendar, parts: Iterable[bytes]) -> bytes:
    """Put parts into a calendar, zones first: what reads on meets them before their times."""
    return b"".join((calendar.to_ical().removesuffix(END), *parts, END))


def _feed_entry(entry: Entry, reader: Reader) -> icalendar.Event:
    event, part = entry.event, entry.part
    is_sure = part in (None, Part.GOING)
    status = _status(event) if is_sure or event.state is State.CANCELLED else STATUS.TENTATIVE
    is_busy = part is Part.GOING and event.state is State.PUBLISHED
    transparency = TRANSP.OPAQUE if is_busy else TRANSP.TRANSPARENT
    return _entry(event, status, reader, part=part, transparency=transparency)


def _entry(
    event: Event,
    status: STATUS,
    reader: Reader,
    *,
    part: Part | None = None,
    transparency: TRANSP | None = None,
) -> icalendar.Event:
    starts_at, ends_at = _told(event)
    title, description = _texts(event, reader, part)
    return icalendar.Event.new(
        uid=_uid(event),
        sequence=event.version,
        stamp=event.changed_at,
        last_modified=event.changed_at,
        start=starts_at,
        end=ends_at,
        summary=title,
        description=description,
        location=event.place,
        url=event.link,
        status=status,
        transparency=transparency,
    )


def _texts(event: Event, reader: Reader, part: Part | None) -> tuple[str, str | None]:
    """Return title and description, in the reader's language first if there are two."""
    title, described, second = event.title, [event.description], event.second
    if second is not None:
        described.append(second.description)
        if second.language == reader.language:
            title = second.title
            described.reverse()
    paragraphs = (
        reader.parts.get(part) if part is not None else None,
        *described,
        f"{reader.bring}: {event.bring}" if event.bring else None,
        f"{reader.rain}: {event.rain}" if event.rain else None,
    )
    return title, "\n\n".join(filter(None, paragraphs)) or None


def _status(event: Event) -> STATUS:
    return STATUS.CANCELLED if event.state is State.CANCELLED else STATUS.CONFIRMED


def _told(event: Event) -> tuple[datetime, datetime]:
    """Return start and end in the host's zone, or in UTC where its clocks show one of them twice.

    Of an hour that comes twice, a calendar takes the first.
    """
    zone = ZoneInfo(event.zone)
    told = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    is_second = any(moment.fold for moment in told)
    return (event.starts_at, event.ends_at) if is_second else told


def _zones_in(entry: icalendar.Event) -> set[str]:
    """Return the zones in which an entry is told; none if that is UTC."""
    told = (entry["DTSTART"].params, entry["DTEND"].params)
    return {params["TZID"] for params in told if "TZID" in params}


def _outermost(entries: Sequence[Entry]) -> tuple[Event, Event]:
    """Return the first event and the last one."""
    events = [entry.event for entry in entries]
    return min(events, key=_start), max(events, key=_start)


def _zone(name: str, first: Event, last: Event) -> bytes:
    """Describe a zone for the years around: calendars look up nothing else in a file."""
    return described(name, first.starts_at.year - 1, last.starts_at.year + 2)


def _start(event: Event) -> datetime:
    return event.starts_at


def _uid(event: Event) -> str:
    """Return the name of an entry; a date that is only planned is known by its series and plan."""
    known = str(event.id)
    if not event.id and event.planned is not None:
        known = f"{event.series_id}-{event.planned:%Y%m%dT%H%M}"
    return f"event-{known}-{event.server_id}@tsunagari"
