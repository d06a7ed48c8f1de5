"""The words of one language: texts, plurals, dates, numbers and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import babel.dates
import babel.lists
import babel.numbers
from babel import Locale

_ENGLISH = Locale("en")


class Words:
    """Speak one locale. Texts are English msgids with named plain values: ``{name}``."""

    def __init__(self, locale: str, translations: Mapping[tuple[str, str], str]) -> None:
        self.locale = locale
        self._babel = Locale.parse(locale)
        self._translations = translations

    def __call__(self, text: str, /, **values: str | int) -> str:
        """Translate a text and fill in its values."""
        return self._translations.get(("", text), text).format(**values)

    def n(self, one: str, many: str, n: int, /, **values: str | int) -> str:
        """Translate a text that counts; ``{n}`` is the number, written as this locale does."""
        english = one if n == 1 else many
        form = _plural_form(self._babel, n)
        text = self._translations.get(("", f"{one}\0{form}"), english)
        return text.format(n=self.number(n), **values)

    def nth(self, texts: Mapping[str, str], n: int) -> str:
        """Translate a text with an ordinal: one English text for each of 1st, 2nd, 3rd and 4th.

        The keys are CLDR's: one, two, few and other.
        """
        return self(texts[_ENGLISH.ordinal_form(n)], n=self.number(n))

    def named(self, context: str, text: str) -> str | None:
        """Translate the name of a command, an option or a choice; None where it has no other."""
        return self._translations.get((context, text))

    def number(self, value: float) -> str:
        """Write a number: 1,234."""
        return babel.numbers.format_decimal(value, locale=self._babel)

    def list(self, items: Sequence[str]) -> str:
        """Join items: "a, b and c"."""
        return babel.lists.format_list(list(items), locale=self._babel)

    def measure(self, parts: Sequence[str]) -> str:
        """Join the parts of one measure: "2 hours, 30 minutes"."""
        return babel.lists.format_list(list(parts), style="unit", locale=self._babel)

    def choice(self, items: Sequence[str]) -> str:
        """Join alternatives: "a, b or c"."""
        return babel.lists.format_list(list(items), style="or", locale=self._babel)

    def month(self, year: int, month: int | None = None) -> str:
        """Write a month, "March 2026", or a bare year."""
        if month is None:
            return babel.dates.format_skeleton("y", date(year, 1, 1), locale=self._babel)
        return babel.dates.format_skeleton("yMMMM", date(year, month, 1), locale=self._babel)

    def date(self, moment: date | datetime) -> str:
        """Write a day: "22 November 2026"."""
        return babel.dates.format_date(moment, "long", locale=self._babel)

    def time(self, moment: datetime) -> str:
        """Write the time of day where the moment is told: "9:40 PM"."""
        return babel.dates.format_time(moment, "short", locale=self._babel)

    def weekday(self, moment: date | datetime) -> str:
        """Write a day with its weekday: "Fri, Nov 27, 2026"."""
        return babel.dates.format_skeleton("yMMMEd", moment, locale=self._babel)

    def day_name(self, weekday: int) -> str:
        """Return the name of a day of the week; Monday is 0."""
        return babel.dates.get_day_names("wide", locale=self._babel)[weekday]

    def month_name(self, month: int) -> str:
        """Return the name of a month; January is 1."""
        return babel.dates.get_month_names("wide", "stand-alone", locale=self._babel)[month]

    def day_of_year(self, month: int, day: int) -> str:
        """Write a day without its year: "Nov 27"."""
        return babel.dates.format_skeleton("MMMd", date(2000, month, day), locale=self._babel)

    def away(self, distance: timedelta) -> str:
        """Write how far ahead something is: "in 3 days"; two of a unit before the next one."""
        return babel.dates.format_timedelta(
            distance, granularity="minute", threshold=2, add_direction=True, locale=self._babel
        )

    def zone(self, name: str) -> str:
        """Return the city that a zone is called after: Lisbon, or リスボン."""
        place = babel.dates.get_timezone_location(name, locale=self._babel, return_city=True)
        return place.rpartition("/")[2]


def _plural_form(locale: Locale, n: int) -> int:
    """Return the index of a plural form in gettext's order for the languages we have."""
    return 0 if locale.language == "ja" or n == 1 else 1
