"""Change several dates of a series at once: which they are, and what each of them becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.domain.events import Event, State
from bot.domain.series import Scope, Series, rebased
from bot.domain.times import place, seen_from
from bot.errors.series import SeriesOrderError
from bot.reference.repeats import dates
from bot.services.series_rows import SeriesRows, clock_of
from bot.storage import events
from bot.storage import series as store
from bot.storage.database import Connection

Change = Callable[[Event, Any], Event]
"""Returns an event with what was said of it."""
_TIMES = ("starts_at", "zone")
_NOT_OF_EVENTS = ("scope", "asks_anew")


@dataclass(frozen=True, slots=True)
class Spread:
    """What becomes of each date that has a card (before, after), and of those to come.

    ``planned`` is for when dates, by number, are planned once the series goes on as ``series``;
    ``pattern`` is what dates to come will be like. Each is None where it stays as it is.
    """

    parts: tuple[tuple[Event, Event], ...]
    series: Series | None = None
    pattern: Event | None = None
    planned: Mapping[int, datetime] = field(default_factory=dict[int, datetime])


NOTHING = Spread(())


async def spread(
    conn: Connection,
    rows: SeriesRows,
    before: Event,
    scope: Scope,
    said: Mapping[str, Any],
    change: Change,
) -> Spread:
    """Foresee a change of one date, or of several.

    Whatever was not changed stays on each date as it was there. With a new time the series goes on
    from that date by the new clock and day; a date that was moved by itself stays where it is.
    """
    own = change(before, said)
    series = await store.get(conn, before.series_id)
    is_draft = before.state is State.DRAFT
    if series is None or before.planned is None or (scope is Scope.THIS and not is_draft):
        return Spread(((before, own),))
    chosen = await rows.concerned(conn, before, scope)
    news = _news(before, own, said)
    plain = {name: value for name, value in news.items() if name not in _TIMES}
    pattern = await events.get(conn, series.pattern_id or 0)
    if pattern is not None:
        pattern = change(pattern, plain) if plain else None
    has_moved = "starts_at" in news or (is_draft and clock_of(own) != series.zone)
    if not has_moved:
        return Spread(tuple((each, change(each, plain)) for each in chosen), pattern=pattern)
    if is_draft:
        series = replace(series, zone=clock_of(own))
    after, planned = await _move(conn, series, before, chosen, own.starts_at)

    def moved(each: Event) -> Event:
        wall = planned.get(each.id, each.planned)
        if each.id == before.id:
            return replace(own, zone=own.zone if is_draft else before.zone, planned=wall)
        is_elsewhere = each.planned and each.starts_at != place(each.planned, series.zone).at
        if wall is None or is_elsewhere:
            return replace(change(each, plain), planned=wall)
        return replace(
            change(each, {**plain, "starts_at": place(wall, after.zone).at}), planned=wall
        )

    return Spread(tuple((each, moved(each)) for each in chosen), after, pattern, planned)


async def keep(conn: Connection, found: Spread) -> None:
    """Keep what becomes of the series; its dates with cards are saved by whoever tells people."""
    if found.pattern is not None:
        await events.save(conn, found.pattern)
    if found.series is not None:
        await store.save(conn, found.series)
        await events.plan_anew(conn, found.series.id, found.planned)


async def _move(
    conn: Connection, series: Series, before: Event, chosen: Sequence[Event], starts_at: datetime
) -> tuple[Series, Mapping[int, datetime]]:
    """Let a series go on at another time, and plan its dates anew."""
    assert before.planned is not None  # noqa: S101 - it is a date of a series
    shift = seen_from(starts_at, series.zone).wall - before.planned
    made = await events.of_series(conn, series.id)
    walls = {each.id: each.planned for each in made if each.planned is not None}
    # A date from before the last change of the time is none of the rule's any more.
    start = max(before.planned, series.first)
    after, names = rebased(series, dates, start, start + shift, walls.values())
    planned = {number: names[wall] for number, wall in walls.items() if wall in names}
    for each in chosen:
        if each.id not in planned and each.planned is not None:
            planned[each.id] = each.planned + shift
    kept = [wall for number, wall in walls.items() if number not in planned]
    if len({*planned.values()}) < len(planned) or (
        kept and min(planned.values(), default=start) <= max(kept)
    ):
        raise SeriesOrderError
    return after, planned


def _news(before: Event, after: Event, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return only what differs from what an event was like."""

    def value(event: Event, name: str) -> object:
        return event.ends_at - event.starts_at if name == "length" else getattr(event, name)

    return {
        name: said[name]
        for name in said
        if name not in _NOT_OF_EVENTS and value(after, name) != value(before, name)
    }
