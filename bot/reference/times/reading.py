"""Put a day and a time of day together, and decide whether one moment is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.times import Doubt, Moment, Reading, from_exact, place, seen_from
from bot.reference.times import days, named
from bot.reference.times.abroad import put
from bot.reference.times.clock import Clock, bare_clock, clock, part_of_day
from bot.reference.times.days import Day, Days
from bot.reference.times.spelling import plain

LONGEST = 100
"""A longer text is no time."""
FARTHEST_YEARS = 10
_FARTHEST = timedelta(days=365.25 * FARTHEST_YEARS)
_DISCORD = re.compile(r"<t:(-?\d{1,12})(?::[tTdDfFsSR])?>")
_ZONED = re.compile(
    r"\b(?:jst|(?:japan|tokyo) time|in japan)\b|日本時間(?:の|で)?"
    r"|\b(?P<utc>utc|gmt)(?:\s*\+\s*(?P<ahead>\d|1[0-4])|\s*-\s*(?P<behind>\d|1[0-2]))?\b(?![:\d])"
)
_EVENING = (19 * 60,)
"""The one to suggest where even the day is unclear."""


def read(typed: str, *, zone: str, language: str, now: datetime) -> Reading:
    """Read a time by the clock of a zone; what is unclear or over comes with what may be meant.

    "19:00 JST" is read by the clock in Japan whatever the zone.
    """
    if len(typed) > LONGEST or not typed.strip():
        return Reading(doubt=Doubt.UNREADABLE)
    if (stamp := _stamp(typed.strip(), zone)) is not None:
        return _judged((stamp,), now) if stamp.at > now else Reading(doubt=Doubt.PAST)
    own = language.partition("-")[0]
    text, zone_meant = _zone(put(plain(typed), own), zone)
    languages = tuple(dict.fromkeys((own, "en", "ja")))
    try:
        reading = _read(text, zone_meant, languages, now)
    except OverflowError:  # The end of the calendar, or its beginning.
        return Reading(doubt=Doubt.FAR)
    if zone_meant == zone:
        return reading
    return Reading(tuple(seen_from(each.at, zone) for each in reading.moments), reading.doubt)


def _stamp(typed: str, zone: str) -> Moment | None:
    """Read what is exact already: Discord's timestamps, and ISO 8601 with an offset."""
    try:
        if found := _DISCORD.fullmatch(typed):
            return seen_from(datetime.fromtimestamp(int(found[1]), UTC), zone)
    except (ValueError, OverflowError, OSError):
        return None
    return from_exact(typed, zone)


def _zone(text: str, zone: str) -> tuple[str, str]:
    found = _ZONED.search(text)
    if found is None:
        return text, zone
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return " ".join(rest.split()), _zone_named(found)


def _zone_named(found: re.Match[str]) -> str:
    if not found["utc"]:
        return "Asia/Tokyo"
    # IANA counts these the other way round: Etc/GMT-9 is nine hours ahead.
    if found["ahead"]:
        return f"Etc/GMT-{found['ahead']}"
    return f"Etc/GMT+{found['behind']}" if found["behind"] else "UTC"


def _read(text: str, zone: str, languages: tuple[str, ...], now: datetime) -> Reading:
    today = now.astimezone(ZoneInfo(zone)).date()
    twelve = languages[0] == "en"
    taken = clock(text, twelve=twelve)
    if taken is None:
        if not re.fullmatch(r"\d{1,2}h\d{0,2}", text) and (
            away := named.duration(text.removesuffix("に"), languages)
        ):
            return _judged((seen_from((now + away).replace(second=0, microsecond=0), zone),), now)
        return _without_clock(text, zone, languages, now)
    # "7pm-9pm" is two times, and neither is to be passed over.
    if not taken.minutes or clock(taken.rest, twelve=twelve):
        return Reading(doubt=Doubt.UNREADABLE)
    found = days.read(taken.rest, today, languages)
    if found is None or not found.days:
        return Reading(doubt=Doubt.UNREADABLE)
    return _together(found, taken, zone, now)


def _without_clock(text: str, zone: str, languages: tuple[str, ...], now: datetime) -> Reading:
    """Read a day alone, or one with a lone number behind that can only be an hour."""
    today = now.astimezone(ZoneInfo(zone)).date()
    bare = bare_clock(text, twelve=languages[0] == "en")
    if bare and bare.minutes and (found := days.read(bare.rest, today, languages)):
        return _together(found, bare, zone, now)
    part = part_of_day(text)
    found = days.read(part.rest, today, languages)
    if found is None or not found.days or found == days.read("", today, languages):
        return Reading(doubt=Doubt.UNREADABLE)
    if len(found.days) > 1 and not found.contradicts:
        return _together(found, Clock(_EVENING, ""), zone, now)
    moments = _moments((*found.days, *found.others), part.minutes, zone, now)
    if not any(each.at > now for each in moments):
        return _judged(moments, now)
    return Reading(tuple(each for each in moments if each.at > now), Doubt.CLOCK_MISSING)


def _together(found: Days, taken: Clock, zone: str, now: datetime) -> Reading:
    over = [day for day in found.days if day.is_over]
    moments = _moments(found.days, taken.minutes, zone, now)
    if found.contradicts:
        coming = tuple(each for each in moments if each.at > now)
        return Reading(coming, Doubt.CONTRADICTORY if coming else Doubt.UNREADABLE)
    if over and len(over) == len(found.days):
        return Reading(moments, Doubt.PAST)
    reading = _judged(moments, now)
    others = _moments(found.others, taken.minutes, zone, now)
    return Reading((*reading.moments, *others), reading.doubt)


def _moments(
    days: Iterable[Day], minutes: Sequence[int], zone: str, now: datetime
) -> tuple[Moment, ...]:
    each = (_moment(day, minute, zone, now) for day in days for minute in minutes)
    return tuple(sorted(dict.fromkeys(each), key=lambda moment: moment.at))


def _moment(day: Day, minutes: int, zone: str, now: datetime) -> Moment:
    """Return the time on that day, or when it comes again if that is over."""
    wall = datetime.combine(day.date, time()) + timedelta(minutes=minutes)
    moment = place(wall, zone)
    if day.every is not None and moment.at <= now:
        return place(wall + day.every, zone)
    return moment


def _judged(moments: tuple[Moment, ...], now: datetime) -> Reading:
    """Take the one moment that is still to come; refuse several, none, and those too far away."""
    coming = tuple(each for each in moments if each.at > now)
    near = tuple(each for each in coming if each.at - now <= _FARTHEST)
    if len(near) == 1:
        return Reading(near)
    if near:
        return Reading(near, Doubt.AMBIGUOUS)
    if coming:
        return Reading(doubt=Doubt.FAR)
    again = (_again(each, now) for each in moments)
    return Reading(tuple(dict.fromkeys(each for each in again if each)), Doubt.PAST)


def _again(moment: Moment, now: datetime) -> Moment | None:
    """Return the same time of day tomorrow, or the same day of a year to come."""
    today = now.astimezone(ZoneInfo(moment.zone)).date()
    if moment.wall.date() >= today - timedelta(days=1):
        later = datetime.combine(today, moment.wall.time())
        placed = place(later, moment.zone)
        return placed if placed.at > now else place(later + timedelta(days=1), moment.zone)
    try:
        day = named.next_such(moment.wall.month, moment.wall.day, today)
    except ValueError:
        return None
    placed = place(datetime.combine(day, moment.wall.time()), moment.zone)
    return placed if placed.at > now else None
