"""Why somebody was found, in words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.chain import Link
from bot.domain.overlap import Overlap
from bot.domain.profiles import Field, OpenTo
from bot.domain.results import Why
from bot.domain.search import Away, Has, Mentioned, Speaks, Stayed
from bot.i18n import Words
from bot.reference import countries, languages, occupation_fields
from bot.ui import summaries, vocabulary
from cogs.find.overlap import link_line, overlap_line

_SHOWN_WITH_THE_NAME = (Field.KIND, Field.COUNTRY)


def lines(reasons: Iterable[Why], words: Words) -> list[str]:
    """Write one line for each reason that does not stand beside the name anyway."""
    return [
        reason_line(reason, words)
        for reason in reasons
        if not (isinstance(reason, Has) and reason.part in _SHOWN_WITH_THE_NAME)
    ]


def reason_line(reason: Why, words: Words) -> str:
    """Write one reason; what rests on a bare year says "about"."""
    match reason:
        case Stayed(stay, is_about):
            years = vocabulary.years(stay, words)
            if years and is_about:
                years = words("about {years}", years=years)
            place, job = vocabulary.place(stay, words), vocabulary.job(stay, words)
            return summaries.joined(place, job, years)
        case Mentioned(parts):
            names = [words(vocabulary.FIELDS[part]) if part else words("Name") for part in parts]
            return words("found in: {parts}", parts=words.list(names))
        case Speaks(spoken):
            return words(
                "speaks {language} ({level})",
                language=languages.name(spoken.language, words.locale),
                level=words(vocabulary.LEVELS[spoken.level]),
            )
        case Away(km):
            if km < 1:
                return words("in this city")
            return words.n("{n} km away", "{n} km away", round(km))
        case Overlap():
            return overlap_line(reason, words)
        case Link():
            return link_line(reason, words)
        case Has(part, value):
            return _has(part, value, words)


def _has(part: Field, value: str, words: Words) -> str:
    match part:
        case Field.HOME:
            return words("from {country}", country=countries.in_sentence(value, words.locale))
        case Field.OPEN_TO:
            return words("open to {wish}", wish=words(vocabulary.OPEN_TO[OpenTo(value)]))
        case _:
            field = occupation_fields.name(value, words.locale)
            return words("works in {field}", field=field)
