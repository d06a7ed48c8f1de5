"""A moment as people read it before it is posted: with its weekday, its zone and how far it is."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.times import Moment, Shift
from bot.i18n import Words
from bot.reference import cities
from bot.reference.cities import City

LABEL_LENGTH = 100


def label(moment: Moment, now: datetime, words: Words) -> str:
    """Write a moment in a line: day, time, zone, how far away, and what a clock change did."""
    line = words(
        "{day}, {time}, {zone} time ({away})",
        day=words.weekday(moment.local),
        time=words.time(moment.local),
        zone=words.zone(moment.zone),
        away=words.away(moment.at - now),
    )
    note = shift_note(moment, words)
    return f"{line} {note}" if note else line


def shift_note(moment: Moment, words: Words) -> str:
    """Say that a clock change moved the time or made it come twice; nothing where none did."""
    match moment.shift:
        case Shift.MOVED:
            return words("Moved: clocks skip {time}.", time=words.time(moment.wall))
        case Shift.FIRST:
            return words("The first of two: clocks go back.")
        case None:
            return ""


def zone_label(zone: str, now: datetime, words: Words, *, city: City | None = None) -> str:
    """Name a zone by a city, with the time there now and its own name."""
    place = cities.label(city, words.locale) if city else words.zone(zone)
    time = words.time(now.astimezone(ZoneInfo(zone)))
    own = f" ({zone})"
    return words("{place}: {time} now", place=place, time=time)[: LABEL_LENGTH - len(own)] + own
