"""Rules and series to try, for whatever tests are about them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.domain.repeats import LAST, Rule, Unit, is_last_day, is_last_weekday, nth_weekday


def wall(text: str) -> datetime:
    """Return what a clock shows."""
    return datetime.fromisoformat(text)


FRIDAY = wall("2026-01-09 19:00")
"""The second Friday of its month, four days after the tests' clock begins."""
WEEKLY = Rule(Unit.WEEK, weekdays=(4,))


@st.composite
def begun(draw: st.DrawFn, **ends: Any) -> tuple[Rule, datetime]:
    """Draw a rule and a first date that it really begins with."""
    first = draw(st.datetimes(wall("2026-01-01"), wall("2036-12-31"))).replace(
        second=0, microsecond=0
    )
    interval = draw(st.integers(1, 6))
    unit = draw(st.sampled_from(Unit))
    day = first.day
    more: dict[str, Any] = {}
    if unit is Unit.WEEK:
        others = draw(st.frozensets(st.integers(0, 6), max_size=4))
        more["weekdays"] = tuple(sorted({first.weekday(), *others}))
    elif unit in (Unit.MONTH, Unit.YEAR):
        if unit is Unit.YEAR:
            more["month"] = first.month
        if draw(st.booleans()):
            is_last = is_last_weekday(first) and draw(st.booleans())
            more["nth"] = LAST if is_last else nth_weekday(first)
            more["weekdays"] = (first.weekday(),)
        else:
            more["day"] = 31 if is_last_day(first) and draw(st.booleans()) else day
    end = draw(st.sampled_from(("never", "count", "until")))
    if end == "count":
        more["count"] = draw(st.integers(1, 30))
    if end == "until":
        more["until"] = first.date() + timedelta(days=draw(st.integers(0, 2_000)))
    return Rule(unit, interval, **(more | ends)), first
