"""What people read about their own clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.zones import OwnZone, Source
from bot.i18n import Words
from bot.reference import cities
from bot.ui.panel import Panel, text

JAPAN = "Asia/Tokyo"


def clock_card(mine: OwnZone, words: Words, now: datetime, *, notice: str | None = None) -> Panel:
    """Show what time it is for somebody and in Japan, and how their zone is known."""
    place = f"{words.zone(mine.zone)} ({mine.zone})"
    lines = (
        words("## Your time"),
        words("{place}: {time}", place=place, time=_time(now, mine.zone, words)),
        words("Japan: {time}", time=_time(now, JAPAN, words)),
        _source(mine, words),
        words("-# Only you see this. Change it with /time set."),
    )
    rows = [text(words(notice))] if notice else []
    return Panel((*rows, text("\n".join(lines))))


def cleared_card(words: Words) -> Panel:
    """Say by what times are read now."""
    told = words(
        "**Forgotten.** Times that you write are read by the clock of the city you live in, if "
        "your profile names one; else /time set gives a zone."
    )
    return Panel((text(told),))


def _time(now: datetime, zone: str, words: Words) -> str:
    there = now.astimezone(ZoneInfo(zone))
    return words("{day}, {time}", day=words.weekday(there), time=words.time(there))


def _source(mine: OwnZone, words: Words) -> str:
    city = cities.get(mine.city) if mine.city else None
    if mine.source is Source.GIVEN or city is None:
        return words("You gave this time zone yourself.")
    return words("It follows from where you live: {city}.", city=cities.label(city, words.locale))
