"""How long something takes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot.domain.lengths import length
from bot.errors import EventLengthError
from bot.i18n import Words
from bot.ui.autocomplete.base import Interaction, Option
from bot.ui.reading import words_for

USUAL = (30, 60, 90, 120, 180, 240, 360, 480, 1_440, 2_880)
"""Minutes that are offered before anybody types."""


class LengthOption(Option):
    """How long something takes; it arrives as a timedelta."""

    async def transform(self, interaction: Interaction, value: str, /) -> timedelta:
        """Return what was picked or typed."""
        found = length(value)
        if found is None:
            raise EventLengthError(text=value)
        return found

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Offer usual lengths, and what was typed as it is understood."""
        words = words_for(interaction)
        found = [length(typed)] if typed.strip() else [timedelta(minutes=each) for each in USUAL]
        return [
            (told(each, words), f"{int(each.total_seconds() // 60)} min")
            for each in found
            if each is not None
        ]


def told(taken: timedelta, words: Words) -> str:
    """Write a length: "1 day, 2 hours, 30 minutes", 2時間30分."""
    days, minutes = divmod(int(taken.total_seconds() // 60), 1_440)
    hours, minutes = divmod(minutes, 60)
    parts = [
        words.n("{n} day", "{n} days", days) if days else "",
        words.n("{n} hour", "{n} hours", hours) if hours else "",
        words.n("{n} minute", "{n} minutes", minutes) if minutes else "",
    ]
    return words.measure([part for part in parts if part])
