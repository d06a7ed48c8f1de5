"""Events as files that every calendar reads (RFC 5545)."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from icalendar import (
    STATUS,
    TRANSP,
    Calendar,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vDuration,
)

from bot.domain.clocks import turns
from bot.domain.events import Event, State
from bot.domain.feeds import Entry, Feed, Part, What

PRODUCT = "-//Tsunagari//Events//EN"
FETCHED_EVERY = timedelta(hours=1)
"""A wish: each calendar fetches a feed as often as it likes."""


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
    is_cancelled = event.state is State.CANCELLED
    calendar = Calendar.new(
        prodid=PRODUCT,
        uid=_uid(event),
        method="CANCEL" if is_cancelled else "PUBLISH",
        subcomponents=[_entry(event, _status(event), reader)],
    )
    _describe_zones(calendar, [event])
    return calendar.to_ical()


def calendar_feed(feed: Feed, entries: Sequence[Entry], reader: Reader) -> bytes:
    """Return a feed as a calendar fetches it.

    A feed of others' events makes nobody look busy.
    """
    whose = feed.code or (feed.user_id if feed.what is What.MINE else feed.what)
    calendar = Calendar.new(
        prodid=PRODUCT,
        uid=f"feed-{whose}-{feed.server_id}@tsunagari",
        name=feed.name,
        method="PUBLISH",
        subcomponents=[_feed_entry(entry, reader) for entry in entries],
    )
    often = vDuration(FETCHED_EVERY)
    _add(calendar, "REFRESH-INTERVAL", often, VALUE="DURATION")
    _add(calendar, "X-PUBLISHED-TTL", often.to_ical().decode())
    _describe_zones(calendar, [entry.event for entry in entries])
    return calendar.to_ical()


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


def _describe_zones(calendar: Calendar, events: Iterable[Event]) -> None:
    """Say what the zones are for the years around: calendars look up nothing else in a file."""
    years = [event.starts_at.year for event in events]
    missing = sorted(calendar.get_missing_tzids())
    zones = [_zone(name, min(years) - 1, max(years) + 2) for name in missing]
    # What reads from top to bottom knows the zones before it meets their times.
    calendar.subcomponents[:0] = zones


@functools.lru_cache(maxsize=64)
def _zone(name: str, first: int, last: int) -> Timezone:
    """Describe a zone from the beginning of a year to that of another.

    icalendar 7.3 does so too, but begins a change that moves clocks forward an hour late, and
    misses changes that are undone within two months.
    """
    zone, since = ZoneInfo(name), datetime(first, 1, 1, tzinfo=UTC)
    changes: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}
    for at, before, after in _offsets(zone, since, datetime(last, 1, 1, tzinfo=UTC)):
        there = at.astimezone(zone)
        kind = (before, after, there.tzname() or name, bool(there.dst()))
        # By RFC 5545 a change begins at a time of the clock that ends.
        changes.setdefault(kind, []).append((at + before).replace(tzinfo=None))
    described = Timezone()
    _add(described, "TZID", name)
    for (before, after, called, is_summer), (begins, *again) in changes.items():
        part = TimezoneDaylight() if is_summer else TimezoneStandard()
        part.TZOFFSETFROM, part.TZOFFSETTO, part.DTSTART = before, after, begins
        _add(part, "TZNAME", called)
        if again:
            _add(part, "RDATE", again)
        described.add_component(part)
    return described


def _offsets(
    zone: ZoneInfo, since: datetime, until: datetime
) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """Return how far clocks are ahead of UTC at first, and every change of that."""
    ahead = since.astimezone(zone).utcoffset() or timedelta()
    yield since, ahead, ahead
    for turn in turns(zone, since, until):
        yield turn.at, turn.before, turn.after


def _add(component: Any, name: str, value: object, **parameters: str) -> None:
    component.add(name, value, parameters=parameters)


def _uid(event: Event) -> str:
    """Return the name of an entry; a date that is only planned is known by its series and plan."""
    known = str(event.id)
    if not event.id and event.planned is not None:
        known = f"{event.series_id}-{event.planned:%Y%m%dT%H%M}"
    return f"event-{known}-{event.server_id}@tsunagari"
