"""Options that only /event series has: which series, and which date of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.errors import EventAmbiguousError, EventGoneError, UserError
from bot.errors.series import SeriesDateError
from bot.i18n import Words
from bot.services.series import Course
from bot.ui.asking import standing
from bot.ui.autocomplete import Interaction, Option
from bot.ui.events import sees
from bot.ui.reading import words_for
from cogs.events.repeats import rule_label

_LONGEST_NUMBER = 18


class SeriesOption(Option):
    """A series that the asker manages; it arrives as the number of its last date."""

    async def transform(self, interaction: Interaction, value: str, /) -> int:
        """Return the number that was picked, or of the only series with such a title."""
        if _is_number(value):
            return int(value)
        found = await interaction.client.services.series.suggest(
            standing(interaction), value, sees(interaction)
        )
        if len(found) > 1:
            raise EventAmbiguousError
        if not found:
            raise EventGoneError
        return found[0][0].id

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Offer the title and the rule of each."""
        words = words_for(interaction)
        found = await interaction.client.services.series.suggest(
            standing(interaction), typed, sees(interaction)
        )
        return (
            (f"{event.titled(words.locale)}: {rule_label(series.rule, words)}", str(event.id))
            for event, series in found
        )


class DateOption(Option):
    """A date of the series that is filled in already; it arrives as when it was planned for."""

    async def transform(self, interaction: Interaction, value: str, /) -> datetime:
        """Return the wall time of the date that was picked."""
        try:
            return datetime.fromisoformat(value).replace(tzinfo=None)
        except ValueError:
            raise SeriesDateError from None

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Offer the dates that are to come, those with a card first."""
        event, words = getattr(interaction.namespace, "event", None), words_for(interaction)
        if not event or not _is_number(event):
            return ((words("First pick the event"), typed[:100] or "-"),)
        try:
            plans = interaction.client.services.series
            course: Course = await plans.course(standing(interaction), int(event))
        except UserError:
            return ()
        offered = _dates(course, words)
        return (each for each in offered if typed.strip().casefold() in each[0].casefold())


def _dates(course: Course, words: Words) -> list[tuple[str, str]]:
    made = [each.planned for each in course.open if each.planned is not None]
    return [
        *(
            (words("{date} (has its card)", date=_told(wall, words)), wall.isoformat())
            for wall in made
        ),
        *((_told(each.wall, words), each.wall.isoformat()) for each in course.coming),
        *(
            (words("{date} (skipped)", date=_told(wall, words)), wall.isoformat())
            for wall in course.skipped
        ),
    ]


def _told(wall: datetime, words: Words) -> str:
    return f"{words.weekday(wall)}, {words.time(wall)}"


def _is_number(typed: str) -> bool:
    return typed.isdecimal() and len(typed) <= _LONGEST_NUMBER
