"""What is said of an event beside its time: each text clean, and all of it fitting on a card."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.events import (
    DESCRIPTION_LENGTH,
    HINT_LENGTH,
    PLACE_LENGTH,
    SECOND_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
    Event,
    Second,
)
from bot.errors import EventTitleMissingError, EventWordsError
from bot.reference import zones
from bot.services import checks


def cleaned(event: Event) -> Event:
    """Return an event with every text clean; refuse what is too long, or no title."""
    title = checks.line(event.title, TITLE_LENGTH)
    if title is None:
        raise EventTitleMissingError
    after = replace(
        event,
        title=title,
        description=checks.paragraphs(event.description, DESCRIPTION_LENGTH),
        place=checks.line(event.place, PLACE_LENGTH),
        link=next(iter(checks.links((event.link or "",))), None),
        bring=checks.paragraphs(event.bring, HINT_LENGTH),
        rain=checks.paragraphs(event.rain, HINT_LENGTH),
        second=_second(event.second),
        place_zone=event.place_zone if zones.is_known(event.place_zone or "UTC") else None,
    )
    _require_room(after)
    return after


def _second(second: Second | None) -> Second | None:
    """Return what is said in the second language; nothing where nothing is said."""
    if second is None:
        return None
    title = checks.line(second.title, TITLE_LENGTH)
    description = checks.paragraphs(second.description, SECOND_LENGTH)
    if title is None:
        if description is not None:
            raise EventTitleMissingError
        return None
    return Second(second.language, title, description)


def _require_room(event: Event) -> None:
    second = event.second.description if event.second else None
    said = (event.description, second, event.bring, event.rain)
    taken = sum(len(each or "") for each in said)
    if taken > WORDS_LENGTH:
        raise EventWordsError(length=taken, limit=WORDS_LENGTH)
