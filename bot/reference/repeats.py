"""The dates of a rule, as python-dateutil reads iCalendar's rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dateutil.rrule import rrulestr

from bot.domain.repeats import Rule


def dates(rule: Rule, first: datetime) -> Iterator[datetime]:
    """Tell the dates by the wall clock, in order."""
    yield from rrulestr(rule.text, dtstart=first)
