"""A time to come, read by the member's own clock and shown as understood before it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Protocol, cast

from bot.domain.times import Doubt, Moment, Reading
from bot.errors import (
    AmbiguousTimeError,
    ClockMissingError,
    FarTimeError,
    LongPastTimeError,
    NotATimeError,
    PastTimeError,
    UserError,
    WrongWeekdayError,
    ZoneMissingError,
)
from bot.i18n import Words
from bot.reference import times
from bot.ui.autocomplete.base import Interaction, Option
from bot.ui.reading import words_for
from bot.ui.times import label

_NAMED = 4


class KnowsZones(Protocol):
    """A client that knows by which clock somebody reads a time."""

    async def zone_of(self, user_id: int) -> str:
        """Return an IANA name; raise ZoneMissingError."""
        ...


class WhenOption(Option):
    """A moment to come; what is offered says how the text was understood."""

    async def transform(self, interaction: Interaction, value: str, /) -> Moment:
        """Return what was picked or typed."""
        return await moment(interaction, value)

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Offer what the text means or may mean, exactly."""
        words = words_for(interaction)
        if not typed.strip():
            return ()
        try:
            reading = await _read(interaction, typed)
        except ZoneMissingError:
            return ((words("First give your time zone with /time set"), typed[: times.LONGEST]),)
        now = interaction.created_at
        return ((label(each, now, words), each.exact) for each in reading.moments)


async def moment(interaction: Interaction, typed: str) -> Moment:
    """Read a time that was typed, into a form too; refuse with what may be meant."""
    reading = await _read(interaction, typed)
    words, now = words_for(interaction), interaction.created_at
    return settled(typed, reading, lambda each: label(each, now, words), words)


def settled(typed: str, reading: Reading, name: Callable[[Moment], str], words: Words) -> Moment:
    """Return the one moment that was meant, or refuse with the moments it may be."""
    if reading.doubt is None:
        return reading.moments[0]
    # A line each: the name of a moment has commas of its own.
    choices = "\n".join(f"• {name(each)}" for each in reading.moments[:_NAMED])
    raise _refusal(typed, reading.doubt, choices, words)


def _refusal(typed: str, doubt: Doubt, choices: str, words: Words) -> UserError:
    match doubt:
        case Doubt.AMBIGUOUS:
            return AmbiguousTimeError(text=typed, choices=choices)
        case Doubt.CLOCK_MISSING:
            return ClockMissingError(text=typed, choices=choices)
        case Doubt.CONTRADICTORY:
            return WrongWeekdayError(text=typed, choices=choices)
        case Doubt.PAST if choices:
            return PastTimeError(text=typed, choices=choices)
        case Doubt.PAST:
            return LongPastTimeError(text=typed)
        case Doubt.FAR:
            return FarTimeError(text=typed, years=times.FARTHEST_YEARS)
        case Doubt.UNREADABLE:
            return NotATimeError(text=typed, examples=words.choice(_examples(words)))


def _examples(words: Words) -> list[str]:
    return [words("next Friday 7pm"), words("12 Dec 19:00"), "2026-12-24 18:30"]


async def _read(interaction: Interaction, typed: str) -> Reading:
    zone = await cast("KnowsZones", interaction.client).zone_of(interaction.user.id)
    # In a thread: the first time loads the parser, which takes half a second.
    return await asyncio.to_thread(
        times.read,
        typed,
        zone=zone,
        language=interaction.locale.value,
        now=interaction.created_at,
    )
