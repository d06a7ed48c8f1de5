"""What is understood, shown and stored is one moment, in every zone and around every change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.times import Moment, Shift, from_exact, place, seen_from
from bot.reference import zones

ZONES = sorted(zones.names().values())
FROM, UNTIL = datetime(1987, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)
SECOND, STEP = timedelta(seconds=1), 20 * 24 * 3600

any_zone = st.sampled_from(ZONES)
any_instant = st.datetimes(FROM.replace(tzinfo=None), UNTIL.replace(tzinfo=None)).map(
    lambda moment: moment.replace(microsecond=0)
)


def changes(zone: str) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """Find the moments at which a zone's clocks change, with the offsets before and after."""
    offset = offsets_of(ZoneInfo(zone))
    first = int(FROM.timestamp())
    before = offset(first)
    for at in range(first + STEP, int(UNTIL.timestamp()), STEP):
        after = offset(at)
        if after != before:
            span = range(at - STEP, at)
            moment = bisect_left(span, True, key=partial(differs, offset, before))
            yield datetime.fromtimestamp(at - STEP + moment, UTC), before, after
        before = after


def differs(offset: Callable[[int], timedelta], before: timedelta, at: int) -> bool:
    return offset(at) != before


def offsets_of(there: ZoneInfo) -> Callable[[int], timedelta]:
    def offset(at: int) -> timedelta:
        away = datetime.fromtimestamp(at, there).utcoffset()
        assert away is not None
        return away

    return offset


def test_around_every_change_of_every_zone_a_gap_moves_forward_and_a_fold_is_its_first() -> None:
    seen: set[tuple[datetime, timedelta, timedelta]] = set()
    for zone in ZONES:
        for at, before, after in changes(zone):
            if (at, before, after) in seen:
                continue  # Another name of the same clock, or one that changes with it.
            seen.add((at, before, after))
            check_change(zone, at.replace(tzinfo=None), before, after)
    assert len(seen) > 2_000


def check_change(zone: str, at: datetime, before: timedelta, after: timedelta) -> None:
    length = abs(after - before)
    shift = Shift.MOVED if after > before else Shift.FIRST
    begins = at + min(before, after)
    for inside in (timedelta(), length // 2, length - SECOND):
        taken = place(begins + inside, zone)
        assert taken.shift is shift, (zone, at)
        assert taken.at == (begins + inside - before).replace(tzinfo=UTC)
        assert taken.skipped == (length if shift is Shift.MOVED else timedelta())
        assert from_exact(taken.exact, "UTC") == taken
    assert place(begins - SECOND, zone) == Moment(
        (begins - SECOND - before).replace(tzinfo=UTC), zone, begins - SECOND
    )
    assert place(begins + length, zone).at == (begins + length - after).replace(tzinfo=UTC)
    assert place(begins + length, zone).shift is None


@given(any_zone, any_instant)
@settings(max_examples=200)
def test_a_moment_that_is_known_stays_itself_however_it_is_written(
    zone: str, naive: datetime
) -> None:
    at = naive.replace(tzinfo=UTC)

    known = seen_from(at, zone)

    assert known.at == at
    assert known.local == at
    assert known.local.replace(tzinfo=None) == known.wall
    again = from_exact(known.exact, "UTC")
    assert again is not None
    assert (again.at, again.zone) == (at, zone)


@given(any_zone, any_instant)
@settings(max_examples=200)
def test_a_time_of_a_zone_is_shown_as_it_was_written_unless_clocks_skip_it(
    zone: str, wall: datetime
) -> None:
    taken = place(wall, zone)

    assert (taken.local.replace(tzinfo=None) == wall) == (taken.shift is not Shift.MOVED)
    assert taken.local.replace(tzinfo=None) - wall == taken.skipped >= timedelta()
    assert from_exact(taken.exact, "UTC") == taken
    assert datetime.fromisoformat(taken.at.isoformat()) == taken.at


def test_a_day_that_an_island_skipped_moves_by_a_day() -> None:
    taken = place(datetime.fromisoformat("2011-12-30T12:00"), "Pacific/Apia")

    assert taken.shift is Shift.MOVED
    assert taken.skipped == timedelta(days=1)


def test_what_is_no_exact_time_is_none() -> None:
    for text in (
        "",
        "tomorrow",
        "2026-12-24T18:30",
        "2026-13-24T18:30+00:00",
        "2026-12-24T18:30:00+00:00[Mars/Base]",
        "2026-12-24T18:30:00+00:00[America]",
        "2026-12-24T18:30:00+00:00[../../etc/passwd]",
        "0001-01-01T00:00:00+23:59",
    ):
        assert from_exact(text, "Asia/Tokyo") is None
