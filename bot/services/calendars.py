"""Events as files that every calendar reads (RFC 5545)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from icalendar import STATUS, Calendar, Timezone

from bot.domain.events import Event, State

AROUND = timedelta(days=400)
PRODUCT = "-//Tsunagari//Events//EN"


def calendar_file(event: Event) -> bytes:
    """Return an event as an .ics file, told in its host's zone, with what that zone is.

    The UID stays the same and SEQUENCE counts the changes, so that a calendar which gets the
    file again changes the entry instead of making a second one.
    """
    is_cancelled = event.state is State.CANCELLED
    calendar = Calendar.new(
        prodid=PRODUCT,
        uid=_uid(event),
        method="CANCEL" if is_cancelled else "PUBLISH",
        subcomponents=[_entry(event, STATUS.CANCELLED if is_cancelled else STATUS.CONFIRMED)],
    )
    # A zone is told for the year around: calendars look up nothing else in this file.
    day = event.starts_at.date()
    calendar.add_missing_timezones(first_date=day - AROUND, last_date=day + AROUND)
    for zone in calendar.timezones:
        _correct(zone)
    return calendar.to_ical()


def _entry(event: Event, status: STATUS) -> icalendar.Event:
    starts_at, ends_at = _told(event)
    return icalendar.Event.new(
        uid=_uid(event),
        sequence=event.version,
        stamp=event.changed_at,
        last_modified=event.changed_at,
        start=starts_at,
        end=ends_at,
        summary=event.title,
        description=event.description,
        location=event.place,
        url=event.link,
        status=status,
    )


def _told(event: Event) -> tuple[datetime, datetime]:
    """Return start and end in the host's zone, or in UTC where its clocks show one of them twice.

    Of an hour that comes twice, a calendar takes the first.
    """
    zone = ZoneInfo(event.zone)
    told = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    is_second = any(moment.fold for moment in told)
    return (event.starts_at, event.ends_at) if is_second else told


def _correct(zone: Timezone) -> None:
    """Let each change of the clocks begin by the time before it, as RFC 5545 wants it.

    icalendar 7.3 writes the time after it, an hour late where clocks go forward.
    """
    for part in zone.subcomponents:
        skipped = part.TZOFFSETTO - part.TZOFFSETFROM
        if skipped > timedelta():
            later = [moment - skipped for moment, _ in part.rdates]
            part.DTSTART = part.DTSTART - skipped
            part.rdates = later


def _uid(event: Event) -> str:
    return f"event-{event.id}-{event.server_id}@tsunagari"
