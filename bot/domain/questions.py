"""What to ask gently about placements that are unusual but may well be true."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from bot.domain.placements import Placement, month_number
from bot.domain.profiles import Profile


class Question(StrEnum):
    """Something to look at again; whatever the answer, nothing is refused or changed."""

    MANY_YEARS = "many_years"
    OVERLAP = "overlap"
    HAS_LEFT = "has_left"


def questions(
    mine: Profile, stay: Placement, *, today: date, roles: Collection[str], max_years: int
) -> tuple[Question, ...]:
    """Return what to ask after one of my placements was saved.

    ``roles`` are the jobs of the programme, ``max_years`` is how long one can stay on it.
    """
    asked: list[Question] = []
    if stay.job in roles and _months_on_programme(mine, today, roles) > max_years * 12:
        asked.append(Question.MANY_YEARS)
    if any(_overlap(stay, other) for other in mine.placements if other.id != stay.id):
        asked.append(Question.OVERLAP)
    if mine.has_left(today):
        asked.append(Question.HAS_LEFT)
    return tuple(asked)


def _months_on_programme(mine: Profile, today: date, roles: Collection[str]) -> int:
    """Count the months on the programme, each once, those to come left out."""
    this_month = month_number(today.year, today.month)
    spans = [stay.span for stay in mine.placements if stay.job in roles and stay.span]
    return len(
        {
            month
            for span in spans
            for month in range(span.first, (this_month if span.last is None else span.last) + 1)
        }
    )


def _overlap(one: Placement, other: Placement) -> bool:
    return one.span is not None and other.span is not None and one.span.touches(other.span)
